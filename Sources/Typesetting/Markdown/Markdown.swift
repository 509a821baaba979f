/// Prose in the part of Markdown that lessons use, for a terminal and for the page.
///
/// Headings, paragraphs, **bold**, *italic*, `code`, links, lists, quotes, tables, code blocks, rules and
/// formulas: `$…$` in a line, `$$ … $$` on lines of their own, `\$` for a dollar sign.
public struct Markdown: Hashable, Sendable {
  /// The prose as it was written.
  public let source: String
  private let firstLine: Int

  /// Prose whose first line is `firstLine` of its file, for messages.
  public init(_ source: String, firstLine: Int = 1) {
    self.source = source
    self.firstLine = firstLine
  }

  /// The prose in lines of at most `width` columns, with one blank line between blocks; only code lines may be longer.
  ///
  /// `styled` adds escape sequences for bold, italic, links and code; without them code keeps its backticks.
  /// The width is at least 20. Throws for the first formula, `$` or code block that cannot be read, with its line.
  public func text(width: Int = 80, styled: Bool = false) throws(MarkdownError) -> String {
    precondition(width >= 20, "prose needs a width of at least 20 columns, not \(width)")
    let texts = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let lines = texts.enumerated().map { SourceLine(number: firstLine + $0, text: String($1)) }
    var renderer = Renderer(styled: styled)
    let rendered = try renderer.lines(of: try Self.blocks(lines), width: width)
    return rendered.map { $0.line(styled: styled) }.joined(separator: "\n")
  }
}

import Foundation
import Typesetting

/// How the standard streams want to be written to, and how text is laid out for them.
public struct Terminal: Sendable {
  /// The columns of a line.
  public let width: Int
  /// Whether text has colour and weight.
  public let isStyled: Bool
  /// Whether stderr is a terminal, on which a line can be rewritten.
  public let showsProgress: Bool

  /// A terminal as a test wants it.
  init(width: Int, isStyled: Bool = false, showsProgress: Bool = false) {
    self.width = width
    self.isStyled = isStyled
    self.showsProgress = showsProgress
  }

  /// This process's, as the environment has them.
  public static var standard: Terminal { Terminal(Options()) }

  /// The same, with colour or without, whatever the environment says; nil leaves that to it.
  public static func standard(color: Bool?) -> Terminal {
    var options = Options()
    options.color = color
    return Terminal(options)
  }

  /// The widest text by default: longer lines are hard to read.
  static let widestDefault = 100

  /// The width is, in this order: `--width`, `COLUMNS`, the window's, 80. Colour is as `--color` or
  /// `--no-color` says, else for a terminal only, and only where no non-empty `NO_COLOR` (no-color.org) forbids it.
  init(
    _ options: Options, environment: [String: String] = ProcessInfo.processInfo.environment,
    windowWidth: Int? = Self.windowWidth, isTerminal: (output: Bool, error: Bool) = Self.isTerminal
  ) {
    let columns = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? windowWidth ?? 80
    let isDumb = environment["TERM"] == "dumb"
    let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || isDumb
    self.init(
      width: options.width ?? min(max(columns, Options.widths.lowerBound), Self.widestDefault),
      isStyled: options.color ?? (isTerminal.output && !isPlain), showsProgress: isTerminal.error && !isDumb)
  }

  static var isTerminal: (output: Bool, error: Bool) { (isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1) }

  /// Whether someone can answer what is shown.
  public static var isInteractive: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  static var windowWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The same with fewer columns, for what stands beside a margin.
  public func narrowed(by columns: Int) -> Terminal {
    Terminal(width: max(width - columns, 20), isStyled: isStyled, showsProgress: showsProgress)
  }

  // MARK: Layout

  /// `text` in a style, where there are styles.
  public func styled(_ text: String, _ style: TextStyle) -> String {
    isStyled ? style.start + text + style.end : text
  }

  /// The words of `text` in lines that fit beside `indent` spaces; a line break in `text` stays one.
  public func wrapped(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    return Typesetting.wrapped(text, width: width - indent).map { $0.isEmpty ? "" : margin + $0 }
      .joined(separator: "\n")
  }

  /// Terms with their meanings beside them, or below them where that leaves too little room.
  ///
  ///     --seed N      other random numbers
  ///     --section N   only that section
  public func definitions(_ rows: [(term: String, meaning: String)], indent: Int = 0) -> String {
    let longest = rows.map { displayWidth($0.term) }.max() ?? 0
    let column = indent + longest + 3
    let isBeside = width - column >= 24
    let margin = String(repeating: " ", count: indent)
    return rows.map { term, meaning in
      let lines = wrapped(meaning, indent: isBeside ? column : indent + 4)
      if !isBeside { return wrapped(term, indent: indent) + "\n" + lines }
      return margin + term + lines.dropFirst(indent + displayWidth(term))
    }.joined(separator: "\n")
  }

  /// Markdown as this terminal shows it. A formula that cannot be read is a mistake in the lesson, and stops it.
  func text(_ markdown: Markdown, indent: Int = 0) -> String {
    do throws(MarkdownError) {
      return try markdown.text(width: width - indent, styled: isStyled)
    } catch {
      fatalError("main.swift: \(error)")
    }
  }

  /// Code as it stands, indented, and faint.
  func code(_ code: String) -> String {
    code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + styled(String($0), .faint) }
      .joined(separator: "\n")
  }

  /// A claim with its mark in the margin.
  func claim(_ claim: Claim) -> String {
    let text = text(Markdown(claim.sentence()), indent: 2)
    return styled(claim.mark, claim.holds ? .green : .red) + " " + text.indentedAfterFirst
  }
}

/// The first step: lines as blocks. What stands within a paragraph is read in MarkdownInline.swift.
extension Markdown {
  /// A line of the source with its number.
  struct SourceLine: Hashable {
    let number: Int
    let text: String

    var trimmed: String { Markdown.trimmed(text) }
    var indent: Int { text.prefix { $0 == " " }.count }
    func dropping(_ count: Int) -> SourceLine {
      SourceLine(number: number, text: String(text.dropFirst(min(count, indent))))
    }
  }

  /// A piece of the page that begins on a line of its own.
  enum Block: Hashable {
    case heading(Int, SourceLine)
    case paragraph(String, line: Int)
    case list([[Block]], first: Int?, isTight: Bool)
    case quote([Block])
    case table(Table)
    case code([String])
    case formula(String, line: Int)
    case rule

    var isParagraph: Bool { if case .paragraph = self { true } else { false } }
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The blocks of some lines: CommonMark's, as far as lessons use them, and display formulas.
  static func blocks(_ lines: [SourceLine]) throws(MarkdownError) -> [Block] {
    var blocks: [Block] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let text = line.trimmed
      if text.isEmpty {
        index += 1
      } else if let fence = fence(text) {
        blocks.append(try codeBlock(lines, &index, fence))
      } else if text.hasPrefix("$$") {
        blocks.append(try display(lines, &index))
      } else if let level = headingLevel(text) {
        blocks.append(.heading(level, SourceLine(number: line.number, text: trimmed(text.dropFirst(level)))))
        index += 1
      } else if isRule(text) {
        blocks.append(.rule)
        index += 1
      } else if text.hasPrefix(">") {
        var inside: [SourceLine] = []
        while index < lines.count, lines[index].trimmed.hasPrefix(">") {
          let rest = lines[index].trimmed.dropFirst()
          inside.append(
            SourceLine(number: lines[index].number, text: String(rest.first == " " ? rest.dropFirst() : rest)))
          index += 1
        }
        blocks.append(.quote(try self.blocks(inside)))
      } else if let marker = listMarker(line) {
        blocks.append(try list(lines, &index, marker))
      } else if let table = Table(lines[index...]) {
        blocks.append(.table(table))
        index += 2 + table.rows.count
      } else {
        var parts = [text]
        index += 1
        while index < lines.count, !interruptsParagraph(lines[index]) {
          parts.append(lines[index].trimmed)
          index += 1
        }
        blocks.append(.paragraph(parts.joined(separator: "\n"), line: line.number))
      }
    }
    return blocks
  }

  /// Whether a line begins a block of its own although no blank line is before it.
  private static func interruptsParagraph(_ line: SourceLine) -> Bool {
    let text = line.trimmed
    if let marker = listMarker(line) { return marker.number == nil || marker.number == 1 }
    return text.isEmpty || fence(text) != nil || text.hasPrefix("$$") || headingLevel(text) != nil || isRule(text)
      || text.hasPrefix(">")
  }

  /// The run of backticks or tildes that opens a code block.
  static func fence(_ text: String) -> String? {
    for mark: Character in ["`", "~"] {
      let run = text.prefix { $0 == mark }
      if run.count >= 3, !text.dropFirst(run.count).contains("`") { return String(run) }
    }
    return nil
  }

  private static func headingLevel(_ text: String) -> Int? {
    let level = text.prefix { $0 == "#" }.count
    return (1...6).contains(level) && text.dropFirst(level).first == " " ? level : nil
  }

  private static func isRule(_ text: String) -> Bool {
    let marks = text.filter { $0 != " " }
    return marks.count >= 3 && ["-", "*", "_"].contains { mark in marks.allSatisfy { $0 == mark } }
  }

  /// A block up to its closing fence; one of language `math` is a display formula.
  private static func codeBlock(
    _ lines: [SourceLine], _ index: inout Int, _ fence: String
  ) throws(MarkdownError) -> Block {
    let opening = lines[index]
    var inside: [String] = []
    index += 1
    while index < lines.count {
      let text = lines[index].trimmed
      if text.hasPrefix(fence), text.allSatisfy({ $0 == fence.first }) {
        index += 1
        let isFormula = trimmed(opening.trimmed.dropFirst(fence.count)) == "math"
        return isFormula ? .formula(inside.joined(separator: "\n"), line: opening.number) : .code(inside)
      }
      inside.append(lines[index].dropping(opening.indent).text)
      index += 1
    }
    throw MarkdownError(problem: .unclosedCodeBlock, line: opening.number)
  }

  /// A display formula from `$$` to `$$`, on one line or several.
  private static func display(_ lines: [SourceLine], _ index: inout Int) throws(MarkdownError) -> Block {
    let opening = lines[index]
    var tex = ""
    var rest = opening.trimmed.dropFirst(2)
    while true {
      if let end = firstDoubleDollar(rest) {
        guard trimmed(rest[end...].dropFirst(2)).isEmpty else {
          throw MarkdownError(problem: .misplacedDisplay, line: lines[index].number)
        }
        tex += rest[..<end]
        index += 1
        return .formula(trimmed(tex), line: opening.number)
      }
      tex += rest + "\n"
      index += 1
      guard index < lines.count else { throw MarkdownError(problem: .unclosedDisplay, line: opening.number) }
      rest = lines[index].text[...]
    }
  }

  static func firstDoubleDollar(_ text: Substring) -> String.Index? {
    text.indices.first { text[$0...].hasPrefix("$$") }
  }
}

/// The second step: the text of a paragraph as spans, each in one style.
extension Markdown {
  /// Turns the text of a paragraph into styled spans.
  struct InlineParser {
    private let characters: [Character]
    private var index = 0
    private let line: Int
    /// Addresses that have been shown; each is shown once.
    private(set) var shown: Set<String>

    init(_ text: String, line: Int, shown: Set<String>) {
      characters = Array(text)
      self.line = line
      self.shown = shown
    }

    mutating func spans() throws(MarkdownError) -> [StyledText] {
      try spans(style: [], until: nil) ?? []
    }

    /// The spans up to `closer`, which is consumed; nil if it does not come.
    private mutating func spans(style: TextStyle, until closer: String?) throws(MarkdownError) -> [StyledText]? {
      var result: [StyledText] = []
      func add(_ text: String) {
        if let last = result.last, last.style == style, !last.isWhole {
          result[result.count - 1].text += text
        } else {
          result.append(StyledText(text: text, style: style))
        }
      }
      while index < characters.count {
        if let closer, closes(closer) {
          index += closer.count
          return result
        }
        let character = characters[index]
        switch character {
        case "\\" where index + 1 < characters.count && isPunctuation(characters[index + 1]):
          add(String(characters[index + 1]))
          index += 2
        case "`":
          if let code = code() {
            result.append(StyledText(text: code, style: style.union(.code), isWhole: true))
          } else {
            add("`")
            index += 1
          }
        case "$": result.append(StyledText(text: try formula(), style: style, isWhole: true))
        case "*":
          if let emphasized = try emphasis(style) {
            result += emphasized
          } else {
            let mark = starts("**") ? "**" : "*"
            add(mark)
            index += mark.count
          }
        case "[", "!", "<":
          if let link = try link(style) {
            result += link
          } else {
            add(String(character))
            index += 1
          }
        default:
          add(character.isNewline ? " " : String(character))
          index += 1
        }
      }
      return closer == nil ? result : nil
    }

    private func starts(_ text: String) -> Bool {
      index + text.count <= characters.count && characters[index..<(index + text.count)].elementsEqual(text)
    }

    private func closes(_ closer: String) -> Bool {
      guard starts(closer), index > 0, !characters[index - 1].isWhitespace else { return false }
      return closer != "*" || starts("***") || !starts("**")
    }

    /// `*italic*` or `**bold**`; nil, with nothing consumed, if it does not close.
    private mutating func emphasis(_ style: TextStyle) throws(MarkdownError) -> [StyledText]? {
      let start = index
      for (mark, added) in [("**", TextStyle.bold), ("*", .italic)] where starts(mark) {
        index += mark.count
        if index < characters.count, !characters[index].isWhitespace,
          let inside = try spans(style: style.union(added), until: mark)
        {
          return inside
        }
        index = start
        if mark == "**" { return nil }
      }
      return nil
    }

    /// `code`; nil, with nothing consumed, if it does not close.
    private mutating func code() -> String? {
      let fence = characters[index...].prefix { $0 == "`" }.count
      var end = index + fence
      while end < characters.count {
        let run = characters[end...].prefix { $0 == "`" }.count
        if run == fence {
          var text = String(characters[(index + fence)..<end].map { $0.isNewline ? " " : $0 })
          if text.count > 2, text.first == " ", text.last == " " { text = String(text.dropFirst().dropLast()) }
          index = end + fence
          return text
        }
        end += max(1, run)
      }
      return nil
    }

    /// `$…$`, or GitHub's form of it with backticks inside the dollars.
    private mutating func formula() throws(MarkdownError) -> String {
      if starts("$$") { throw MarkdownError(problem: .misplacedDisplay, line: line) }
      let isGitHub = starts("$`")
      let start = index + (isGitHub ? 2 : 1)
      guard let end = Markdown.formulaEnd(characters, from: start, isGitHub: isGitHub) else {
        throw MarkdownError(problem: .strayDollar, line: line)
      }
      index = end + (isGitHub ? 2 : 1)
      let tex = String(characters[start..<end].map { $0.isNewline ? " " : $0 })
      do {
        return try Formula(tex).inline
      } catch {
        throw MarkdownError(problem: .formula(tex, error), line: line)
      }
    }

    /// `[text](address)`, `![text](address)` or `<https://…>`; nil, with nothing consumed, if it is none of these.
    private mutating func link(_ style: TextStyle) throws(MarkdownError) -> [StyledText]? {
      let start = index
      if starts("<http"), let end = characters[index...].firstIndex(of: ">") {
        let address = String(characters[(index + 1)..<end])
        index = end + 1
        shown.insert(address)
        return [StyledText(text: address, style: style.union(.link))]
      }
      let isFigure = starts("![")
      guard isFigure || starts("[") else { return nil }
      index += isFigure ? 2 : 1
      guard let inside = try spans(style: isFigure ? style : style.union(.link), until: "]"), starts("("),
        let end = addressEnd
      else {
        index = start
        return nil
      }
      let address = String(characters[(index + 1)..<end])
      index = end + 1
      if isFigure { return [StyledText(text: "[", style: style)] + inside + [StyledText(text: "]", style: style)] }
      let isAbsolute = address.hasPrefix("http://") || address.hasPrefix("https://")
      let isNews = isAbsolute && inside.map(\.text).joined() != address && shown.insert(address).inserted
      return isNews ? inside + [StyledText(text: " (\(address))", style: style)] : inside
    }

    /// The parenthesis that closes the one here; an address may hold pairs of its own, as some DOIs do.
    private var addressEnd: Int? {
      var depth = 0
      return characters[index...].indices.first { place in
        if characters[place] == "(" { depth += 1 }
        if characters[place] == ")" { depth -= 1 }
        return depth == 0
      }
    }
  }

  static func isPunctuation(_ character: Character) -> Bool {
    character.isASCII && !character.isLetter && !character.isNumber && !character.isWhitespace
  }

  /// Where an inline formula that starts at `start` ends, by GitHub's rules; nil if it does not.
  static func formulaEnd(_ characters: [Character], from start: Int, isGitHub: Bool) -> Int? {
    if isGitHub {
      return characters.indices.dropLast().first { $0 > start && characters[$0] == "`" && characters[$0 + 1] == "$" }
    }
    guard start < characters.count, !characters[start].isWhitespace else { return nil }
    var end = start
    while end < characters.count, characters[end] != "$" { end += characters[end] == "\\" ? 2 : 1 }
    guard end < characters.count, end > start, !characters[end - 1].isWhitespace else { return nil }
    return end + 1 < characters.count && characters[end + 1].isNumber ? nil : end
  }
}

private func isPunctuation(_ character: Character) -> Bool { Markdown.isPunctuation(character) }

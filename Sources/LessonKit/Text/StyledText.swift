/// A piece of text in one style.
struct StyledText: Hashable, Sendable {
  struct Style: OptionSet, Hashable, Sendable {
    let rawValue: Int
    static let bold = Style(rawValue: 1)
    static let italic = Style(rawValue: 2)
    static let code = Style(rawValue: 4)
    static let link = Style(rawValue: 8)

    /// The parameters of the escape sequence that turns the style on (ECMA-48, SGR).
    var codes: [String] {
      [(Style.bold, "1"), (.italic, "3"), (.link, "4"), (.code, "36")].filter { contains($0.0) }.map(\.1)
    }
  }

  var text: String
  var style: Style = []
  /// Code and formulas stay on one line where they fit on one.
  var isWhole = false
}

extension [StyledText] {
  var width: Int { reduce(0) { $0 + displayWidth($1.text) } }

  /// The spans as one line of terminal text, without trailing spaces.
  func line(styled: Bool) -> String {
    var spans = self
    while var last = spans.popLast() {
      while last.text.last == " " { last.text.removeLast() }
      if !last.text.isEmpty {
        spans.append(last)
        break
      }
    }
    guard styled else { return spans.map(\.text).joined() }
    var result = ""
    for (index, span) in spans.enumerated() {
      let isFirst = index == 0 || spans[index - 1].style != span.style
      let isLast = index == spans.count - 1 || spans[index + 1].style != span.style
      if isFirst, !span.style.isEmpty { result += "\u{1B}[\(span.style.codes.joined(separator: ";"))m" }
      result += span.text
      if isLast, !span.style.isEmpty { result += "\u{1B}[0m" }
    }
    return result
  }
}

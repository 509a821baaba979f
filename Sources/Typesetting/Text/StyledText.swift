/// A piece of text in one style.
struct StyledText: Hashable, Sendable {
  var text: String
  var style: TextStyle = []
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
      result += (isFirst ? span.style.start : "") + span.text + (isLast ? span.style.end : "")
    }
    return result
  }
}

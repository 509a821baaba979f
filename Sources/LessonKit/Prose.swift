import Typesetting

/// A passage of prose with the run's numbers in it.
struct Prose {
  let markdown: String
  private let firstLine: Int

  /// Puts the recorded values where the prose has `{{name}}`.
  init(_ passage: LessonSource.Passage, values: [String: String]) {
    firstLine = passage.lines.lowerBound
    var filled = ""
    var rest = passage.text[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let name = String(rest[start.upperBound..<end.lowerBound])
      guard let value = values[name] else {
        preconditionFailure("{{\(name)}} stands in the prose of lines \(passage.lines), but is not recorded before it")
      }
      filled += rest[..<start.lowerBound] + value
      rest = rest[end.upperBound...]
    }
    markdown = filled + rest
  }

  func text(for terminal: Terminal) -> String { terminal.text(Markdown(markdown, firstLine: firstLine)) }
}

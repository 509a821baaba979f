extension String {
  /// The text with the recorded value in each place that says `{{name}}`. A name without a value stops the program.
  func filled(with values: [String: String], in place: String) -> String {
    var filled = ""
    var remainder = self[...]
    while let start = remainder.firstRange(of: "{{"), let end = remainder[start.upperBound...].firstRange(of: "}}") {
      let name = String(remainder[start.upperBound..<end.lowerBound])
      guard let value = values[name] else {
        preconditionFailure("{{\(name)}} stands in \(place), but is not recorded before it")
      }
      filled += remainder[..<start.lowerBound] + value
      remainder = remainder[end.upperBound...]
    }
    return filled + remainder
  }

  /// The lines after the first two columns further in, beside a mark that stands in the margin of the first.
  public var indentedAfterFirst: String { replacing("\n", with: "\n  ") }
}

extension LessonSource.Passage {
  /// The passage with the recorded value in each place that says `{{name}}`.
  func filled(with values: [String: String]) -> String {
    text.filled(with: values, in: "the prose of lines \(lines.lowerBound) to \(lines.upperBound)")
  }
}

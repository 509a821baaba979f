extension LessonSource.Passage {
  /// The passage with the recorded value in each place that says `{{name}}`. A name without a value stops the program.
  func filled(with values: [String: String]) -> String {
    var filled = ""
    var remainder = text[...]
    while let start = remainder.firstRange(of: "{{"), let end = remainder[start.upperBound...].firstRange(of: "}}") {
      let name = String(remainder[start.upperBound..<end.lowerBound])
      guard let value = values[name] else {
        preconditionFailure(
          "{{\(name)}} stands in the prose of lines \(lines.lowerBound) to \(lines.upperBound), "
            + "but is not recorded before it")
      }
      filled += remainder[..<start.lowerBound] + value
      remainder = remainder[end.upperBound...]
    }
    return filled + remainder
  }
}

extension Lesson {
  /// Claims that `measured` is below `limit`. A claim that fails makes the program end with exit code 1.
  ///
  /// With a name, the claim records what it measured too, as it shows it or in a format of its own:
  ///
  ///     lesson.claim("Ten epochs make the outputs {} times as wide", growth, isAbove: 1.5, .fixed(2), as: "growth")
  ///     lesson.claim("Ten epochs make the outputs {} times as wide", growth, isAbove: 1.5, as: "growth", .fixed(1))
  ///
  /// `{}` is where the number stands in the sentence. A claim that cannot be otherwise says so: `isAlways`.
  public func claim(
    _ statement: String, _ measured: Double, isBelow limit: Double, _ format: NumberFormat = .significant(3),
    as name: String? = nil, _ proseFormat: NumberFormat? = nil,
    isAlways: Bool = false, line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .below(limit), format: format, isAlways: isAlways), name,
      proseFormat, line)
  }

  /// Claims that `measured` is above `limit`, and records it if it is given a name.
  public func claim(
    _ statement: String, _ measured: Double, isAbove limit: Double, _ format: NumberFormat = .significant(3),
    as name: String? = nil, _ proseFormat: NumberFormat? = nil,
    isAlways: Bool = false, line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .above(limit), format: format, isAlways: isAlways), name,
      proseFormat, line)
  }

  /// Claims that `measured` is in `range`, ends included, and records it if it is given a name.
  public func claim(
    _ statement: String, _ measured: Double, isWithin range: ClosedRange<Double>,
    _ format: NumberFormat = .significant(3), as name: String? = nil, _ proseFormat: NumberFormat? = nil,
    isAlways: Bool = false, line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .within(range), format: format, isAlways: isAlways), name,
      proseFormat, line)
  }

  /// Gives prose the number that `{{name}}` stands for. It must be recorded before the lesson gets to that prose.
  public func record(_ name: String, _ value: Double, _ format: NumberFormat = .significant(3)) {
    narration.record(name, format.text(value))
  }

  /// The number comes first, so that a claim may give prose above it what it says.
  private func claim(_ claim: Claim, _ name: String?, _ proseFormat: NumberFormat?, _ line: Int) {
    if let name { narration.record(name, proseFormat?.text(claim.measured) ?? claim.measuredText) }
    emit(.claim(claim), line)
  }
}

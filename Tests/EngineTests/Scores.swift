import Testing

/// Sample means measured in standard errors, one per seed: for a right generator these are standard normal numbers.
struct Scores {
  private var z: [Double] = []

  /// Adds a mean of `count` independent numbers with the given expectation and variance.
  mutating func add(_ mean: Double, expected: Double, variance: Double, count: Int) {
    z.append((mean - expected) / (variance / Double(count)).squareRoot())
  }

  /// None is beyond 4.5 standard errors, and their squares sum to what chi-square with as many degrees allows.
  func expectPlausible(sourceLocation: SourceLocation = #_sourceLocation) {
    let n = Double(z.count)
    let sum = z.reduce(0) { $0 + $1 * $1 }
    let spread = (2 * n).squareRoot()
    #expect(z.count >= 10 && z.allSatisfy { abs($0) < 4.5 }, "standard errors: \(z)", sourceLocation: sourceLocation)
    #expect(
      abs(sum - n) < 4.5 * spread && sum > 0.1 * n, "their squares sum to \(sum), expected \(n) ± \(spread)",
      sourceLocation: sourceLocation)
  }
}

/// Pearson's chi-square for counts that should be equal: its mean is the degrees of freedom, its variance twice that.
func expectUniform(_ counts: [Int], sourceLocation: SourceLocation = #_sourceLocation) {
  guard counts.count > 1 else { return }
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  let degrees = Double(counts.count - 1)
  #expect(
    chiSquare < degrees + 5 * (2 * degrees).squareRoot(), "chi-square \(chiSquare) with \(degrees) degrees of freedom",
    sourceLocation: sourceLocation)
}

extension [Double] {
  func mean(_ transform: (Double) -> Double) -> Double { reduce(0) { $0 + transform($1) } / Double(count) }
}

import Testing

@testable import LessonKit

private func record(_ measured: Double, _ bound: Claim.Bound, _ statement: String = "s") -> ClaimRecord {
  ClaimRecord(Claim(statement: "\(statement) {}", measured: measured, bound: bound, format: .fixed(0)), line: 7)
}

@Suite struct `A claim's record` {
  @Test(arguments: [
    (record(0.1, .below(0.3), "a\tb\nc | $d$"), "7\ttrue\t0.1\t-inf\t0.3\ta b c | $d$ {}"),
    (record(1, .above(2)), "7\tfalse\t1.0\t2.0\tinf\ts {}"),
    (record(.nan, .within(1...2)), "7\tfalse\tnan\t1.0\t2.0\ts {}"),
  ]) func `is a line with every digit, and comes back from it`(_ record: ClaimRecord, _ line: String) throws {
    #expect(record.tsv == line)
    let read = try #require(ClaimRecord(tsv: line))
    #expect(read == record || record.measured.isNaN && read.tsv == line)
  }

  @Test(arguments: [
    "", "✓ A claim (must be above 2).", "7\ttrue\t0.1\t-inf\t0.3", "x\ttrue\t0.1\t-inf\t0.3\ts",
    "7\tyes\t0.1\t-inf\t0.3\ts",
    "7\ttrue\t0.1\t1\t0\ts", "7\ttrue\t0.1\t-inf\t0.3\ts\tt",
  ]) func `is not any other line`(_ line: String) { #expect(ClaimRecord(tsv: line) == nil) }

  /// A claim's number, its bound, and the room between them.
  private static let margins: [(Double, Claim.Bound, Double)] = [
    (90, .below(100), 0.1), (110, .below(100), -0.1), (3, .above(2), 0.5), (1, .above(2), -0.5),
    (-3, .below(-2), 0.5), (1.75, .within(1...2), 0.5), (1, .within(1...2), 0), (2.5, .within(1...2), -1),
    (0.5, .above(0), 0.5), (-.infinity, .below(1), -.infinity), (.nan, .below(1), -.infinity),
    (4, .within(3...3), -.infinity),
  ]

  @Test(arguments: margins) func `tells how much room there is, as a share of the bound`(
    _ measured: Double, _ bound: Claim.Bound, _ margin: Double
  ) throws {
    let found = try #require(record(measured, bound).margin)
    #expect(found == margin || abs(found - margin) < 1e-12)
  }

  @Test func `tells of no room where a single number is claimed`() {
    #expect(record(3, .within(3...3)).margin == nil)
  }

  @Test(arguments: [
    (Claim.Bound.below(1e-12), "below 10⁻¹²"), (.above(0.5), "above 0.5"), (.within(1...2), "between 1 and 2"),
  ]) func `has its bound in words`(_ bound: Claim.Bound, _ text: String) { #expect(record(1, bound).boundText == text) }
}

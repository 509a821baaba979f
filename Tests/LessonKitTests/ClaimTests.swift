import Testing

@testable import LessonKit

@Suite struct `A claim` {
  private func claim(_ x: Double, _ bound: Claim.Bound, _ format: NumberFormat = .significant(3)) -> Claim {
    Claim(statement: "s: {}", measured: x, bound: bound, format: format)
  }

  @Test(arguments: [
    (0.5, Claim.Bound.below(1), true), (1, .below(1), false), (2, .below(1), false), (2, .above(1), true),
    (1, .above(1), false), (0, .above(1), false), (1, .within(1...2), true), (2, .within(1...2), true),
    (0.999, .within(1...2), false), (2.001, .within(1...2), false), (-1, .below(0), true), (-0.0, .below(0), false),
  ]) func `holds on the right side of its bound, which belongs only to a range`(
    _ x: Double, _ bound: Claim.Bound, _ holds: Bool
  ) {
    #expect(claim(x, bound).holds == holds)
    #expect(claim(x, bound).mark == (holds ? "✓" : "✗"))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `never holds for a measurement that is not finite`(_ x: Double) {
    for bound in [Claim.Bound.below(1), .above(1), .within(-1...1), .below(.infinity), .above(-.infinity)] {
      #expect(!claim(x, bound).holds)
    }
  }

  @Test(arguments: [
    (3.3e-16, Claim.Bound.below(1e-12), NumberFormat.significant(2), "3.3·10⁻¹⁶ (must be below 10⁻¹²)"),
    (1.31, .above(1.3), .fixed(2), "1.31 (must be above 1.3)"),
    (0.951, .above(0.9), .percent(1), "95.1 % (must be above 90 %)"),
    (0.5, .within(0.45...0.55), .significant(3), "0.500 (must be between 0.45 and 0.55)"),
    (4.5, .within(4.5...4.5), .fixed(1), "4.5 (must be exactly 4.5)"),
    (0.07, .within(-0.5...(-0.25)), .fixed(1), "0.1 (must be between −0.5 and −0.25)"),
    (.nan, .below(20000), .whole, "not a number (must be below 20 000)"),
    (.infinity, .below(1), .fixed(1), "∞ (must be below 1)"),
  ]) func `gives its evidence, with the bound as it was written`(
    _ x: Double, _ bound: Claim.Bound, _ format: NumberFormat, _ evidence: String
  ) {
    let plain = claim(x, bound, format).sentence().replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    #expect(plain == "s: \(evidence).")
  }

  @Test(arguments: [
    (1.26, Claim.Bound.above(1.25), NumberFormat.fixed(1), "1.3 (must be above 1.25)"),
    (1e-7, .below(1e-6), .fixed(2), "0.00 (must be below 0.000001)"),
    (0.0003, .above(0), .percent(1), "0.03 % (must be above 0 %)"),
    (0.9999, .below(1), .fixed(2), "0.9999 (must be below 1)"),
    (1, .below(1), .fixed(2), "1.00 (must be below 1)"),
    (0.0701, .above(0.07), .percent(0), "7.01 % (must be above 7 %)"),
  ]) func `is never rounded onto its bound`(
    _ x: Double, _ bound: Claim.Bound, _ format: NumberFormat, _ evidence: String
  ) {
    #expect(claim(x, bound, format).sentence().replacing("\u{A0}", with: " ") == "s: \(evidence).")
  }

  @Test(arguments: [
    (3.71, "It is {} medians long", false, "It is 3.7 medians long (must be above 2)."),
    (2.01, "It is {} medians long", false, "It is 2.01 medians long (must be above 2)."),
    (1.26, "It is {} medians long", false, "It is 1.3 medians long (must be above 2)."),
    (3.71, "It is {} medians long", true, "It is 3.7 medians long (by construction)."),
    (1.26, "It is {} medians long", true, "It is 1.3 medians long (must be above 2)."),
  ]) func `is a sentence with the number in it, and what it must be after it`(
    _ x: Double, _ statement: String, _ isAlways: Bool, _ sentence: String
  ) {
    let claim = Claim(statement: statement, measured: x, bound: .above(2), format: .fixed(1), isAlways: isAlways)
    #expect(claim.sentence() == sentence)
  }

  @Test func `may emphasize what it says, and not what it must be`() {
    #expect(claim(0, .below(1), .fixed(0)).sentence(emphasis: "**") == "**s: 0** (must be below 1).")
    let sentence = Claim(statement: "{} are", measured: 0, bound: .below(1), format: .fixed(0))
    #expect(sentence.sentence(emphasis: "**") == "**0 are** (must be below 1).")
  }
}

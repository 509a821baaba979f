import Testing

@testable import LessonKit

@Suite struct `A number` {
  @Test(arguments: [
    (0.25, NumberFormat.fixed(3), "0.250"), (-0.25, .fixed(1), "−0.2"), (2.5, .fixed(0), "2"), (3.5, .fixed(0), "4"),
    (-0.0004, .fixed(2), "0.00"), (-0.0, .fixed(1), "0.0"), (12345.678, .fixed(1), "12345.7"),
    (1e20, .fixed(0), "100000000000000000000"), (.leastNonzeroMagnitude, .fixed(3), "0.000"),
  ]) func `with fixed decimals rounds to even where it is halfway, and is never minus zero`(
    _ x: Double, _ format: NumberFormat, _ text: String
  ) {
    #expect(x.text(format) == text)
  }

  @Test(arguments: [
    (0, 3, "0"), (-0.0, 3, "0"), (1, 3, "1.00"), (0.9996, 3, "1.00"), (0.09996, 3, "0.100"), (999.6, 3, "1000"),
    (9.996e-5, 3, "0.000100"), (9.994e-5, 3, "9.99·10⁻⁵"), (999_999.6, 6, "1.00000·10⁶"),
    (123_456, 3, "123\u{202F}456"),
    (-1234.5678, 6, "−1234.57"), (-12345.678, 7, "−12\u{202F}345.68"), (3.3e-16, 2, "3.3·10⁻¹⁶"),
    (-3.3e-16, 1, "−3·10⁻¹⁶"),
    (6.02214076e23, 4, "6.022·10²³"), (1.7976931348623157e308, 3, "1.80·10³⁰⁸"),
    (.leastNonzeroMagnitude, 1, "5·10⁻³²⁴"),
  ]) func `with significant digits keeps its size when rounding reaches the next power of ten`(
    _ x: Double, _ digits: Int, _ text: String
  ) {
    #expect(x.text(.significant(digits)) == text)
  }

  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1797, "1797"), (12345, "12 345"), (123456, "123 456"), (1234567, "1 234 567"),
    (-12345, "−12 345"), (-0.4, "0"), (9999.6, "10 000"),
  ]) func `that is whole stands in groups of three from five digits on`(_ x: Double, _ text: String) {
    #expect(x.text(.whole) == text.replacing(" ", with: "\u{202F}"))
  }

  @Test(arguments: [
    (0.975, 1, "97.5 %"), (1, 0, "100 %"), (-0.0004, 1, "0.0 %"), (-0.5, 0, "−50 %"), (0.99999, 1, "100.0 %"),
    (1e308, 0, "∞ %"), (.infinity, 1, "∞"), (.nan, 1, "not a number"),
  ]) func `as percent keeps its sign beside it`(_ x: Double, _ decimals: Int, _ text: String) {
    #expect(x.text(.percent(decimals)) == text.replacing(" %", with: "\u{A0}%"))
  }

  @Test(arguments: [NumberFormat.fixed(2), .significant(3), .percent(1), .whole])
  func `that is none, or infinite, says so`(_ format: NumberFormat) {
    #expect(Double.nan.text(format) == "not a number")
    #expect((-Double.nan).text(format) == "not a number")
    #expect(Double.infinity.text(format) == "∞")
    #expect((-Double.infinity).text(format) == "−∞")
  }

  @Test func `of 17 digits reads back as itself`() throws {
    for x in [0.1, 1.0 / 3, 1e-4, 2.0 / 3, 123.456] {
      #expect(try #require(Double(x.text(.significant(17)))) == x)
    }
  }
}

import Engine
import Foundation
import Testing

@Suite struct `a decimal number` {
  /// But for what it says of itself: a half is rounded up, and a subnormal number has no digits that say nothing.
  @Test(arguments: [1, 2, 3, 6, 9, 12, 15]) func `is as C prints it, of whatever size`(digits: Int) {
    var generator = Generator(seed: 40)
    for _ in 0..<5_000 {
      let bits = Double(bitPattern: generator.next())
      let ordinary = (generator.uniform() - 0.5) * Engine.pow(10, Double(generator.integer(below: 24) - 9))
      for x in [bits, ordinary, ordinary.rounded()] where x.isNormal && !isHalf(x, after: digits) {
        #expect(decimal(x, digits: digits) == String(format: "%.\(digits)g", x))
      }
    }
  }

  @Test(arguments: [
    (9.999995, "10"), (999999.5, "1e+06"), (99999.95, "100000"), (0.00009999995, "0.0001"), (0.00001, "1e-05"),
    (0.0001234565, "0.000123457"), (1e100, "1e+100"), (-1e-7, "-1e-07"), (123456, "123456"), (1234567, "1.23457e+06"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.79769e+308"), (0.5, "0.5"), (-2, "-2"),
    (100, "100"),
  ]) func `of six digits carries, keeps no zeros at its end, and turns to powers of ten where %g does`(
    x: Double, text: String
  ) {
    #expect(decimal(x, digits: 6) == text)
  }

  @Test func `is without a sign where it is 0 or nan`() {
    #expect(decimal(0) == "0" && decimal(-0.0) == "0" && decimal(-0.0, digits: 3) == "0")
    #expect(decimal(.nan) == "nan" && decimal(-.nan) == "nan" && decimal(.signalingNaN) == "nan")
    #expect(decimal(.infinity) == "inf" && decimal(-.infinity, digits: 2) == "-inf")
  }

  @Test func `shows a half that one sees rounded up`() {
    #expect(
      decimal(2.5, digits: 1) == "3" && decimal(-0.125, digits: 2) == "-0.13" && decimal(1.005, digits: 3) == "1.01")
  }

  @Test func `shows three decimals from 10³ up to 10⁹, and six digits elsewhere`() {
    #expect(decimal(1234.56789) == "1234.568" && decimal(-1_000_000.1234) == "-1000000.123")
    #expect(decimal(123_456_789.0126) == "123456789.013" && decimal(1e6) == "1000000")
    #expect(decimal(999.123456) == "999.123" && decimal(1.23456789e9) == "1.23457e+09")
    #expect(decimal(1.0 / 3) == "0.333333" && decimal(1e-5 / 3) == "3.33333e-06")
  }

  /// Whether exactly a half would have to be rounded: then the shortest decimal ends with a 5 after so many digits.
  private func isHalf(_ x: Double, after digits: Int) -> Bool {
    let figures = x.magnitude.description.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
    let kept = figures.dropFirst(digits)
    return kept.first == "5" && kept.dropFirst().allSatisfy { $0 == "0" }
  }
}

@Suite struct `a matrix described` {
  @Test func `stands in aligned columns`() {
    #expect("\(Matrix([[1, 10], [2, 2.5]]))" == "[ 1   10 ]\n[ 2  2.5 ]")
    #expect("\(Matrix([[-1, 0.125, 1e-9]]))" == "[ -1  0.125  1e-09 ]")
    #expect("\(Matrix(column: [1, -20, 300]))" == "[   1 ]\n[ -20 ]\n[ 300 ]")
  }

  @Test func `has no sign before a 0 or a nan, and says how large it is if it is empty`() {
    #expect("\(Matrix([[-0.0, -.nan], [.infinity, -.infinity]]))" == "[   0   nan ]\n[ inf  -inf ]")
    #expect("\(Matrix.empty)" == "[ ] (0 × 0)" && "\(Matrix(rows: 0, columns: 3))" == "[ ] (0 × 3)")
    #expect("\(Matrix(rows: 3, columns: 0))" == "[ ] (3 × 0)")
  }

  @Test func `shows all of 8 × 6, and of more the first 8 rows and 6 columns, and which these are`() {
    let whole = Matrix(rows: 8, columns: 6) { i, j in Double(10 * i + j) }
    #expect(whole.lines().count == 8 && whole.lines()[7] == "[ 70  71  72  73  74  75 ]")
    let large = Matrix(rows: 9, columns: 7) { i, j in Double(10 * i + j) }
    #expect(large.lines().count == 9 && large.lines()[7] == "[ 70  71  72  73  74  75 ]")
    #expect(large.lines()[8] == "(9 × 7: rows 0 to 7, columns 0 to 5 are shown)")
    let tall = Matrix(rows: 9, columns: 1)
    #expect(tall.lines().last == "(9 × 1: rows 0 to 7, columns 0 to 0 are shown)")
  }

  @Test func `can mark an entry, with what lies around it`() {
    #expect(Matrix([[1, 2], [3, 4]]).lines(mark: 2) == ["[  1  2 ]", "[ →3  4 ]"])
    let large = Matrix(rows: 30, columns: 20) { i, j in Double(100 * i + j) }
    let lines = large.lines(mark: 15 * 20 + 10)  // row 15, column 10
    #expect(lines.last == "(30 × 20: rows 11 to 18, columns 7 to 12 are shown)")
    #expect(lines[4] == "[ 1507  1508  1509  →1510  1511  1512 ]")
    #expect(large.lines(mark: 599).last == "(30 × 20: rows 22 to 29, columns 14 to 19 are shown)")
    #expect(large.lines(mark: 599)[7].hasSuffix("→2919 ]"))
    #expect(large.lines(mark: 0).last == "(30 × 20: rows 0 to 7, columns 0 to 5 are shown)")
  }

  @Test func `rounds its entries to so many digits as it is asked for`() {
    #expect(Matrix([[1.0 / 3, 1e6 / 3]]).lines(digits: 3) == ["[ 0.333  3.33e+05 ]"])
    #expect(Matrix([[1.0 / 3, 1e6 / 3]]).lines() == ["[ 0.333333  333333.333 ]"])
  }
}

import Engine
import Foundation
import Testing

private func power(_ x: Double, _ y: Double) -> Double { Engine.pow(x, y) }
private func sqrt(_ x: Double) -> Double { Engine.sqrt(x) }

/// A power of which mpmath or the C standard says what it is.
private struct Power: Sendable, CustomTestStringConvertible {
  let x: Double
  let y: Double
  let expected: Double
  var testDescription: String { "\(x) to the \(y) is \(expected)" }

  init(_ x: Double, _ y: Double, is expected: Double) { (self.x, self.y, self.expected) = (x, y, expected) }
}

@Suite struct `a power` {
  /// mpmath's values, with what their rounding left off: Tests/Oracles/elementary_vectors.py.
  @Test func `is within 1 ulp of the true value, at hard, extreme and ordinary arguments`() throws {
    let fixture = folder(of: #filePath).appending(path: "Fixtures/elementary.txt")
    let lines = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
    var figures: [(String, Double)] = []
    for line in lines where line[0] == "pow" {
      let bits = try line[1...3].map { try #require(UInt64($0, radix: 16)) }
      let (x, y, nearest) = (Double(bitPattern: bits[0]), Double(bitPattern: bits[1]), Double(bitPattern: bits[2]))
      let rest = try #require(Double(line[4]))
      figures.append(("\(x) to the \(y)", abs((power(x, y) - nearest) / nearest.ulp - rest)))
    }
    #expect(figures.count == 600)
    expectWorst("error in ulp", of: "pow", figures, atMost: 1.nextDown)
  }

  /// ISO/IEC 9899:1999, F.9.4.4, and what follows from it for a nan.
  @Test(arguments: Power.special) fileprivate func `has the special values that C gives it`(_ special: Power) {
    let result = power(special.x, special.y)
    #expect(result.bitPattern == special.expected.bitPattern, "it is \(result)")
  }

  @Test func `that a Double can hold exactly is exact`() {
    #expect(
      power(2, 10) == 1024 && power(10, 22) == 1e22 && power(3, 33) == 5_559_060_566_555_523 && power(-3, 3) == -27)
    for n in -1074...1023 { #expect(power(2, Double(n)) == Double(sign: .plus, exponent: n, significand: 1)) }
    for n in 0...22 { #expect(power(10, Double(n)) == Double("1e\(n)")) }
    var generator = Generator(seed: 30)
    for _ in 0..<1_000 {
      let n = Double(generator.integer(below: 1 << 26)), small = Double(generator.integer(below: 1 << 13))
      #expect(power(n, 2) == n * n && power(n * n, 0.5) == n && power(small, 4) == small * small * small * small)
      #expect(power(small * small * small * small, 0.25) == small)
      let any = Double(bitPattern: generator.next())
      if any.isFinite { #expect(power(any, 1) == any && power(any, 0) == 1) }
    }
  }

  /// The last finite and the first infinite power of 10 and of numbers next to 1; and likewise at the other end.
  @Test func `leaves the range at the right exponent`() {
    // log₁₀ 2¹⁰²⁴ = 308.25471555991674389886…, log₁₀ 2⁻¹⁰⁷⁵ = −323.60724533877….
    #expect(power(10, 308.2547155599167) < .infinity && power(10, (308.2547155599167).nextUp) == .infinity)
    #expect(power(10, -323.607) == .leastNonzeroMagnitude && power(10, -323.6073) == 0)
    #expect(power(2, 1023) < .infinity && power(2, 1024) == .infinity && power(-2, 1025) == -.infinity)
    #expect(power(2, -1074) > 0 && power(2, -1075.1) == 0 && power(-2, -1077).bitPattern == (-0.0).bitPattern)
    // The exponent itself is beyond a Double.
    for (x, y) in [(10, 1e308), (1e308, 1e308), (0.1, -1e308), (Double.leastNonzeroMagnitude, -1.7e308)] {
      #expect(power(x, y) == .infinity && power(x, -y) == 0, "\(x) to the \(y)")
    }
    let (above, below) = (1.0.nextUp, 1.0.nextDown)
    #expect(power(above, 1e300) == .infinity && power(above, -1e300) == 0 && power(below, 1e300) == 0)
    #expect(power(above, 0x1p52) > 2.718 && power(above, 0x1p52) < 2.719)  // (1 + 1/n)ⁿ for n = 2⁵²
  }

  @Test func `of the halves is the square root's neighbour, and the square root is correctly rounded`() {
    var generator = Generator(seed: 31)
    for _ in 0..<1_000 {
      let x = abs(Double(bitPattern: generator.next()))
      if !x.isFinite { continue }
      #expect(abs(power(x, 0.5) - sqrt(x)) <= sqrt(x).ulp)
      // r is the nearest: x lies between (r − ulp/2)² and (r + ulp/2)², where r² − x is exact by a fused multiply-add.
      let r = sqrt(x)
      if x >= 1e-290 { #expect(abs((-x).addingProduct(r, r)) <= r * r.ulp * (1 + 1e-15)) }
    }
    #expect(sqrt(2.0) == 1.4142135623730951 && sqrt(9.0) == 3 && sqrt(.infinity) == .infinity)
    #expect(sqrt(-1.0).isNaN && sqrt(Double.nan).isNaN && sqrt(-0.0).sign == .minus)
  }
}

extension Power {
  fileprivate static let special = zeros + ones + infinities + negatives + nans

  private static let nan = Double.nan
  private static let infinity = Double.infinity

  private static let zeros = [
    Power(0, -3, is: infinity), Power(-0.0, -3, is: -infinity), Power(-0.0, -1, is: -infinity),
    Power(0, -2, is: infinity), Power(-0.0, -2, is: infinity), Power(-0.0, -2.5, is: infinity),
    Power(0, -infinity, is: infinity), Power(-0.0, -infinity, is: infinity),
    Power(0, 3, is: 0), Power(-0.0, 3, is: -0.0), Power(-0.0, 1, is: -0.0),
    Power(0, 2.5, is: 0), Power(-0.0, 2, is: 0), Power(-0.0, 2.5, is: 0), Power(-0.0, infinity, is: 0),
    Power(-0.0, 0x1p53, is: 0), Power(-0.0, 0x1p53 - 1, is: -0.0), Power(-0.0, -0x1p53, is: infinity),
  ]

  private static let ones = [
    Power(-1, infinity, is: 1), Power(-1, -infinity, is: 1), Power(1, infinity, is: 1), Power(1, -infinity, is: 1),
    Power(1, nan, is: 1), Power(1, 1e300, is: 1), Power(nan, 0, is: 1), Power(nan, -0.0, is: 1),
    Power(infinity, 0, is: 1), Power(-infinity, -0.0, is: 1), Power(0, 0, is: 1), Power(-0.0, -0.0, is: 1),
    Power(-7.5, 0, is: 1),
  ]

  private static let infinities = [
    Power(0.5, -infinity, is: infinity), Power(-0.5, -infinity, is: infinity),
    Power(2, -infinity, is: 0), Power(-2, -infinity, is: 0),
    Power(0.5, infinity, is: 0), Power(-0.5, infinity, is: 0),
    Power(2, infinity, is: infinity), Power(-2, infinity, is: infinity),
    Power(-infinity, -3, is: -0.0), Power(-infinity, -2, is: 0), Power(-infinity, -2.5, is: 0),
    Power(-infinity, 3, is: -infinity), Power(-infinity, 2, is: infinity), Power(-infinity, 2.5, is: infinity),
    Power(infinity, -0.5, is: 0), Power(infinity, 0.5, is: infinity),
    Power(infinity, infinity, is: infinity), Power(-infinity, infinity, is: infinity),
    Power(-infinity, -infinity, is: 0),
  ]

  private static let negatives = [
    Power(-1.5, 0.5, is: nan), Power(-8, 1 / 3.0, is: nan), Power(-1e300, -1e-300, is: nan),
    Power(-2, 2, is: 4), Power(-2, 3, is: -8), Power(-2, -1, is: -0.5), Power(-1, 0x1p53 - 1, is: -1),
    Power(-1, 0x1p53, is: 1), Power(-1, 1e300, is: 1),
  ]

  private static let nans = [
    Power(nan, 1, is: nan), Power(-nan, 2, is: nan), Power(2, nan, is: nan), Power(0, nan, is: nan),
    Power(.signalingNaN, 2, is: nan), Power(2, Double(nan: 99, signaling: false), is: nan),
    Power(nan, infinity, is: nan), Power(infinity, nan, is: nan), Power(nan, nan, is: nan),
  ]
}

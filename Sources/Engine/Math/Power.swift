// Powers: the same bits on every machine.
//
//     |x|ʸ = exp(y log |x|)
//
// An error of the exponent is a relative error of the power, and the exponent may be as large as 745. So log |x| is
// computed and multiplied as an unevaluated sum of two numbers, about 2⁻⁷⁰ of its size from exact:
//
//     |x| = 2ᵏ m     √½ ≤ m < √2     f = m − 1, exact     s = f / (2 + f), so z = s² ≤ 0.0295
//
//     log m = 2s (1 + z (1/3 + z (1/5 + R)))     R = z/7 + z²/9 + … + z¹⁰/25
//
// R alone is computed with single numbers: what it loses is multiplied by z². (For the series see Muller, *Elementary
// Functions*, 3rd ed., chapter 11; for sums of two numbers, Dekker, *A Floating-Point Technique for Extending the
// Available Precision*, 1971.)
//
// Error budget, in ulp: final rounding 0.50, the exponential's series 0.14, the exponent 0.01.

/// The power xʸ, with an error below 1 ulp, as in `pow(0.9, 10)`.
///
/// The special cases are C's: x⁰ = 1 and 1ʸ = 1, whatever the other is, even a nan; of a negative x only whole
/// powers exist, others are nan; a negative power of 0 is ∞.
public func pow(_ x: Double, _ y: Double) -> Double {
  if y == 0 || x == 1 { return 1 }
  if x.isNaN || y.isNaN { return .nan }
  let isOdd = y.magnitude < 0x1p53 && y.rounded(.towardZero) == y && !(y / 2).isWhole
  let sign: Double = x.sign == .minus && isOdd ? -1 : 1
  if x == 0 || x.isInfinite { return sign * ((x == 0) == (y < 0) ? .infinity : 0) }
  if y.isInfinite { return x.magnitude == 1 ? 1 : (x.magnitude > 1) == (y > 0) ? .infinity : 0 }
  if x < 0 && !y.isWhole { return .nan }
  let logarithm = logarithm(x.magnitude)
  let size = logarithm.high * y
  if size.magnitude > 800 { return sign * (size > 0 ? .infinity : 0) }
  let exponent = logarithm * y
  return sign * exponential(Lanes(repeating: exponent.high), tail: Lanes(repeating: exponent.low))[0]
}

extension Double {
  fileprivate var isWhole: Bool { rounded(.towardZero) == self }
}

/// high + low, where low is at most half a unit in the last place of high.
private struct Pair {
  var high: Double
  var low = 0.0

  /// a + b + small, for |a| ≥ |b| or a = 0, with the rounding error of a + b.
  init(sum a: Double, _ b: Double, _ small: Double = 0) {
    let sum = a + b
    let low = ((a - sum) + b) + small
    high = sum + low
    self.low = (sum - high) + low
  }

  static func * (a: Pair, b: Double) -> Pair {
    let product = a.high * b
    return Pair(sum: product, (-product).addingProduct(a.high, b).addingProduct(a.low, b))
  }

  static func * (a: Pair, b: Pair) -> Pair {
    let product = a.high * b.high
    return Pair(sum: product, (-product).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high))
  }

  static func / (a: Double, b: Pair) -> Pair {
    let quotient = a / b.high
    let remainder = a.addingProduct(-quotient, b.high).addingProduct(-quotient, b.low)
    return Pair(sum: quotient, remainder / b.high)
  }
}

/// 1/3 and 1/5, each with what its `Double` lacks.
private let (third, fifth) = (1 / Pair(sum: 3, 0), 1 / Pair(sum: 5, 0))
private let ln2 = 0x1.62e42fefa3800p-1, ln2Tail = 0x1.ef35793c76730p-45  // ln 2 = ln2 + ln2Tail, ln2 of 42 bits

/// log x for a positive, finite x.
private func logarithm(_ x: Double) -> Pair {
  let isLow = x.significand < 1.414_213_562_373_095
  let m = isLow ? x.significand : x.significand / 2
  let k = Double(isLow ? x.exponent : x.exponent + 1)
  let f = m - 1
  let s = f / Pair(sum: 2, f)
  let z = s * s
  var r = 0.0
  for n in stride(from: 25.0, through: 7, by: -2) { r = (r * z.high) + 1 / n }
  let inner = z * Pair(sum: fifth.high, z.high * r, fifth.low)
  let outer = z * Pair(sum: third.high, inner.high, third.low + inner.low)
  let logM = s * Pair(sum: 2, 2 * outer.high, 2 * outer.low)
  if k == 0 { return logM }
  return Pair(sum: k * ln2, logM.high, logM.low + k * ln2Tail)
}

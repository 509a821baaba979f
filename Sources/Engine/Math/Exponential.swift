// exp, sigmoid and tanh: the same bits on every machine.
//
// All three rest on one decomposition of the exponential (Tang, *Table-Driven Implementation of the Exponential
// Function*, 1989, here without the table; Muller, *Elementary Functions*, 3rd ed., chapters 3 and 11):
//
//     eˣ = 2ⁿ (1 + r + t)     n = x / ln 2, rounded     r = x − n ln 2, so |r| ≤ 0.347     t = eʳ − 1 − r
//
//   1. ln 2 is held in two parts. x − n · ln2 is exact when it is fused: both terms are multiples of 2⁻⁵⁴ and the
//      difference is below ½. Subtracting n · ln2Tail rounds; what that loses is added to t.
//   2. t is Taylor's series up to r¹⁴/14!, whose first missing term is below 2⁻⁶².
//   3. 1 + r + t is added from the largest term down, and the rounding error of 1 + r joins t. As t is below 0.07,
//      its own rounding errors stay below 2⁻⁵⁶.
//
// Error budget of exp, in ulp: final rounding 0.50, t 0.14. A subnormal result is rounded a second time, which
// adds 0.50 while the first error counts at most half: 0.82 in all. sigmoid and tanh carry numerator and denominator
// as unevaluated sums of two numbers and correct the quotient by its remainder: 0.50 again, and t's share, which
// grows to 0.3 in tanh near x = 0.17, where the numerator is a third of its largest term.

/// The exponential eˣ, with an error below 1 ulp.
public func exp(_ x: Double) -> Double { exponential(Lanes(repeating: x))[0] }

/// The exponential of every entry.
public func exp(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000) { apply(exponential, $0, $1, $2) } }

/// The exponential of x + tail, for a `tail` of at most 10⁻¹³: e^tail is 1 + tail to the last bit.
func exp(_ x: Double, tail: Double) -> Double {
  let (n, r, t) = reduced(greater(lesser(Lanes(repeating: x), 710), -746))
  return scaled(sum(Lanes.one, r, t.addingProduct(Lanes.one + (r + t), Lanes(repeating: tail))).sum, by: n)[0]
}

/// The logistic function 1 / (1 + e⁻ˣ), with an error below 1 ulp, also where it is nearly 0.
public func sigmoid(_ x: Double) -> Double { logistic(Lanes(repeating: x))[0] }

/// The logistic function of every entry.
public func sigmoid(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000) { apply(logistic, $0, $1, $2) } }

/// The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), with an error below 1 ulp.
public func tanh(_ x: Double) -> Double { hyperbolicTangent(Lanes(repeating: x))[0] }

/// The hyperbolic tangent of every entry.
public func tanh(_ x: Matrix) -> Matrix { elementwise(x, cost: 1000) { apply(hyperbolicTangent, $0, $1, $2) } }

/// eˣ; beyond the clamped range the scaling by 2ⁿ gives 0 or ∞ by itself.
@inline(__always)
private func exponential(_ x: Lanes) -> Lanes {
  let (n, r, t) = reduced(greater(lesser(x, 710), -746))
  return keepingNaN(of: x, scaled(sum(Lanes.one, r, t).sum, by: n))
}

/// With e = e⁻|ˣ| ≤ 1: 1 / (1 + e) right of zero and e / (1 + e) left of it, so that nothing cancels or overflows.
@inline(__always)
private func logistic(_ x: Lanes) -> Lanes {
  let magnitude = absolute(x)
  let (n, r, t) = reduced(-lesser(magnitude, 746))
  let (high, low) = sum(Lanes.one, r, t)  // e = 2ⁿ (high + low)
  let (denominator, lost) = fastTwoSum(Lanes.one, scaled(high, by: n))
  let isLeft = x .< 0
  let quotient = divided(
    Lanes.one.replacing(with: high, where: isLeft), Lanes.zero.replacing(with: low, where: isLeft),
    by: denominator, lost + scaled(low, by: n))
  return keepingNaN(of: x, quotient.replacing(with: scaled(quotient, by: n), where: isLeft))
}

/// For x ≥ 0, with e⁻²ˣ = 2ⁿ (1 + r + t):
///
///     tanh x = (1 − e⁻²ˣ) / (1 + e⁻²ˣ) = u / (2 − u)     u = (1 − 2ⁿ) − 2ⁿr − 2ⁿt
///
/// Each sum begins with its largest term. Near zero n = 0 and u = −r − t, so that no digit is lost.
/// From x = 20 on, tanh x is 1 to the last bit.
@inline(__always)
private func hyperbolicTangent(_ x: Lanes) -> Lanes {
  let magnitude = absolute(x)
  let (n, r, t) = reduced(-2 * lesser(magnitude, 20))
  let power = powerOfTwo(n)
  let (less, lessTail) = fastTwoSum(Lanes.one, -power)
  let (u, uTail) = sum(less, -power * r, lessTail.addingProduct(-power, t))
  let (denominator, denominatorTail) = fastTwoSum(Lanes(repeating: 2), -u)
  let quotient = divided(u, uTail, by: denominator, denominatorTail - uTail)
  return keepingNaN(of: x, lanes(bits(quotient) | (bits(x) & Int64.min)))
}

// MARK: The pieces

/// Applies `f` to some of the numbers, as ``elementwise(_:_:)`` does.
///
/// Here `f` is inlined: no call per handful of numbers, and its constants stay in registers.
@inline(__always)
private func apply(
  _ f: (Lanes) -> Lanes, _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ entries: Range<Int>
) {
  let end = entries.upperBound
  var first = entries.lowerBound
  while first + Lanes.scalarCount <= end {
    let part = UnsafeRawPointer(x + first).loadUnaligned(as: Lanes.self)
    UnsafeMutableRawPointer(result + first).storeBytes(of: f(part), as: Lanes.self)
    first += Lanes.scalarCount
  }
  if first < end { write(f(read(end - first, from: x + first)), end - first, to: result + first) }
}

private let inverseLn2 = 0x1.71547652b82fep+0
private let ln2 = 0x1.62e42fefa39efp-1, ln2Tail = 0x1.abc9e3b39803fp-56  // ln 2 = ln2 + ln2Tail
private let roundsToInteger = 0x1.8p52  // a number of this size has no fraction: adding it rounds

/// eˣ = 2ⁿ (1 + r + t).
@inline(__always)
private func reduced(_ x: Lanes) -> (n: Lanes.MaskStorage, r: Lanes, t: Lanes) {
  let shifted = Lanes(repeating: roundsToInteger).addingProduct(x, inverseLn2)
  let n = shifted - roundsToInteger
  let exact = x.addingProduct(n, -ln2)
  let r = exact.addingProduct(n, -ln2Tail)
  let lost = (exact - r).addingProduct(n, -ln2Tail)
  // All terms but 1/2 in pairs, and the pairs in pairs: so few steps wait for another.
  let r2 = r * r
  let r4 = r2 * r2
  let low = line(line(1 / 6, 1 / 24, r), line(1 / 120, 1 / 720, r), r2)
  let middle = line(line(1 / 5_040, 1 / 40_320, r), line(1 / 362_880, 1 / 3_628_800, r), r2)
  let high = line(line(1 / 39_916_800, 1 / 479_001_600, r), line(1 / 6_227_020_800, 1 / 87_178_291_200, r), r2)
  let t = line(Lanes(repeating: 1 / 2), line(low, line(middle, high, r4), r4), r)
  return (bits(shifted) &- bits(Lanes(repeating: roundsToInteger)), r, lost.addingProduct(r2, t))
}

/// a + b x, the start of a polynomial.
@inline(__always)
private func line(_ a: Double, _ b: Double, _ x: Lanes) -> Lanes { Lanes(repeating: a).addingProduct(x, b) }

/// a + b x, for polynomials a and b.
@inline(__always)
private func line(_ a: Lanes, _ b: Lanes, _ x: Lanes) -> Lanes { a.addingProduct(b, x) }

/// a + b = sum + tail, exactly, for |a| ≥ |b| or a = 0. Source: Dekker (1971).
@inline(__always)
private func fastTwoSum(_ a: Lanes, _ b: Lanes) -> (sum: Lanes, tail: Lanes) {
  let sum = a + b
  return (sum, (a - sum) + b)
}

/// a + b + c = sum + tail but for the rounding of c's share, for terms of falling size.
@inline(__always)
private func sum(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> (sum: Lanes, tail: Lanes) {
  let (first, tail) = fastTwoSum(a, b)
  return fastTwoSum(first, tail + c)
}

/// (a + aTail) / (b + bTail), rounded once but for terms of second order: a quotient, corrected by its remainder.
@inline(__always)
private func divided(_ a: Lanes, _ aTail: Lanes, by b: Lanes, _ bTail: Lanes) -> Lanes {
  let inverse = Lanes.one / b
  let quotient = a * inverse
  let remainder = a.addingProduct(-quotient, b) + aTail.addingProduct(-quotient, bTail)
  return quotient.addingProduct(remainder, inverse)
}

/// 2ⁿ for −1022 ≤ n ≤ 1023.
@inline(__always)
private func powerOfTwo(_ n: Lanes.MaskStorage) -> Lanes { lanes((n &+ 1023) &<< 52) }

/// x · 2ⁿ for |n| up to 2000, in two steps, as 2ⁿ alone may be no `Double`.
@inline(__always)
private func scaled(_ x: Lanes, by n: Lanes.MaskStorage) -> Lanes {
  let half = n &>> 1
  return x * powerOfTwo(half) * powerOfTwo(n &- half)
}

/// The lesser of `x` and a limit, which is also what a NaN becomes: one instruction, written so that it is.
@inline(__always)
private func lesser(_ x: Lanes, _ limit: Double) -> Lanes {
  Lanes(repeating: limit).replacing(with: x, where: x .< limit)
}

/// The greater of `x` and a limit.
@inline(__always)
private func greater(_ x: Lanes, _ limit: Double) -> Lanes {
  Lanes(repeating: limit).replacing(with: x, where: x .> limit)
}

/// `result` where `x` is a number. The sign and payload of a NaN, which differ between processors, are dropped.
@inline(__always)
private func keepingNaN(of x: Lanes, _ result: Lanes) -> Lanes { result.replacing(with: .nan, where: x .!= x) }

@inline(__always)
private func absolute(_ x: Lanes) -> Lanes { lanes(bits(x) & Int64.max) }

@inline(__always)
private func bits(_ x: Lanes) -> Lanes.MaskStorage { unsafeBitCast(x, to: Lanes.MaskStorage.self) }

@inline(__always)
private func lanes(_ bits: Lanes.MaskStorage) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }

// exp, sigmoid and tanh: the same bits on every machine.
//
// All three rest on one decomposition of the exponential (Tang, *Table-Driven Implementation of the Exponential
// Function*, 1989, here without the table; Muller, *Elementary Functions*, 3rd ed., chapters 3 and 11):
//
//     eˣ = 2ⁿ (1 + r + t)     n = x / ln 2, rounded     r = x − n ln 2, so |r| ≤ 0.347     t = eʳ − 1 − r
//
//   1. ln 2 is held in two parts. x − n · ln2 is exact when it is fused: both terms are multiples of 2⁻⁵⁴ and the
//      difference is below ½. Subtracting n · ln2Rest rounds; what that loses is added to t.
//   2. t is Taylor's series up to r¹⁴/14!, whose first missing term is below 2⁻⁶².
//   3. 1 + r + t is added from the largest term down, and the rounding error of 1 + r joins t. As t is below 0.07,
//      its own rounding errors stay below 2⁻⁵⁶.
//
// Error budget of exp, in ulp: final rounding 0.50, t 0.14. A subnormal result is rounded a second time, which
// adds 0.50 while the first error counts at most half: 0.82 in all. sigmoid and tanh carry numerator and denominator
// as unevaluated sums of two numbers and correct the quotient by its remainder: 0.50 again, and t's share, which
// grows to 0.4 in tanh near x = 0.17, where the numerator is a third of its largest term.

/// The exponential eˣ, with an error below 1 ulp.
public func exp(_ x: Double) -> Double { exponential(Lanes(repeating: x))[0] }

/// The exponential of every entry.
public func exp(_ x: Matrix) -> Matrix { elementwise(x) { apply(exponential, $0, $1, $2) } }

/// The logistic function 1 / (1 + e⁻ˣ), with an error below 1 ulp, also where it is nearly 0.
public func sigmoid(_ x: Double) -> Double { logistic(Lanes(repeating: x))[0] }

/// The logistic function of every entry.
public func sigmoid(_ x: Matrix) -> Matrix { elementwise(x) { apply(logistic, $0, $1, $2) } }

/// The hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), with an error below 1 ulp.
public func tanh(_ x: Double) -> Double { hyperbolicTangent(Lanes(repeating: x))[0] }

/// The hyperbolic tangent of every entry.
public func tanh(_ x: Matrix) -> Matrix { elementwise(x) { apply(hyperbolicTangent, $0, $1, $2) } }

/// eˣ; beyond the clamped range the scaling by 2ⁿ gives 0 or ∞ by itself.
@inline(__always)
private func exponential(_ x: Lanes) -> Lanes {
  let inside = x.replacing(with: 710, where: x .> 710).replacing(with: -746, where: x .< -746)
  let (n, r, t) = reduced(inside)
  return keepingNaN(of: x, scaled(sum(Lanes.one, r, t).sum, by: n))
}

/// With e = e⁻|ˣ| ≤ 1: 1 / (1 + e) right of zero and e / (1 + e) left of it, so that nothing cancels or overflows.
@inline(__always)
private func logistic(_ x: Lanes) -> Lanes {
  let magnitude = absolute(x)
  let (n, r, t) = reduced(-magnitude.replacing(with: 746, where: magnitude .> 746))
  let (high, low) = sum(Lanes.one, r, t)  // e = 2ⁿ (high + low)
  let (denominator, lost) = fastTwoSum(Lanes.one, scaled(high, by: n))
  let isLeft = x .< 0
  let quotient = divided(
    Lanes.one.replacing(with: high, where: isLeft), Lanes.zero.replacing(with: low, where: isLeft),
    by: denominator, lost + scaled(low, by: n))
  return keepingNaN(of: x, quotient.replacing(with: scaled(quotient, by: n), where: isLeft))
}

/// For x ≥ 0, with e²ˣ = 2ⁿ (1 + r + t):
///
///     tanh x = (e²ˣ − 1) / (e²ˣ + 1) = ((2ⁿ − 1) + 2ⁿr + 2ⁿt) / ((2ⁿ + 1) + 2ⁿr + 2ⁿt)
///
/// Each sum begins with its largest term. Near zero n = 0, the numerator is r + t, and no digit is lost.
/// From x = 20 on, tanh x is 1 to the last bit.
@inline(__always)
private func hyperbolicTangent(_ x: Lanes) -> Lanes {
  let magnitude = absolute(x)
  let (n, r, t) = reduced(2 * magnitude.replacing(with: 20, where: magnitude .> 20))
  let power = powerOfTwo(n)
  let (less, lessRest) = fastTwoSum(power, -Lanes.one)
  let (more, moreRest) = fastTwoSum(power, Lanes.one)
  let (numerator, numeratorRest) = sum(less, power * r, (power * t) + lessRest)
  let (denominator, denominatorRest) = sum(more, power * r, (power * t) + moreRest)
  let quotient = divided(numerator, numeratorRest, by: denominator, denominatorRest)
  return keepingNaN(of: x, lanes(bits(quotient) | (bits(x) & Int64.min)))
}

// MARK: The pieces

/// Applies `f` to `count` numbers, the last of them in the company of ones, as ``elementwise(_:_:)`` does.
///
/// Here `f` is inlined: no call per eight numbers, and its constants stay in registers.
@inline(__always)
private func apply(
  _ f: (Lanes) -> Lanes, _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ count: Int
) {
  for first in stride(from: 0, through: count - 8, by: 8) {
    let lanes = UnsafeRawPointer(x + first).loadUnaligned(as: Lanes.self)
    UnsafeMutableRawPointer(result + first).storeBytes(of: f(lanes), as: Lanes.self)
  }
  var rest = Lanes.one
  let whole = count / 8 * 8
  for i in whole..<count { rest[i - whole] = x[i] }
  rest = f(rest)
  for i in whole..<count { result[i] = rest[i - whole] }
}

private let inverseLn2 = 0x1.71547652b82fep+0
private let ln2 = 0x1.62e42fefa39efp-1, ln2Rest = 0x1.abc9e3b39803fp-56  // ln 2 = ln2 + ln2Rest
private let roundsToInteger = 0x1.8p52  // a number of this size has no fraction: adding it rounds

/// eˣ = 2ⁿ (1 + r + t).
@inline(__always)
private func reduced(_ x: Lanes) -> (n: SIMD8<Int64>, r: Lanes, t: Lanes) {
  let shifted = Lanes(repeating: roundsToInteger).addingProduct(x, inverseLn2)
  let n = shifted - roundsToInteger
  let exact = x.addingProduct(n, -ln2)
  let r = exact.addingProduct(n, -ln2Rest)
  let lost = (exact - r).addingProduct(n, -ln2Rest)
  var t = Lanes(repeating: 1 / 87_178_291_200)  // 1 / 14!
  t = horner(t, r, 1 / 6_227_020_800)
  t = horner(t, r, 1 / 479_001_600)
  t = horner(t, r, 1 / 39_916_800)
  t = horner(t, r, 1 / 3_628_800)
  t = horner(t, r, 1 / 362_880)
  t = horner(t, r, 1 / 40_320)
  t = horner(t, r, 1 / 5_040)
  t = horner(t, r, 1 / 720)
  t = horner(t, r, 1 / 120)
  t = horner(t, r, 1 / 24)
  t = horner(t, r, 1 / 6)
  t = horner(t, r, 1 / 2)
  return (bits(shifted) &- bits(Lanes(repeating: roundsToInteger)), r, lost.addingProduct(r * r, t))
}

/// One step of a polynomial in `x`: polynomial · x + coefficient.
@inline(__always)
private func horner(_ polynomial: Lanes, _ x: Lanes, _ coefficient: Double) -> Lanes {
  Lanes(repeating: coefficient).addingProduct(polynomial, x)
}

/// a + b = sum + rest, exactly, for |a| ≥ |b| or a = 0. Source: Dekker (1971).
@inline(__always)
private func fastTwoSum(_ a: Lanes, _ b: Lanes) -> (sum: Lanes, rest: Lanes) {
  let sum = a + b
  return (sum, (a - sum) + b)
}

/// a + b + c = sum + rest but for the rounding of c's share, for terms of falling size.
@inline(__always)
private func sum(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> (sum: Lanes, rest: Lanes) {
  let (first, rest) = fastTwoSum(a, b)
  return fastTwoSum(first, rest + c)
}

/// (a + aRest) / (b + bRest), rounded once but for terms of second order: a quotient, corrected by its remainder.
@inline(__always)
private func divided(_ a: Lanes, _ aRest: Lanes, by b: Lanes, _ bRest: Lanes) -> Lanes {
  let inverse = Lanes.one / b
  let quotient = a * inverse
  let remainder = a.addingProduct(-quotient, b) + aRest.addingProduct(-quotient, bRest)
  return quotient.addingProduct(remainder, inverse)
}

/// 2ⁿ for −1022 ≤ n ≤ 1023.
@inline(__always)
private func powerOfTwo(_ n: SIMD8<Int64>) -> Lanes { lanes((n &+ 1023) &<< 52) }

/// x · 2ⁿ for |n| up to 2000, in two steps, as 2ⁿ alone may be no `Double`.
@inline(__always)
private func scaled(_ x: Lanes, by n: SIMD8<Int64>) -> Lanes {
  let half = n &>> 1
  return x * powerOfTwo(half) * powerOfTwo(n &- half)
}

/// `result` where `x` is a number. The sign and payload of a NaN, which differ between processors, are dropped.
@inline(__always)
private func keepingNaN(of x: Lanes, _ result: Lanes) -> Lanes { result.replacing(with: .nan, where: x .!= x) }

@inline(__always)
private func absolute(_ x: Lanes) -> Lanes { lanes(bits(x) & Int64.max) }

@inline(__always)
private func bits(_ x: Lanes) -> SIMD8<Int64> { unsafeBitCast(x, to: SIMD8<Int64>.self) }

@inline(__always)
private func lanes(_ bits: SIMD8<Int64>) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }

// The loops of exp, sigmoid and tanh. Their mathematics is in Math/Exponential.swift.
//
// What limits them is how many multiply-adds a core can start, some 20 for each handful of numbers, and, for tanh,
// how far it looks ahead: a number's operations wait for one another, so that it must find others to go on with.

private let block = 16 * Lanes.scalarCount

/// eˣ of all these numbers. Below 700, 2ⁿ is a normal number, and only moves the exponent; a block with a greater
/// number is done again.
func exponentials(_ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ entries: Range<Int>) {
  let end = entries.upperBound - entries.count % block
  for first in stride(from: entries.lowerBound, to: end, by: block) {
    var areSmall = Lanes.zero .== 0
    for i in 0..<16 {
      let x = handful(i, of: x + first)
      areSmall = areSmall .& (absolute(x) .< 700)
      let (n, r, lost) = reduced(x)
      store(lanes(bits(sum(Lanes.one, r, series(r, lost)).sum) &+ n &<< 52), i, of: result + first)
    }
    if !all(areSmall) { apply({ exponential($0) }, x, result, first..<first + block) }
  }
  apply({ exponential($0) }, x, result, end..<entries.upperBound)
}

/// e^(x + tail), for a `tail` of at most 10⁻¹³: e^tail is 1 + tail to the last bit. The scaling by 2ⁿ gives 0 and ∞.
@inline(__always)
func exponential(_ x: Lanes, tail: Lanes = .zero) -> Lanes {
  let (n, r, lost) = reduced(x.clamped(lowerBound: Lanes(repeating: -746), upperBound: Lanes(repeating: 710)))
  let t = series(r, lost)
  return keepingNaN(of: x, scaled(sum(Lanes.one, r, t.addingProduct(Lanes.one + (r + t), tail)).sum, by: n))
}

func logistics(_ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ entries: Range<Int>) {
  apply(logistic, x, result, entries)
}

/// With e = e⁻|ˣ| ≤ 1: 1 / (1 + e) right of zero and e / (1 + e) left of it, so that nothing cancels or overflows.
@inline(__always)
func logistic(_ x: Lanes) -> Lanes {
  let (n, r, lost) = reduced(pointwiseMax(negated(absolute(x)), Lanes(repeating: -746)))
  let (high, low) = sum(Lanes.one, r, series(r, lost))  // e = 2ⁿ (high + low)
  let (denominator, tail) = fastTwoSum(Lanes.one, scaled(high, by: n))
  let isLeft = x .< 0
  let quotient = divided(
    Lanes.one.replacing(with: high, where: isLeft), Lanes.zero.replacing(with: low, where: isLeft),
    by: denominator, tail + scaled(low, by: n))
  return keepingNaN(of: x, quotient.replacing(with: scaled(quotient, by: n), where: isLeft))
}

/// For x ≥ 0, with e⁻²ˣ = 2ⁿ (1 + r + t):
///
///     tanh x = (1 − e⁻²ˣ) / (1 + e⁻²ˣ) = u / (2 − u)     u = (1 − 2ⁿ) − 2ⁿr − 2ⁿt
///
/// Each sum begins with its largest term. Near zero n = 0 and u = −r − t, so that no digit is lost.
/// From x = 20 on, tanh x is 1 to the last bit.
@inline(__always)
func hyperbolicTangent(_ x: Lanes) -> Lanes {
  let (n, r, lost) = reduced(-2 * pointwiseMin(absolute(x), Lanes(repeating: 20)))
  let power = negated(powerOfTwo(n))
  let (less, lessTail) = fastTwoSum(Lanes.one, power)
  let (u, uTail) = sum(less, power * r, lessTail.addingProduct(power, series(r, lost)))
  return keepingNaN(of: x, quotient(u, uTail, signOf: x))
}

/// u / (2 − u), with the sign of x.
@inline(__always)
private func quotient(_ u: Lanes, _ uTail: Lanes, signOf x: Lanes) -> Lanes {
  let denominator = 2 - u
  let quotient = divided(u, uTail, by: denominator, (2 - denominator) - u - uTail)
  return lanes(bits(quotient) | (bits(x) & Int64.min))
}

/// tanh of all these numbers, in three short passes over sixteen handfuls at a time.
///
/// A pass is so short that the core sees several handfuls at once. The divisions, which keep no adder busy, go with
/// the next block's reductions. Below 18, 1 − 2ⁿ is exact; a block with a greater number is done again.
func hyperbolicTangents(_ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ entries: Range<Int>) {
  let end = entries.upperBound - entries.count % block
  withUnsafeTemporaryAllocation(of: (n: Lanes.MaskStorage, r: Lanes, lost: Lanes).self, capacity: 16) { space in
    let parts = space.baseAddress!
    var areSmall = Lanes.zero .== 0
    for i in 0..<(entries.lowerBound < end ? 16 : 0) {
      let m = absolute(handful(i, of: x + entries.lowerBound))
      areSmall = areSmall .& (m .< 18)
      parts[i] = reduced(-2 * m)
    }
    for first in stride(from: entries.lowerBound, to: end, by: block) {
      let wereSmall = all(areSmall)
      areSmall = Lanes.zero .== 0
      for i in 0..<16 {
        let (n, r, lost) = parts[i]
        let power = negated(powerOfTwo(n))
        (parts[i].r, parts[i].lost) = sum(Lanes.one + power, power * r, power * series(r, lost))  // u and uTail
      }
      let next = min(first + block, end - block)
      for i in 0..<16 {
        let y = quotient(parts[i].r, parts[i].lost, signOf: handful(i, of: x + first))
        let m = absolute(handful(i, of: x + next))
        areSmall = areSmall .& (m .< 18)
        parts[i] = reduced(-2 * m)
        store(y, i, of: result + first)
      }
      if !wereSmall { apply(hyperbolicTangent, x, result, first..<first + block) }
    }
  }
  apply(hyperbolicTangent, x, result, end..<entries.upperBound)
}

/// Applies `f` to all these numbers. It is inlined: no call per handful, and its constants stay in registers.
@inline(__always)
private func apply(
  _ f: (Lanes) -> Lanes, _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ entries: Range<Int>
) {
  let end = entries.upperBound
  var first = entries.lowerBound
  while first + Lanes.scalarCount <= end {
    store(f(handful(0, of: x + first)), 0, of: result + first)
    first += Lanes.scalarCount
  }
  if first < end { write(f(read(end - first, from: x + first)), end - first, to: result + first) }
}

@inline(__always) private func handful(_ i: Int, of x: UnsafePointer<Double>) -> Lanes {
  UnsafeRawPointer(x + i &* Lanes.scalarCount).loadUnaligned(as: Lanes.self)
}

@inline(__always) private func store(_ x: Lanes, _ i: Int, of result: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(result + i &* Lanes.scalarCount).storeBytes(of: x, as: Lanes.self)
}

private let inverseLn2 = 0x1.71547652b82fep+0
private let ln2 = 0x1.62e42fefa39efp-1, ln2Tail = 0x1.abc9e3b39803fp-56  // ln 2 = ln2 + ln2Tail
private let roundsToInteger = 0x1.8p52  // a number of this size has no fraction: adding it rounds

/// x = n ln 2 + r + lost.
@inline(__always) private func reduced(_ x: Lanes) -> (n: Lanes.MaskStorage, r: Lanes, lost: Lanes) {
  let shifted = Lanes(repeating: roundsToInteger).addingProduct(x, inverseLn2)
  let n = shifted - roundsToInteger
  let exact = x.addingProduct(n, -ln2)
  let r = exact.addingProduct(n, -ln2Tail)
  return (bits(shifted) &- bits(Lanes(repeating: roundsToInteger)), r, (exact - r).addingProduct(n, -ln2Tail))
}

/// t, with all terms but 1/2 in pairs, and the pairs in pairs: so few steps wait for another.
@inline(__always) private func series(_ r: Lanes, _ lost: Lanes) -> Lanes {
  let r2 = r * r
  let r4 = r2 * r2
  let low = line(line(1 / 6, 1 / 24, r), line(1 / 120, 1 / 720, r), r2)
  let middle = line(line(1 / 5_040, 1 / 40_320, r), line(1 / 362_880, 1 / 3_628_800, r), r2)
  let high = line(line(1 / 39_916_800, 1 / 479_001_600, r), line(1 / 6_227_020_800, 1 / 87_178_291_200, r), r2)
  return lost.addingProduct(r2, line(Lanes(repeating: 1 / 2), line(low, line(middle, high, r4), r4), r))
}

/// a + b x: of two numbers, the start of a polynomial, or of two polynomials.
@inline(__always)
private func line(_ a: Double, _ b: Double, _ x: Lanes) -> Lanes { Lanes(repeating: a).addingProduct(x, b) }
@inline(__always) private func line(_ a: Lanes, _ b: Lanes, _ x: Lanes) -> Lanes { a.addingProduct(b, x) }

/// a + b = sum + tail, exactly, for |a| ≥ |b| or a = 0. Source: Dekker (1971).
@inline(__always) private func fastTwoSum(_ a: Lanes, _ b: Lanes) -> (sum: Lanes, tail: Lanes) {
  let sum = a + b
  return (sum, (a - sum) + b)
}

/// a + b + c = sum + tail but for the rounding of c's share, for terms of falling size.
@inline(__always) private func sum(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> (sum: Lanes, tail: Lanes) {
  let (first, tail) = fastTwoSum(a, b)
  return fastTwoSum(first, tail + c)
}

/// (a + aTail) / (b + bTail), rounded once but for terms of second order: a quotient, corrected by its remainder.
@inline(__always) private func divided(_ a: Lanes, _ aTail: Lanes, by b: Lanes, _ bTail: Lanes) -> Lanes {
  let inverse = Lanes.one / b
  let quotient = a * inverse
  let remainder = a.addingProduct(negated(quotient), b) + aTail.addingProduct(negated(quotient), bTail)
  return quotient.addingProduct(remainder, inverse)
}

/// −x as a change of sign, which unlike 0 − x costs nothing in a multiplication.
@inline(__always) private func negated(_ x: Lanes) -> Lanes { lanes(bits(x) ^ Int64.min) }

/// 2ⁿ for −1022 ≤ n ≤ 1023.
@inline(__always) private func powerOfTwo(_ n: Lanes.MaskStorage) -> Lanes { lanes((n &+ 1023) &<< 52) }

/// x · 2ⁿ for |n| up to 2000, in two steps, as 2ⁿ alone may be no `Double`.
@inline(__always) private func scaled(_ x: Lanes, by n: Lanes.MaskStorage) -> Lanes {
  let half = n &>> 1
  return x * powerOfTwo(half) * powerOfTwo(n &- half)
}

/// y where x is a number. The sign and payload of a NaN, which differ between processors, are dropped.
@inline(__always) private func keepingNaN(of x: Lanes, _ y: Lanes) -> Lanes { y.replacing(with: .nan, where: x .!= x) }

@inline(__always) private func absolute(_ x: Lanes) -> Lanes { lanes(bits(x) & Int64.max) }
@inline(__always) private func bits(_ x: Lanes) -> Lanes.MaskStorage { unsafeBitCast(x, to: Lanes.MaskStorage.self) }
@inline(__always) private func lanes(_ bits: Lanes.MaskStorage) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }

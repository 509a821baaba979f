// sin and cos: the same bits on every machine, and right for every argument.
//
//     |x| = n π/2 + r + tail     n whole, |r| ≤ π/4 (and a little)     tail: what r lost in rounding
//
//   1. Below 2⁴⁰, π/2 is subtracted in three parts (Cody and Waite; Muller, *Elementary Functions*, chapter 11).
//      |x| − n · part₁ is exact when it is fused: both terms are multiples of 2⁻⁵³, the difference is below 1.
//      The product n · part₂ and its difference from that are kept with their rounding errors. Near a multiple
//      of π/2 many digits cancel, though never more than 62 of them, and 162 are there.
//   2. From 2⁴⁰ on, `largeAngle` does the reduction in integers.
//   3. Taylor's series up to r¹⁷/17! and r¹⁶/16!, each 0.02 ulp short at worst. `tail` enters with its
//      derivative: sin(r + tail) ≈ sin r + tail · cos r. The largest term is added last.
//   4. n mod 4 chooses between ±sin and ±cos. sin takes the sign of x.
//
// Error budget, in ulp: final rounding 0.50, the terms below the first 0.25, the series 0.02.

/// The sine of an angle in radians, with an error below 1 ulp.
public func sin(_ x: Double) -> Double { sine(Lanes(repeating: x))[0] }

/// The sine of every entry.
public func sin(_ x: Matrix) -> Matrix { elementwise(x, sine) }

/// The cosine of an angle in radians, with an error below 1 ulp.
public func cos(_ x: Double) -> Double { cosine(Lanes(repeating: x))[0] }

/// The cosine of every entry.
public func cos(_ x: Matrix) -> Matrix { elementwise(x, cosine) }

private func sine(_ x: Lanes) -> Lanes {
  let (n, r, tail) = reduced(lanes(bits(x) & Int64.max))
  return value(n, r, tail, sign: bits(x) & Int64.min).replacing(with: .nan, where: .!(x - x .== 0))
}

/// cos x = sin(|x| + π/2): one quarter turn more.
private func cosine(_ x: Lanes) -> Lanes {
  let (n, r, tail) = reduced(lanes(bits(x) & Int64.max))
  return value(n &+ 1, r, tail, sign: .zero).replacing(with: .nan, where: .!(x - x .== 0))
}

private let inverseHalfPi = 0x1.45f306dc9c883p-1
private let halfPi = (0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110)  // π/2 in three parts
private let roundsToInteger = 0x1.8p52  // a number of this size has no fraction: adding it rounds

/// x = n π/2 + r + tail, for x ≥ 0; of n, the lowest two bits are right.
@inline(__always)
private func reduced(_ x: Lanes) -> (n: Lanes.MaskStorage, r: Lanes, tail: Lanes) {
  let shifted = Lanes(repeating: roundsToInteger).addingProduct(x, inverseHalfPi)
  let count = shifted - roundsToInteger
  let exact = x.addingProduct(count, -halfPi.0)
  let product = count * halfPi.1
  let productTail = (-product).addingProduct(count, halfPi.1)
  let difference = exact - product
  let step = difference - exact
  let differenceTail = (exact - (difference - step)) - (product + step)  // Knuth's two-sum
  let low = (differenceTail - productTail).addingProduct(count, -halfPi.2)
  var n = bits(shifted)
  var r = difference + low
  var tail = (difference - r) + low

  let isLarge = x .>= 0x1p40 .& x .< .infinity
  if any(isLarge) {
    for lane in x.indices where isLarge[lane] { (n[lane], r[lane], tail[lane]) = largeAngle(x[lane]) }
  }
  return (n, r, tail)
}

/// sin(n π/2 + r + tail), with `sign` flipped in.
@inline(__always)
private func value(_ n: Lanes.MaskStorage, _ r: Lanes, _ tail: Lanes, sign: Lanes.MaskStorage) -> Lanes {
  let z = r * r
  var s = Lanes(repeating: 1 / 355_687_428_096_000)  // 1 / 17!
  s = horner(s, z, -1 / 1_307_674_368_000)
  s = horner(s, z, 1 / 6_227_020_800)
  s = horner(s, z, -1 / 39_916_800)
  s = horner(s, z, 1 / 362_880)
  s = horner(s, z, -1 / 5_040)
  s = horner(s, z, 1 / 120)
  s = horner(s, z, -1 / 6)
  var c = Lanes(repeating: 1 / 20_922_789_888_000)  // 1 / 16!
  c = horner(c, z, -1 / 87_178_291_200)
  c = horner(c, z, 1 / 479_001_600)
  c = horner(c, z, -1 / 3_628_800)
  c = horner(c, z, 1 / 40_320)
  c = horner(c, z, -1 / 720)
  c = horner(c, z, 1 / 24)

  let half = 0.5 * z
  let lead = 1 - half
  let sine = r + (tail * lead).addingProduct(r * z, s)
  let cosine = lead + ((1 - lead) - half + (z * z * c).addingProduct(-r, tail))
  let chosen = bits(sine.replacing(with: cosine, where: (n & 1) .== 1))
  return lanes(chosen ^ ((n & 2) &<< 62) ^ sign)
}

/// One step of a polynomial in `x`: polynomial · x + coefficient.
@inline(__always)
private func horner(_ polynomial: Lanes, _ x: Lanes, _ coefficient: Double) -> Lanes {
  Lanes(repeating: coefficient).addingProduct(polynomial, x)
}

@inline(__always)
private func bits(_ x: Lanes) -> Lanes.MaskStorage { unsafeBitCast(x, to: Lanes.MaskStorage.self) }

@inline(__always)
private func lanes(_ bits: Lanes.MaskStorage) -> Lanes { unsafeBitCast(bits, to: Lanes.self) }

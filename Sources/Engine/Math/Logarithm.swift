// The natural logarithm: the same bits on every machine.
//
//     x = 2ᵏ m     √½ ≤ m < √2     f = m − 1, exact     s = f / (2 + f), so |s| ≤ 0.172
//
//     log x = k ln 2 + log m     log m = log((1 + s) / (1 − s)) = 2s + s R     R = 2/3 s² + 2/5 s⁴ + … + 2/21 s²⁰
//
// 2s is rounded, but f is not, so we write log m = f − (h − s (h + R)) with h = f²/2: the rounding errors sit in
// the small terms only. (The form is that of fdlibm's `e_log.c`, Sun Microsystems, 1993; for the series see
// Muller, *Elementary Functions*, chapter 11.) ln 2 is held in two parts, the first so short that k times it is
// exact; its sum with f is kept with its rounding error.
//
// Error budget, in ulp: final rounding 0.50, h and the terms under it 0.25, the series 0.01.

/// The natural logarithm, with an error below 1 ulp: −∞ at ±0, NaN below.
public func log(_ x: Double) -> Double { logarithm(Lanes(repeating: x))[0] }

/// The natural logarithm of every entry.
public func log(_ x: Matrix) -> Matrix { elementwise(x, logarithm) }

private let ln2 = 0x1.62e42fefa3800p-1, ln2Tail = 0x1.ef35793c76730p-45  // ln 2 = ln2 + ln2Tail, ln2 of 42 bits
private let squareRootOfHalf = Int64(0x3FE6_A09E_667F_3BCD)

private func logarithm(_ x: Lanes) -> Lanes {
  // A subnormal number is made normal first.
  let isSmall = x .< Double.leastNormalMagnitude
  let normal = unsafeBitCast(x.replacing(with: x * 0x1p54, where: isSmall), to: Lanes.MaskStorage.self)
  let exponent = (normal &- squareRootOfHalf) &>> 52
  let m = unsafeBitCast(normal &- exponent &<< 52, to: Lanes.self)
  let k = Lanes(exponent) - Lanes.zero.replacing(with: 54, where: isSmall)

  let f = m - 1
  let s = f / (2 + f)
  let z = s * s
  var r = Lanes(repeating: 2 / 21)
  r = horner(r, z, 2 / 19)
  r = horner(r, z, 2 / 17)
  r = horner(r, z, 2 / 15)
  r = horner(r, z, 2 / 13)
  r = horner(r, z, 2 / 11)
  r = horner(r, z, 2 / 9)
  r = horner(r, z, 2 / 7)
  r = horner(r, z, 2 / 5)
  r = horner(r, z, 2 / 3)
  let h = 0.5 * f * f
  let small = h - (k * ln2Tail).addingProduct(s, h.addingProduct(z, r))

  let whole = k * ln2
  let sum = whole + f
  let tail = (whole - sum) + f  // what the sum lost: |whole| ≥ |f|, or whole = 0
  return (sum + (tail - small))
    .replacing(with: x, where: x .== .infinity)
    .replacing(with: -.infinity, where: x .== 0)
    .replacing(with: .nan, where: .!(x .>= 0))
}

/// One step of a polynomial in `x`: polynomial · x + coefficient.
@inline(__always)
private func horner(_ polynomial: Lanes, _ x: Lanes, _ coefficient: Double) -> Lanes {
  Lanes(repeating: coefficient).addingProduct(polynomial, x)
}

/// x = n π/2 + r + tail for a large finite x; of n, the lowest two bits are given.
///
/// x is a whole number m of 53 bits times 2ᵉ, so x / (π/2) is m times a window of the binary digits of 2/π. Digits
/// above the window contribute multiples of 4, that is, full turns. Those below it contribute less than 2⁻¹³⁶,
/// while no `Double` is nearer to a multiple of π/2 than about 2⁻⁶¹.
///
///     m · 2ᵉ · 2/π  ≡  m × (192 digits from weight 2¹ down)   (mod 4)
///                   =  2 bits of n, 190 bits of fraction, of which we keep 126
///
/// Source: Payne, Hanek, *Radian Reduction for Trigonometric Functions* (1983).
///
/// - Parameter x: at least 2⁴⁰, finite.
func largeAngle(_ x: Double) -> (n: Int64, r: Double, tail: Double) {
  let m = UInt128(x.significandBitPattern | 1 << 52)
  let e = Int(x.exponent) - 52
  // The window starts at the digit of weight 2¹⁻ᵉ; the table has 64 zeros in front of the digits.
  let (word, shift) = (e + 62).quotientAndRemainder(dividingBy: 64)
  let window = (word..<word + 3).map { twoOverPi[$0] << shift | twoOverPi[$0 + 1] >> (64 - shift) }

  let low = m * UInt128(window[2])
  let middle = m * UInt128(window[1]) + low >> 64
  let high = m * UInt128(window[0]) + middle >> 64
  let turns = high << 64 | (middle & UInt128(UInt64.max))  // in units of 2⁻¹²⁶ quarter turns, modulo 4
  let n = (turns >> 125 + 1) >> 1  // rounded
  let fraction = Int128(truncatingIfNeeded: turns &- n << 126)  // from −2¹²⁵ to 2¹²⁵

  let first = Double(fraction)
  let second = Double(fraction - Int128(first))
  let r = first * halfPi.0
  let tail = (-r).addingProduct(first, halfPi.0) + (second * halfPi.0).addingProduct(first, halfPi.1)
  return (Int64(n), r * 0x1p-126, tail * 0x1p-126)
}

private let halfPi = (0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)  // π/2 in two parts

/// 64 zeros, then the first 1216 binary digits of 2/π.
private let twoOverPi: [UInt64] = [
  0, 0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041, 0xFE51_63AB_DEBB_C561,
  0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C, 0xFE1D_EB1C_B129_A73E, 0xE882_35F5_2EBB_4484,
  0xE99C_7026_B45F_7E41, 0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B, 0x1FF8_97FF_DE05_980F,
  0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D, 0x7527_BAC7_EBE5_F17B,
  0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08, 0x5603_3046_FC7B_6BAB,
]

// What ELU, softplus and GELU are made of, without the digits that eᶻ − 1, log(1 + eᶻ) and 1 − erf lose.

/// eᶻ − 1, also where z is nearly 0: with t = tanh(z/2) it is 2t / (1 − t), which subtracts nothing small from 1.
func exponentialMinusOne(_ z: Double) -> Double {
  if z < -40 { return -1 }
  let t = tanh(z / 2)
  return 2 * t / (1 - t)
}

/// log(1 + eᶻ) = max(0, z) + log(1 + u) with u = e⁻|ᶻ|.
///
/// 1 + u is rounded to w, whose logarithm belongs to w − 1, not to u; they are nearly proportional there (Kahan; see
/// Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., section 1.14.1).
func softplus(_ z: Double) -> Double {
  let u = exp(-abs(z))
  let w = 1 + u
  return (z < 0 ? 0 : z) + (w == 1 ? u : log(w) * u / (w - 1))
}

/// φ(z) = e^(−z²/2) / √(2π), the density of the normal distribution.
func normalDensity(at z: Double) -> Double { exp(-z * z / 2) * 0.3989422804014326779 }

/// Φ(z), the share of the normal distribution below z, to a few units in the last place of the larger of Φ and 1 − Φ.
///
/// Near 0 it is 1/2 + φ(z) (z + z³/3 + z⁵/(3·5) + …), whose terms have one sign. Beyond 4 the tail is the continued
/// fraction φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))) (Abramowitz and Stegun, 26.2.11 and 26.2.14).
func normalShare(below z: Double) -> Double {
  let x = abs(z)
  if !(x < 40) { return z.isNaN ? z : z < 0 ? 0 : 1 }
  if x < 4 {
    var (term, sum, k) = (x, x, 1.0)
    while term > 1e-17 * sum {
      k += 2
      term *= x * x / k
      sum += term
    }
    return 0.5 + (z < 0 ? -1 : 1) * normalDensity(at: x) * sum
  }
  var fraction = x
  for k in stride(from: 60.0, through: 1, by: -1) { fraction = x + k / fraction }
  let tail = normalDensity(at: x) / fraction
  return z < 0 ? tail : 1 - tail
}

import Engine

/// The angle between the directions of `a` and `b`, in degrees, from 0 to 180; the shapes must agree.
///
/// With the unit vectors â and b̂, half the angle has the sine ‖â − b̂‖/2 and the cosine ‖â + b̂‖/2. That is exact for
/// tiny angles too, where the cosine alone is rounded to 1.
func degrees(between a: Matrix, _ b: Matrix) -> Double {
  let (a, b) = (a / a.norm, b / b.norm)
  return 2 * degrees(sine: (a - b).norm / 2, cosine: (a + b).norm / 2)
}

/// The angle with that cosine, from 0 to 180 degrees.
func degrees(cosine: Double) -> Double {
  2 * degrees(sine: sqrt((1 - cosine) / 2), cosine: sqrt((1 + cosine) / 2))
}

/// The angle in 0 … 90 degrees with that sine and cosine: Newton's steps on sin(angle − φ) = 0.
private func degrees(sine: Double, cosine: Double) -> Double {
  var φ = sine
  for _ in 1...6 { φ += sine * cos(φ) - cosine * sin(φ) }
  return φ * 180 / .pi
}

/// The mean cosine of the angle between a gradient of n normal entries and its signs, for even n:
///
///     E[‖g‖₁ / (√n ‖g‖₂)] = √(n/π) Γ(n/2) / Γ((n+1)/2)
///
/// The quotient of the Γs is 2/√π for n = 2, and from n to n + 2 it is multiplied by n/(n + 1).
func meanCosineOfSigns(_ n: Int) -> Double {
  precondition(n >= 2 && n % 2 == 0, "the recurrence is for even dimensions, not \(n)")
  var quotient = 2 / sqrt(.pi)
  for k in stride(from: 2, to: n, by: 2) { quotient *= Double(k) / Double(k + 1) }
  return sqrt(Double(n) / .pi) * quotient
}

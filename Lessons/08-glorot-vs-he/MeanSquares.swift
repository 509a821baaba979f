import Engine

extension Activation {
  /// The mean of g(z)², for z normal with mean 0 and mean square `q`.
  func meanSquareOutput(_ q: Double) -> Double {
    self == .relu ? q / 2 : normalMean(q) { z in self(z) * self(z) }
  }

  /// The mean of g′(z)².
  func meanSquareSlope(_ q: Double) -> Double {
    self == .relu ? 0.5 : normalMean(q) { z in slope(z) * slope(z) }
  }
}

/// The mean of f(z) for z normal with mean 0 and variance `q`: the trapezoidal rule on
/// ±8 standard deviations.
private func normalMean(_ q: Double, _ f: (Double) -> Double) -> Double {
  let step = 1.0 / 16
  return step
    * (-128...128).map { k in
      let t = Double(k) * step
      return f(sqrt(q) * t) * (exp(-t * t / 2) / sqrt(2 * .pi))
    }.reduce(0, +)
}

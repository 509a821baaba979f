import Engine

/// Examples of two features with what their answers are off by, at some choice of the weights.
struct Crowd {
  let x: Matrix  // m × 2
  let noise: Matrix  // m × 1, what no weights can explain

  /// The share of batches whose update moves both weights the same way, for batches of 1, 2, 4, … 256.
  ///
  /// - Parameter offset: where the weights are, seen from the best ones.
  func sharesOfOneSign(at offset: SIMD2<Double>) -> [Double] {
    let errors = matmul(x, Matrix(column: [offset.x, offset.y])) - noise
    var sums = (0..<x.rows).map { errors[$0, 0] * SIMD2(x[$0, 0], x[$0, 1]) }
    return (0...8).map { doubling in
      // Two batches next to each other make one of twice the size.
      if doubling > 0 { sums = (0..<sums.count / 2).map { sums[2 * $0] + sums[2 * $0 + 1] } }
      return Double(sums.filter(isSameSign).count) / Double(sums.count)
    }
  }

  /// Where the share tends to at the optimum: 1/2 + arcsin(r)/π, r = H₁₂/√(H₁₁ H₂₂).
  var limitAtOptimum: Double {
    let h = hessian(x)
    return 0.5 + arcsine(h[0, 1] / (h[0, 0] * h[1, 1]).squareRoot()) / .pi
  }
}

/// The angle from −π/2 to π/2 with the given sine, by halving.
func arcsine(_ sine: Double) -> Double {
  var (low, high) = (-Double.pi / 2, Double.pi / 2)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if sin(middle) < sine { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

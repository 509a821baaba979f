import Engine
import LessonKit

/// Many examples of two features, and by how much their targets differ from what any weights can answer.
struct Crowd {
  let x: Matrix  // m × 2
  let noise: Matrix  // m × 1

  /// The sizes of batches that are tried: 1, 2, 4, … 256.
  static let batchSizes = (0...8).map { 1 << $0 }

  /// The share of batches whose update is of some kind, by the size of the batch.
  ///
  /// - Parameters:
  ///   - offset: where the weights are, seen from the best ones.
  ///   - kind: which updates to count; by default those that move both weights the same way.
  func shares(
    at offset: SIMD2<Double>, of kind: (SIMD2<Double>) -> Bool = { isSameSign($0) }
  ) -> Results<Int, Double> {
    let errors = matmul(x, Matrix(column: offset)) - noise
    var sums = (0..<x.rows).map { -errors[$0, 0] * SIMD2(x[$0, 0], x[$0, 1]) }
    return Results(Self.batchSizes) { size in
      // Two batches next to each other make one of twice the size.
      if size > 1 {
        sums = (0..<sums.count / 2).map { sums[2 * $0] + sums[2 * $0 + 1] }
      }
      return Double(sums.filter(kind).count) / Double(sums.count)
    }
  }

  /// Where the share tends to at the optimum: 1/2 + arcsin(r)/π, r = H₁₂/√(H₁₁ H₂₂).
  var limitAtOptimum: Double {
    let h = hessian(x)
    return 0.5 + arcsine(h[0, 1] / sqrt(h[0, 0] * h[1, 1])) / .pi
  }
}

/// The angle from −π/2 to π/2 with the given sine, by halving.
private func arcsine(_ sine: Double) -> Double {
  var (low, high) = (-Double.pi / 2, Double.pi / 2)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if sin(middle) < sine { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

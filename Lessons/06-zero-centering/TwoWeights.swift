import Engine

/// A linear unit with two weights and no bias, and examples that one choice of the weights, the optimum, fits exactly.
///
///     ŷ = w · x        L(w) = 1/(2m) Σ (w · xᵢ − yᵢ)²        H = XᵀX / m
struct TwoWeights {
  let inputs: [SIMD2<Double>]
  let optimum: SIMD2<Double>
  let hessian: (xx: Double, xy: Double, yy: Double)

  /// - Parameter x: m × 2; the targets are `optimum · x`.
  init(_ x: Matrix, optimum: SIMD2<Double>) {
    inputs = (0..<x.rows).map { SIMD2(x[$0, 0], x[$0, 1]) }
    self.optimum = optimum
    let h = matmul(transposing: x, x) / Double(x.rows)
    hessian = (h[0, 0], h[0, 1], h[1, 1])
  }

  /// The roots of λ² − (xx + yy) λ + (xx · yy − xy²). The small one is the product divided by the large one: the
  /// difference of half trace and root would lose every digit when one is 10⁹ times the other.
  var eigenvalues: (large: Double, small: Double) {
    let (xx, xy, yy) = hessian
    let half = (xx - yy) / 2
    let large = (xx + yy) / 2 + sqrt(half * half + xy * xy)
    return (large, (xx * yy - xy * xy) / large)
  }

  var conditionNumber: Double { eigenvalues.large / eigenvalues.small }

  func gradient(at w: SIMD2<Double>) -> SIMD2<Double> {
    let e = w - optimum
    return SIMD2(
      hessian.xx * e.x + hessian.xy * e.y, hessian.xy * e.x + hessian.yy * e.y)
  }

  func loss(at w: SIMD2<Double>) -> Double {
    ((w - optimum) * gradient(at: w)).sum() / 2
  }

  /// 2/(λ₁ + λ₂): no other constant rate brings the whole batch's descent down as fast.
  var bestRate: Double { 2 / (eigenvalues.large + eigenvalues.small) }

  /// 1/max ‖x‖²: the largest rate at which no example is taken beyond its own target.
  var bestRateByExample: Double { 1 / inputs.map { ($0 * $0).sum() }.max()! }

  /// The eigenvector of λ₁, of length 1. (H − λ₂) maps everything onto it; its longer column is the safer one.
  var steepDirection: SIMD2<Double> {
    let (xx, xy, yy) = hessian
    let large = eigenvalues.large
    let columns = [SIMD2(large - yy, xy), SIMD2(xy, large - xx)]
    let steep = columns.max { length($0) < length($1) }!
    return length(steep) == 0 ? SIMD2(1, 0) : steep / length(steep)
  }

  /// Descent on the whole batch at the best rate, or at `share` of it, until the distance to the optimum is
  /// `tolerance` of the first.
  func descend(
    from start: SIMD2<Double>, to tolerance: Double, share: Double = 1,
    atMost limit: Int = 100_000
  ) -> Descent {
    let rate = share * bestRate
    return descent(from: start, to: tolerance, atMost: limit) { w, _ in
      rate * gradient(at: w)
    }
  }

  /// Descent by one example after the other, in a new random order in each epoch, at `share` of the best rate.
  func descendByExample(
    from start: SIMD2<Double>, to tolerance: Double, share: Double = 1,
    using generator: inout Generator
  ) -> Descent {
    let rate = share * bestRateByExample
    var order: [Int] = []
    return descent(from: start, to: tolerance, atMost: 100_000) { w, t in
      if t % inputs.count == 0 { order = generator.permutation(of: inputs.count) }
      let x = inputs[order[t % inputs.count]]
      return (rate * ((w - optimum) * x).sum()) * x
    }
  }

  private func descent(
    from start: SIMD2<Double>, to tolerance: Double, atMost limit: Int,
    step: (SIMD2<Double>, Int) -> SIMD2<Double>
  ) -> Descent {
    var path = [start]
    let goal = tolerance * length(start - optimum)
    while length(path.last! - optimum) > goal && path.count <= limit {
      path.append(path.last! - step(path.last!, path.count - 1))
    }
    return Descent(problem: self, path: path)
  }
}

func length(_ v: SIMD2<Double>) -> Double { sqrt((v * v).sum()) }

extension Matrix {
  /// The two weights as a column, 2 × 1.
  init(column v: SIMD2<Double>) { self.init(column: [v.x, v.y]) }
}

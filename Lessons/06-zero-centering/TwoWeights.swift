import Engine
import Plots

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
    let large = (xx + yy) / 2 + (half * half + xy * xy).squareRoot()
    return (large, (xx * yy - xy * xy) / large)
  }

  var conditionNumber: Double { eigenvalues.large / eigenvalues.small }

  /// 2/(λ₁ + λ₂): no other constant rate brings the whole batch's descent down as fast.
  var bestRate: Double { 2 / (eigenvalues.large + eigenvalues.small) }

  func gradient(at w: SIMD2<Double>) -> SIMD2<Double> {
    let e = w - optimum
    return SIMD2(hessian.xx * e.x + hessian.xy * e.y, hessian.xy * e.x + hessian.yy * e.y)
  }

  func loss(at w: SIMD2<Double>) -> Double { ((w - optimum) * gradient(at: w)).sum() / 2 }

  /// (κ − 1)/(κ + 1): what each update at the best rate leaves of the distance.
  var factor: Double { (conditionNumber - 1) / (conditionNumber + 1) }

  /// The updates after which no more than `tolerance` of the distance is left, by the factor alone.
  func updatesInTheory(to tolerance: Double) -> Double { max(1, (log(tolerance) / log(factor)).rounded(.up)) }

  /// √(κ² c₁² + c₂²), where c₁ and c₂ are the shares of the way along the steep and the flat direction.
  func detourInTheory(from start: SIMD2<Double>) -> Double {
    let way = optimum - start
    let (xx, xy, yy) = hessian
    let large = eigenvalues.large
    // (H − λ₂) maps everything onto the steep direction; its longer column is the safer one.
    let columns = [SIMD2(large - yy, xy), SIMD2(xy, large - xx)]
    let steep = columns.max { length($0) < length($1) }!
    let c1 = (way * steep).sum() / (length(way) * length(steep))
    return (conditionNumber * conditionNumber * c1 * c1 + 1 - c1 * c1).squareRoot()
  }

  /// Descent on the whole batch at the best rate, until the distance to the optimum is `tolerance` of the first.
  func descend(from start: SIMD2<Double>, to tolerance: Double, atMost limit: Int = 100_000) -> [SIMD2<Double>] {
    let rate = bestRate
    return path(from: start, to: tolerance, atMost: limit) { w, _ in rate * gradient(at: w) }
  }

  /// Descent by one example after the other, in a new random order in each epoch, at the rate 1/max ‖x‖²: the
  /// largest that takes no example beyond its own target; or at `share` of that rate.
  func descendByExample(
    from start: SIMD2<Double>, to tolerance: Double, share: Double = 1, using generator: inout Generator
  ) -> [SIMD2<Double>] {
    let rate = share / inputs.map { ($0 * $0).sum() }.max()!
    var order: [Int] = []
    return path(from: start, to: tolerance, atMost: 100_000) { w, t in
      if t % inputs.count == 0 { order = generator.permutation(of: inputs.count) }
      let x = inputs[order[t % inputs.count]]
      return (rate * ((w - optimum) * x).sum()) * x
    }
  }

  private func path(
    from start: SIMD2<Double>, to tolerance: Double, atMost limit: Int,
    step: (SIMD2<Double>, Int) -> SIMD2<Double>
  ) -> [SIMD2<Double>] {
    var path = [start]
    let goal = tolerance * length(start - optimum)
    while length(path.last! - optimum) > goal && path.count <= limit {
      path.append(path.last! - step(path.last!, path.count - 1))
    }
    return path
  }
}

func length(_ v: SIMD2<Double>) -> Double { (v * v).sum().squareRoot() }

/// The steps from each point of a path to the next.
func steps(of path: [SIMD2<Double>]) -> [SIMD2<Double>] { zip(path.dropFirst(), path).map { $0 - $1 } }

/// The length of a path, divided by the straight line between its ends.
func detour(of path: [SIMD2<Double>]) -> Double {
  steps(of: path).map(length).reduce(0, +) / length(path.last! - path[0])
}

/// Whether no weight grows while the other shrinks.
func isSameSign(_ step: SIMD2<Double>) -> Bool { step.x * step.y >= 0 }

func points(_ path: [SIMD2<Double>]) -> [Point] { path.map { Point($0.x, $0.y) } }

/// The part of the map that shows a path and the optimum, with a margin, as wide as it is high.
func frame(_ path: [SIMD2<Double>], _ optimum: SIMD2<Double>) -> (ClosedRange<Double>, ClosedRange<Double>) {
  let xs = path.map(\.x) + [optimum.x]
  let ys = path.map(\.y) + [optimum.y]
  let half = 0.65 * max(xs.max()! - xs.min()!, ys.max()! - ys.min()!)
  let x = (xs.min()! + xs.max()!) / 2
  let y = (ys.min()! + ys.max()!) / 2
  return (x - half...x + half, y - half...y + half)
}

import Engine

/// Solution 14.1 · L1 and L2 penalties.
public func layerPenalty(
  weight: Matrix, bias: Matrix, l1: Double, l2: Double
) -> (penalty: Double, weightGradient: Matrix, biasGradient: Matrix) {
  let penalty = l1 * abs(weight).sum + l2 / 2 * weight.hadamard(weight).sum
  let signs = weight.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
  return (penalty, l1 * signs + l2 * weight, Matrix(zerosLike: bias))
}

/// Solution 14.2 · The soft threshold.
public func softThreshold(_ x: [Double], by threshold: Double) -> [Double] {
  x.map { $0 > threshold ? $0 - threshold : $0 < -threshold ? $0 + threshold : 0 }
}

/// Solution 14.3 · Early stopping with patience.
public func earlyStop(_ losses: [Double], patience: Int) -> (kept: Int, stopped: Int) {
  var (kept, lowest) = (0, Double.infinity)
  for (epoch, loss) in losses.enumerated() {
    if loss < lowest { (kept, lowest) = (epoch, loss) }
    if epoch - kept == patience { return (kept, epoch) }
  }
  return (kept, losses.count - 1)
}

/// Solution 14.4 · Dropout, forward and backward.
public func maskedPasses(
  _ x: Matrix, dy: Matrix, uniforms: Matrix, keep: Double
) -> (y: Matrix, dx: Matrix) {
  let mask = uniforms.map { $0 < keep ? 1 : 0 }
  return (x.hadamard(mask), dy.hadamard(mask))
}

/// Solution 14.5 · Inverted scaling.
public func invertedDropout(
  _ x: Matrix, dy: Matrix, uniforms: Matrix, keep: Double, isTraining: Bool
) -> (y: Matrix, dx: Matrix) {
  if !isTraining { return (x, dy) }
  let d = uniforms.map { $0 < keep ? 1 / keep : 0 }
  return (x.hadamard(d), dy.hadamard(d))
}

/// Solution 14.6 · The average over all masks.
public func averageOverMasks(
  _ x: [Double], weight: Matrix, bias: Matrix, keep: Double
) -> (mean: [Double], scaled: [Double]) {
  func outputs(_ x: [Double]) -> Matrix { (matmul(Matrix(row: x), weight) + bias).map { max(0, $0) } }
  var masked: [(x: [Double], probability: Double)] = [([], 1)]
  for input in x {
    masked =
      masked.map { ($0.x + [0], $0.probability * (1 - keep)) }
      + masked.map { ($0.x + [input], $0.probability * keep) }
  }
  var mean = Matrix(zerosLike: bias)
  for (x, probability) in masked { mean += probability * outputs(x) }
  return (mean.elements, outputs(x.map { keep * $0 }).elements)
}

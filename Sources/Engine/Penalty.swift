/// What large weights cost beside the loss: λ₁ Σ |w| + λ₂/2 Σ w², over the weights of dense layers.
///
///     var loss = softmaxCrossEntropy(network.forward(x, mode: .training), labels: labels).value
///     network.backward(…)
///     loss += network.penalty(l1: 0.001, l2: 0.01)
///     network.addPenaltyGradients(l1: 0.001, l2: 0.01)      // before the optimizer's step
///
/// Biases, γ and β are free: they do not multiply the input. The half makes λ₂ w the gradient; Keras has no half, and
/// PyTorch's `weight_decay` is λ₂ on the biases too.
extension Layer {
  /// λ₁ Σ |w| + λ₂/2 Σ w², with λ₁ = `l1` and λ₂ = `l2`, both at least 0.
  public func penalty(l1: Double = 0, l2: Double = 0) -> Double {
    requirePenalty(l1, l2)
    var copy = self
    var sum = 0.0
    copy.forEachWeight { sum += l1 * abs($0.value).sum + l2 / 2 * $0.value.hadamard($0.value).sum }
    return sum
  }

  /// Adds λ₁ sign(w) + λ₂ w to each weight's gradient; sign(0) is 0.
  public mutating func addPenaltyGradients(l1: Double = 0, l2: Double = 0) {
    requirePenalty(l1, l2)
    if l1 == 0 && l2 == 0 { return }
    forEachWeight { weight in
      weight.gradient = weight.gradient.zip(weight.value) { $0 + l1 * sign($1) + l2 * $1 }
    }
  }

  /// Moves each weight towards 0 by `threshold`, and onto 0 if it lies nearer: the step for L1 that leaves exact zeros.
  ///
  /// After a step of gradient descent on the loss alone, with rate η, use ηλ₁.
  public mutating func shrinkWeights(by threshold: Double) {
    forEachWeight { $0.value = $0.value.softThresholded(by: threshold) }
  }
}

extension Matrix {
  /// sign(x) · max(|x| − t, 0) of each entry, t = `threshold` ≥ 0: the w at which ½ (w − x)² + t |w| is least.
  ///
  /// A nan stays. Source: Donoho, *De-noising by Soft-Thresholding* (IEEE Transactions on Information Theory 41, 1995).
  public func softThresholded(by threshold: Double) -> Matrix {
    require("a soft threshold", threshold, in: 0..<Double.infinity)
    return map { $0 > threshold ? $0 - threshold : $0 < -threshold ? $0 + threshold : $0.isNaN ? $0 : 0 }
  }
}

private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

private func requirePenalty(_ l1: Double, _ l2: Double) {
  require("a penalty's λ₁", l1, in: 0..<Double.infinity)
  require("a penalty's λ₂", l2, in: 0..<Double.infinity)
}

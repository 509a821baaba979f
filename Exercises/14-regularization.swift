// Exercises of lesson 14, regularization and dropout. In them
//
//     w, b    weights and biases; λ₁ = `l1` and λ₂ = `l2` are the prices of L1 and L2, both at least 0
//     x, y    m × n: what goes into a layer and what comes out; a row is an example
//     dy, dx  the gradients of the loss with respect to y and x
//     p       `keep`, the probability to *keep* a number, 0 < p ≤ 1
//     u       m × n, `uniforms`: random numbers, 0 ≤ u < 1, drawn for you; a number is kept if its u is below p
//
// sign(w) is 1 above 0, −1 below, and 0 at 0.
//
// Keep names and parameters, and make a helper of your own `private`. README.md beside this file lists what there is.
//
// Replace `todo("14.1")` by your answer, then: swift test --filter lesson14

import Curriculum
import Engine

/// Worked example · A price on the distance from an anchor.
///
/// A network that was trained on one task is trained on another, and its weights are to stay near to the old ones, a:
///
///     penalty = λ/2 Σᵢ (wᵢ − aᵢ)²        its gradient: λ (wᵢ − aᵢ)
///
/// The half cancels the 2 of the square. The gradient is not divided by the number of weights, as the penalty is a sum.
///
///     anchorPenalty(weights: [3, 1], anchor: [1, 2], strength: 0.5)    // 0.25 · (4 + 1) = 1.25, and [1, −0.5]
///
/// - Parameters:
///   - weights: n numbers, n ≥ 1.
///   - anchor: as many.
///   - strength: λ, at least 0.
/// - Returns: the penalty, and its gradient with respect to the weights.
public func anchorPenalty(
  weights: [Double], anchor: [Double], strength: Double
) -> (penalty: Double, gradient: [Double]) {
  let distances = zip(weights, anchor).map { $0 - $1 }
  let squares = distances.map { $0 * $0 }
  return (strength / 2 * squares.reduce(0, +), distances.map { strength * $0 })
}

/// Exercise 14.1 · L1 and L2 penalties.
///
/// What a dense layer's weights cost beside the loss, λ₁ Σ |w| + λ₂/2 Σ w², and the gradients of it. Both sums go over
/// the weights; the biases are free. At w = 0, where |w| has a corner, its derivative is agreed to be 0.
///
/// - Parameters:
///   - weight: m × n, m and n ≥ 1.
///   - bias: 1 × n.
///   - l1: λ₁.
///   - l2: λ₂.
/// - Returns: the penalty, and its gradients with respect to `weight` (m × n) and to `bias` (1 × n).
public func layerPenalty(
  weight: Matrix, bias: Matrix, l1: Double, l2: Double
) -> (penalty: Double, weightGradient: Matrix, biasGradient: Matrix) {
  todo("14.1")
}

/// Exercise 14.2 · The soft threshold.
///
/// The step for L1 that makes zeros. For each x, the w at which ½ (w − x)² + t |w| is least.
///
/// - Parameters:
///   - x: any number of numbers, or none.
///   - threshold: t, at least 0; at 0 nothing changes.
/// - Returns: the w of each x.
public func softThreshold(_ x: [Double], by threshold: Double) -> [Double] {
  todo("14.2")
}

/// Exercise 14.3 · Early stopping with patience.
///
/// Training gives one validation loss after each epoch, and stops when `patience` epochs in a row have not gone below the
/// lowest loss before them. The weights of the lowest loss are kept; of two equal ones, those of the first. Below means
/// strictly below. If patience never runs out, training stops with the last epoch.
///
/// The first loss is finite. Later ones may be infinite or nan: nan is below nothing, and nothing is below nan.
///
/// - Parameters:
///   - losses: L₀, L₁, …, at least one.
///   - patience: at least 1.
/// - Returns: the epoch whose weights are kept, and the last epoch that is trained, both counted from 0.
public func earlyStop(_ losses: [Double], patience: Int) -> (kept: Int, stopped: Int) {
  todo("14.3")
}

/// Exercise 14.4 · Dropout, forward and backward.
///
/// Both passes of a dropout layer in training, in the paper's form: a number is kept as it is, or set to 0. It is kept if
/// its u is below p. The mask is another for each entry, so examples differ in it.
///
/// - Parameters:
///   - x: m × n, m and n ≥ 1; some entries may be 0.
///   - dy: m × n.
///   - uniforms: u, m × n.
///   - keep: p.
/// - Returns: y and dx, both m × n.
public func maskedPasses(
  _ x: Matrix, dy: Matrix, uniforms: Matrix, keep: Double
) -> (y: Matrix, dx: Matrix) {
  todo("14.4")
}

/// Exercise 14.5 · Inverted scaling.
///
/// Both passes of a layer with *inverted* dropout, in training and in use, so that y has the mean x over all masks, and
/// nothing is left to do when the network is used. In training a number is kept if its u is below p; in use, u is not
/// looked at.
///
/// - Parameters:
///   - x: m × n, m and n ≥ 1; some entries may be 0.
///   - dy: m × n.
///   - uniforms: u, m × n.
///   - keep: p.
///   - isTraining: whether the network is being trained; if not, it is used.
/// - Returns: y and dx, both m × n.
public func invertedDropout(
  _ x: Matrix, dy: Matrix, uniforms: Matrix, keep: Double, isTraining: Bool
) -> (y: Matrix, dx: Matrix) {
  todo("14.5")
}

/// Exercise 14.6 · The average over all masks.
///
/// A small layer of ReLU units, y = max(0, x W + b), whose n inputs are dropped, each with probability 1 − p (nothing is
/// divided by p). Asked is the mean of y over all 2ⁿ masks, each with its probability, and beside it the output of the
/// *scaled* layer, which has all its inputs, each multiplied by p. Biases are not dropped and not scaled.
///
/// - Parameters:
///   - x: n inputs of one example, 1 ≤ n ≤ 10.
///   - weight: W, n × k, k ≥ 1.
///   - bias: b, 1 × k.
///   - keep: p.
/// - Returns: the mean of each unit's output over all masks, and its output in the scaled layer.
public func averageOverMasks(
  _ x: [Double], weight: Matrix, bias: Matrix, keep: Double
) -> (mean: [Double], scaled: [Double]) {
  todo("14.6")
}

// Exercises of lesson 11, normalization in practice. In every one of them
//
//     m         examples in a batch: the rows
//     n         features: the columns
//     γ, β      gamma and beta, n numbers each: the scale and the shift of each feature
//     μ, σ²     mean and biased variance of the entries that are normalized together
//     ε         epsilon, a small positive number that keeps the division defined
//     p         dropout's probability to *keep* a number
//     ρ         decay, the share of the old value in a running average
//     η         the learning rate
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` of a number is there; README.md beside
// this file lists what there is.
//
// Replace `todo("11.1")` by your answer, then: swift test --filter lesson11

import Curriculum
import Engine

/// Worked example · Root mean square normalization.
///
/// A relative of layer norm that does not centre: each example is divided by the root of the mean of its squares (Zhang and
/// Sennrich, *Root Mean Square Layer Normalization*, 2019). What is taken together is a *row*, so we walk over the rows;
/// each is an array of n numbers that needs one root.
///
///     rmsNormalized(Matrix([[3, 3],      // mean square 9
///                           [1, -7]]),   // mean square 25
///                   epsilon: 0)          // [[1, 1], [0.2, −1.4]]
///
/// Two things to take along: `x.row(i)` gives all features of one example, and `Matrix(rows:columns:)` with a closure
/// fills a matrix entry by entry, so that the result's shape is plain from its first line.
///
/// - Parameters:
///   - x: m × n, one example per row, n ≥ 1.
///   - epsilon: added to the mean square, inside the root.
/// - Returns: m × n; each row has the mean square 1, if ε is small.
public func rmsNormalized(_ x: Matrix, epsilon: Double) -> Matrix {
  var roots: [Double] = []
  for i in 0..<x.rows {
    let meanSquare = x.row(i).reduce(0) { $0 + $1 * $1 } / Double(x.columns)
    roots.append(sqrt(meanSquare + epsilon))
  }
  return Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] / roots[i] }
}

/// Exercise 11.1 · Layer norm.
///
/// Normalizes each example with the mean and the *biased* variance of its own features, then scales feature j by γⱼ and
/// shifts it by βⱼ.
///
/// An example whose features are all equal leaves as β. Entries may lie near 10⁹ and differ by a few units: take the
/// variance from the deviations from the mean.
///
/// - Parameters:
///   - x: m × n, one example per row, m and n ≥ 1.
///   - gamma: n numbers, of either sign.
///   - beta: n numbers.
///   - epsilon: added to the variance, inside the root.
/// - Returns: m × n.
public func layerNormalized(_ x: Matrix, gamma: [Double], beta: [Double], epsilon: Double) -> Matrix {
  todo("11.1")
}

/// Exercise 11.2 · The way back through layer norm.
///
/// The gradients of a loss, given that with respect to the output of 11.1. Each feature has a γ of its own, so it must be in
/// what arrives at x̂ before the means along the row are taken.
///
/// - Parameters:
///   - dy: m × n, the gradient of the loss with respect to y.
///   - x: m × n, what the layer was given, m and n ≥ 1.
///   - gamma: n numbers, of either sign.
///   - epsilon: added to the variance, inside the root.
/// - Returns: dx, m × n; dgamma and dbeta, n numbers each, summed over the examples.
public func layerNormalizationGradients(
  _ dy: Matrix, x: Matrix, gamma: [Double], epsilon: Double
) -> (dx: Matrix, dgamma: [Double], dbeta: [Double]) {
  todo("11.2")
}

/// Exercise 11.3 · Group norm.
///
/// Normalizes each group of each example with its own mean and biased variance, then scales feature j by γⱼ and shifts it
/// by βⱼ. The n features are dealt into `groups` groups of equal size, neighbours together: of six features in two groups
/// the first has the features 0, 1, 2.
///
/// A group whose features are all equal leaves as their β. Entries may lie near 10⁹, as in 11.1.
///
/// - Parameters:
///   - x: m × n, one example per row, m and n ≥ 1.
///   - groups: how many groups, a divisor of n.
///   - gamma: n numbers, of either sign.
///   - beta: n numbers.
///   - epsilon: added to the variance, inside the root.
/// - Returns: m × n.
public func groupNormalized(
  _ x: Matrix, groups: Int, gamma: [Double], beta: [Double], epsilon: Double
) -> Matrix {
  todo("11.3")
}

/// Exercise 11.4 · The variance shift.
///
/// By what factor dropout in training makes the variance of a signal larger than it is in use. Each number is kept with
/// the probability p and then divided by p, or else set to 0; in use nothing is done to it. The answer is the expected one,
/// by formula: nothing is drawn.
///
/// - Parameters:
///   - x: the signal in use, two numbers or more, not all equal. Their mean need not be 0; their variance is the biased one.
///   - p: the probability to keep a number, above 0 and at most 1.
/// - Returns: the variance in training divided by that in use; 1 if all is kept.
public func varianceShift(_ x: [Double], keep p: Double) -> Double {
  todo("11.4")
}

/// Exercise 11.5 · Frozen, and in inference mode.
///
/// What a batch norm does with one batch, for every position of its two switches. To be short we look at the means alone
/// (variances go the same way), and at γ alone.
///
/// In training mode an update follows the batch: a layer that is trainable takes a step of descent with γ. In inference mode
/// no step is taken. A layer that is *not* trainable normalizes by the running means and leaves them as they are, in
/// either mode, if `frozenInfers` is true: so Keras has it. If `frozenInfers` is false, the mode alone decides by
/// which means the batch is normalized and whether the running ones move: so PyTorch has it.
///
/// - Parameters:
///   - batchMean: n numbers, the means of this batch.
///   - runningMean: n numbers, the running means before it.
///   - gamma: n numbers, γ before it.
///   - gradient: n numbers, the gradient of the loss with respect to γ.
///   - decay: ρ, from 0 to 1.
///   - learningRate: η.
///   - isTraining: the mode: true in training, false in inference.
///   - isTrainable: whether γ may learn.
///   - frozenInfers: whether a layer that is not trainable works as in inference mode.
/// - Returns: the means that the batch is normalized by; the running means after it; γ after it.
public func batchNormUpdate(
  batchMean: [Double], runningMean: [Double], gamma: [Double], gradient: [Double], decay: Double,
  learningRate: Double, isTraining: Bool, isTrainable: Bool, frozenInfers: Bool
) -> (normalizesBy: [Double], runningMean: [Double], gamma: [Double]) {
  todo("11.5")
}

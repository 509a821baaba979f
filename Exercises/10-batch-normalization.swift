// Exercises of lesson 10, batch normalization. In every one of them
//
//     m         examples in a batch: the rows
//     n         features: the columns
//     γ, β      gamma and beta, n numbers each: the scale and the shift that are learned
//     μ, σ²     mean and variance of one column, n of each
//     ε         epsilon, a small positive number that keeps the division defined
//     ρ         decay, the share of the old value in a running average
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` of a number is there; README.md beside
// this file lists what there is.
//
// Replace `todo("10.1")` by your answer, then: swift test --filter lesson10

import Curriculum
import Engine

/// Worked example · Centre a batch.
///
/// Shifts every column so that its mean is 0. The statistics of a batch belong to its *features*, so we walk over
/// the columns; each is an array of m numbers that needs one mean.
///
///     centeredFeatures(Matrix([[1, 10],      // means 2 and 30
///                              [3, 50]]))    // [[−1, −20], [1, 20]]
///
/// Two things to take along: `x.column(j)` gives one feature of all examples, and `Matrix(rows:columns:)` with a
/// closure fills a matrix entry by entry, so that the result's shape is plain from its first line.
///
/// - Parameter x: m × n, one example per row, m ≥ 1.
/// - Returns: m × n; each column has mean 0.
public func centeredFeatures(_ x: Matrix) -> Matrix {
  var means: [Double] = []
  for j in 0..<x.columns {
    means.append(x.column(j).reduce(0, +) / Double(x.rows))
  }
  return Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] - means[j] }
}

/// Exercise 10.1 · Forward in training.
///
/// Normalizes each column with the mean and the *biased* variance of this batch, then scales by γ and shifts by β:
/// the lesson's four equations.
///
/// A column whose entries are all equal leaves as β, and so does every column of a batch of one. Entries may lie near 10⁹
/// and differ by a few units: take the variance from the deviations from the mean.
///
/// - Parameters:
///   - x: m × n, one example per row, m ≥ 1.
///   - gamma: n numbers, of either sign.
///   - beta: n numbers.
///   - epsilon: added to the variance, inside the root.
/// - Returns: m × n; column j has mean βⱼ and variance γⱼ² σⱼ² / (σⱼ² + ε).
public func batchNormalized(_ x: Matrix, gamma: [Double], beta: [Double], epsilon: Double) -> Matrix {
  todo("10.1")
}

/// Exercise 10.2 · Running statistics.
///
/// Moves the running mean and the running variance a little towards those of a new batch: the decaying average of
/// the lesson's section on inference. The batch's variance is the biased one, as in 10.1, of entries that may lie near 10⁹.
///
/// - Parameters:
///   - x: the new batch, m × n, m ≥ 1.
///   - mean: the running mean so far, n numbers.
///   - variance: the running variance so far, n numbers.
///   - decay: ρ, the weight of the *old* value, between 0 and 1; mostly close to 1.
/// - Returns: the running mean and the running variance after this batch, n numbers each.
public func runningStatistics(
  after x: Matrix, mean: [Double], variance: [Double], decay: Double
) -> (mean: [Double], variance: [Double]) {
  todo("10.2")
}

/// Exercise 10.3 · Inference.
///
/// Normalizes with the running statistics, which stand for the whole training set. The result for an example does
/// not depend on the other rows, so a single example works as well as a thousand.
///
/// - Parameters:
///   - x: m × n, m ≥ 1.
///   - gamma: n numbers, of either sign.
///   - beta: n numbers.
///   - mean: the running mean, n numbers.
///   - variance: the running variance, n numbers ≥ 0.
///   - epsilon: added to the variance, inside the root.
/// - Returns: m × n.
public func batchNormalizedAtInference(
  _ x: Matrix, gamma: [Double], beta: [Double], mean: [Double], variance: [Double], epsilon: Double
) -> Matrix {
  todo("10.3")
}

/// Exercise 10.4 · Backward.
///
/// Takes the gradient of the loss back through 10.1. Every entry of a column moves that column's mean and variance,
/// and through them all of its outputs: the lesson derives this in full and then simplifies it.
///
/// Sum over the batch and do not divide by m unless the derivation does: `dy` already contains the loss's own mean.
///
/// - Parameters:
///   - dy: ∂L/∂y, m × n.
///   - x: the input of the forward pass, m × n, as in 10.1.
///   - gamma: n numbers, of either sign.
///   - epsilon: as in the forward pass.
/// - Returns: ∂L/∂x, m × n; ∂L/∂γ and ∂L/∂β, n numbers each.
public func batchNormalizationGradients(
  _ dy: Matrix, x: Matrix, gamma: [Double], epsilon: Double
) -> (dx: Matrix, dgamma: [Double], dbeta: [Double]) {
  todo("10.4")
}

/// Exercise 10.5 · Fold into a dense layer.
///
/// At inference a batch norm is a fixed scale and a fixed shift, so the dense layer `x W + b` before it can do its
/// work. Finds the weight and bias with which the dense layer alone gives what both gave together, for every `x`.
///
/// - Parameters:
///   - weight: W, k × n: k inputs, n units.
///   - bias: b, n numbers.
///   - gamma: n numbers, of either sign.
///   - beta: n numbers.
///   - mean: the running mean of `x W + b`, n numbers.
///   - variance: its running variance, n numbers ≥ 0.
///   - epsilon: added to the variance, inside the root.
/// - Returns: the folded weight, k × n, and the folded bias, n numbers.
public func foldedBatchNormalization(
  weight: Matrix, bias: [Double], gamma: [Double], beta: [Double], mean: [Double], variance: [Double], epsilon: Double
) -> (weight: Matrix, bias: [Double]) {
  todo("10.5")
}

/// Exercise 10.6 · Effective learning rate under L2.
///
/// In front of a batch norm only the *direction* of a unit's weights w matters (take ε = 0). A step of descent then
/// turns w as a step with the rate η/‖w‖² would turn a vector of length 1: the effective learning rate, of the
/// lesson's section on L2. The penalty λ/2 · ‖w‖² cannot change what the network computes; it changes this rate.
///
/// Takes one step of plain descent on the data loss plus the penalty, and gives each unit's effective learning rate
/// *after* it.
///
/// - Parameters:
///   - weight: W, k × n: column j holds the weights w of unit j, of length above 0.
///   - gradient: the gradient of the data loss alone, k × n. As the loss does not feel the length of w, column j of
///     `gradient` is at right angles to column j of `weight`.
///   - learningRate: η, of the step.
///   - l2: λ.
/// - Returns: n numbers, one per unit.
public func effectiveLearningRates(
  weight: Matrix, gradient: Matrix, learningRate: Double, l2: Double
) -> [Double] {
  todo("10.6")
}

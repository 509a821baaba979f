// Exercises of lesson 06, zero-centering and the zig-zag. In every one of them
//
//     m         examples: the rows
//     n         features: the columns
//     μ, σ      mean and standard deviation of one feature, over the examples
//     δ         ∂L/∂z: the derivative of one example's loss with respect to the unit's z; one number per example
//     H         XᵀX / m, the Hessian of a linear unit without a bias
//     κ         the condition number, largest eigenvalue of H ÷ smallest
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` and `log` of a number are there;
// README.md beside this file lists what there is.
//
// Replace `todo("6.1")` by your answer, then: swift test --filter lesson06

import Curriculum
import Engine

/// Worked example · Scale to the largest.
///
/// Divides each feature by the largest absolute value that it has *in the training data*. Two matrices come in: the
/// statistics are taken from one, the other is scaled with them. Both have the same features, so we walk over the
/// columns of the training data and keep one number for each.
///
///     scaledToLargest(Matrix([[5, -1]]), fittedTo: Matrix([[1, 4],
///                                                          [-2, 2]]))    // [[2.5, −0.25]]
///
/// A feature that is 0 in all training data has nothing to divide by. It is divided by 1: a rule of this kind is
/// needed wherever statistics are divided by.
///
/// - Parameters:
///   - x: k × n, the examples to scale; they need not be the training data.
///   - training: m × n, m ≥ 1, the examples to take the statistics from.
/// - Returns: k × n.
public func scaledToLargest(_ x: Matrix, fittedTo training: Matrix) -> Matrix {
  let divisors = (0..<training.columns).map { j in divisor(for: training.column(j)) }
  return Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] / divisors[j] }
}

/// A helper is `private`: then no other file of this folder minds its name.
private func divisor(for column: [Double]) -> Double {
  let largest = column.map { abs($0) }.max()!
  return largest == 0 ? 1 : largest
}

/// Exercise 6.1 · Standardize.
///
/// Shifts and scales each feature with the mean and the standard deviation that it has in the training data; the
/// variance is the biased one, with 1/m. Entries may lie far from 0, all near 10⁶, say: E[x²] − E[x]² has no correct
/// digits left there.
///
/// A feature whose training entries are all equal is constant: it is shifted by that entry and divided by 1. Find out
/// by comparing the entries. A computed deviation of a constant is not always 0, as the lesson shows.
///
/// - Parameters:
///   - x: k × n, the examples to standardize; they need not be the training data.
///   - training: m × n, m ≥ 1.
/// - Returns: k × n. If `x` is `training` itself, each column has mean 0, and variance 1 unless it is constant.
public func standardizedFeatures(_ x: Matrix, fittedTo training: Matrix) -> Matrix {
  todo("6.1")
}

/// Exercise 6.2 · Min-max scale.
///
/// Maps each feature so that its least training entry becomes 0 and its greatest becomes 1, by a shift and a division.
/// Entries of `x` beyond what training showed land outside of 0 to 1, and stay there.
///
/// A feature that is constant in the training data is shifted by that entry and divided by 1.
///
/// - Parameters:
///   - x: k × n, the examples to scale; they need not be the training data.
///   - training: m × n, m ≥ 1.
/// - Returns: k × n.
public func minMaxScaled(_ x: Matrix, fittedTo training: Matrix) -> Matrix {
  todo("6.2")
}

/// Exercise 6.3 · Share of same-sign updates.
///
/// Deals the examples out in batches, in the order in which they stand: the first `batchSize` rows, the next
/// `batchSize` rows, and so on; the last batch is smaller if need be. Each batch makes one update of the unit's n
/// weights. An update is of one sign if no weight grows while another shrinks; a weight that does not move takes no
/// side, and an update in which nothing moves is of one sign too.
///
/// The weights stay where they are between the batches: all updates are made at the same place, with the given δ.
///
/// - Parameters:
///   - inputs: m × n, m ≥ 1: what the unit receives.
///   - errors: δ of each example, m numbers.
///   - batchSize: B, at least 1.
/// - Returns: the share of batches whose update is of one sign, from 0 to 1.
public func sameSignShare(inputs: Matrix, errors: [Double], batchSize: Int) -> Double {
  todo("6.3")
}

/// Exercise 6.4 · Path efficiency.
///
/// Measures how straight a path is, by its detour: the length of the path, step by step, divided by the straight line
/// from its first point to its last. Lengths are Euclidean.
///
/// - Parameter path: t × n, t ≥ 2: one point per row, in the order of the updates. The last differs from the first.
/// - Returns: the detour, 1 for a straight path and more for every other.
public func detour(of path: Matrix) -> Double {
  todo("6.4")
}

/// Exercise 6.5 · Condition number of two features.
///
/// Finds the condition number of H = XᵀX / m for a linear unit with two weights and no bias. H is a symmetric 2 × 2
/// matrix, so its eigenvalues are the roots of a quadratic equation. The features are taken as they are: nothing is
/// centred first.
///
/// - Parameter x: m × 2, m ≥ 2; the two columns are not multiples of each other, so that both eigenvalues are
///   positive.
/// - Returns: κ, at least 1.
public func conditionNumber(of x: Matrix) -> Double {
  todo("6.5")
}

/// Exercise 6.6 · Updates to a tolerance.
///
/// Counts the updates of the whole batch, at the best constant rate 2/(λmax + λmin), that a linear unit with two
/// weights needs until at most the share `tolerance` of the distance to the optimum is left.
///
/// - Parameters:
///   - conditionNumber: κ, at least 1. With κ = 1 one update leaves nothing.
///   - tolerance: above 0 and below 1.
/// - Returns: the least number of updates that is enough; at least 1, as before the first all of the distance is left.
public func updatesNeeded(conditionNumber: Double, tolerance: Double) -> Int {
  todo("6.6")
}

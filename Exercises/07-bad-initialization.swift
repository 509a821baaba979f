// Exercises of lesson 07, how a network starts dead. In them
//
//     X, Y    random numbers with means μ and variances σ²; a constant has the variance 0
//     z, y    m × n: what the units of a layer receive, and what they send on; a row is an example, a column a unit
//     W, b    n_in × n_out and 1 × n_out: column j holds the incoming weights of unit j, and entry j its bias
//
// A variance is the biased one, the mean of the squared distances from the mean, and a deviation (std) is its root.
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` and `pow` of a number are there;
// README.md beside this file lists what there is.
//
// Replace `todo("7.1")` by your answer, then: swift test --filter lesson07

import Curriculum
import Engine

/// Worked example · The variance of a sum.
///
/// X and Y are independent. How much does X + Y vary? A variance is the mean of the square less the square of the mean:
///
///     Var(X + Y) = E[(X + Y)²] − (E[X + Y])²
///                = E[X²] + 2 E[XY] + E[Y²] − (μX + μY)²
///
/// E[X²] is σX² + μX², and so for Y. And as the two are independent, E[XY] is μX μY. Put in, the means cancel:
///
///     Var(X + Y) = σX² + μX² + 2 μX μY + σY² + μY² − (μX + μY)² = σX² + σY²
///
/// Hence the means, which are parameters here, are not used. In a product they do not cancel.
///
///     sumVariance(meanX: 3, varianceX: 4, meanY: -1, varianceY: 0.25)    // 4.25
///
/// - Parameters:
///   - meanX: μX.
///   - varianceX: σX², not negative.
///   - meanY: μY.
///   - varianceY: σY², not negative.
/// - Returns: Var(X + Y).
public func sumVariance(meanX: Double, varianceX: Double, meanY: Double, varianceY: Double) -> Double {
  varianceX + varianceY
}

/// Exercise 7.1 · The variance of a product.
///
/// X and Y are independent. How much does XY vary? Either may be a constant, of variance 0, and either mean may be
/// negative or 0.
///
/// - Parameters:
///   - meanX: μX.
///   - varianceX: σX², not negative.
///   - meanY: μY.
///   - varianceY: σY², not negative.
/// - Returns: Var(XY).
public func productVariance(meanX: Double, varianceX: Double, meanY: Double, varianceY: Double) -> Double {
  todo("7.1")
}

/// Exercise 7.2 · The variance of a sum of products, layer by layer.
///
/// Linear layers without biases, one after the other. A unit of layer l sums n_l products, each of an output of the
/// layer before (for the first layer: an input) and a weight. All inputs and weights are independent. The inputs have
/// the mean μ, which need not be 0, and the variance σx²; all weights have mean 0 and variance σw².
///
/// `fanIns` are n₁, n₂, …, one for each layer, in order; layers may differ, there may be thirty of them, or none.
///
/// - Parameters:
///   - mean: μ, of the inputs.
///   - variance: σx², of the inputs, not negative.
///   - fanIns: n₁, n₂, …, each at least 1.
///   - weightVariance: σw², not negative.
/// - Returns: the variance of a unit's sum, one number for each layer.
public func layerVariances(mean: Double, variance: Double, fanIns: [Int], weightVariance: Double) -> [Double] {
  todo("7.2")
}

/// Exercise 7.3 · Mean and deviations of every layer.
///
/// Three numbers for the outputs of each layer of a stack: their mean; their deviation, *pooled* over all units and all
/// examples; and how much a unit varies *over the examples*: the root of the mean, over the units, of each unit's own
/// variance. Variances are biased, so a batch of one example has 0 in the last place. The pooled deviation is about the
/// one mean of all entries. Both deviations have their digits also where the mean is 10⁶ times as large as they are.
///
/// - Parameter outputs: one matrix for each layer, m × n with m, n ≥ 1; layers may differ in width.
/// - Returns: the three numbers, for each layer.
public func layerNumbers(
  _ outputs: [Matrix]
) -> [(mean: Double, pooled: Double, overExamples: Double)] {
  todo("7.3")
}

/// Exercise 7.4 · Distinct units.
///
/// How many units of a layer differ from one another. Two units are the same if all their incoming weights are equal, in
/// order, and their biases too; the weights that lead out of the layer are not looked at. Equal is exactly equal, `==`:
/// a difference in the last digit tells two units apart (and grows, as the lesson shows), and −0 equals 0. Sixteen equal
/// units are 1; two pairs are 2.
///
/// - Parameters:
///   - weight: n_in × n_out, n_in, n_out ≥ 1, no entry nan; a column holds what leads into one unit.
///   - bias: 1 × n_out.
/// - Returns: the number of distinct units, from 1 to n_out.
public func distinctUnits(weight: Matrix, bias: Matrix) -> Int {
  todo("7.4")
}

/// Exercise 7.5 · Dead units.
///
/// Which ReLU units of a layer are dead on a data set, which comes in batches. A unit is *active* for an example if its
/// z is above 0; it is dead if it is active for none, in no batch. At z = 0 the slope is 0, and so is the output: not
/// active. A z that is nan is not above 0 either; but it says nothing about the other examples.
///
/// - Parameter batches: z of each batch, at least one; m × n with m, n ≥ 1, the last may have fewer rows.
/// - Returns: for each of the n units, whether it is dead.
public func deadUnits(_ batches: [Matrix]) -> [Bool] {
  todo("7.5")
}

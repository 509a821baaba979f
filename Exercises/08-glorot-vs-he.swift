// Exercises of lesson 08, Glorot vs He. In every one of them
//
//     fanIn     n_in, how many products a unit sums
//     fanOut    n_out, how many units an input feeds
//     σ         the standard deviation of a weight; its variance is σ²
//     size      the root of the mean square of a matrix's entries
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` and `pow` of a number are there;
// README.md beside this file lists what there is.
//
// Replace `todo("8.1")` by your answer, then: swift test --filter lesson08

import Curriculum
import Engine

/// Worked example · Weights that keep the size going forward.
///
/// Draws independent weights with mean 0 and variance 1 / fanIn, from a normal or from a uniform distribution. A uniform
/// distribution on [−r, r] has the variance r²/3, hence r = √3 σ.
///
/// Three things to take along: the matrix has a row for each input and a column for each unit; `generator` is passed on
/// with `&`, so that it moves on with every number and no two calls give the same weights; and `normal` takes the
/// standard deviation, not the variance.
///
/// This is the rule that Glorot's and He's start from. Source: LeCun, Bottou, Orr, Müller, *Efficient BackProp* (1998),
/// section 4.6.
///
/// - Parameters:
///   - fanIn: n_in ≥ 1.
///   - fanOut: n_out ≥ 1.
///   - isUniform: whether to draw from the uniform distribution; otherwise from the normal one.
///   - generator: where the random numbers come from: `generator.normal(standardDeviation: …)` gives a normal one with
///     mean 0, and `generator.uniform(in: low..<high)` a uniform one.
/// - Returns: n_in × n_out.
public func lecunWeight(fanIn: Int, fanOut: Int, isUniform: Bool, using generator: inout Generator) -> Matrix {
  let deviation = (1 / Double(fanIn)).squareRoot()
  let limit = 3.squareRoot() * deviation
  return Matrix(rows: fanIn, columns: fanOut) { _, _ in
    isUniform ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation)
  }
}

/// Exercise 8.1 · Fans of a layer.
///
/// Counts the fans of a convolution: how many products one of its units sums, and in how many sums one input takes part.
/// The window moves by one position at a time, and the input is far from the border, so that every position of the window
/// passes over it. A dense layer is the case of a window of 1 × 1.
///
/// - Parameters:
///   - windowHeight: rows of the window, ≥ 1.
///   - windowWidth: columns of the window, ≥ 1.
///   - channelsIn: how many channels come in, ≥ 1. A unit sees all of them.
///   - channelsOut: how many channels go out, ≥ 1.
/// - Returns: n_in and n_out.
public func fans(
  windowHeight: Int, windowWidth: Int, channelsIn: Int, channelsOut: Int
) -> (fanIn: Int, fanOut: Int) {
  todo("8.1")
}

/// Exercise 8.2 · Glorot normal and uniform.
///
/// Draws the weights of a dense layer by Glorot's rule, from a normal or from a uniform distribution. Both have mean 0 and
/// the same variance, that of the lesson's section "The way back". Every weight is drawn for itself.
///
/// The order in which you draw does not matter: what is checked are mean, standard deviation, shape of the distribution
/// and independence, each with room for chance.
///
/// - Parameters:
///   - fanIn: n_in ≥ 1.
///   - fanOut: n_out ≥ 1.
///   - isUniform: whether to draw from the uniform distribution; otherwise from the normal one.
///   - generator: where all random numbers come from, as in the worked example.
/// - Returns: n_in × n_out.
public func glorotWeight(fanIn: Int, fanOut: Int, isUniform: Bool, using generator: inout Generator) -> Matrix {
  todo("8.2")
}

/// Exercise 8.3 · He normal and uniform.
///
/// Draws the weights of a dense layer by He's rule, for a layer that comes after a leaky ReLU: the activation that keeps
/// z where z > 0 and makes it a·z elsewhere. For a = 0 that is ReLU. The variance is the one that keeps the mean square of
/// the signal on its way *forward*; the lesson gives it at the end of "What ReLU takes".
///
/// Checked like 8.2.
///
/// - Parameters:
///   - fanIn: n_in ≥ 1.
///   - fanOut: n_out ≥ 1.
///   - negativeSlope: a, the slope of the activation below 0, of either sign.
///   - isUniform: whether to draw from the uniform distribution; otherwise from the normal one.
///   - generator: where all random numbers come from.
/// - Returns: n_in × n_out.
public func heWeight(
  fanIn: Int, fanOut: Int, negativeSlope: Double, isUniform: Bool, using generator: inout Generator
) -> Matrix {
  todo("8.3")
}

/// Exercise 8.4 · Predicted std after L layers.
///
/// Predicts the standard deviation of what each dense layer of a network puts out, before its activation: the forward
/// lines of the lesson's figure, for ReLU.
///
/// The network has L dense layers with biases of 0. A ReLU follows each of them but the last; the first dense layer gets
/// the input as it is. Weights are independent with mean 0. So all pre-activations have mean 0, and their standard
/// deviation is their size.
///
/// - Parameters:
///   - inputSize: the size of the input (the root of its mean square), > 0.
///   - widths: n₀ … n_L, L + 1 numbers: of the input, then of each layer's output. L ≥ 1.
///   - weightDeviations: σ₁ … σ_L, L numbers: the standard deviation of each layer's weights.
/// - Returns: L numbers, from the first layer to the last.
public func predictedSizes(inputSize: Double, widths: [Int], weightDeviations: [Double]) -> [Double] {
  todo("8.4")
}

/// Exercise 8.5 · Predicted gradients.
///
/// Predicts, for the network of 8.4 and a loss J, the size of the gradient ∂J/∂z with respect to what each dense layer puts
/// out: the backward lines of the figure. That of the last layer is given. On its way to the layer before, the gradient
/// passes through the weights of *one* dense layer and through one ReLU.
///
/// - Parameters:
///   - outputGradientSize: the size of ∂J/∂z at the last layer, > 0.
///   - widths: n₀ … n_L, L + 1 numbers: of the input, then of each layer's output. L ≥ 1.
///   - weightDeviations: σ₁ … σ_L, L numbers: the standard deviation of each layer's weights.
/// - Returns: L numbers, from the first layer to the last; the last is `outputGradientSize`.
public func predictedGradientSizes(
  outputGradientSize: Double, widths: [Int], weightDeviations: [Double]
) -> [Double] {
  todo("8.5")
}

/// Exercise 8.6 · Residual blocks.
///
/// Predicts the mean square of what leaves each of L residual blocks, y = x + α f(x). The branch f ends in a dense layer with
/// weights of mean 0, so x and f(x) are uncorrelated.
///
/// There are two kinds of branch. The bare one keeps the mean square: that of f(x) is that of x. The normalized one begins
/// with a batch normalization, so the mean square of f(x) is 1, whatever comes in.
///
/// - Parameters:
///   - inputMeanSquare: the mean square of what enters the first block, > 0. (Not its root.)
///   - blocks: L ≥ 1.
///   - scale: α, of either sign, by which every branch's output is multiplied.
///   - isNormalized: whether the branches are normalized; otherwise they are bare.
/// - Returns: L numbers: the mean square (not its root) after the first block, after the second, … after the last.
public func residualMeanSquares(
  inputMeanSquare: Double, blocks: Int, scale: Double, isNormalized: Bool
) -> [Double] {
  todo("8.6")
}

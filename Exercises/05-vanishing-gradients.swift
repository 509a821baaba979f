// Exercises of lesson 5, vanishing and exploding gradients. In them
//
//     L           how many layers there are
//     w_l, b_l    weight and bias of neuron l, for l = 1 … L; in arrays they stand at l − 1
//     a₀, y       input and target
//     z_l         w_l a_{l−1} + b_l, what neuron l receives
//     a_l         what it puts out: σ(z_l) in 5.1 to 5.3, tanh in 5.4; a_L is the prediction ŷ
//     J           (ŷ − y)², without a half
//
// Keep names and parameters, and make a helper of your own `private`. `sigmoid`, `tanh`, `exp`, `log` and `sqrt` are
// there, for numbers and for matrices; README.md beside this file lists what there is.
//
// Replace `todo("5.1")` by your answer, then: swift test --filter lesson05

import Curriculum
import Engine

/// Worked example · The outputs of a chain.
///
/// Runs the input through all neurons in a row, and keeps what each puts out. The array has one entry more than
/// there are neurons, because the input stands in front:
///
///     chainOutputs(weights: [2, -1], biases: [0, 1], input: 0)    // [0, σ(0), σ(−σ(0) + 1)] = [0, 0.5, 0.622…]
///
/// So `outputs[l]` is a_l, while `weights[l]` is w_{l+1}: the weight that a_l meets next. Most mistakes with chains
/// are mistakes with this shift by one. You may use this function in your answers.
///
/// - Parameters:
///   - weights: w₁ … w_L, L ≥ 1.
///   - biases: b₁ … b_L.
///   - input: a₀.
/// - Returns: a₀ … a_L, L + 1 numbers.
public func chainOutputs(weights: [Double], biases: [Double], input: Double) -> [Double] {
  var outputs = [input]
  for (w, b) in zip(weights, biases) {
    outputs.append(sigmoid(w * outputs[outputs.count - 1] + b))
  }
  return outputs
}

/// Exercise 5.1 · One factor.
///
/// By what a sigmoid neuron multiplies the gradient that goes back through it: its weight times the sigmoid's slope at
/// what it receives, w σ′(w a + b). With its sign.
///
/// For a neuron far from 0, say at z = ±1000, the answer is 0 within rounding, and never `nan`.
///
/// - Parameters:
///   - weight: w.
///   - bias: b.
///   - input: a, what the neuron before puts out.
/// - Returns: ∂a_l/∂a_{l−1}, a number.
public func sigmoidFactor(weight: Double, bias: Double, input: Double) -> Double {
  todo("5.1")
}

/// Exercise 5.2 · The gradient of a chain.
///
/// The gradients ∂J/∂w_l of all weights of a chain of sigmoid neurons, by the lesson's general product. It must work
/// for any length; with one neuron the product over the later neurons is empty.
///
/// - Parameters:
///   - weights: w₁ … w_L, L ≥ 1.
///   - biases: b₁ … b_L.
///   - input: a₀.
///   - target: y.
/// - Returns: ∂J/∂w₁ … ∂J/∂w_L, L numbers, the first weight's first.
public func chainGradients(weights: [Double], biases: [Double], input: Double, target: Double) -> [Double] {
  todo("5.2")
}

/// Exercise 5.3 · The safe interval.
///
/// The inputs a for which a sigmoid neuron passes the gradient on undiminished, |w σ′(w a + b)| ≥ 1. They form an
/// interval, or there are none. The lesson has its width; where it lies, and which of its ends is which when w is
/// negative, is for you to find.
///
/// - Parameters:
///   - weight: w, not 0; of either sign.
///   - bias: b.
/// - Returns: the interval's ends with lower ≤ upper; at |w| = 4 they are equal. Nil if no input will do.
public func safeInterval(weight: Double, bias: Double) -> (lower: Double, upper: Double)? {
  todo("5.3")
}

/// Exercise 5.4 · Gradient norms per layer.
///
/// One backward pass through a deep tanh network without biases, A_l = tanh(A_{l−1} W_l), that finds how large the
/// gradient of each weight matrix is. The activation follows every layer, the last one too.
///
/// The norm is the root of the sum of the squares of all entries: `matrix.norm`. The products you need are
/// `matmul(a, b)`, `matrix.transposed`, and entry by entry `a.hadamard(b)`. Do not divide by m: `dy` already contains
/// the loss's own mean.
///
/// - Parameters:
///   - x: A₀, m × n, one example per row.
///   - weights: W₁ … W_L, each n × n.
///   - dy: ∂J/∂A_L, m × n.
/// - Returns: ‖∂J/∂W₁‖ … ‖∂J/∂W_L‖, L numbers, the first layer's first.
public func weightGradientNorms(x: Matrix, weights: [Matrix], dy: Matrix) -> [Double] {
  todo("5.4")
}

/// Exercise 5.5 · The depth of underflow.
///
/// How many equal factors it takes until their product is too small: the least whole number n ≥ 1 with fⁿ < least.
/// There may be a million of them: more than a function can call itself, so use a loop or logarithms.
///
///     depthOfUnderflow(factor: 0.5, least: 0.3)                       // 2, as 0.5 is not below 0.3, but 0.25 is
///     depthOfUnderflow(factor: 0.5, least: 0.25)                      // 3, as 0.5² = 0.25 is not below 0.25
///     depthOfUnderflow(factor: 0.25, least: .leastNormalMagnitude)    // where a Double begins to lose digits
///
/// - Parameters:
///   - factor: f, above 0 and below 1.
///   - least: below 1, and not smaller than `Double.leastNormalMagnitude`.
/// - Returns: n.
public func depthOfUnderflow(factor: Double, least: Double) -> Int {
  todo("5.5")
}

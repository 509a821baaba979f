// Exercises of lesson 1, one neuron draws a line. In them
//
//     w₀          the bias of a neuron
//     w₁ … w_n    its weights, one for each of n inputs
//     x₁ … x_n    the inputs of an example
//     z           w₀ + w₁ x₁ + … + w_n x_n, the weighted sum; the neuron fires if it is above 0
//
// Lists count from 0, so w₁ is `weights[0]`. Keep names and parameters, and make a helper of your own `private`. README.md
// beside this file lists what there is.
//
// Replace `todo("1.1")` by your answer, then: swift test --filter lesson01

import Curriculum
import Engine

/// Worked example · The squared length of a list of numbers.
///
/// What takes one number after the other and adds something up is a loop with a variable:
///
///     squaredLength([3, 4])    // 25
///     squaredLength([])        // 0, a sum of nothing
///
/// The same in one line: `v.map { $0 * $0 }.reduce(0, +)`. For two lists at once there is
/// `for (a, b) in zip(first, second)`, which goes through both side by side.
///
/// - Parameter v: any numbers.
/// - Returns: the sum of their squares, ‖v‖².
public func squaredLength(_ v: [Double]) -> Double {
  var sum = 0.0
  for x in v {
    sum += x * x
  }
  return sum
}

/// Exercise 1.1 · The weighted sum.
///
/// What a neuron makes of its inputs before it decides: z = w₀ + w₁ x₁ + … + w_n x_n.
///
/// - Parameters:
///   - bias: w₀.
///   - weights: w₁ … w_n. There may be none: then z is the bias.
///   - inputs: x₁ … x_n.
/// - Returns: z.
public func weightedSum(bias: Double, weights: [Double], inputs: [Double]) -> Double {
  todo("1.1")
}

/// Exercise 1.2 · What a neuron decides.
///
/// The output of a neuron with a step, for each of m examples: 1 where z is above 0, and 0 elsewhere. A point on the line
/// itself, with z = 0, does not make it fire.
///
/// - Parameters:
///   - x: m × n, an example in each row; `x.row(i)` is a list. There may be no example.
///   - bias: w₀.
///   - weights: w₁ … w_n, n ≥ 1.
/// - Returns: m numbers, each 1 or 0.
public func decisions(_ x: Matrix, bias: Double, weights: [Double]) -> [Double] {
  todo("1.2")
}

/// Exercise 1.3 · A step of the perceptron rule.
///
/// A neuron looks at one example and learns from it. It is right if label · z > 0, and then nothing changes. If it is wrong,
/// or if the example is on its line, with z = 0, the label times the input is added to each weight. The bias is the
/// weight of an input that is always 1.
///
/// - Parameters:
///   - bias: w₀ before.
///   - weights: w₁ … w_n before, n ≥ 1.
///   - inputs: x₁ … x_n.
///   - label: 1 if the neuron should fire for this example, −1 if it should not.
/// - Returns: bias and weights after it.
public func perceptronStep(
  bias: Double, weights: [Double], inputs: [Double], label: Double
) -> (bias: Double, weights: [Double]) {
  todo("1.3")
}

/// Exercise 1.4 · Neurons for AND, OR and NOT.
///
/// Set by hand the bias and the weights of three neurons. All inputs are 0 or 1. AND fires if each of its n inputs is 1; OR
/// fires if one of its n inputs is 1, or more of them; NOT has one input, and fires if that is 0. A neuron fires if
/// z > 0. Any numbers that do this are right.
///
/// - Parameter n: how many inputs AND and OR have, n ≥ 1. (With one input, both fire if it is 1.)
/// - Returns: three neurons, each as its bias and its weights: n of them, n, and one.
public func gateNeurons(
  inputs n: Int
) -> (
  and: (bias: Double, weights: [Double]), or: (bias: Double, weights: [Double]),
  not: (bias: Double, weights: [Double])
) {
  todo("1.4")
}

/// Exercise 1.5 · A network for XOR.
///
/// Set by hand the weights of a network that fires if exactly one of its two inputs is true. Here true is the number `high`
/// and false the number `low`. Two hidden neurons look at the two inputs, and the output neuron looks at the two hidden
/// ones. Each of the three gives 1 if its z is above 0, and 0 elsewhere. So the hidden neurons are given `low` and `high`,
/// and the output neuron is given 0 and 1. Any numbers that do this are right.
///
/// - Parameters:
///   - low: what stands for false; it may be negative, as in −1.
///   - high: what stands for true, above `low`. Both are quarters, as 0.25 or −3 are, so that no sum is rounded.
/// - Returns: bias and two weights of the first hidden neuron, of the second, and of the output neuron, whose first
///   weight belongs to the first hidden neuron.
public func xorNetwork(
  low: Double, high: Double
) -> (
  first: (bias: Double, weights: [Double]), second: (bias: Double, weights: [Double]),
  output: (bias: Double, weights: [Double])
) {
  todo("1.5")
}

/// Exercise 1.6 · A dense layer.
///
/// The sums of all p neurons of a layer for all m examples of a batch. Neuron j has the bias bⱼ, and the weight Wᵢⱼ for
/// input i. No activation follows.
///
/// - Parameters:
///   - x: m × n, an example in each row. There may be no example: then the result is 0 × p.
///   - weight: n × p, W; column j has the weights of neuron j.
///   - bias: 1 × p, b.
/// - Returns: m × p; row i has the sums of example i.
public func denseSums(_ x: Matrix, weight: Matrix, bias: Matrix) -> Matrix {
  todo("1.6")
}

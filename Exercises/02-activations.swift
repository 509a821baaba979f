// Exercises of lesson 2, activations. In them
//
//     x, z    m × n: what the units of a layer receive, their pre-activations; a row is an example, a column a unit
//     y       m × n: what they send on, y = g(x)
//     dy, dx  the gradients of the loss with respect to y and x, of their shapes
//
// Keep names and parameters, and make a helper of your own `private`. `exp`, `log` and `tanh` are there, for numbers and
// for matrices; README.md beside this file lists what there is.
//
// Replace `todo("2.1")` by your answer, then: swift test --filter lesson02

import Curriculum
import Engine

/// Worked example · Softplus for any number.
///
/// log(1 + e^z) as it is written is infinite from z = 710 on, because e^z is. But for a large z the 1 hardly counts,
/// and the logarithm of e^z is z. Take e^z out of the bracket where z is positive:
///
///     log(1 + e^z) = log(e^z (e^−z + 1)) = z + log(1 + e^−z)
///
/// Now only e^−z occurs, which is at most 1. Both cases in one line, with |z|:
///
///     softplusOfAny(1000)     // 1000
///     softplusOfAny(-1000)    // 0
///
/// - Parameter z: any number.
/// - Returns: log(1 + e^z).
public func softplusOfAny(_ z: Double) -> Double {
  max(0, z) + log(1 + exp(-abs(z)))
}

/// Exercise 2.1 · A sigmoid for any number.
///
/// The logistic function σ(z) = 1 / (1 + e^−z) and its slope σ′(z), written with `exp`. Both withstand any z: at z = −1000
/// the function is 0 within rounding, at z = 1000 it is 1, the slope is 0 at either, and nothing is ever `nan`. And both
/// have all their digits where they are small: σ(−40), σ′(−40) and σ′(40) are 4.248…·10⁻¹⁸, and not 0. (Below 10⁻³⁰⁰ they
/// may be 0.)
///
/// - Parameter z: any number.
/// - Returns: σ(z), from 0 to 1, and σ′(z), from 0 to 1/4.
public func sigmoidOfAny(_ z: Double) -> (value: Double, slope: Double) {
  todo("2.1")
}

/// Exercise 2.2 · The way back through tanh.
///
/// The backward pass of a tanh layer that has kept what it sent on, and not what it received. An output may be −1 or 1,
/// as tanh(40) is within rounding.
///
/// - Parameters:
///   - y: m × n, with m and n ≥ 1, what the layer sent on, tanh(x).
///   - dy: m × n, the gradient of the loss with respect to y.
/// - Returns: m × n, the gradient of the loss with respect to x.
public func tanhGradient(y: Matrix, dy: Matrix) -> Matrix {
  todo("2.2")
}

/// Exercise 2.3 · Leaky ReLU and its slope.
///
/// Entry by entry: x itself where it is above 0, and a x elsewhere. With a = 0 this is ReLU; a may be any number, also
/// above 1 or below 0.
///
/// - Parameters:
///   - x: m × n, with m and n ≥ 1.
///   - a: the slope left of 0, and at 0.
/// - Returns: the output, m × n, and the slope at every entry, m × n.
public func leakyReLU(_ x: Matrix, a: Double) -> (output: Matrix, slope: Matrix) {
  todo("2.3")
}

/// Exercise 2.4 · Softmax at any temperature.
///
/// The probabilities of each row of scores, pᵢⱼ = e^(zᵢⱼ/T) / Σₖ e^(zᵢₖ/T), each row for itself. Scores of ±1000, in one
/// row or in two, and a temperature of 0.01, must not lead to `nan`.
///
/// - Parameters:
///   - scores: m × n, with m and n ≥ 1.
///   - temperature: T, above 0.
/// - Returns: m × n; each row has the sum 1.
public func softmaxAt(_ scores: Matrix, temperature: Double) -> Matrix {
  todo("2.4")
}

/// Exercise 2.5 · Two linear layers in one.
///
/// The weight and the bias of the single layer that does what two layers without an activation between them do. The
/// first turns a row x into the row y = x W₁ + b₁, the second turns y into y W₂ + b₂.
///
/// - Parameters:
///   - weight1: n × k, W₁.
///   - bias1: 1 × k, b₁.
///   - weight2: k × p, W₂.
///   - bias2: 1 × p, b₂.
/// - Returns: the weight, n × p, and the bias, 1 × p.
public func collapsed(
  weight1: Matrix, bias1: Matrix, weight2: Matrix, bias2: Matrix
) -> (weight: Matrix, bias: Matrix) {
  todo("2.5")
}

/// Exercise 2.6 · The share of flat units.
///
/// How often each of n tanh units is flat over a batch: for which share of the examples its slope, 1 − tanh²(z), is below
/// `flat`. A slope that equals `flat` is not below it. At z = ±1000 the slope is 0 within rounding.
///
/// - Parameters:
///   - z: m × n, m ≥ 1, the pre-activations; a row is an example, a column a unit.
///   - flat: the threshold, from 0 to 1.
/// - Returns: n numbers from 0 to 1, one for each unit.
public func flatShares(_ z: Matrix, flat: Double) -> [Double] {
  todo("2.6")
}

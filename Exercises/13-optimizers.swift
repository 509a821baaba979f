// Exercises of lesson 13, optimizers. In every one of them
//
//     w         weights: the parameters, any number n of them
//     g         gradient: ∂L/∂w at w, n numbers
//     η         learningRate
//     β, ρ      beta, rho: the share of the old value in a decaying average
//     ε         epsilon, a small positive number that keeps a division defined
//
// A rule is one function: it takes the weights, the gradient and what the rule remembers, and returns the new weights and
// what it remembers now. Each of the n numbers is treated by itself. Nothing is kept anywhere else, so whoever calls the
// function hands the memory back at the next step; before the first step all of it is 0.
//
// Keep names and parameters, and make a helper of your own `private`. `sqrt` and `pow` of a number are there;
// README.md beside this file lists what there is.
//
// Replace `todo("13.1")` by your answer, then: swift test --filter lesson13

import Curriculum
import Engine

/// Worked example · A step along the mean of all gradients so far.
///
/// No optimizer does this (the mean never forgets), but it shows how a rule carries its memory: here the sum of the
/// gradients and their number.
///
///     var (w, sum, count) = ([1.0, 1.0], [0.0, 0.0], 0)
///     (w, sum, count) = meanGradientStep(w, gradient: [2, 0], sum: sum, count: count, learningRate: 0.5)
///     // w = [0, 1], sum = [2, 0], count = 1
///     (w, sum, count) = meanGradientStep(w, gradient: [0, 2], sum: sum, count: count, learningRate: 0.5)
///     // w = [−0.5, 0.5]: the mean gradient is [1, 1]
///
/// First the memory takes in the gradient, then the weights move by the *new* memory, and both are returned.
public func meanGradientStep(
  _ weights: [Double], gradient: [Double], sum: [Double], count: Int, learningRate: Double
) -> (weights: [Double], sum: [Double], count: Int) {
  let newSum = zip(sum, gradient).map { $0 + $1 }
  let newCount = count + 1
  let newWeights = zip(weights, newSum).map { w, total in w - learningRate * total / Double(newCount) }
  return (newWeights, newSum, newCount)
}

/// Exercise 13.1 · Momentum.
///
/// One step along the decaying average of the gradients, in the lesson's first convention: the new gradient enters with
/// the share 1 − β.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - velocity: v before this step, n numbers.
///   - learningRate: η.
///   - beta: β, the share of the old velocity.
/// - Returns: the weights and the velocity after this step.
public func momentumStep(
  _ weights: [Double], gradient: [Double], velocity: [Double], learningRate: Double, beta: Double
) -> (weights: [Double], velocity: [Double]) {
  todo("13.1")
}

/// Exercise 13.2 · Nesterov.
///
/// One step of Nesterov's momentum in the rewritten form, where the gradient is that of `weights` itself. The velocity
/// is the frameworks' sum u, *without* the factor 1 − β; it points uphill, and the learning rate is no part of it.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - velocity: u before this step, n numbers.
///   - learningRate: η.
///   - beta: β, the share of the old velocity.
/// - Returns: the weights and the velocity after this step.
public func nesterovStep(
  _ weights: [Double], gradient: [Double], velocity: [Double], learningRate: Double, beta: Double
) -> (weights: [Double], velocity: [Double]) {
  todo("13.2")
}

/// Exercise 13.3 · Adagrad.
///
/// One step in which each number's rate is divided by the root of the sum of its squared gradients, this one included.
///
/// A number that has never had a gradient other than 0 stays where it is.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - squares: s before this step, the sum of the squared gradients, n numbers.
///   - learningRate: η.
///   - epsilon: added to the root, *outside* of it.
/// - Returns: the weights and the sums after this step.
public func adagradStep(
  _ weights: [Double], gradient: [Double], squares: [Double], learningRate: Double, epsilon: Double
) -> (weights: [Double], squares: [Double]) {
  todo("13.3")
}

/// Exercise 13.4 · Adadelta.
///
/// One step whose length comes from the decaying average of the squared steps so far, and from the gradient compared
/// with the decaying average of its squares, this one included.
///
/// The averaged steps are those *before* the learning rate is applied.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - squares: s before this step, the average of the squared gradients, n numbers.
///   - squaredSteps: d before this step, the average of the squared steps, n numbers.
///   - learningRate: η; the paper has 1.
///   - rho: ρ, the share of the old value in both averages.
///   - epsilon: added inside both roots.
/// - Returns: the weights and the two averages after this step.
public func adadeltaStep(
  _ weights: [Double], gradient: [Double], squares: [Double], squaredSteps: [Double], learningRate: Double, rho: Double,
  epsilon: Double
) -> (weights: [Double], squares: [Double], squaredSteps: [Double]) {
  todo("13.4")
}

/// Exercise 13.5 · RMSProp.
///
/// One step in which each number's rate is divided by the root of the decaying average of its squared gradients, this
/// one included.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - squares: s before this step, the average of the squared gradients, n numbers.
///   - learningRate: η.
///   - beta: β, the share of the old average.
///   - epsilon: added to the average, *inside* the root.
/// - Returns: the weights and the averages after this step.
public func rmspropStep(
  _ weights: [Double], gradient: [Double], squares: [Double], learningRate: Double, beta: Double, epsilon: Double
) -> (weights: [Double], squares: [Double]) {
  todo("13.5")
}

/// Exercise 13.6 · Bias correction.
///
/// The decaying average of a sequence, corrected for its start at 0. With m₀ = 0 and mₜ = β mₜ₋₁ + (1 − β) xₜ, the
/// weights that mₜ gives to x₁ … xₜ do not add up to 1; the correction makes them.
///
/// So the corrected average of equal values is that value, from the first on.
///
/// - Parameters:
///   - values: x₁ … x_T, any number of them.
///   - beta: β, the share of the old average.
/// - Returns: the corrected average after each value, T numbers.
public func correctedAverages(of values: [Double], beta: Double) -> [Double] {
  todo("13.6")
}

/// Exercise 13.7 · Adam.
///
/// One step of Adam as in the paper: along the corrected average of the gradients, divided by the root of the corrected
/// average of their squares.
///
/// The averages that are returned are the uncorrected ones: the next step continues with them. `pow(x, Double(t))`
/// raises x to the power t.
///
/// - Parameters:
///   - weights: w, n numbers.
///   - gradient: g, n numbers.
///   - mean: m before this step, the average of the gradients, n numbers, uncorrected.
///   - squares: v before this step, the average of the squared gradients, n numbers, uncorrected.
///   - t: the number of this step; the first is 1.
///   - learningRate: η.
///   - beta1: β₁, the share of the old value in m.
///   - beta2: β₂, the share of the old value in v.
///   - epsilon: added to the root, *outside* of it.
/// - Returns: the weights and the two averages after this step.
public func adamStep(
  _ weights: [Double], gradient: [Double], mean: [Double], squares: [Double], step t: Int, learningRate: Double,
  beta1: Double, beta2: Double, epsilon: Double
) -> (weights: [Double], mean: [Double], squares: [Double]) {
  todo("13.7")
}

// Grades Exercises/13-optimizers.swift: swift test --filter optimizers
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/13.*.swift.

import Exercises
import Testing

@Suite struct `13-optimizers` {
  @Test func `13.1 Momentum`() async { await grade("13.1") }
  @Test func `13.2 Nesterov`() async { await grade("13.2") }
  @Test func `13.3 Adagrad`() async { await grade("13.3") }
  @Test func `13.4 Adadelta`() async { await grade("13.4") }
  @Test func `13.5 RMSProp`() async { await grade("13.5") }
  @Test func `13.6 Adam`() async { await grade("13.6") }
  @Test func `13.7 Bias correction`() async { await grade("13.7") }
}

let optimizersGrading: [GradedExercise] = [
  graded(momentumUpdate) {
    let after = momentumStep(
      $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
    return (after.weights, after.velocity)
  },
  graded(nesterovUpdate) {
    let after = nesterovStep(
      $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
    return (after.weights, after.velocity)
  },
  graded(adagradUpdate) {
    let after = adagradStep(
      $0.weights, gradient: $0.gradient, squares: $0.state, learningRate: $0.learningRate, epsilon: $0.epsilon)
    return (after.weights, after.squares)
  },
  graded(adadeltaUpdate) {
    let after = adadeltaStep(
      $0.weights, gradient: $0.gradient, squares: $0.state, squaredSteps: $0.second, learningRate: $0.learningRate,
      rho: $0.beta, epsilon: $0.epsilon)
    return (after.weights, after.squares, after.squaredSteps)
  },
  graded(rmspropUpdate) {
    let after = rmspropStep(
      $0.weights, gradient: $0.gradient, squares: $0.state, learningRate: $0.learningRate, beta: $0.beta,
      epsilon: $0.epsilon)
    return (after.weights, after.squares)
  },
  graded(adamUpdate) {
    let after = adamStep(
      $0.weights, gradient: $0.gradient, mean: $0.state, squares: $0.second, step: $0.t,
      learningRate: $0.learningRate, beta1: $0.beta, beta2: $0.beta2, epsilon: $0.epsilon)
    return (after.weights, after.mean, after.squares)
  },
  graded(biasCorrection) { correctedAverages(of: $0.values, beta: $0.beta) },
]

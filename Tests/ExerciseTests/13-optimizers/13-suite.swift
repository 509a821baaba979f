// Grades Exercises/13-optimizers.swift: swift test --filter lesson13
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 13.*.swift.

import Exercises
import Testing

/// The names of lesson 13: its banks, and what they are made of.
enum Lesson13 {}

@Suite struct `lesson13-optimizers` {
  @Test("13.1 Momentum") func lesson13_1() async { await grade("13.1") }
  @Test("13.2 Nesterov") func lesson13_2() async { await grade("13.2") }
  @Test("13.3 Adagrad") func lesson13_3() async { await grade("13.3") }
  @Test("13.4 Adadelta") func lesson13_4() async { await grade("13.4") }
  @Test("13.5 RMSProp") func lesson13_5() async { await grade("13.5") }
  @Test("13.6 Adam") func lesson13_6() async { await grade("13.6") }
  @Test("13.7 Bias correction") func lesson13_7() async { await grade("13.7") }
}

extension Lesson13 {
  static let banks: [AnyBank] = [
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
}

// Grades Exercises/13-optimizers.swift: swift test --filter lesson13
//
// What is expected, and what is diagnosed, stands in 13.*.swift.

import Solutions
import Testing

/// The names of lesson 13: its banks, and what they are made of.
enum Lesson13 {}

@Suite(.ofExercisesAskedFor) struct `lesson13-optimizers` {
  @Test("13.1 Momentum") func lesson13_1() async { await grade("13.1") }
  @Test("13.2 Nesterov") func lesson13_2() async { await grade("13.2") }
  @Test("13.3 Adagrad") func lesson13_3() async { await grade("13.3") }
  @Test("13.4 Adadelta") func lesson13_4() async { await grade("13.4") }
  @Test("13.5 RMSProp") func lesson13_5() async { await grade("13.5") }
  @Test("13.6 Bias correction") func lesson13_6() async { await grade("13.6") }
  @Test("13.7 Adam") func lesson13_7() async { await grade("13.7") }
}

extension Lesson13 {
  static let banks: [AnyBank] = [
    graded(momentumUpdate, like: momentumStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.learningRate, $1.beta)
      return (after.weights, after.velocity)
    },
    graded(nesterovUpdate, like: nesterovStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.learningRate, $1.beta)
      return (after.weights, after.velocity)
    },
    graded(adagradUpdate, like: adagradStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.learningRate, $1.epsilon)
      return (after.weights, after.squares)
    },
    graded(adadeltaUpdate, like: adadeltaStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.second, $1.learningRate, $1.beta, $1.epsilon)
      return (after.weights, after.squares, after.squaredSteps)
    },
    graded(rmspropUpdate, like: rmspropStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.learningRate, $1.beta, $1.epsilon)
      return (after.weights, after.squares)
    },
    graded(biasCorrection, like: correctedAverages) { $0($1.values, $1.beta) },
    graded(adamUpdate, like: adamStep) {
      let after = $0($1.weights, $1.gradient, $1.state, $1.second, $1.t, $1.learningRate, $1.beta, $1.beta2, $1.epsilon)
      return (after.weights, after.mean, after.squares)
    },
  ]
}

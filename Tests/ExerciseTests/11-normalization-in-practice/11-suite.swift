// Grades Exercises/11-normalization-in-practice.swift: swift test --filter lesson11
//
// What is expected, and what is diagnosed, stands in 11.*.swift.

import Solutions
import Testing

/// The names of lesson 11: its banks, and what they are made of.
enum Lesson11 {}

@Suite(.ofExercisesAskedFor) struct `lesson11-normalization-in-practice` {
  @Test("11.1 Layer norm") func lesson11_1() async { await grade("11.1") }
  @Test("11.2 The way back through layer norm") func lesson11_2() async { await grade("11.2") }
  @Test("11.3 Group norm") func lesson11_3() async { await grade("11.3") }
  @Test("11.4 The variance shift") func lesson11_4() async { await grade("11.4") }
  @Test("11.5 Frozen, and in inference mode") func lesson11_5() async { await grade("11.5") }
}

extension Lesson11 {
  static let banks: [AnyBank] = [
    graded(layerNorm, like: layerNormalized) { $0($1.x, $1.gamma, $1.beta, $1.epsilon) },
    graded(layerNormBackward, like: layerNormalizationGradients) { $0($1.dy, $1.x, $1.gamma, $1.epsilon) },
    graded(groupNorm, like: groupNormalized) { $0($1.x, $1.groups, $1.gamma, $1.beta, $1.epsilon) },
    graded(varianceShifts, like: varianceShift) { $0($1.x, $1.keep) },
    graded(switches, like: batchNormUpdate) {
      $0(
        $1.batchMean, $1.runningMean, $1.gamma, $1.gradient, $1.decay, $1.learningRate, $1.isTraining, $1.isTrainable,
        $1.frozenInfers)
    },
  ]
}

// Grades Exercises/14-regularization.swift: swift test --filter lesson14
//
// What is expected, and what is diagnosed, stands in 14.*.swift.

import Solutions
import Testing

/// The names of lesson 14: its banks, and what they are made of.
enum Lesson14 {}

@Suite(.ofExercisesAskedFor) struct `lesson14-regularization` {
  @Test("14.1 L1 and L2 penalties") func lesson14_1() async { await grade("14.1") }
  @Test("14.2 The soft threshold") func lesson14_2() async { await grade("14.2") }
  @Test("14.3 Early stopping with patience") func lesson14_3() async { await grade("14.3") }
  @Test("14.4 Dropout, forward and backward") func lesson14_4() async { await grade("14.4") }
  @Test("14.5 Inverted scaling") func lesson14_5() async { await grade("14.5") }
  @Test("14.6 The average over all masks") func lesson14_6() async { await grade("14.6") }
}

extension Lesson14 {
  static let banks: [AnyBank] = [
    graded(penalties, like: layerPenalty) { $0($1.weight, $1.bias, $1.l1, $1.l2) },
    graded(softThresholds, like: softThreshold) { $0($1.x, $1.threshold) },
    graded(stops, like: earlyStop) { $0($1.losses, $1.patience) },
    graded(maskedLayers, like: maskedPasses) { $0($1.x, $1.dy, $1.uniforms, $1.keep) },
    graded(invertedLayers, like: invertedDropout) { $0($1.x, $1.dy, $1.uniforms, $1.keep, $1.isTraining) },
    graded(averages, like: averageOverMasks) { $0($1.x, $1.weight, $1.bias, $1.keep) },
  ]
}

// Grades Exercises/10-batch-normalization.swift: swift test --filter lesson10
//
// What is expected, and what is diagnosed, stands in 10.*.swift.

import Solutions
import Testing

/// The names of lesson 10: its banks, and what they are made of.
enum Lesson10 {}

@Suite struct `lesson10-batch-normalization` {
  @Test("10.1 Forward in training") func lesson10_1() async { await grade("10.1") }
  @Test("10.2 Running statistics") func lesson10_2() async { await grade("10.2") }
  @Test("10.3 Inference") func lesson10_3() async { await grade("10.3") }
  @Test("10.4 Backward") func lesson10_4() async { await grade("10.4") }
  @Test("10.5 Fold into a dense layer") func lesson10_5() async { await grade("10.5") }
  @Test("10.6 Effective learning rate under L2") func lesson10_6() async { await grade("10.6") }
}

extension Lesson10 {
  static let banks: [AnyBank] = [
    graded(forwardInTraining, like: batchNormalized) { $0($1.x, $1.gamma, $1.beta, $1.epsilon) },
    graded(runningStatisticsUpdate, like: runningStatistics) { $0($1.x, $1.mean, $1.variance, $1.decay) },
    graded(inference, like: batchNormalizedAtInference) {
      $0($1.x, $1.gamma, $1.beta, $1.mean, $1.variance, $1.epsilon)
    },
    graded(backward, like: batchNormalizationGradients) { $0($1.dy, $1.x, $1.gamma, $1.epsilon) },
    graded(folding, like: foldedBatchNormalization) {
      $0($1.weight, $1.bias, $1.gamma, $1.beta, $1.mean, $1.variance, $1.epsilon)
    },
    graded(effectiveRates, like: effectiveLearningRates) { $0($1.weight, $1.gradient, $1.learningRate, $1.l2) },
  ]
}

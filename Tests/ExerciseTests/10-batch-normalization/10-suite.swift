// Grades Exercises/10-batch-normalization.swift: swift test --filter lesson10
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 10.*.swift.

import Exercises
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
    graded(forwardInTraining) { batchNormalized($0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon) },
    graded(runningStatisticsUpdate) {
      runningStatistics(after: $0.x, mean: $0.mean, variance: $0.variance, decay: $0.decay)
    },
    graded(inference) {
      batchNormalizedAtInference(
        $0.x, gamma: $0.gamma, beta: $0.beta, mean: $0.mean, variance: $0.variance, epsilon: $0.epsilon)
    },
    graded(backward) { batchNormalizationGradients($0.dy, x: $0.x, gamma: $0.gamma, epsilon: $0.epsilon) },
    graded(folding) {
      foldedBatchNormalization(
        weight: $0.weight, bias: $0.bias, gamma: $0.gamma, beta: $0.beta, mean: $0.mean, variance: $0.variance,
        epsilon: $0.epsilon)
    },
    graded(effectiveRates) {
      effectiveLearningRates(
        weight: $0.weight, gradient: $0.gradient, learningRate: $0.learningRate, l2: $0.l2)
    },
  ]
}

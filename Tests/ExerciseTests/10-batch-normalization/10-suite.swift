// Grades Exercises/10-batch-normalization.swift: swift test --filter batch-normalization
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/10.*.swift.

import Exercises
import Testing

@Suite struct `10-batch-normalization` {
  @Test func `10.1 Forward in training`() async { await grade("10.1") }
  @Test func `10.2 Running statistics`() async { await grade("10.2") }
  @Test func `10.3 Inference`() async { await grade("10.3") }
  @Test func `10.4 Backward`() async { await grade("10.4") }
  @Test func `10.5 Fold into a dense layer`() async { await grade("10.5") }
  @Test func `10.6 Effective learning rate under L2`() async { await grade("10.6") }
}

let batchNormalizationGrading: [GradedExercise] = [
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

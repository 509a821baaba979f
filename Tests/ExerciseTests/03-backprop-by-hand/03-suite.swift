// Grades Exercises/03-backprop-by-hand.swift: swift test --filter backprop-by-hand
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/03.*.swift.

import Exercises
import Testing

@Suite struct `03-backprop-by-hand` {
  @Test func `3.1 Local gradients of three nodes`() async { await grade("3.1") }
  @Test func `3.2 The worked example`() async { await grade("3.2") }
  @Test func `3.3 Numeric gradient`() async { await grade("3.3") }
  @Test func `3.4 Accumulate through a shared node`() async { await grade("3.4") }
  @Test func `3.5 Dense layer backward`() async { await grade("3.5") }
  @Test func `3.6 Softmax cross-entropy gradient`() async { await grade("3.6") }
  @Test func `3.7 The whole two-layer network`() async { await grade("3.7") }
}

let backpropByHandGrading: [GradedExercise] = [
  graded(threeNodes) { localGradients(x: $0.x, y: $0.y, upstream: $0.upstream) },
  graded(workedExampleNodes) { workedExample(x: $0.x, y: $0.y, z: $0.z) },
  graded(numericGradients) { centralDifferences(of: $0.f, at: $0.x, step: $0.h) },
  graded(sharedNodes) { gradientsOfLastNode(operands: $0.operands, derivatives: $0.derivatives) },
  graded(denseBackward) { denseGradients($0.dy, x: $0.x, weight: $0.weight) },
  graded(softmaxBackward) { softmaxCrossEntropyGradient(logits: $0.logits, labels: $0.labels) },
  graded(twoLayers) {
    twoLayerGradients(
      x: $0.x, labels: $0.labels, weight1: $0.weight1, bias1: $0.bias1, weight2: $0.weight2, bias2: $0.bias2)
  },
]

// Grades Exercises/03-backprop-by-hand.swift: swift test --filter lesson03
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 03.*.swift.

import Exercises
import Testing

/// The names of lesson 03: its banks, and what they are made of.
enum Lesson03 {}

@Suite struct `lesson03-backprop-by-hand` {
  @Test("3.1 Local gradients of three nodes") func lesson03_1() async { await grade("3.1") }
  @Test("3.2 The worked example") func lesson03_2() async { await grade("3.2") }
  @Test("3.3 Numeric gradient") func lesson03_3() async { await grade("3.3") }
  @Test("3.4 Accumulate through a shared node") func lesson03_4() async { await grade("3.4") }
  @Test("3.5 Dense layer backward") func lesson03_5() async { await grade("3.5") }
  @Test("3.6 Softmax cross-entropy gradient") func lesson03_6() async { await grade("3.6") }
  @Test("3.7 The whole two-layer network") func lesson03_7() async { await grade("3.7") }
}

extension Lesson03 {
  static let banks: [AnyBank] = [
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
}

// Grades Exercises/03-backprop-by-hand.swift: swift test --filter lesson03
//
// What is expected, and what is diagnosed, stands in 03.*.swift.

import Solutions
import Testing

/// The names of lesson 03: its banks, and what they are made of.
enum Lesson03 {}

@Suite(.ofExercisesAskedFor) struct `lesson03-backprop-by-hand` {
  @Test("3.1 Local gradients of three nodes") func lesson03_1() async { await grade("3.1") }
  @Test("3.2 The worked example") func lesson03_2() async { await grade("3.2") }
  @Test("3.3 Numeric gradient") func lesson03_3() async { await grade("3.3") }
  @Test("3.4 Accumulate through a shared node") func lesson03_4() async { await grade("3.4") }
  @Test("3.5 Dense layer backward") func lesson03_5() async { await grade("3.5") }
  @Test("3.6 Softmax cross-entropy gradient") func lesson03_6() async { await grade("3.6") }
  @Test("3.7 The whole two-layer network") func lesson03_7() async { await grade("3.7") }
  @Test("3.8 Record a neuron") func lesson03_8() async { await grade("3.8") }
}

extension Lesson03 {
  static let banks: [AnyBank] = [
    graded(threeNodes, like: localGradients) { $0($1.x, $1.y, $1.upstream) },
    graded(workedExampleNodes, like: workedExample) { $0($1.x, $1.y, $1.z) },
    graded(numericGradients, like: centralDifferences) { $0($1.f, $1.x, $1.h) },
    graded(sharedNodes, like: gradientsOfLastNode) { $0($1.operands, $1.derivatives) },
    graded(denseBackward, like: denseGradients) { $0($1.dy, $1.x, $1.weight) },
    graded(softmaxBackward, like: softmaxCrossEntropyGradient) { $0($1.logits, $1.labels) },
    graded(twoLayers, like: twoLayerGradients) { $0($1.x, $1.labels, $1.weight1, $1.bias1, $1.weight2, $1.bias2) },
    graded(recordedNeurons, like: recordedNeuron) { $0($1.x, $1.w, $1.b) },
  ]
}

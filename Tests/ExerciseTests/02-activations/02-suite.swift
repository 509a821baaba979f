// Grades Exercises/02-activations.swift: swift test --filter lesson02
//
// What is expected, and what is diagnosed, stands in 02.*.swift.

import Solutions
import Testing

/// The names of lesson 02: its banks, and what they are made of.
enum Lesson02 {}

@Suite(.ofExercisesAskedFor) struct `lesson02-activations` {
  @Test("2.1 A sigmoid for any number") func lesson02_1() async { await grade("2.1") }
  @Test("2.2 The way back through tanh") func lesson02_2() async { await grade("2.2") }
  @Test("2.3 Leaky ReLU and its slope") func lesson02_3() async { await grade("2.3") }
  @Test("2.4 Softmax at any temperature") func lesson02_4() async { await grade("2.4") }
  @Test("2.5 Two linear layers in one") func lesson02_5() async { await grade("2.5") }
  @Test("2.6 The share of flat units") func lesson02_6() async { await grade("2.6") }
}

extension Lesson02 {
  static let banks: [AnyBank] = [
    graded(anySigmoid, like: sigmoidOfAny) { $0($1) },
    graded(tanhBackward, like: tanhGradient) { $0($1.y, $1.dy) },
    graded(leakyReLUs, like: leakyReLU) { $0($1.x, $1.a) },
    graded(temperedSoftmax, like: softmaxAt) { $0($1.scores, $1.temperature) },
    graded(twoLayersInOne, like: collapsed) { $0($1.weight1, $1.bias1, $1.weight2, $1.bias2) },
    graded(sharesOfFlatUnits, like: flatShares) { $0($1.z, $1.flat) },
  ]
}

// Grades Exercises/05-vanishing-gradients.swift: swift test --filter lesson05
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 05.*.swift.

import Exercises
import Testing

/// The names of lesson 05: its banks, and what they are made of.
enum Lesson05 {}

@Suite struct `lesson05-vanishing-gradients` {
  @Test("5.1 One factor") func lesson05_1() async { await grade("5.1") }
  @Test("5.2 The gradient of a chain") func lesson05_2() async { await grade("5.2") }
  @Test("5.3 The safe interval") func lesson05_3() async { await grade("5.3") }
  @Test("5.4 Gradient norms per layer") func lesson05_4() async { await grade("5.4") }
  @Test("5.5 The depth of underflow") func lesson05_5() async { await grade("5.5") }
}

extension Lesson05 {
  static let banks: [AnyBank] = [
    graded(oneFactor) { sigmoidFactor(weight: $0.weight, bias: $0.bias, input: $0.input) },
    graded(gradientOfAChain) {
      chainGradients(weights: $0.weights, biases: $0.biases, input: $0.input, target: $0.target)
    },
    graded(safeInputs) { safeInterval(weight: $0.weight, bias: $0.bias) },
    graded(gradientNormsPerLayer) { weightGradientNorms(x: $0.x, weights: $0.weights, dy: $0.dy) },
    graded(underflow) { depthOfUnderflow(factor: $0.factor, least: $0.least) },
  ]
}

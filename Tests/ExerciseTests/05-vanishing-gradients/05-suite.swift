// Grades Exercises/05-vanishing-gradients.swift: swift test --filter lesson05
//
// What is expected, and what is diagnosed, stands in 05.*.swift.

import Solutions
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
    graded(oneFactor, like: sigmoidFactor) { $0($1.weight, $1.bias, $1.input) },
    graded(gradientOfAChain, like: chainGradients) { $0($1.weights, $1.biases, $1.input, $1.target) },
    graded(safeInputs, like: safeInterval) { $0($1.weight, $1.bias) },
    graded(gradientNormsPerLayer, like: weightGradientNorms) { $0($1.x, $1.weights, $1.dy) },
    graded(underflow, like: depthOfUnderflow) { $0($1.factor, $1.least) },
  ]
}

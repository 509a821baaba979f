// Grades Exercises/05-vanishing-gradients.swift: swift test --filter vanishing-gradients
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/05.*.swift.

import Exercises
import Testing

@Suite struct `05-vanishing-gradients` {
  @Test func `5.1 One factor`() async { await grade("5.1") }
  @Test func `5.2 The gradient of a chain`() async { await grade("5.2") }
  @Test func `5.3 The safe interval`() async { await grade("5.3") }
  @Test func `5.4 Gradient norms per layer`() async { await grade("5.4") }
  @Test func `5.5 The depth of underflow`() async { await grade("5.5") }
}

let vanishingGradientsGrading: [GradedExercise] = [
  graded(oneFactor) { sigmoidFactor(weight: $0.weight, bias: $0.bias, input: $0.input) },
  graded(gradientOfAChain) {
    chainGradients(weights: $0.weights, biases: $0.biases, input: $0.input, target: $0.target)
  },
  graded(safeInputs) { safeInterval(weight: $0.weight, bias: $0.bias) },
  graded(gradientNormsPerLayer) { weightGradientNorms(x: $0.x, weights: $0.weights, dy: $0.dy) },
  graded(underflow) { depthOfUnderflow(factor: $0.factor, least: $0.least) },
]

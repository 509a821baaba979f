// Grades Exercises/12-gradient-clipping.swift: swift test --filter gradient-clipping
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/12.*.swift.

import Exercises
import Testing

@Suite struct `12-gradient-clipping` {
  @Test func `12.1 Clip by value`() async { await grade("12.1") }
  @Test func `12.2 Clip by norm`() async { await grade("12.2") }
  @Test func `12.3 Clip by global norm`() async { await grade("12.3") }
  @Test func `12.4 The angle that clipping turns`() async { await grade("12.4") }
  @Test func `12.5 Survive what is not finite`() async { await grade("12.5") }
}

let gradientClippingGrading: [GradedExercise] = [
  graded(clippingByValue) { gradientClippedByValue($0.g, smallest: $0.smallest, largest: $0.largest) },
  graded(clippingByNorm) { gradientClippedByNorm($0.g, threshold: $0.threshold) },
  graded(clippingByGlobalNorm) { gradientsClippedByGlobalNorm($0.gradients, threshold: $0.threshold) },
  graded(clippingAngle) { angleInDegrees(between: $0.a, and: $0.b) },
  graded(safeClipping) { gradientsClippedSafely($0.gradients, threshold: $0.threshold) },
]

// Grades Exercises/12-gradient-clipping.swift: swift test --filter lesson12
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 12.*.swift.

import Exercises
import Testing

/// The names of lesson 12: its banks, and what they are made of.
enum Lesson12 {}

@Suite struct `lesson12-gradient-clipping` {
  @Test("12.1 Clip by value") func lesson12_1() async { await grade("12.1") }
  @Test("12.2 Clip by norm") func lesson12_2() async { await grade("12.2") }
  @Test("12.3 Clip by global norm") func lesson12_3() async { await grade("12.3") }
  @Test("12.4 The angle that clipping turns") func lesson12_4() async { await grade("12.4") }
  @Test("12.5 Survive what is not finite") func lesson12_5() async { await grade("12.5") }
}

extension Lesson12 {
  static let banks: [AnyBank] = [
    graded(clippingByValue) { gradientClippedByValue($0.g, smallest: $0.smallest, largest: $0.largest) },
    graded(clippingByNorm) { gradientClippedByNorm($0.g, threshold: $0.threshold) },
    graded(clippingByGlobalNorm) { gradientsClippedByGlobalNorm($0.gradients, threshold: $0.threshold) },
    graded(clippingAngle) { angleInDegrees(between: $0.a, and: $0.b) },
    graded(safeClipping) { gradientsClippedSafely($0.gradients, threshold: $0.threshold) },
  ]
}

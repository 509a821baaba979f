// Grades Exercises/12-gradient-clipping.swift: swift test --filter lesson12
//
// What is expected, and what is diagnosed, stands in 12.*.swift.

import Solutions
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
    graded(clippingByValue, like: gradientClippedByValue) { $0($1.g, $1.smallest, $1.largest) },
    graded(clippingByNorm, like: gradientClippedByNorm) { $0($1.g, $1.threshold) },
    graded(clippingByGlobalNorm, like: gradientsClippedByGlobalNorm) { $0($1.gradients, $1.threshold) },
    graded(clippingAngle, like: angleInDegrees) { $0($1.a, $1.b) },
    graded(safeClipping, like: gradientsClippedSafely) { $0($1.gradients, $1.threshold) },
  ]
}

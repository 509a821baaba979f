// Grades Exercises/06-zero-centering.swift: swift test --filter lesson06
//
// What is expected, and what is diagnosed, stands in 06.*.swift.

import Solutions
import Testing

/// The names of lesson 06: its banks, and what they are made of.
enum Lesson06 {}

@Suite struct `lesson06-zero-centering` {
  @Test("6.1 Standardize") func lesson06_1() async { await grade("6.1") }
  @Test("6.2 Min-max scale") func lesson06_2() async { await grade("6.2") }
  @Test("6.3 Share of same-sign updates") func lesson06_3() async { await grade("6.3") }
  @Test("6.4 Path efficiency") func lesson06_4() async { await grade("6.4") }
  @Test("6.5 Condition number of two features") func lesson06_5() async { await grade("6.5") }
  @Test("6.6 Updates to a tolerance") func lesson06_6() async { await grade("6.6") }
}

extension Lesson06 {
  static let banks: [AnyBank] = [
    graded(standardizing, like: standardizedFeatures) { $0($1.x, $1.training) },
    graded(minMaxScaling, like: minMaxScaled) { $0($1.x, $1.training) },
    graded(sameSign, like: sameSignShare) { $0($1.inputs, $1.errors, $1.batchSize) },
    graded(pathEfficiency, like: detour) { $0($1) },
    graded(conditioning, like: conditionNumber) { $0($1) },
    graded(updateCounting, like: updatesNeeded) { $0($1.conditionNumber, $1.tolerance) },
  ]
}

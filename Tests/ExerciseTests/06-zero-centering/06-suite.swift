// Grades Exercises/06-zero-centering.swift: swift test --filter lesson06
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 06.*.swift.

import Exercises
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
    graded(standardizing) { standardizedFeatures($0.x, fittedTo: $0.training) },
    graded(minMaxScaling) { minMaxScaled($0.x, fittedTo: $0.training) },
    graded(sameSign) { sameSignShare(inputs: $0.inputs, errors: $0.errors, batchSize: $0.batchSize) },
    graded(pathEfficiency) { detour(of: $0) },
    graded(conditioning) { conditionNumber(of: $0) },
    graded(updateCounting) { updatesNeeded(conditionNumber: $0.conditionNumber, tolerance: $0.tolerance) },
  ]
}

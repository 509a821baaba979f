// Grades Exercises/06-zero-centering.swift: swift test --filter zero-centering
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/06.*.swift.

import Exercises
import Testing

@Suite struct `06-zero-centering` {
  @Test func `6.1 Standardize`() async { await grade("6.1") }
  @Test func `6.2 Min-max scale`() async { await grade("6.2") }
  @Test func `6.3 Share of same-sign updates`() async { await grade("6.3") }
  @Test func `6.4 Path efficiency`() async { await grade("6.4") }
  @Test func `6.5 Condition number of two features`() async { await grade("6.5") }
  @Test func `6.6 Updates to a tolerance`() async { await grade("6.6") }
}

let zeroCenteringGrading: [GradedExercise] = [
  graded(standardizing) { standardizedFeatures($0.x, fittedTo: $0.training) },
  graded(minMaxScaling) { minMaxScaled($0.x, fittedTo: $0.training) },
  graded(sameSign) { sameSignShare(inputs: $0.inputs, errors: $0.errors, batchSize: $0.batchSize) },
  graded(pathEfficiency) { detour(of: $0) },
  graded(conditioning) { conditionNumber(of: $0) },
  graded(updateCounting) { updatesNeeded(conditionNumber: $0.conditionNumber, tolerance: $0.tolerance) },
]

// Grades Exercises/07-bad-initialization.swift: swift test --filter lesson07
//
// What is expected, and what is diagnosed, stands in 07.*.swift.

import Solutions
import Testing

/// The names of lesson 07: its banks, and what they are made of.
enum Lesson07 {}

@Suite(.ofExercisesAskedFor) struct `lesson07-bad-initialization` {
  @Test("7.1 The variance of a product") func lesson07_1() async { await grade("7.1") }
  @Test("7.2 The variance of a sum of products, layer by layer") func lesson07_2() async { await grade("7.2") }
  @Test("7.3 Mean and deviations of every layer") func lesson07_3() async { await grade("7.3") }
  @Test("7.4 Distinct units") func lesson07_4() async { await grade("7.4") }
  @Test("7.5 Dead units") func lesson07_5() async { await grade("7.5") }
}

extension Lesson07 {
  static let banks: [AnyBank] = [
    graded(varianceOfAProduct, like: productVariance) { $0($1.meanX, $1.varianceX, $1.meanY, $1.varianceY) },
    graded(variancesOfLayers, like: layerVariances) { $0($1.mean, $1.variance, $1.fanIns, $1.weightVariance) },
    graded(numbersOfLayers, like: layerNumbers) { LayerTrial($0($1)) },
    graded(unitsThatDiffer, like: distinctUnits) { Double($0($1.weight, $1.bias)) },
    graded(unitsThatAreDead, like: deadUnits) { $0($1) },
  ]
}

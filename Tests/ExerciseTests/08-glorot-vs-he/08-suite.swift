// Grades Exercises/08-glorot-vs-he.swift: swift test --filter lesson08
//
// What is expected, and what is diagnosed, stands in 08.*.swift.

import Solutions
import Testing

/// The names of lesson 08: its banks, and what they are made of.
enum Lesson08 {}

@Suite struct `lesson08-glorot-vs-he` {
  @Test("8.1 Fans of a layer") func lesson08_1() async { await grade("8.1") }
  @Test("8.2 Glorot normal and uniform") func lesson08_2() async { await grade("8.2") }
  @Test("8.3 He normal and uniform") func lesson08_3() async { await grade("8.3") }
  @Test("8.4 Predicted std after L layers") func lesson08_4() async { await grade("8.4") }
  @Test("8.5 Predicted gradients") func lesson08_5() async { await grade("8.5") }
  @Test("8.6 Residual blocks") func lesson08_6() async { await grade("8.6") }
}

extension Lesson08 {
  static let banks: [AnyBank] = [
    graded(layerFans, like: fans) { $0($1.windowHeight, $1.windowWidth, $1.channelsIn, $1.channelsOut) },
    graded(glorotDraws, like: glorotWeight) { f, input in
      WeightSample(input) {
        f(input.fanIn, input.fanOut, input.isUniform, &$0)
      }
    },
    graded(heDraws, like: heWeight) { f, input in
      WeightSample(input) {
        f(input.fanIn, input.fanOut, input.negativeSlope, input.isUniform, &$0)
      }
    },
    graded(forwardSizes, like: predictedSizes) { $0($1.size, $1.widths, $1.deviations) },
    graded(gradientSizes, like: predictedGradientSizes) { $0($1.size, $1.widths, $1.deviations) },
    graded(residualStreams, like: residualMeanSquares) { $0($1.inputMeanSquare, $1.blocks, $1.scale, $1.isNormalized) },
  ]
}

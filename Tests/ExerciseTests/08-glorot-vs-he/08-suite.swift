// Grades Exercises/08-glorot-vs-he.swift: swift test --filter lesson08
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in 08.*.swift.

import Exercises
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
    graded(layerFans) {
      fans(
        windowHeight: $0.windowHeight, windowWidth: $0.windowWidth, channelsIn: $0.channelsIn,
        channelsOut: $0.channelsOut)
    },
    graded(glorotDraws) { input in
      WeightSample(input) {
        glorotWeight(fanIn: input.fanIn, fanOut: input.fanOut, isUniform: input.isUniform, using: &$0)
      }
    },
    graded(heDraws) { input in
      WeightSample(input) {
        heWeight(
          fanIn: input.fanIn, fanOut: input.fanOut, negativeSlope: input.negativeSlope, isUniform: input.isUniform,
          using: &$0)
      }
    },
    graded(forwardSizes) {
      predictedSizes(inputSize: $0.size, widths: $0.widths, weightDeviations: $0.deviations)
    },
    graded(gradientSizes) {
      predictedGradientSizes(outputGradientSize: $0.size, widths: $0.widths, weightDeviations: $0.deviations)
    },
    graded(residualStreams) {
      residualMeanSquares(
        inputMeanSquare: $0.inputMeanSquare, blocks: $0.blocks, scale: $0.scale, isNormalized: $0.isNormalized)
    },
  ]
}

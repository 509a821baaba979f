// Grades Exercises/08-glorot-vs-he.swift: swift test --filter glorot-vs-he
//
// This file imports the learner's module and no other answers, so nothing but the learner's functions can be graded
// here. What is expected, and what is diagnosed, stands in Banks/08.*.swift.

import Exercises
import Testing

@Suite struct `08-glorot-vs-he` {
  @Test func `8.1 Fans of a layer`() async { await grade("8.1") }
  @Test func `8.2 Glorot normal and uniform`() async { await grade("8.2") }
  @Test func `8.3 He normal and uniform`() async { await grade("8.3") }
  @Test func `8.4 Predicted std after L layers`() async { await grade("8.4") }
  @Test func `8.5 Predicted gradients`() async { await grade("8.5") }
  @Test func `8.6 Residual blocks`() async { await grade("8.6") }
}

let glorotVsHeGrading: [GradedExercise] = [
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

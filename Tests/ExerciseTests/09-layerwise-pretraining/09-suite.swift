// Grades Exercises/09-layerwise-pretraining.swift: swift test --filter lesson09
//
// What is expected, and what is diagnosed, stands in 09.*.swift.

import Solutions
import Testing

/// The names of lesson 09: its banks, and what they are made of.
enum Lesson09 {}

@Suite(.ofExercisesAskedFor) struct `lesson09-layerwise-pretraining` {
  @Test("9.1 Forward pass and loss of an autoencoder") func lesson09_1() async { await grade("9.1") }
  @Test("9.2 Gradient of tied weights") func lesson09_2() async { await grade("9.2") }
  @Test("9.3 Explained variance of a bottleneck") func lesson09_3() async { await grade("9.3") }
  @Test("9.4 Principal direction by power iteration") func lesson09_4() async { await grade("9.4") }
  @Test("9.5 Greedy stacking") func lesson09_5() async { await grade("9.5") }
}

extension Lesson09 {
  static let banks: [AnyBank] = [
    graded(forwardPass, like: autoencoded) {
      Coded($0($1.x, $1.encoder, $1.encoderBias, $1.decoder, $1.decoderBias))
    },
    graded(gradientOfTiedWeights, like: tiedGradient) { $0($1.x, $1.weight) },
    graded(shareExplained, like: explainedVariance) { $0($1.x, $1.rebuilt) },
    graded(directionOfMostVariance, like: principalDirection) {
      Direction($0($1.covariance, $1.start, $1.steps))
    },
    graded(stackOfLayers, like: greedyStack) { function, input in
      var calls = 0
      let result = function(input.x, input.widths) {
        calls += 1
        return input.trainer.train($0, $1)
      }
      return Stacked(result, extraCalls: calls - input.widths.count)
    },
  ]
}

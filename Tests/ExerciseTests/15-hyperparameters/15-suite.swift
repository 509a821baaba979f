// Grades Exercises/15-hyperparameters.swift: swift test --filter lesson15
//
// What is expected, and what is diagnosed, stands in 15.*.swift.

import Solutions
import Testing

/// The names of lesson 15: its banks, and what they are made of.
enum Lesson15 {}

@Suite(.ofExercisesAskedFor) struct `lesson15-hyperparameters` {
  @Test("15.1 Draw by ratio") func lesson15_1() async { await grade("15.1") }
  @Test("15.2 A grid and as many random points") func lesson15_2() async { await grade("15.2") }
  @Test("15.3 Schedules with warm-up") func lesson15_3() async { await grade("15.3") }
  @Test("15.4 Explained shares of the variance") func lesson15_4() async { await grade("15.4") }
  @Test("15.5 Pick a rate from a range test") func lesson15_5() async { await grade("15.5") }
  @Test("15.6 Successive halving") func lesson15_6() async { await grade("15.6") }
}

extension Lesson15 {
  static let banks: [AnyBank] = [
    graded(draws, like: drawnByRatio) { function, input in
      let answer = function(input.u, input.rates, input.units, input.oneMinusBeta)
      return Drawn(answer.rate, Double(answer.units), answer.beta)
    },
    graded(searches, like: gridAndRandom) { function, input in
      Searches(input) { function(input.count, input.offsets, &$0) }
    },
    graded(schedules, like: warmedUpFactors) {
      $0($1.count, $1.warmUp, $1.stepLength, $1.stepFactor, $1.cosineLength, $1.decay)
    },
    graded(shares, like: explainedShares) { $0($1.values, $1.losses, $1.bins) },
    graded(rangeTests, like: rangeTestPick) { $0($1.losses, $1.rates, $1.beta) },
    graded(halvings, like: successiveHalving) { function, input in
      Halving(function(input.losses, input.epochs, input.factor))
    },
  ]
}

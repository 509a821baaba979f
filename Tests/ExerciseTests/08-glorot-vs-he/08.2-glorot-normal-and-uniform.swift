import Engine
import Solutions

extension Lesson08 {
  private static func deviation(_ input: WeightInput) -> Double {
    (2 / Double(input.fanIn + input.fanOut)).squareRoot()
  }

  static let glorotDraws = Bank<WeightInput, WeightSample>(
    id: "8.2",
    cases: { _ in
      [
        Case(WeightInput(fanIn: 300, fanOut: 100, isUniform: false), tolerance: weightTolerance),
        Case(WeightInput(fanIn: 150, fanOut: 200, isUniform: true), tolerance: weightTolerance),
      ]
    },
    input: {
      [
        .number("fanIn", Double($0.fanIn)), .number("fanOut", Double($0.fanOut)),
        .number("isUniform (1: true)", $0.isUniform ? 1 : 0),
      ]
    },
    output: { $0.properties(wanted: deviation($0.input)) },
    reference: { input in
      WeightSample(input) {
        glorotWeight(fanIn: input.fanIn, fanOut: input.fanOut, isUniform: input.isUniform, using: &$0)
      }
    },
    alternatives: otherDraws(deviation),
    misconceptions: [
      otherVariance("You used the fan-in alone: Glorot's rule averages both fans.") { fanIn, _, _ in 1 / fanIn },
      otherVariance("You used the fan-out alone: Glorot's rule averages both fans.") { _, fanOut, _ in 1 / fanOut },
      otherVariance("You averaged the two factors 1/√fan: average the fans, then take one over the root.") {
        fanIn, fanOut, _ in
        let average = (1 / fanIn.squareRoot() + 1 / fanOut.squareRoot()) / 2
        return average * average
      },
      otherVariance("You divided by the sum of the fans, not by their average: the variance is 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 1 / (fanIn + fanOut)
      },
      otherVariance("That is He's variance, 2/n_in: Glorot's is 2/(n_in + n_out).") { fanIn, _, _ in 2 / fanIn },
    ] + drawingMistakes(deviation))
}

import Engine
import Solutions

extension Lesson08 {
  private static func deviation(_ input: WeightInput) -> Double {
    (2 / Double(input.fanIn + input.fanOut)).squareRoot()
  }

  static let glorotDraws: Bank<WeightInput, WeightSample> = Bank(
    id: "8.2",
    cases: { generator in
      // Fans so unlike that other averages of them are far off, and fans that are nearly alike.
      let layers = [
        WeightInput(fanIn: 800, fanOut: 40, isUniform: false, seed: generator.next()),
        WeightInput(fanIn: 40, fanOut: 800, isUniform: true, seed: generator.next()),
        WeightInput(fanIn: 160, fanOut: 200, isUniform: false, seed: generator.next()),
        WeightInput(fanIn: 200, fanOut: 160, isUniform: true, seed: generator.next()),
        WeightInput(fanIn: 1, fanOut: 1, isUniform: false, seed: generator.next()),
      ]
      return layers.map {
        Case($0, tolerance: weightTolerance, note: $0.fanIn * $0.fanOut == 1 ? "There is one weight." : nil)
      }
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
      otherVariance("You took the geometric mean of the fans: the rule has the arithmetic one, (n_in + n_out)/2.") {
        fanIn, fanOut, _ in 1 / (fanIn * fanOut).squareRoot()
      },
      otherVariance("You multiplied the fans: they are added, the variance is 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 2 / (fanIn * fanOut)
      },
      otherVariance("You took the square of the uniform limit, 6/(n_in + n_out): the variance is 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 6 / (fanIn + fanOut)
      },
      otherVariance("You took 3/(n_in + n_out): the variance is one over the average fan, 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 3 / (fanIn + fanOut)
      },
      otherVariance("You doubled the variance, as He does for ReLU: Glorot's is 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 4 / (fanIn + fanOut)
      },
      otherVariance("You used the larger fan alone: Glorot's rule averages both.") { fanIn, fanOut, _ in
        1 / max(fanIn, fanOut)
      },
      otherVariance("You used the smaller fan alone: Glorot's rule averages both.") { fanIn, fanOut, _ in
        1 / min(fanIn, fanOut)
      },
      otherVariance("You took the average fan for the variance: it divides.") { fanIn, fanOut, _ in
        (fanIn + fanOut) / 2
      },
      otherVariance("You divided by the sum of the fans, not by their average: the variance is 2/(n_in + n_out).") {
        fanIn, fanOut, _ in 1 / (fanIn + fanOut)
      },
      otherVariance("You divided √2 by n_in + n_out, not by its root: σ = √(2/(n_in + n_out)).") { fanIn, fanOut, _ in
        2 / ((fanIn + fanOut) * (fanIn + fanOut))
      },
      otherVariance("That is He's variance, 2/n_in: Glorot's is 2/(n_in + n_out).") { fanIn, _, _ in 2 / fanIn },
      otherVariance("You forgot the fans: the variance is 2/(n_in + n_out).") { _, _, _ in 1 },
    ] + drawingMistakes(deviation))
}

import Engine
import Solutions

extension Lesson08 {
  private static func deviation(_ input: WeightInput) -> Double {
    (2 / (Double(input.fanIn) * (1 + input.negativeSlope * input.negativeSlope))).squareRoot()
  }

  static let heDraws: Bank<WeightInput, WeightSample> = Bank(
    id: "8.3",
    cases: { generator in
      // Slopes at which a, a², a/2 and their absolute values are told apart.
      let layers = [
        WeightInput(fanIn: 600, fanOut: 50, negativeSlope: 0, isUniform: false, seed: generator.next()),
        WeightInput(fanIn: 50, fanOut: 600, negativeSlope: 0.8, isUniform: true, seed: generator.next()),
        WeightInput(fanIn: 150, fanOut: 200, negativeSlope: -0.5, isUniform: false, seed: generator.next()),
        WeightInput(fanIn: 200, fanOut: 150, negativeSlope: 0, isUniform: true, seed: generator.next()),
        WeightInput(fanIn: 100, fanOut: 300, negativeSlope: 0.7, isUniform: false, seed: generator.next()),
        WeightInput(fanIn: 1, fanOut: 1, isUniform: false, seed: generator.next()),
      ]
      return layers.map {
        Case($0, tolerance: weightTolerance, note: $0.fanIn * $0.fanOut == 1 ? "There is one weight." : nil)
      }
    },
    input: {
      [
        .number("fanIn", Double($0.fanIn)), .number("fanOut", Double($0.fanOut)),
        .number("negativeSlope", $0.negativeSlope), .number("isUniform (1: true)", $0.isUniform ? 1 : 0),
      ]
    },
    output: { $0.properties(wanted: deviation($0.input)) },
    reference: { input in
      WeightSample(input) {
        heWeight(
          fanIn: input.fanIn, fanOut: input.fanOut, negativeSlope: input.negativeSlope, isUniform: input.isUniform,
          using: &$0)
      }
    },
    alternatives: otherDraws(deviation),
    misconceptions: [
      otherVariance("You used the fan-out: the signal on its way forward needs the fan-in.") {
        2 / ((1 + $2 * $2) * $1)
      },
      otherVariance("You averaged the fans: that is Glorot's idea; He's rule takes the fan-in alone.") {
        4 / ((1 + $2 * $2) * ($0 + $1))
      },
      otherVariance("You forgot what the activation takes: it leaves (1 + a²)/2 of the mean square.") {
        fanIn, _, _ in 1 / fanIn
      },
      otherVariance("You forgot the negative slope: below 0 a share of a² of the mean square is left.") {
        fanIn, _, _ in 2 / fanIn
      },
      otherVariance("You took a for a²: the negative half is multiplied by a, so its squares by a².") {
        fanIn, _, slope in 2 / ((1 + slope) * fanIn)
      },
      otherVariance("You took a for a²: the negative half is multiplied by a, so its squares by a².") {
        fanIn, _, slope in 2 / ((1 + abs(slope)) * fanIn)
      },
      otherVariance(
        "You multiplied by what the activation leaves, (1 + a²)/2: the weights make up for it, so divide by it."
      ) {
        fanIn, _, slope in (1 + slope * slope) / (2 * fanIn)
      },
      otherVariance("You subtracted a²: the negative half adds to the mean square, which is (1 + a²)/2 of what came.") {
        fanIn, _, slope in 2 / ((1 - slope * slope) * fanIn)
      },
      otherVariance("You multiplied by 1 + a²: the activation leaves (1 + a²)/2 of the mean square, so divide by it.") {
        fanIn, _, slope in 2 * (1 + slope * slope) / fanIn
      },
      otherVariance("You squared 1 + a: the activation leaves (1 + a²)/2, the mean of the squared slopes 1 and a.") {
        fanIn, _, slope in 2 / ((1 + slope) * (1 + slope) * fanIn)
      },
      otherVariance("You squared 1 − a: the activation leaves (1 + a²)/2, the mean of the squared slopes 1 and a.") {
        fanIn, _, slope in 2 / ((1 - slope) * (1 - slope) * fanIn)
      },
      drawing("In the uniform limit you forgot the negative slope: both distributions have the same variance.") {
        let slope = $0.isUniform ? 0 : $0.negativeSlope
        let variance = 2 / ((1 + slope * slope) * Double($0.fanIn))
        return weights($0, deviation: variance.squareRoot(), using: &$1)
      },
      drawing("For the normal weights you forgot the negative slope: both distributions have the same variance.") {
        let slope = $0.isUniform ? $0.negativeSlope : 0
        let variance = 2 / ((1 + slope * slope) * Double($0.fanIn))
        return weights($0, deviation: variance.squareRoot(), using: &$1)
      },
      otherVariance("You let a slope below 0 count as 0: a is of either sign, and a² is positive.") { fanIn, _, slope in
        2 / ((1 + max(0, slope) * max(0, slope)) * fanIn)
      },
      otherVariance("You left 1 + a² outside the root: σ = √(2/((1 + a²) n_in)).") { fanIn, _, slope in
        2 / ((1 + slope * slope) * (1 + slope * slope) * fanIn)
      },
      otherVariance("You added the fans: He's rule takes the fan-in alone.") { fanIn, fanOut, slope in
        2 / ((1 + slope * slope) * (fanIn + fanOut))
      },
      otherVariance("You used the larger fan: He's rule takes the fan-in, large or small.") { fanIn, fanOut, slope in
        2 / ((1 + slope * slope) * max(fanIn, fanOut))
      },
      otherVariance("You used the smaller fan: He's rule takes the fan-in, large or small.") { fanIn, fanOut, slope in
        2 / ((1 + slope * slope) * min(fanIn, fanOut))
      },
      otherVariance("You left out the 2: the activation leaves (1 + a²)/2 of the mean square, and that divides.") {
        fanIn, _, slope in 1 / ((1 + slope * slope) * fanIn)
      },
      otherVariance("You took a² off the 2: the variance is 2/((1 + a²) n_in).") { fanIn, _, slope in
        (2 - slope * slope) / fanIn
      },
      otherVariance("You took 1 + a/2: it is 1 + a², as the activation leaves (1 + a²)/2 of the mean square.") {
        fanIn, _, slope in
        2 / ((1 + slope / 2) * fanIn)
      },
      otherVariance("You divided the gain by n_in, not by its root: σ = √(2/(1 + a²)) / √n_in.") { fanIn, _, slope in
        2 / ((1 + slope * slope) * fanIn * fanIn)
      },
      otherVariance("You divided the gain by n_in, not by its root, and forgot the slope: σ = √(2/(1 + a²)) / √n_in.") {
        fanIn, _, _ in 2 / (fanIn * fanIn)
      },
      otherVariance("You took the root of n_in alone: the gain, √(2/(1 + a²)), is a root as well.") {
        fanIn, _, slope in 4 / ((1 + slope * slope) * (1 + slope * slope) * fanIn)
      },
      otherVariance("You multiplied by n_in: 2 / (1 + a²) * n_in needs brackets around what divides.") {
        fanIn, _, slope in 2 / (1 + slope * slope) * fanIn
      },
      otherVariance("You took a library's default, a = √5: the slope is given.") { fanIn, _, _ in 2 / (6 * fanIn) },
      otherVariance("That is Glorot's variance, 2/(n_in + n_out): He's is 2/((1 + a²) n_in).") { fanIn, fanOut, _ in
        2 / (fanIn + fanOut)
      },
      otherVariance("You put the 2 twice: the variance is 2/((1 + a²) n_in).") {
        fanIn, _, slope in 4 / ((1 + slope * slope) * fanIn)
      },
      otherVariance("You kept the variance of the outputs, not their mean square: the next layer feels the mean, too.")
      {
        fanIn, _, slope in
        1 / (((1 + slope * slope) / 2 - (1 - slope) * (1 - slope) / (2 * Double.pi)) * fanIn)
      },
    ] + drawingMistakes(deviation))
}

import Engine
import Solutions

extension Lesson13 {
  struct AverageInput: Sendable {
    let values: [Double]
    let beta: Double
  }

  private typealias WrongAverage = Answer<AverageInput, [Double]>

  /// The average after each value, started at 0, and what is made of it at step t.
  private static func averages(
    _ input: AverageInput, start: Double = 0, _ average: Averaging.Function? = nil,
    _ finish: (_ m: Double, _ t: Int) -> Double
  ) -> [Double] {
    var m = start
    return input.values.enumerated().map { i, x in
      m = average.map { $0(input.beta, m, x) } ?? input.beta * m + (1 - input.beta) * x
      return finish(m, i + 1)
    }
  }

  private static func sumOfWeights(_ beta: Double, _ t: Int) -> Double { 1 - power(beta, t) }

  static let biasCorrection: Bank<AverageInput, [Double]> = Bank(
    id: "13.6",
    cases: { generator in
      // Divided by 1 − β, one rounding at a number of size 1 is 10⁻¹³ at most, so 10⁻¹² is room enough.
      [
        Case(AverageInput(values: [1, 1, 4], beta: 0.5), tolerance: 1e-12),
        Case(
          AverageInput(values: [2, 2, 2, 2, 2], beta: 0.9), tolerance: 1e-12,
          note: "All values are equal, so every average must be that value."),
        Case(AverageInput(values: list(6, -1, 1, &generator), beta: 0.75), tolerance: 1e-12),
        Case(
          AverageInput(values: [3], beta: 0.99), tolerance: 1e-12,
          note: "There is one value: its corrected average is the value itself."),
        Case(
          AverageInput(values: [0, 0, -1, 0], beta: 0.8), tolerance: 1e-12,
          note: "The first values are 0, and so are their averages."),
        Case(AverageInput(values: list(150, -2, 2, &generator), beta: 0.995), tolerance: 1e-12),
        Case(
          AverageInput(values: [], beta: 0.9), tolerance: 1e-12, note: "There are no values, so there are no averages."),
      ]
    },
    input: { [.list("values", $0.values), .number("beta", $0.beta)] },
    output: { [.list("averages", $0)] },
    reference: { correctedAverages(of: $0.values, beta: $0.beta) },
    alternatives: [
      Answer("the weighted mean of all values so far, from its definition") { input in
        input.values.indices.map { t in
          var (total, weights, weight) = (0.0, 0.0, 1.0)
          for x in input.values[...t].reversed() {
            total += weight * x
            weights += weight
            weight *= input.beta
          }
          return total / weights
        }
      },
      Answer("the corrected average itself moved, with a share that falls from 1 to 1 − β") { input in
        var average = 0.0
        return input.values.enumerated().map { i, x in
          average += (1 - input.beta) / sumOfWeights(input.beta, i + 1) * (x - average)
          return average
        }
      },
    ],
    misconceptions: correctionMistakes)

  private static let correctionMistakes: [WrongAverage] =
    [
      WrongAverage("You did not correct: divide the average after t values by 1 − βᵗ.") { input in
        averages(input) { m, _ in m }
      },
      WrongAverage("You divided by 1 − β every time, or left that share out: the weights of t values add up to 1 − βᵗ.")
      { input in
        averages(input) { m, _ in m / (1 - input.beta) }
      },
      WrongAverage("You divided by 1 − β t: the weights of t values add up to 1 − βᵗ, with t as the exponent.") {
        input in
        averages(input) { m, t in m / (1 - input.beta * Double(t)) }
      },
      WrongAverage("You continued with the corrected average: keep the plain one going, and correct a copy of it.") {
        input in
        var m = 0.0
        return input.values.enumerated().map { i, x in
          m = (input.beta * m + (1 - input.beta) * x) / sumOfWeights(input.beta, i + 1)
          return m
        }
      },
      WrongAverage("You counted the values from 0: after the first one t is 1.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, t - 1) }
      },
      WrongAverage("You counted the values from 0: after the first one t is 1.") { input in
        averages(input) { m, t in t == 1 ? m : m / sumOfWeights(input.beta, t - 1) }
      },
      WrongAverage("You counted the values from 0: after the first one t is 1.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, max(1, t - 1)) }
      },
      WrongAverage("You counted one value too many: after the first one t is 1.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, t + 1) }
      },
      WrongAverage("You swapped the shares and did not correct: β belongs to the old average, and 1 − βᵗ divides.") {
        input in
        averages(input, { (1 - $0) * $1 + $0 * $2 }) { m, _ in m }
      },
      WrongAverage("You swapped the shares: β belongs to the old average, 1 − β to the new value.") { input in
        correctedAverages(of: input.values, beta: 1 - input.beta)
      },
      WrongAverage("You corrected the value before it was averaged: the average is divided by 1 − βᵗ.") { input in
        var m = 0.0
        return input.values.enumerated().map { i, x in
          m = input.beta * m + (1 - input.beta) * x / sumOfWeights(input.beta, i + 1)
          return m
        }
      },
      WrongAverage("You divided by 1 + βᵗ: the weights of t values add up to 1 − βᵗ.") { input in
        averages(input) { m, t in m / (1 + power(input.beta, t)) }
      },
      WrongAverage("You divided by βᵗ: the weights of t values add up to 1 − βᵗ.") { input in
        averages(input) { m, t in m / power(input.beta, t) }
      },
      WrongAverage("You took the power of 1 − β: the weights of t values add up to 1 − βᵗ.") { input in
        averages(input) { m, t in m / power(1 - input.beta, t) }
      },
      WrongAverage("You multiplied by 1 − βᵗ: that makes a small average smaller. Divide by it.") { input in
        averages(input) { m, t in m * sumOfWeights(input.beta, t) }
      },
      WrongAverage("You corrected the first value only: every average is divided by 1 − βᵗ.") { input in
        averages(input) { m, t in t == 1 ? m / (1 - input.beta) : m }
      },
      WrongAverage("You corrected all with the last power: after t values the sum of the weights is 1 − βᵗ.") {
        input in
        averages(input) { m, _ in m / sumOfWeights(input.beta, input.values.count) }
      },
      WrongAverage("You gave the oldest value the greatest weight: the newest has 1 − β, the one before it β (1 − β).")
      {
        input in
        input.values.indices.map { t in
          let weights = (0...t).map { power(input.beta, $0) }
          return zip(weights, input.values).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        }
      },
      WrongAverage("You left the correction out after many values: it is due at every t.") { input in
        averages(input) { m, t in Double(t) < 1 / (1 - input.beta) ? m / sumOfWeights(input.beta, t) : m }
      },
      WrongAverage("You left the correction out after many values: it is due at every t.") { input in
        averages(input) { m, t in Double(t) <= 1 / (1 - input.beta) ? m / sumOfWeights(input.beta, t) : m }
      },
      WrongAverage("You left the correction out after many values: it is due at every t.") { input in
        averages(input) { m, t in Double(t - 1) <= 1 / (1 - input.beta) ? m / sumOfWeights(input.beta, t) : m }
      },
      WrongAverage("You took the root of the correction: the average is divided by 1 − βᵗ itself.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, t).squareRoot() }
      },
      WrongAverage("You started the average at the first value: it starts at 0, and the correction makes up for that.")
      { input in
        averages(input, start: input.values.first ?? 0) { m, _ in m }
      },
      WrongAverage("You started at the first value and corrected, too: the correction is for a start at 0.") { input in
        averages(input, start: input.values.first ?? 0) { m, t in m / sumOfWeights(input.beta, t) }
      },
      WrongAverage("You returned the last average only: one is wanted after each value.") { input in
        Array(averages(input) { m, t in m / sumOfWeights(input.beta, t) }.suffix(1))
      },
      WrongAverage("You returned m₀ = 0 in front: there is one average after each value, T in all.") { input in
        [0] + averages(input) { m, t in m / sumOfWeights(input.beta, t) }
      },
      WrongAverage("You returned an average of no values: where there are none, the list is empty.") { input in
        input.values.isEmpty ? [0] : averages(input) { m, t in m / sumOfWeights(input.beta, t) }
      },
      WrongAverage("You returned the values themselves: their averages are wanted.") { $0.values },
      WrongAverage("You took the plain mean of all values so far: older ones count less, by β per step.") { input in
        var sum = 0.0
        return input.values.enumerated().map { i, x in
          sum += x
          return sum / Double(i + 1)
        }
      },
    ]
    + wrongAverages(share: "β", of: "the new value", into: "the old average").map { wrong in
      WrongAverage(wrong.diagnosis) { input in
        averages(input, wrong.average) { m, t in m / sumOfWeights(input.beta, t) }
      }
    }
}

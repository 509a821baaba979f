import Engine
import Solutions

extension Lesson13 {
  struct AverageInput: Sendable {
    let values: [Double]
    let beta: Double
  }

  /// The average after each value, started at 0 with the given shares, and what is made of it at step t.
  private static func averages(
    _ input: AverageInput, old: Double? = nil, new: Double? = nil, _ finish: (_ m: Double, _ t: Int) -> Double
  ) -> [Double] {
    var m = 0.0
    return input.values.enumerated().map { i, x in
      m = (old ?? input.beta) * m + (new ?? 1 - input.beta) * x
      return finish(m, i + 1)
    }
  }

  private static func sumOfWeights(_ beta: Double, _ t: Int) -> Double { 1 - (0..<t).reduce(1.0) { p, _ in p * beta } }

  static let biasCorrection = Bank<AverageInput, [Double]>(
    id: "13.7",
    cases: { generator in
      [
        Case(AverageInput(values: [1, 1, 4], beta: 0.5)),
        Case(
          AverageInput(values: [2, 2, 2, 2, 2], beta: 0.9),
          note: "All values are equal, so every average must be that value."),
        Case(AverageInput(values: list(6, -1, 1, &generator), beta: 0.75)),
        Case(
          AverageInput(values: [3], beta: 0.99), note: "There is one value: its corrected average is the value itself."),
        Case(AverageInput(values: list(30, -2, 2, &generator), beta: 0.95)),
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
    misconceptions: [
      Answer("You did not correct: divide the average after t values by 1 − βᵗ.") { input in
        averages(input) { m, _ in m }
      },
      Answer("You divided by 1 − β every time: the weights of t values add up to 1 − βᵗ.") { input in
        averages(input) { m, _ in m / (1 - input.beta) }
      },
      Answer("You counted the values from 0: after the first one t is 1.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, t - 1) }
      },
      Answer("You counted one value too many: after the first one t is 1.") { input in
        averages(input) { m, t in m / sumOfWeights(input.beta, t + 1) }
      },
      Answer("You divided by 1 − β t: the weights of t values add up to 1 − βᵗ, where t is a power.") { input in
        averages(input) { m, t in m / (1 - input.beta * Double(t)) }
      },
      Answer("You multiplied by 1 − βᵗ: the average is too small, so divide by it.") { input in
        averages(input) { m, t in m * sumOfWeights(input.beta, t) }
      },
      Answer("You continued with the corrected average: keep the plain one going, and correct a copy of it.") { input in
        var m = 0.0
        return input.values.enumerated().map { i, x in
          m = (input.beta * m + (1 - input.beta) * x) / sumOfWeights(input.beta, i + 1)
          return m
        }
      },
      Answer("You swapped the shares: β belongs to the old average, 1 − β to the new value.") { input in
        averages(input, old: 1 - input.beta, new: input.beta) { m, t in m / sumOfWeights(input.beta, t) }
      },
      Answer("You forgot the factor 1 − β: a new value enters the average with that share.") { input in
        averages(input, new: 1) { m, t in m / sumOfWeights(input.beta, t) }
      },
      Answer("You took the plain mean of all values so far: older ones count less, by β per step.") { input in
        var sum = 0.0
        return input.values.enumerated().map { i, x in
          sum += x
          return sum / Double(i + 1)
        }
      },
      Answer("You started the average at the first value: it starts at 0, and the correction makes up for that.") {
        input in
        var m = input.values[0]
        return input.values.enumerated().map { i, x in
          if i > 0 { m = input.beta * m + (1 - input.beta) * x }
          return m
        }
      },
    ])
}

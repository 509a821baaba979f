import Engine
import Solutions

extension Lesson10 {
  struct InferenceInput: Sendable {
    let x: Matrix
    var gamma: [Double]
    var beta: [Double]
    var mean: [Double]
    var variance: [Double]
    var epsilon: Double

    /// The same input with something changed: most mistakes are the right function of wrong values.
    func with(_ change: (inout InferenceInput) -> Void) -> InferenceInput {
      var changed = self
      change(&changed)
      return changed
    }
  }

  private static func answer(_ input: InferenceInput) -> Matrix {
    batchNormalizedAtInference(
      input.x, gamma: input.gamma, beta: input.beta, mean: input.mean, variance: input.variance, epsilon: input.epsilon)
  }

  static let inference = Bank<InferenceInput, Matrix>(
    id: "10.3",
    cases: { generator in
      Batch.all(&generator).map { batch in
        let n = batch.x.columns
        let center = batch.x[0, 0].rounded()
        let input = InferenceInput(
          x: batch.x,
          gamma: n == 2 ? [1, 2] : list(n, 0.5, 2, &generator),
          beta: n == 2 ? [0, 1] : list(n, -1, 1, &generator),
          mean: n == 2 ? [center + 1, center + 2] : list(n, -1, 1, &generator),
          variance: n == 2 ? [4, 9] : list(n, 1e-5, 2, &generator),
          epsilon: 1e-5)
        let single = batch.x.rows == 1 ? "This is a single example: inference does not need a batch." : nil
        return Case(input, tolerance: batch.tolerance, note: single)
      }
    },
    input: {
      [
        .matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .list("mean", $0.mean),
        .list("variance", $0.variance), .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.matrix("y", $0)] },
    reference: answer,
    alternatives: [
      Answer("one scale and one shift per column") { input in
        let scale = zip(input.gamma, input.variance).map { $0 / ($1 + input.epsilon).squareRoot() }
        let shift = input.beta.indices.map { input.beta[$0] - input.mean[$0] * scale[$0] }
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in input.x[i, j] * scale[j] + shift[j] }
      },
      Answer("row by row, with the inverse deviation") { input in
        let inverse = input.variance.map { 1 / ($0 + input.epsilon).squareRoot() }
        let rows = (0..<input.x.rows).map { i in
          (0..<input.x.columns).map { j in
            input.beta[j] + (input.x[i, j] - input.mean[j]) * inverse[j] * input.gamma[j]
          }
        }
        return Matrix(rows)
      },
    ],
    misconceptions: [
      Answer("You normalized with this batch's statistics: at inference the running mean and variance are used.") {
        batchNormalized($0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon)
      },
      Answer("You took the mean of this batch: at inference the mean, too, is the running one.") { input in
        answer(input.with { $0.mean = columns($0.x).map(mean) })
      },
      Answer("You took the variance of this batch: at inference the variance, too, is the running one.") { input in
        answer(input.with { $0.variance = columns($0.x).map(variance) })
      },
      Answer("You divided by the running variance: divide by its root, √(variance + ε).") { input in
        answer(
          input.with {
            $0.variance = $0.variance.map { ($0 + input.epsilon) * ($0 + input.epsilon) }
            $0.epsilon = 0
          })
      },
      Answer("You added ε outside the root: it belongs to the variance, √(variance + ε).") { input in
        answer(
          input.with {
            $0.variance = $0.variance.map { ($0.squareRoot() + input.epsilon) * ($0.squareRoot() + input.epsilon) }
            $0.epsilon = 0
          })
      },
      Answer("You left ε out: inference must divide by what training divides by, √(variance + ε).") { input in
        answer(input.with { $0.epsilon = 0 })
      },
      Answer("You did not subtract the running mean.") { input in
        answer(input.with { $0.mean = $0.mean.map { _ in 0 } })
      },
      Answer("You forgot γ: the learned scale applies at inference as well.") { input in
        answer(input.with { $0.gamma = $0.gamma.map { _ in 1 } })
      },
      Answer("You forgot β: the learned shift applies at inference as well.") { input in
        answer(input.with { $0.beta = $0.beta.map { _ in 0 } })
      },
    ])
}

import Engine
import Solutions

extension Lesson10 {
  struct ForwardInput: Sendable {
    let x: Matrix
    let gamma: [Double]
    let beta: [Double]
    let epsilon: Double
  }

  /// γ (x − μ) / deviation + β, where μ and the deviation are those of entry (i, j).
  private static func normalized(
    _ input: ForwardInput, mean: (Int, Int) -> Double, deviation: (Int, Int) -> Double
  ) -> Matrix {
    Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
      input.gamma[j] * (input.x[i, j] - mean(i, j)) / deviation(i, j) + input.beta[j]
    }
  }

  /// The same, with the right mean of each column and the given deviation of a column.
  private static func normalized(_ input: ForwardInput, deviation: ([Double]) -> Double) -> Matrix {
    let means = columns(input.x).map(mean)
    let deviations = columns(input.x).map(deviation)
    return normalized(input, mean: { means[$1] }, deviation: { deviations[$1] })
  }

  static let forwardInTraining = Bank<ForwardInput, Matrix>(
    id: "10.1",
    cases: { generator in
      Batch.all(&generator).map { batch in
        let n = batch.x.columns
        let gamma = n == 2 ? [1, 2] : list(n, 0.5, 2, &generator)
        let beta = n == 2 ? [0, 1] : list(n, -1, 1, &generator)
        let input = ForwardInput(x: batch.x, gamma: gamma, beta: beta, epsilon: 1e-5)
        return Case(input, tolerance: batch.tolerance, note: batch.note)
      }
    },
    input: {
      [.matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .number("epsilon", $0.epsilon)]
    },
    output: { [.matrix("y", $0)] },
    reference: { batchNormalized($0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon) },
    alternatives: [
      Answer("mean and variance updated entry by entry (Welford)") { input in
        normalized(input) { column in
          var running = 0.0
          var sum = 0.0
          for (k, value) in column.enumerated() {
            let before = value - running
            running += before / Double(k + 1)
            sum += before * (value - running)
          }
          return (sum / Double(column.count) + input.epsilon).squareRoot()
        }
      },
      Answer("variance as half the mean squared difference of all pairs") { input in
        normalized(input) { column in
          var sum = 0.0
          for a in column { sum += squares(column, around: a) }
          let pairs = Double(column.count * column.count)
          return (sum / (2 * pairs) + input.epsilon).squareRoot()
        }
      },
      Answer("one scale and one shift per column") { input in
        let scale = zip(input.gamma, columns(input.x)).map { $0 / (variance($1) + input.epsilon).squareRoot() }
        let means = columns(input.x).map(mean)
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          input.x[i, j] * scale[j] + (input.beta[j] - means[j] * scale[j])
        }
      },
    ],
    misconceptions: [
      Answer("You divided by m − 1: batch normalization uses the biased variance, with 1/m.") { input in
        normalized(input) { (variance($0) * Double($0.count) / Double($0.count - 1) + input.epsilon).squareRoot() }
      },
      Answer("You added ε outside the root: it belongs to the variance, √(σ² + ε).") { input in
        normalized(input) { variance($0).squareRoot() + input.epsilon }
      },
      Answer("You left ε out: a constant column then divides 0 by 0.") { input in
        normalized(input) { variance($0).squareRoot() }
      },
      Answer("You divided by the variance: divide by its root, √(σ² + ε).") { input in
        normalized(input) { variance($0) + input.epsilon }
      },
      Answer(
        "You took the statistics of each row: an example is a row, a feature is a column, and features are normalized."
      ) {
        input in
        let rows = (0..<input.x.rows).map { input.x.row($0) }
        return normalized(
          input, mean: { i, _ in mean(rows[i]) },
          deviation: { i, _ in (variance(rows[i]) + input.epsilon).squareRoot() })
      },
      Answer("You took one mean and one variance of the whole matrix: each column has its own.") { input in
        let center = mean(input.x.elements)
        let deviation = (variance(input.x.elements) + input.epsilon).squareRoot()
        return normalized(input, mean: { _, _ in center }, deviation: { _, _ in deviation })
      },
      Answer("You forgot γ: the normalized column is stretched by it before β is added.") { input in
        let ones = input.gamma.map { _ in 1.0 }
        return batchNormalized(input.x, gamma: ones, beta: input.beta, epsilon: input.epsilon)
      },
      Answer("You forgot β: it is added to every entry of its column, after γ.") { input in
        let zeros = input.beta.map { _ in 0.0 }
        return batchNormalized(input.x, gamma: input.gamma, beta: zeros, epsilon: input.epsilon)
      },
      Answer("You stretched β by γ as well: multiply by γ first, then add β.") { input in
        let products = zip(input.gamma, input.beta).map { $0 * $1 }
        return batchNormalized(input.x, gamma: input.gamma, beta: products, epsilon: input.epsilon)
      },
    ])
}

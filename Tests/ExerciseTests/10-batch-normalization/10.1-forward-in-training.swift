import Engine
import Solutions

extension Lesson10 {
  struct ForwardInput: Sendable {
    let x: Matrix
    let gamma: [Double]
    let beta: [Double]
    let epsilon: Double

    /// What 10.3 needs for the same answer: statistics of each column.
    func with(
      mean center: ([Double]) -> Double = mean, variance spread: ([Double]) -> Double = variance
    ) -> InferenceInput {
      InferenceInput(
        x: x, gamma: gamma, beta: beta, mean: columns(x).map(center), variance: columns(x).map(spread),
        epsilon: epsilon)
    }
  }

  private static func answer(_ input: ForwardInput) -> Matrix {
    batchNormalized(input.x, gamma: input.gamma, beta: input.beta, epsilon: input.epsilon)
  }

  /// An answer with another variance of a column, around the right mean.
  private static func otherVariance(
    _ diagnosis: String, _ variance: @escaping @Sendable ([Double]) -> Double
  ) -> Answer<ForwardInput, Matrix> {
    Answer(diagnosis) { $0.with(variance: variance).normalized }
  }

  /// An answer that makes an exception of some columns: `value` is what their entries become there.
  private static func exception(
    _ diagnosis: String, where isException: @escaping @Sendable ([Double], ForwardInput) -> Bool,
    _ value: @escaping @Sendable (_ entry: Double, _ beta: Double) -> Double
  ) -> Answer<ForwardInput, Matrix> {
    Answer(diagnosis) { input in
      let right = answer(input)
      let isExceptional = columns(input.x).map { isException($0, input) }
      return Matrix(rows: right.rows, columns: right.columns) { i, j in
        isExceptional[j] ? value(input.x[i, j], input.beta[j]) : right[i, j]
      }
    }
  }

  static let forwardInTraining: Bank<ForwardInput, Matrix> = Bank(
    id: "10.1",
    cases: { generator in
      Batch.all(&generator).map {
        Case(
          ForwardInput(x: $0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon), tolerance: $0.tolerance,
          note: $0.note)
      }
    },
    input: {
      [.matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .number("epsilon", $0.epsilon)]
    },
    output: { [.matrix("y", $0)] },
    reference: answer,
    alternatives: [
      otherVariance("mean and variance updated entry by entry (Welford)") { column in
        var running = 0.0
        var sum = 0.0
        for (k, value) in column.enumerated() {
          let before = value - running
          running += before / Double(k + 1)
          sum += before * (value - running)
        }
        return sum / Double(column.count)
      },
      otherVariance("variance as half the mean squared difference of all pairs") { column in
        column.reduce(0) { $0 + squares(column, around: $1) } / Double(2 * column.count * column.count)
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
      otherVariance("You divided by m − 1: batch normalization uses the biased variance, with 1/m.") {
        squares($0, around: mean($0)) / Double($0.count - 1)
      },
      otherVariance("You did not divide by m: the variance is the mean of the squared deviations, not their sum.") {
        squares($0, around: mean($0))
      },
      otherVariance("You averaged the squares: take the deviations from the mean first, then square.") {
        squares($0, around: 0) / Double($0.count)
      },
      otherVariance(
        "You took E[x²] − E[x]²: where entries lie far from 0 it cancels. Subtract the mean first, then square."
      ) {
        squares($0, around: 0) / Double($0.count) - mean($0) * mean($0)
      },
      otherVariance("You averaged the deviations' sizes: the variance is the mean of their squares.") { column in
        let center = mean(column)
        return column.reduce(0) { $0 + abs($1 - center) } / Double(column.count)
      },
      Answer("You divided by the number of features: a column has m entries, one for each example.") { input in
        let n = Double(input.x.columns)
        return input.with(
          mean: { $0.reduce(0, +) / n }, variance: { squares($0, around: $0.reduce(0, +) / n) / n }
        ).normalized
      },
      Answer("You divided by the number of features: a column has m entries, one for each example.") { input in
        input.with(variance: { squares($0, around: mean($0)) / Double(input.x.columns) }).normalized
      },
      Answer("You used the mean before the column was summed up: add all entries, then take the deviations.") { input in
        let sums = columns(input.x).map { column in column.indices.map { mean(Array(column[...$0])) } }
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let column = input.x.column(j)
          let variance = squares(column, around: sums[j][i]) / Double(column.count)
          return input.gamma[j] * (input.x[i, j] - sums[j][i]) / (variance + input.epsilon).squareRoot() + input.beta[j]
        }
      },
      Answer(
        "You took the statistics of each row: an example is a row, a feature is a column, and features are normalized."
      ) { input in
        let rows = (0..<input.x.rows).map { input.x.row($0) }
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let deviation = (variance(rows[i]) + input.epsilon).squareRoot()
          return input.gamma[j] * (input.x[i, j] - mean(rows[i])) / deviation + input.beta[j]
        }
      },
      Answer("You took one mean and one variance of the whole matrix: each column has its own.") { input in
        let entries = input.x.elements
        return input.with(mean: { _ in mean(entries) }, variance: { _ in variance(entries) }).normalized
      },
    ]
      + formulaMistakes("σ²").map { diagnosis, change in
        Answer(diagnosis) { $0.with().with(change).normalized }
      }
      + [
        exception(equalEntries, where: { _, input in input.x.rows == 1 }) { entry, _ in entry },
        exception(equalEntries, where: { _, input in input.x.rows == 1 }) { _, _ in 0 },
        exception(equalEntries, where: { _, input in input.x.rows == 1 }) { _, _ in .nan },
        exception(equalEntries, where: { column, _ in variance(column) == 0 }) { entry, _ in entry },
        exception(equalEntries, where: { column, _ in variance(column) == 0 }) { _, _ in 0 },
        exception(similarEntries, where: { column, _ in variance(column) < 1e-10 }) { _, beta in beta },
        exception(similarEntries, where: { column, input in variance(column) < input.epsilon }) { _, beta in beta },
      ])

  private static let equalEntries =
    "You made an exception of equal entries, or of a batch of one: such a column leaves as β by itself."
  private static let similarEntries =
    "You took a column that varies little for a constant one: ε makes any exception superfluous."
}

import Engine
import Solutions

extension Lesson10 {
  struct BackwardInput: Sendable {
    let dy: Matrix
    let x: Matrix
    let gamma: [Double]
    let epsilon: Double
  }

  typealias Gradients = (dx: Matrix, dgamma: [Double], dbeta: [Double])

  /// One column of the backward pass: what every derivation of it starts from.
  private struct Column {
    let x: [Double]
    let dy: [Double]
    let gamma: Double
    let deviation: Double
    let normalized: [Double]

    var count: Double { Double(x.count) }
    var dbeta: Double { dy.reduce(0, +) }
    var dgamma: Double { zip(dy, normalized).reduce(0) { $0 + $1.0 * $1.1 } }

    init(_ input: BackwardInput, _ j: Int) {
      let column = input.x.column(j)
      let center = mean(column)
      let root = (variance(column) + input.epsilon).squareRoot()
      x = column
      dy = input.dy.column(j)
      gamma = input.gamma[j]
      deviation = root
      normalized = column.map { ($0 - center) / root }
    }
  }

  /// The gradients whose dx is made column by column, with dγ and dβ from the reference.
  private static func gradients(_ input: BackwardInput, dx: (Column) -> [Double]) -> Gradients {
    let right = answer(input)
    let columns = (0..<input.x.columns).map { dx(Column(input, $0)) }
    let assembled = Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in columns[j][i] }
    return (assembled, right.dgamma, right.dbeta)
  }

  private static func answer(_ input: BackwardInput) -> Gradients {
    batchNormalizationGradients(input.dy, x: input.x, gamma: input.gamma, epsilon: input.epsilon)
  }

  /// γ/d (dy − a · dβ − b · x̂ dγ): the right form, with the shares that are taken off as parameters.
  private static func combined(_ column: Column, a: Double, b: Double) -> [Double] {
    let factor = column.gamma / column.deviation
    let dbeta = column.dbeta
    let dgamma = column.dgamma
    return zip(column.dy, column.normalized).map { factor * ($0 - a * dbeta - b * $1 * dgamma) }
  }

  /// The three paths of Ioffe and Szegedy (2015), section 3: direct, through the variance, through the mean.
  private static func threePaths(_ column: Column) -> [Double] {
    let center = mean(column.x)
    let dnormalized = column.dy.map { $0 * column.gamma }
    let cubed = column.deviation * column.deviation * column.deviation
    var dvariance = 0.0
    for (d, x) in zip(dnormalized, column.x) { dvariance -= d * (x - center) / (2 * cubed) }
    let dmean = -dnormalized.reduce(0, +) / column.deviation
    return zip(dnormalized, column.x).map { d, x in
      d / column.deviation + dvariance * 2 * (x - center) / column.count + dmean / column.count
    }
  }

  /// The sum over all outputs k of dyₖ γ ∂x̂ₖ/∂xᵢ, with ∂x̂ₖ/∂xᵢ = (δᵢₖ − 1/m − x̂ᵢ x̂ₖ/m) / d.
  private static func jacobian(_ column: Column) -> [Double] {
    column.x.indices.map { i in
      var sum = 0.0
      for k in column.x.indices {
        let same = i == k ? 1.0 : 0.0
        let both = column.normalized[i] * column.normalized[k]
        sum += column.dy[k] * (same - (1 + both) / column.count)
      }
      return column.gamma * sum / column.deviation
    }
  }

  static let backward = Bank<BackwardInput, Gradients>(
    id: "10.4",
    cases: { generator in
      Batch.all(&generator).map { batch in
        let n = batch.x.columns
        let readable = Matrix([[1, 0], [0, 2], [-2, 1]])
        let dy = batch.x.rows == 3 && n == 2 ? readable : uniform(batch.x.rows, n, &generator)
        let gamma = n == 2 ? [1, 2] : list(n, 0.5, 2, &generator)
        let input = BackwardInput(dy: dy, x: batch.x, gamma: gamma, epsilon: 1e-5)
        return Case(input, tolerance: batch.tolerance, note: batch.note)
      }
    },
    input: {
      [.matrix("dy", $0.dy), .matrix("x", $0.x), .list("gamma", $0.gamma), .number("epsilon", $0.epsilon)]
    },
    output: { [.list("dbeta", $0.dbeta), .list("dgamma", $0.dgamma), .matrix("dx", $0.dx)] },
    reference: answer,
    alternatives: [
      Answer("direct, through the variance, through the mean") { gradients($0, dx: threePaths) },
      Answer("the whole Jacobian") { gradients($0, dx: jacobian) },
    ],
    misconceptions: [
      Answer("You treated μ and σ as constants: each entry also moves its column's mean and variance.") {
        gradients($0) { combined($0, a: 0, b: 0) }
      },
      Answer("You treated σ as a constant: each entry also moves its column's variance (the term with x̂ is missing).") {
        gradients($0) { combined($0, a: 1 / $0.count, b: 0) }
      },
      Answer("You treated μ as a constant: each entry also moves its column's mean (the term with Σ dy is missing).") {
        gradients($0) { combined($0, a: 0, b: 1 / $0.count) }
      },
      Answer("In dx the factor 1/m is missing: the mean and the variance divide by m, so their gradients do.") {
        gradients($0) { combined($0, a: 1, b: 1) }
      },
      Answer("In dx a sign is wrong: what acts through the mean and through the variance is subtracted.") {
        gradients($0) { combined($0, a: -1 / $0.count, b: -1 / $0.count) }
      },
      Answer("In dx the factor γ is missing: the gradient reaches x̂ as γ dy.") {
        gradients($0) { column in combined(column, a: 1 / column.count, b: 1 / column.count).map { $0 / column.gamma } }
      },
      Answer("In dx the division by √(σ² + ε) is missing: x̂ = (x − μ)/√(σ² + ε), so its gradient is divided by it too.")
      {
        gradients($0) { column in
          combined(column, a: 1 / column.count, b: 1 / column.count).map { $0 * column.deviation }
        }
      },
      Answer("In dx you divided by σ² + ε: it is its root that divides, √(σ² + ε).") {
        gradients($0) { column in
          combined(column, a: 1 / column.count, b: 1 / column.count).map { $0 / column.deviation }
        }
      },
      Answer("In dgamma you multiplied dy by x: γ multiplies the normalized x̂.") { input in
        let right = answer(input)
        let dgamma = (0..<input.x.columns).map { j in
          zip(input.dy.column(j), input.x.column(j)).reduce(0.0) { $0 + $1.0 * $1.1 }
        }
        return (right.dx, dgamma, right.dbeta)
      },
      Answer("You divided dgamma and dbeta by m: they are sums over the batch, dy already holds the loss's mean.") {
        input in
        let right = answer(input)
        let m = Double(input.x.rows)
        return (right.dx, right.dgamma.map { $0 / m }, right.dbeta.map { $0 / m })
      },
      Answer("You swapped dgamma and dbeta: the returned tuple is (dx, dgamma, dbeta).") { input in
        let right = answer(input)
        return (right.dx, right.dbeta, right.dgamma)
      },
    ])
}

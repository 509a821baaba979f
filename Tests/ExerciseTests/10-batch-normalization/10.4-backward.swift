import Engine
import Solutions

extension Lesson10 {
  struct BackwardInput: Sendable {
    let dy: Matrix
    let x: Matrix
    let gamma: [Double]
    let epsilon: Double

    /// The columns, each with what every derivation starts from.
    ///
    /// - Parameter divisor: what is taken for √(σ² + ε).
    func columns(divisor: (_ column: [Double], _ epsilon: Double) -> Double = BackwardInput.root) -> [BackwardColumn] {
      (0..<x.columns).map { j in
        BackwardColumn(
          x: x.column(j), dy: dy.column(j), gamma: gamma[j], deviation: divisor(x.column(j), epsilon))
      }
    }

    static func root(_ column: [Double], _ epsilon: Double) -> Double { (variance(column) + epsilon).squareRoot() }
  }

  typealias Gradients = (dx: Matrix, dgamma: [Double], dbeta: [Double])

  private static func answer(_ input: BackwardInput) -> Gradients {
    batchNormalizationGradients(input.dy, x: input.x, gamma: input.gamma, epsilon: input.epsilon)
  }

  /// The gradients, each made column by column; the right ones where nothing else is given.
  private static func gradients(
    of columns: [BackwardColumn], dx: (BackwardColumn) -> [Double] = { $0.dx() },
    dgamma: (BackwardColumn) -> Double = { $0.dgamma }, dbeta: (BackwardColumn) -> Double = { $0.dbeta }
  ) -> Gradients {
    let entries = columns.map(dx)
    return (
      Matrix(rows: columns[0].x.count, columns: columns.count) { i, j in entries[j][i] }, columns.map(dgamma),
      columns.map(dbeta)
    )
  }

  /// An answer whose dx is another.
  private static func otherDx(
    _ diagnosis: String, _ dx: @escaping @Sendable (BackwardColumn) -> [Double]
  ) -> Answer<BackwardInput, Gradients> {
    Answer(diagnosis) { gradients(of: $0.columns(), dx: dx) }
  }

  /// An answer with another dγ and dβ.
  private static func otherSums(
    _ diagnosis: String, dgamma: @escaping @Sendable (BackwardColumn) -> Double,
    dbeta: @escaping @Sendable (BackwardColumn) -> Double = { $0.dbeta }
  ) -> Answer<BackwardInput, Gradients> {
    Answer(diagnosis) { gradients(of: $0.columns(), dgamma: dgamma, dbeta: dbeta) }
  }

  /// The right form of all three, with another number for √(σ² + ε).
  private static func otherDivisor(
    _ diagnosis: String, _ divisor: @escaping @Sendable (_ column: [Double], _ epsilon: Double) -> Double
  ) -> Answer<BackwardInput, Gradients> {
    Answer(diagnosis) { gradients(of: $0.columns(divisor: divisor)) }
  }

  static let backward: Bank<BackwardInput, Gradients> = Bank(
    id: "10.4",
    cases: { generator in
      Batch.all(&generator).enumerated().map { k, batch in
        let dy =
          k == 0 ? Matrix([[1, 6], [0, 0], [-4, 3]]) : uniform(batch.x.rows, batch.x.columns, &generator)
        let input = BackwardInput(dy: dy, x: batch.x, gamma: batch.gamma, epsilon: batch.epsilon)
        return Case(input, tolerance: batch.tolerance, note: batch.note)
      }
    },
    input: {
      [.matrix("dy", $0.dy), .matrix("x", $0.x), .list("gamma", $0.gamma), .number("epsilon", $0.epsilon)]
    },
    output: { [.list("dbeta", $0.dbeta), .list("dgamma", $0.dgamma), .matrix("dx", $0.dx)] },
    reference: answer,
    alternatives: [
      otherDx("direct, through the variance, through the mean") { $0.threePaths },
      otherDx("the whole Jacobian") { $0.jacobian },
    ],
    misconceptions: [
      otherDx("You treated μ and σ as constants: each entry also moves its column's mean and variance.") {
        $0.dx(a: 0, b: 0)
      },
      otherDx("You gave a constant column the gradient 0: its x̂ is 0, and γ/√ε (dy − mean of dy) is left.") {
        variance($0.x) == 0 ? $0.x.map { _ in 0 } : $0.dx()
      },
      otherDx("In dx you divided by Σ x̂²: the sum Σ dy x̂ is divided by m, and Σ x̂² is less than that by ε's share.") {
        let length = sum($0.normalized, times: $0.normalized)
        return $0.dx(b: length == 0 ? 0 : $0.count / length)
      },
      otherDx("You treated σ as a constant: each entry also moves its column's variance (the term with x̂ is missing).")
      {
        $0.dx(b: 0)
      },
      otherDx("You treated μ as a constant: each entry also moves its column's mean (the term with Σ dy is missing).") {
        $0.dx(a: 0)
      },
      otherDx("In dx the factor 1/m is missing: the mean and the variance divide by m, so their gradients do.") {
        $0.dx(a: $0.count, b: $0.count)
      },
      otherDx("In dx the factor 1/m is missing in the mean's term: the mean divides by m, so its gradient does.") {
        $0.dx(a: $0.count)
      },
      otherDx(
        "In dx the factor 1/m is missing in the variance's term: the variance divides by m, so its gradient does."
      ) {
        $0.dx(b: $0.count)
      },
      otherDx("In dx signs are wrong: what acts through the mean and through the variance is subtracted.") {
        $0.dx(a: -1, b: -1)
      },
      otherDx("In dx the sign of the mean's term is wrong: it is subtracted.") { $0.dx(a: -1) },
      otherDx("In dx the sign of the variance's term is wrong: it is subtracted.") { $0.dx(b: -1) },
      otherDx("In dx the variance's term is doubled: the square gives a 2, and the root's derivative a ½.") {
        $0.dx(b: 2)
      },
      otherDx("In dx the variance's term is halved: the root's derivative gives a ½, and the square a 2.") {
        $0.dx(b: 0.5)
      },
      otherDx("In dx the factor γ is missing: the gradient reaches x̂ as γ dy.") { $0.dx(gamma: 1) },
      otherDx("In dx γ is in the variance's term twice: dγ is Σ dy x̂, without it.") { $0.dx(b: $0.gamma) },
      otherDx("You stopped at x̂: dx̂ = γ dy, and the way back through the normalization is missing.") { column in
        column.dy.map { column.gamma * $0 }
      },
      otherDx(
        "In dx the division by √(σ² + ε) is missing: x̂ = (x − μ)/√(σ² + ε), so its gradient is divided by it too."
      ) { column in column.dx().map { $0 * column.deviation } },
      otherDx("In dx you divided by σ² + ε: it is its root that divides, √(σ² + ε).") { column in
        column.dx().map { $0 / column.deviation }
      },
      otherDx(powers) { $0.dx(b: $0.deviation) },
      otherDx(powers) { column in
        column.dx(b: column.deviation * column.deviation)
      },
      otherDx("In dx you took x where x̂ belongs: subtract the mean and divide by √(σ² + ε).") { column in
        let factor = column.gamma / column.deviation
        return zip(column.dy, column.x).map {
          factor * ($0 - column.dbeta / column.count - $1 * column.dgamma / column.count)
        }
      },
      otherDx("In dx you multiplied by √(σ² + ε): it divides.") { column in
        column.dx().map { $0 * column.deviation * column.deviation }
      },
      otherDx("In dx you exchanged the two sums: Σ dy stands alone, and Σ dy x̂ is multiplied by x̂.") {
        $0.dx(a: $0.dgamma / $0.dbeta, b: $0.dbeta / $0.dgamma)
      },
      otherDx("In dx you divided the sums by m − 1: the biased variance, and the mean, have 1/m.") {
        let factor = $0.count / max($0.count - 1, 1)
        return $0.dx(a: factor, b: factor)
      },
      otherDx("You divided dx by m once more: dy already contains the loss's mean.") { column in
        column.dx().map { $0 / column.count }
      },
      otherDx("In dx only the two sums are divided by m, dy is not: γ/d (dy − dβ/m − x̂ dγ/m).") {
        column in column.dx(a: column.count, b: column.count).map { $0 / column.count }
      },
      otherDx("In dx γ is there twice: the gradient reaches x̂ as γ dy.") { $0.dx(gamma: $0.gamma * $0.gamma) },
      otherDx("In dx the direct term is not divided: the gradient reaches x as γ dy/√(σ² + ε), too.") { column in
        zip(column.dx(), column.dy).map { $0 + column.gamma * $1 * (1 - 1 / column.deviation) }
      },
      otherDx("You took γ without its sign: the gradient reaches x̂ as γ dy.") { $0.dx(gamma: abs($0.gamma)) },
      otherSums(
        "In dgamma you multiplied dy by x: γ multiplies the normalized x̂.", dgamma: { sum($0.dy, times: $0.x) }),
      otherSums(
        "In dgamma you multiplied dy by x − μ: γ multiplies x̂, which is divided by √(σ² + ε), too.",
        dgamma: { $0.dgamma * $0.deviation }),
      otherSums(
        "You multiplied dgamma by γ: it is Σ dy x̂, with dy and not with dx̂ = γ dy.", dgamma: { $0.gamma * $0.dgamma }),
      otherSums(
        "You multiplied dgamma and dbeta by γ: they are sums with dy, not with dx̂ = γ dy.",
        dgamma: { $0.gamma * $0.dgamma }, dbeta: { $0.gamma * $0.dbeta }),
      otherSums(
        "You divided dgamma and dbeta by m: they are sums over the batch, dy already holds the loss's mean.",
        dgamma: { $0.dgamma / $0.count }, dbeta: { $0.dbeta / $0.count }),
      otherSums(
        "You divided dgamma by m: it is a sum over the batch, dy already holds the loss's mean.",
        dgamma: { $0.dgamma / $0.count }),
      otherSums(
        "You swapped dgamma and dbeta: the returned tuple is (dx, dgamma, dbeta).", dgamma: { $0.dbeta },
        dbeta: { $0.dgamma }),
      otherSums("In dgamma the sign is wrong: dγ = Σ dy x̂.", dgamma: { -$0.dgamma }),
      otherSums("In dbeta the sign is wrong: dβ = Σ dy.", dgamma: { $0.dgamma }, dbeta: { -$0.dbeta }),
      otherSums(
        "You divided dbeta by m: it is a sum over the batch, dy already holds the loss's mean.",
        dgamma: { $0.dgamma }, dbeta: { $0.dbeta / $0.count }),
      otherSums(
        "You multiplied dbeta by γ: it is Σ dy, and β is added after γ.", dgamma: { $0.dgamma },
        dbeta: { $0.gamma * $0.dbeta }),
      Answer("You divided all three by m once more: dy already contains the loss's mean.") {
        gradients(
          of: $0.columns(), dx: { column in column.dx().map { $0 / column.count } }, dgamma: { $0.dgamma / $0.count },
          dbeta: { $0.dbeta / $0.count })
      },
      otherDivisor(unbiased) { column, epsilon in
        (squares(column, around: mean(column)) / Double(column.count - 1) + epsilon).squareRoot()
      },
      Answer(unbiased) { input in
        let columns = input.columns { column, epsilon in
          (squares(column, around: mean(column)) / Double(column.count - 1) + epsilon).squareRoot()
        }
        return gradients(of: columns, dx: { $0.dx(b: $0.count / ($0.count - 1)) })
      },
      otherDivisor("You did not divide by m: the variance is the mean of the squared deviations, not their sum.") {
        column, epsilon in (squares(column, around: mean(column)) + epsilon).squareRoot()
      },
      otherDivisor("You averaged the squares: take the deviations from the mean first, then square.") {
        column, epsilon in (squares(column, around: 0) / Double(column.count) + epsilon).squareRoot()
      },
      otherDivisor(
        "You took E[x²] − E[x]²: where entries lie far from 0 it cancels. Subtract the mean first, then square."
      ) {
        column, epsilon in
        let center = mean(column)
        return (squares(column, around: 0) / Double(column.count) - center * center + epsilon).squareRoot()
      },
    ]
      + wrongDivisors("σ²").map { diagnosis, divisor in
        otherDivisor(diagnosis) { column, epsilon in divisor(variance(column), epsilon) }
      })

  private static let powers =
    "In dx the variance's term has a wrong power of √(σ² + ε): in γ/√(σ² + ε) (dy − dβ/m − x̂ dγ/m) it is x̂, not x − μ."
  private static let unbiased = "You divided by m − 1: the forward pass has the biased variance, with 1/m."
}

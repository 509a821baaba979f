import Engine
import Solutions

extension Lesson11 {
  typealias WayBackInput = Lesson10.BackwardInput
  typealias Gradients = Lesson10.Gradients

  static let layerNormBackward: Bank<WayBackInput, Gradients> = Bank(
    id: "11.2",
    cases: { generator in
      let rows = wholeRows(&generator).enumerated().map { k, one in
        let (x, gamma) = (one.input.x, one.input.gamma)
        let dy = k == 0 ? Matrix([[1, 0, -4], [6, 0, 3]]) : uniform(x.rows, x.columns, &generator)
        return Case(
          WayBackInput(dy: dy, x: x, gamma: gamma, epsilon: one.input.epsilon), tolerance: one.tolerance,
          note: one.note)
      }
      let ones = WayBackInput(
        dy: uniform(3, 4, &generator), x: uniform(3, 4, &generator), gamma: [1, 1, 1, 1], epsilon: 0.1)
      return rows + [Case(ones, note: "All γ are 1.")]
    },
    input: {
      [.matrix("dy", $0.dy), .matrix("x", $0.x), .list("gamma", $0.gamma), .number("epsilon", $0.epsilon)]
    },
    output: { [.list("dbeta", $0.dbeta), .list("dgamma", $0.dgamma), .matrix("dx", $0.dx)] },
    reference: { layerNormalizationGradients($0.dy, x: $0.x, gamma: $0.gamma, epsilon: $0.epsilon) },
    alternatives: [
      otherDx("direct, through the variance, through the mean") { $0.threePaths },
      otherDx("the whole Jacobian") { $0.jacobian },
    ],
    misconceptions: mistakesOfDx + mistakesOfSums + mistakesOfAxes + mistakesOfDivisor)

  private typealias Mistake = Answer<WayBackInput, Gradients>

  /// The gradients, each made example by example; the right ones where nothing else is given.
  private static func gradients(
    of rows: [BackwardRow], dx: (BackwardRow) -> [Double] = { $0.dx() },
    dgamma: (_ dy: [Double], _ normalized: [Double]) -> [Double] = { zip($0, $1).map { $0 * $1 } },
    dbeta: (_ dy: [Double]) -> [Double] = { $0 }
  ) -> Gradients {
    func summed(_ parts: [[Double]]) -> [Double] {
      parts.dropFirst().reduce(parts[0]) { zip($0, $1).map { $0 + $1 } }
    }
    return (
      Matrix(rows.map(dx)), summed(rows.map { dgamma($0.dy, $0.normalized) }), summed(rows.map { dbeta($0.dy) })
    )
  }

  private static func otherDx(_ diagnosis: String, _ dx: @escaping @Sendable (BackwardRow) -> [Double]) -> Mistake {
    Mistake(diagnosis) { gradients(of: $0.rows(), dx: dx) }
  }

  private static let mistakesOfDx: [Mistake] = [
    otherDx(
      "You pulled γ out in front, as in batch norm: along a row each feature has its own, so it goes into g first."
    ) {
      $0.pulledOut
    },
    otherDx("In dx γ is missing: what arrives at x̂ is g = γ dy.") { $0.dx(g: $0.dy) },
    otherDx("In dx γ is there twice: g = γ dy holds it already.") { row in
      row.dx(g: zip(row.gamma, row.g).map { $0 * $1 })
    },
    otherDx("In dx you multiplied by γ at the end once more: g = γ dy holds it already.") { row in
      zip(row.gamma, row.dx()).map { $0 * $1 }
    },
    otherDx("In dx γ is missing in the first term: all three are made of g = γ dy.") { $0.dx(first: $0.dy) },
    otherDx("You treated μ and σ as constants: each entry also moves its row's mean and variance.") {
      $0.dx(a: 0, b: 0)
    },
    otherDx("You treated σ as a constant: each entry also moves its row's variance (the term with x̂ is missing).") {
      $0.dx(b: 0)
    },
    otherDx("You treated μ as a constant: each entry also moves its row's mean (mean(g) is missing).") { $0.dx(a: 0) },
    otherDx("In dx sums stand where means belong: both divide by n.") { $0.dx(a: $0.count, b: $0.count) },
    otherDx("In dx the sum of g stands where its mean belongs.") { $0.dx(a: $0.count) },
    otherDx("In dx the sum of g ⊙ x̂ stands where its mean belongs.") { $0.dx(b: $0.count) },
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
    otherDx("You stopped at x̂: g = γ dy arrives there, and the way back through the normalization is missing.") {
      $0.g
    },
    otherDx("In dx the division by √(σ² + ε) is missing: x̂ = (x − μ)/√(σ² + ε), so its gradient is divided, too.") {
      row in
      row.dx().map { $0 * row.deviation }
    },
    otherDx("In dx you multiplied by √(σ² + ε): it divides.") { row in
      row.dx().map { $0 * row.deviation * row.deviation }
    },
    otherDx("In dx you divided by σ² + ε: it is its root that divides, √(σ² + ε).") { row in
      row.dx().map { $0 / row.deviation }
    },
    otherDx("In dx you took x where x̂ belongs: subtract the mean and divide by √(σ² + ε).") { $0.dx(normalized: $0.x) },
    otherDx("In dx you took x − μ where x̂ belongs: divide by √(σ² + ε).") { row in
      row.dx(normalized: row.normalized.map { $0 * row.deviation })
    },
    otherDx("In dx the variance's term has x − μ for one of its two x̂: divide it by √(σ² + ε), too.") {
      $0.dx(b: $0.deviation)
    },
    otherDx("In dx the factor x̂ is missing in the variance's term: it is x̂ times mean(g ⊙ x̂).") { row in
      let along = Lesson10.sum(row.g, times: row.normalized) / row.count
      return row.dx(b: 0).map { $0 - along / row.deviation }
    },
    otherDx("In dx the variance's term has mean(g) for mean(g ⊙ x̂).") { row in
      zip(row.g, row.normalized).map { ($0 - mean(row.g) - $1 * mean(row.g)) / row.deviation }
    },
    otherDx("You took the means of dy where those of g = γ dy belong.") { $0.dx(first: $0.g, g: $0.dy) },
    otherDx("You gave a constant row the gradient 0: its x̂ is 0, and (g − mean(g))/√ε is left.") {
      variance($0.x) == 0 ? $0.x.map { _ in 0 } : $0.dx()
    },
    otherDx("In dx you divided by Σ x̂²: the sum is divided by n, and Σ x̂² is less than that by ε's share.") { row in
      let length = squares(row.normalized, around: 0)
      return row.dx(b: length == 0 ? 0 : row.count / length)
    },
  ]

  private static let mistakesOfSums: [Mistake] = [
    Mistake("You multiplied dgamma and dbeta by γ: they are sums with dy, not with g = γ dy.") { input in
      let right = gradients(of: input.rows())
      return (
        right.dx, zip(input.gamma, right.dgamma).map { $0 * $1 }, zip(input.gamma, right.dbeta).map { $0 * $1 }
      )
    },
    Mistake("You multiplied dgamma by γ: it is a sum with dy, not with g = γ dy.") { input in
      let right = gradients(of: input.rows())
      return (right.dx, zip(input.gamma, right.dgamma).map { $0 * $1 }, right.dbeta)
    },
    Mistake("You multiplied dbeta by γ: it is the sum of dy, and β is added after γ.") { input in
      let right = gradients(of: input.rows())
      return (right.dx, right.dgamma, zip(input.gamma, right.dbeta).map { $0 * $1 })
    },
    Mistake("You swapped dgamma and dbeta: the returned tuple is (dx, dgamma, dbeta).") {
      let right = gradients(of: $0.rows())
      return (right.dx, right.dbeta, right.dgamma)
    },
    Mistake("You divided dgamma and dbeta by m: they are sums over the batch, dy already holds the loss's mean.") {
      let (m, right) = (Double($0.x.rows), gradients(of: $0.rows()))
      return (right.dx, right.dgamma.map { $0 / m }, right.dbeta.map { $0 / m })
    },
    Mistake("You divided dgamma and dbeta by n: they are sums over the batch.") {
      let (n, right) = (Double($0.x.columns), gradients(of: $0.rows()))
      return (right.dx, right.dgamma.map { $0 / n }, right.dbeta.map { $0 / n })
    },
    Mistake("You divided all three by m once more: dy already contains the loss's mean.") {
      let (m, right) = (Double($0.x.rows), gradients(of: $0.rows()))
      return (right.dx / m, right.dgamma.map { $0 / m }, right.dbeta.map { $0 / m })
    },
    Mistake("You divided dx by m: dy already contains the loss's mean.") {
      let right = gradients(of: $0.rows())
      return (right.dx / Double($0.x.rows), right.dgamma, right.dbeta)
    },
    Mistake("In dgamma the sign is wrong: dγ is the sum of dy ⊙ x̂.") {
      let right = gradients(of: $0.rows())
      return (right.dx, right.dgamma.map { -$0 }, right.dbeta)
    },
    Mistake("In dgamma you took x where x̂ belongs.") { input in
      let right = gradients(of: input.rows())
      return (
        right.dx, (0..<input.x.columns).map { Lesson10.sum(input.dy.column($0), times: input.x.column($0)) },
        right.dbeta
      )
    },
    Mistake("In dgamma you took x − μ where x̂ belongs: divide by √(σ² + ε).") { input in
      let right = gradients(of: input.rows())
      let centred =
        input.x.rows == 0 ? input.x : Matrix(input.rows().map { row in row.normalized.map { $0 * row.deviation } })
      return (
        right.dx, (0..<input.x.columns).map { Lesson10.sum(input.dy.column($0), times: centred.column($0)) },
        right.dbeta
      )
    },
    Mistake("In dgamma dy is missing: it is the sum of dy ⊙ x̂.") {
      gradients(of: $0.rows(), dgamma: { $1 })
    },
    Mistake("In dgamma x̂ is missing: it is the sum of dy ⊙ x̂.") {
      gradients(of: $0.rows(), dgamma: { dy, _ in dy })
    },
    Mistake("You kept dgamma and dbeta of the last example only: they are summed over all.") {
      let last = $0.rows().last!
      return (gradients(of: $0.rows()).dx, zip(last.dy, last.normalized).map { $0 * $1 }, last.dy)
    },
  ]

  private static let mistakesOfAxes: [Mistake] = [
    Mistake("You took the means along the columns: that is batch norm. Here an example, a row, is by itself.") {
      $0.alongColumns
    },
    Mistake("In dx you took the means along the columns: that is batch norm. Here an example, a row, is by itself.") {
      let right = gradients(of: $0.rows())
      return ($0.alongColumns.dx, right.dgamma, right.dbeta)
    },
    Mistake("In dgamma you normalized the columns: x̂ is the normalized row.") {
      let right = gradients(of: $0.rows())
      return (right.dx, $0.alongColumns.dgamma, right.dbeta)
    },
    Mistake("You summed dgamma and dbeta along each row: a feature's γ and β are used once by every example.") {
      input in
      let rows = input.rows()
      return (
        gradients(of: rows).dx, rows.map { Lesson10.sum($0.dy, times: $0.normalized) },
        rows.map { $0.dy.reduce(0, +) }
      )
    },
    Mistake("You transposed dx: it is m × n, as x is.") {
      let right = gradients(of: $0.rows())
      return (right.dx.transposed, right.dgamma, right.dbeta)
    },
    Mistake("In dx you divided the sums by m, the number of examples: the means are along a row, so divide by n.") {
      let (m, n) = (Double($0.x.rows), Double($0.x.columns))
      return gradients(of: $0.rows(), dx: { $0.dx(a: n / m, b: n / m) })
    },
    Mistake("You took the means over the whole matrix: each example has its own.") { input in
      let rows = input.rows()
      let (g, x̂) = (rows.flatMap(\.g), rows.flatMap(\.normalized))
      let (center, along) = (mean(g), Lesson10.sum(g, times: x̂) / Double(g.count))
      return gradients(
        of: rows, dx: { row in zip(row.g, row.normalized).map { ($0 - center - $1 * along) / row.deviation } })
    },
  ]

  private static let mistakesOfDivisor: [Mistake] =
    [
      Mistake("You divided by n − 1: the forward pass has the biased variance, with 1/n.") {
        gradients(
          of: $0.rows(divisor: { (squares($0, around: mean($0)) / Double($0.count - 1) + $1).squareRoot() }))
      },
      Mistake("You did not divide: the variance is the mean of the squared deviations, not their sum.") {
        gradients(of: $0.rows(divisor: { (squares($0, around: mean($0)) + $1).squareRoot() }))
      },
      Mistake("You averaged the squares: take the deviations from the mean first, then square.") {
        gradients(of: $0.rows(divisor: { (squares($0, around: 0) / Double($0.count) + $1).squareRoot() }))
      },
      Mistake(cancels) { gradients(of: $0.rows(divisor: { (cancelling($0) + $1).squareRoot() })) },
      Mistake(cancels) { gradients(of: $0.rows(divisor: { (max(0, cancelling($0)) + $1).squareRoot() })) },
    ]
    + Lesson10.wrongDivisors("σ²").map { diagnosis, divisor in
      Mistake(diagnosis) { gradients(of: $0.rows(divisor: { divisor(variance($0), $1) })) }
    }
}

extension Lesson10.BackwardInput {
  /// The examples, each with what every derivation starts from.
  ///
  /// - Parameter divisor: what is taken for √(σ² + ε).
  fileprivate func rows(
    divisor: (_ row: [Double], _ epsilon: Double) -> Double = Lesson11.Rows.root
  ) -> [Lesson11.BackwardRow] {
    (0..<x.rows).map { i in
      Lesson11.BackwardRow(x: x.row(i), dy: dy.row(i), gamma: gamma, deviation: divisor(x.row(i), epsilon))
    }
  }

  /// What batch norm would send back.
  fileprivate var alongColumns: Lesson10.Gradients {
    batchNormalizationGradients(dy, x: x, gamma: gamma, epsilon: epsilon)
  }
}

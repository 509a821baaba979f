import Engine
import Solutions

extension Lesson11 {
  static let layerNorm = Bank<Rows, Matrix>(
    id: "11.1",
    cases: { generator in
      func rows(_ x: Matrix, epsilon: Double, tolerance: Double = 1e-9, note: String? = nil) -> Case<Rows> {
        Case(
          Rows(
            x: x, groups: 1, gamma: Lesson10.scales(x.columns, &generator), beta: list(x.columns, -1, 1, &generator),
            epsilon: epsilon), tolerance: tolerance, note: note)
      }
      // The means are 3 and 2, the variances 6 and 2; with this ε the roots are 2.5 and 1.5.
      let readable = Case(
        Rows(x: Matrix([[0, 3, 6], [4, 1, 1]]), groups: 1, gamma: [10, -3, 2], beta: [1, 2, -4], epsilon: 0.25))
      let varying = uniform(3, 5, &generator)
      let constant = Matrix(rows: 3, columns: 5) { i, j in i == 1 ? 0.75 : varying[i, j] }
      let small = uniform(2, 6, &generator)
      let offset = Matrix([[-5, -1, 2, 7], [3, -7, 0, 1]]).map { 1e9 + $0 }
      return [
        readable,
        rows(uniform(3, 3, &generator), epsilon: 1e-5),
        rows(uniform(7, 4, &generator), epsilon: 1e-3),
        rows(uniform(1, 3, &generator), epsilon: 0.01, note: "A batch of one is no trouble here."),
        rows(
          uniform(4, 1, &generator), epsilon: 0.01,
          note: "With a single feature each example equals its mean: the variance is 0."),
        rows(
          constant, epsilon: 1e-5,
          note: "Row 1 is constant: its variance is 0, and ε alone keeps the division defined."),
        rows(
          Matrix(rows: 2, columns: 6) { i, j in small[i, j] * (i == 0 ? 1e-3 : 1e-6) }, epsilon: 1e-5,
          note: "The variance here is smaller than ε, so ε shows."),
        rows(
          offset, epsilon: 1e-3, tolerance: 1e-6,
          note: "All entries lie near 10⁹. There E[x²] − E[x]² cancels: subtract the mean first, then square."),
        rows(uniform(5, 32, &generator, scale: 3, offset: 0.5), epsilon: 0.1),
        rows(uniform(6, 6, &generator, offset: 2), epsilon: 0.5),
      ]
    },
    input: {
      [.matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .number("epsilon", $0.epsilon)]
    },
    output: { [.matrix("y", $0)] },
    reference: { layerNormalized($0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon) },
    alternatives: otherRightRows,
    misconceptions: statisticMistakes("a row") + scaleMistakes + [
      RowsAnswer("You transposed the answer: it is m × n, as x is.") { $0.normalized().transposed },
      RowsAnswer("You divided by the number of features once more, or by its root: the variance is a mean already.") {
        input in
        let n = Double(input.x.columns)
        return input.normalized(divisor: { ((variance($0) + $1) / n).squareRoot() })
      },
    ])
}

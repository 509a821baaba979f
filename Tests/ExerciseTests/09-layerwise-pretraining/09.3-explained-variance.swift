import Engine
import Solutions

extension Lesson09 {
  struct Rebuilt: Sendable {
    let x: Matrix
    let rebuilt: Matrix

    init(_ x: Matrix, _ rebuilt: Matrix) { (self.x, self.rebuilt) = (x, rebuilt) }

    var missed: Matrix { x - rebuilt }
    /// The sum of the squared errors.
    var missedSquares: Double { missed.hadamard(missed).sum }
    /// The sum of the squared distances from the columns' means.
    var total: Double { x.columnVariances.sum * Double(x.rows) }
    var right: Double { explainedVariance(x, rebuilt: rebuilt) }

    /// With a row added to every example, and to what was rebuilt of it.
    func moved(by row: Matrix) -> Rebuilt { Rebuilt(x.addingRow(row), rebuilt.addingRow(row)) }
  }

  /// Examples, and what might have been rebuilt of them: part of the distance from the mean, and noise.
  private static func rebuilt(
    _ m: Int, _ n: Int, _ generator: inout Generator, keeping share: Double, offset: Double = 0.5,
    shift: Double = 0
  ) -> Rebuilt {
    let scales = Matrix(row: list(n, 0.3, 3, &generator))
    let x = uniform(m, n, &generator).multiplyingColumns(by: scales)
      .addingRow(uniform(1, n, &generator, scale: 0.3, offset: offset))
    let means = x.columnMeans
    let noise = uniform(m, n, &generator, scale: 0.2, offset: shift)
    return Rebuilt(x, (share * x.subtractingRow(means)).addingRow(means) + noise)
  }

  static let shareExplained: Bank<Rebuilt, Double> = Bank(
    id: "9.3",
    cases: { generator in
      let x = Matrix([[1, 2], [3, 2], [5, 8]])
      let readable = [
        Case(
          Rebuilt(Matrix([[0, 0], [2, 4]]), Matrix([[0, 2], [2, 2]])),
          note: "The first number is kept and the second is its mean: 1 − 8/10."),
        Case(Rebuilt(x, x), note: "All is rebuilt."),
        Case(Rebuilt(x, Matrix([[3, 4], [3, 4], [3, 4]])), note: "Every example is rebuilt as the mean."),
        Case(Rebuilt(x, Matrix(rows: 3, columns: 2)), note: "All is rebuilt as 0: worse than the mean, so negative."),
        Case(
          Rebuilt(x, x.map { $0 + 1 }),
          note: "Every entry is 1 too large: that is an error, too, although it does not vary."),
      ]
      let sizes = [(4, 3, 0.9), (6, 2, 0.5), (3, 5, 0.7), (10, 4, 0.2), (2, 2, 0.8), (5, 1, 0.6)]
      let generated = sizes.map { Case(rebuilt($0, $1, &generator, keeping: $2)) }
      let edges = [
        Case(rebuilt(5, 3, &generator, keeping: 0.8, shift: 0.4), note: "What is rebuilt has other means than x."),
        Case(rebuilt(5, 3, &generator, keeping: -0.7), note: "The wrong way round: negative."),
        Case(rebuilt(4, 3, &generator, keeping: 2.5), note: "More spread than there is: negative."),
        Case(
          Rebuilt(Matrix([[7, 1], [7, 3], [7, -1]]), Matrix([[6, 1], [7, 2], [7, 0]])),
          note: "The first column does not vary; to miss it is an error all the same."),
        Case(rebuilt(6, 3, &generator, keeping: 0.9, offset: -8), note: "The means are far from 0."),
        Case(
          rebuilt(8, 3, &generator, keeping: 0.7, offset: 1e6), tolerance: 1e-6,
          note: """
            The means are 10⁶ times the deviations: of the difference of two squares no digits are left. First the mean, \
            then the distances from it.
            """),
        Case(
          rebuilt(6, 3, &generator, keeping: 0.6).moved(by: Matrix(row: [1e6, -1e6, 3e5])), tolerance: 1e-6,
          note:
            "Each column has a mean of its own, far from the others': take off one mean of all, and they are far still."
        ),
        Case(
          Rebuilt(1e-6 * x, 1e-6 * Matrix([[2, 2], [3, 3], [4, 7]])), note: "The same numbers on a small scale."),
        Case(Rebuilt(x, x.map { $0 + 1000 }), note: "Far worse than the mean: there is no lowest share."),
        Case(Rebuilt(x, x + Matrix([[0, 0], [0, 0], [0, 0.01]])), note: "Nearly all is rebuilt."),
        Case(
          Rebuilt(x, Matrix([[3, 5], [3, 5], [3, 5]])),
          note: "Every example is rebuilt as the same, which is the mean in the first column alone."),
      ]
      return readable + generated + edges
    },
    input: { [.matrix("x", $0.x), .matrix("rebuilt", $0.rebuilt)] },
    output: { [.number("explained", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("means over the entries instead of sums") {
        1 - meanSquaredError($0.rebuilt, target: $0.x).value / $0.x.columnVariances.mean
      },
      Answer("in loops, column by column") { input in
        var (missed, total) = (0.0, 0.0)
        for (x, rebuilt) in zip(columns(input.x), columns(input.rebuilt)) {
          missed += zip(x, rebuilt).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          total += squares(x, around: mean(x))
        }
        return (total - missed) / total
      },
      Answer("by norms") {
        let ratio = $0.missed.norm / $0.x.subtractingRow($0.x.columnMeans).norm
        return 1 - ratio * ratio
      },
    ],
    misconceptions: mistakesOfShare + mistakesOfTotal)

  private typealias Mistake = Answer<Rebuilt, Double>

  private static let mistakesOfShare: [Mistake] = [
    Mistake("You gave the share that is missed: 1 less that is the share explained.") {
      $0.missedSquares / $0.total
    },
    Mistake("You gave missed ÷ total − 1: it is the other way round, 1 − missed ÷ total.") {
      $0.missedSquares / $0.total - 1
    },
    Mistake("You divided the variance of x̂ by that of x: that x̂ varies does not mean that it varies as x does.") {
      $0.rebuilt.columnVariances.sum / $0.x.columnVariances.sum
    },
    Mistake("You divided how x̂ varies around the means of x by the total: that does not see whether x̂ is right.") {
      let spread = $0.rebuilt.subtractingRow($0.x.columnMeans)
      return spread.hadamard(spread).sum / $0.total
    },
    Mistake("You took the roots of the sums: variances are compared, not deviations.") {
      1 - ($0.missedSquares / $0.total).squareRoot()
    },
    Mistake("You took the root of the share.") { max(0, $0.right).squareRoot() },
    Mistake("You gave 0 where the share is negative: it may be, where x̂ is worse than the mean.") {
      max(0, $0.right)
    },
    Mistake("You gave the size of the share: where x̂ is worse than the mean, it is negative.") { abs($0.right) },
    Mistake("You gave percent: asked is the share, 1 for all of it.") { 100 * $0.right },
    Mistake("You took the variance of the errors: that forgives an error that is the same for all examples.") {
      1 - $0.missed.columnVariances.sum / $0.x.columnVariances.sum
    },
    Mistake("You averaged |x − x̂|: the errors are squared.") {
      1 - abs($0.missed).sum / $0.total
    },
    Mistake("You compared sizes, |x − x̂| with |x − mean|: variances are made of squares.") {
      1 - abs($0.missed).sum / abs($0.x.subtractingRow($0.x.columnMeans)).sum
    },
    Mistake("You averaged the columns' shares: one sum over all entries is divided by another.") { input in
      mean(
        (0..<input.x.columns).map { j in
          let missed = input.missed.column(j).reduce(0) { $0 + $1 * $1 }
          let total = squares(input.x.column(j), around: mean(input.x.column(j)))
          return total > 0 ? 1 - missed / total : 0
        })
    },
    Mistake("You averaged the errors but not the distances: divide both by the number of entries, or neither.") {
      1 - $0.missedSquares / Double($0.x.elements.count) / $0.total
    },
    Mistake("You averaged the distances but not the errors: divide both by the number of entries, or neither.") {
      1 - $0.missedSquares / $0.x.columnVariances.mean
    },
    Mistake("You divided the mean squared error by the sum of the columns' variances: it is over their mean.") {
      1 - $0.missedSquares / Double($0.x.elements.count) / $0.x.columnVariances.sum
    },
    Mistake("You squared the correlation of x and x̂: it forgives a wrong scale and a wrong mean.") { input in
      let x = input.x.subtractingRow(input.x.columnMeans)
      let rebuilt = input.rebuilt.subtractingRow(input.rebuilt.columnMeans)
      let product = x.hadamard(rebuilt).sum
      let sizes = x.norm * rebuilt.norm
      return sizes > 0 ? product * product / (sizes * sizes) : 0
    },
  ]

  private static let mistakesOfTotal: [Mistake] = [
    Mistake("You did not subtract the means: the total is of the distances of x from the means of its columns.") {
      1 - $0.missedSquares / $0.x.hadamard($0.x).sum
    },
    Mistake("You took the distances from one mean of all entries: each column has its own.") {
      1 - $0.missedSquares / ($0.x.variance * Double($0.x.elements.count))
    },
    Mistake("You took the distances from the means of the rows: they are over the examples, column by column.") {
      let rows = $0.x.transposed
      let total = rows.columnVariances.sum * Double(rows.rows)
      return 1 - $0.missedSquares / (total > 0 ? total : 1)
    },
    Mistake("You divided by the variance of x̂: the total is that of x.") {
      let total = $0.rebuilt.columnVariances.sum * Double($0.x.rows)
      return 1 - $0.missedSquares / (total > 0 ? total : 1)
    },
    Mistake("You took the distances of x from the means of x̂: they are from its own.") {
      let away = $0.x.subtractingRow($0.rebuilt.columnMeans)
      return 1 - $0.missedSquares / max(1e-300, away.hadamard(away).sum)
    },
    Mistake("You divided by m − 1 in the variance and by m in the error: the same number belongs under both.") {
      let m = Double($0.x.rows)
      return 1 - $0.missedSquares / ($0.total * m / (m - 1))
    },
    Mistake("You divided by m − 1 in the error and by m in the variance: the same number belongs under both.") {
      let m = Double($0.x.rows)
      return 1 - $0.missedSquares * m / (m - 1) / $0.total
    },
    Mistake("You took the first column only: the sums are over all entries.") {
      let missed = $0.missed.column(0).reduce(0) { $0 + $1 * $1 }
      let total = squares($0.x.column(0), around: mean($0.x.column(0)))
      return 1 - missed / (total > 0 ? total : 1)
    },
    Mistake("You took the column that varies most for the total: add up the variances of all.") {
      1 - $0.missedSquares / ($0.x.columnVariances.max * Double($0.x.rows))
    },
    Mistake(
      """
      You took the variances as differences, E[x²] − μ²: where the means are large, no digits are left. First the mean, \
      then the distances from it.
      """
    ) { input in
      let means = input.x.columnMeans
      let total = input.x.hadamard(input.x).sum - Double(input.x.rows) * means.hadamard(means).sum
      return 1 - input.missedSquares / (total > 0 ? total : 1)
    },
  ]
}

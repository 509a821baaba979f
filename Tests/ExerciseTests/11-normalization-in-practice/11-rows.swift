// What 11.1 and 11.3 share: examples to normalize, which entries go together, and what goes wrong with the formula.

import Engine

extension Lesson11 {
  struct Rows: Sendable {
    let x: Matrix
    let groups: Int
    let gamma: [Double]
    let beta: [Double]
    let epsilon: Double

    var size: Int { x.columns / groups }

    /// The entries with which (i, j) shares its mean.
    func together(_ i: Int, _ j: Int) -> [Double] {
      let first = j / size * size
      return Array(x.row(i)[first..<first + size])
    }

    /// The entries that go together, for each group of row i up to the one that holds column j.
    func groups(_ i: Int, through j: Int) -> [[Double]] { (0...j / size).map { together(i, $0 * size) } }

    /// γ (x − μ) / d + β, with whatever is taken for the entries that go together, for their mean, for d, for γ, for β.
    ///
    /// - Parameters:
    ///   - center: μ, where it is not made of the entries that go together alone.
    ///   - deviation: d, likewise.
    func normalized(
      together: ((_ i: Int, _ j: Int) -> [Double])? = nil, mean: (_ together: [Double]) -> Double = mean,
      divisor: (_ together: [Double], _ epsilon: Double) -> Double = Rows.root,
      center: ((_ i: Int, _ j: Int) -> Double)? = nil, deviation: ((_ i: Int, _ j: Int) -> Double)? = nil,
      gamma: ((_ i: Int, _ j: Int) -> Double)? = nil, beta: ((_ i: Int, _ j: Int) -> Double)? = nil
    ) -> Matrix {
      Matrix(rows: x.rows, columns: x.columns) { i, j in
        let entries = together?(i, j) ?? self.together(i, j)
        let centred = x[i, j] - (center?(i, j) ?? mean(entries))
        let normalized = centred / (deviation?(i, j) ?? divisor(entries, epsilon))
        return (gamma?(i, j) ?? self.gamma[j]) * normalized + (beta?(i, j) ?? self.beta[j])
      }
    }

    static func root(_ together: [Double], _ epsilon: Double) -> Double { (variance(together) + epsilon).squareRoot() }
  }

  /// What 11.1 and 11.2 are tried on: small and legible first, then the shapes and sizes at which mistakes show.
  static func wholeRows(_ generator: inout Generator) -> [Case<Rows>] {
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
  }

  typealias RowsAnswer = Answer<Rows, Matrix>

  /// Right answers that compute otherwise.
  static let otherRightRows: [RowsAnswer] = [
    RowsAnswer("variance as half the mean squared difference of all pairs") {
      $0.normalized(divisor: { entries, epsilon in
        let sum = entries.reduce(0) { $0 + squares(entries, around: $1) }
        return (sum / Double(2 * entries.count * entries.count) + epsilon).squareRoot()
      })
    },
    RowsAnswer("centred first, then divided") { input in
      let centred = Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
        input.x[i, j] - mean(input.together(i, j))
      }
      let rows = Rows(
        x: centred, groups: input.groups, gamma: input.gamma, beta: input.beta, epsilon: input.epsilon)
      return rows.normalized(
        mean: { _ in 0 }, divisor: { (squares($0, around: 0) / Double($0.count) + $1).squareRoot() })
    },
    RowsAnswer("one scale and one shift for each entry") { input in
      Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
        let entries = input.together(i, j)
        let scale = input.gamma[j] / Rows.root(entries, input.epsilon)
        return (input.x[i, j] - mean(entries)) * scale + input.beta[j]
      }
    },
  ]

  /// - Parameter whole: what shares a mean, `"a row"` or `"a group"`.
  static func statisticMistakes(_ whole: String) -> [RowsAnswer] {
    func spread(_ diagnosis: String, _ variance: @escaping @Sendable ([Double]) -> Double) -> RowsAnswer {
      RowsAnswer(diagnosis) { $0.normalized(divisor: { (variance($0) + $1).squareRoot() }) }
    }
    let means: [RowsAnswer] = [
      RowsAnswer("You did not subtract the mean: x − μ is divided, not x.") { $0.normalized(mean: { _ in 0 }) },
      RowsAnswer("That is RMS norm, which subtracts no mean: here both y and the variance are made of x − μ.") {
        $0.normalized(mean: { _ in 0 }, divisor: { (squares($0, around: 0) / Double($0.count) + $1).squareRoot() })
      },
      RowsAnswer("You added the mean: it is subtracted.") { $0.normalized(mean: { -mean($0) }) },
    ]
    let spreads: [RowsAnswer] = [
      spread("You divided by one less than the number of entries: the variance here is the biased one.") {
        squares($0, around: mean($0)) / Double($0.count - 1)
      },
      spread("You did not divide: the variance is the mean of the squared deviations, not their sum.") {
        squares($0, around: mean($0))
      },
      spread("You averaged the squares: take the deviations from the mean first, then square.") {
        squares($0, around: 0) / Double($0.count)
      },
      spread(cancels) { cancelling($0) },
      spread(cancels) { max(0, cancelling($0)) },
      spread("You averaged the deviations' sizes: the variance is the mean of their squares.") { entries in
        entries.reduce(0) { $0 + abs($1 - mean(entries)) } / Double(entries.count)
      },
      RowsAnswer("You added ε to the sum of the squares: divide the sum by the number of entries first, then add ε.") {
        $0.normalized(divisor: { (variance($0) + $1 / Double($0.count)).squareRoot() })
      },
      RowsAnswer("You let the sum of the squares run on from \(whole) to the next: it begins at 0 for each.") { input in
        input.normalized(deviation: { i, j in
          let soFar = (0..<i).flatMap { input.groups($0, through: input.x.columns - 1) } + input.groups(i, through: j)
          return (soFar.map(variance).reduce(0, +) + input.epsilon).squareRoot()
        })
      },
      RowsAnswer("You did not divide by the root of the variance: x − μ is divided by it.") {
        $0.normalized(divisor: { _, _ in 1 })
      },
    ]
    let others: [RowsAnswer] = [
      RowsAnswer("You took the statistics of each column: that is batch norm. Here an example, a row, is by itself.") {
        input in
        input.normalized(together: { input.x.column($1) })
      },
      RowsAnswer("You took one mean and one variance of the whole matrix: each example has its own.") { input in
        input.normalized(together: { _, _ in input.x.elements })
      },
      RowsAnswer("You used the first example's mean and variance for all: each example has its own.") { input in
        input.normalized(together: { _, j in input.together(0, j) })
      },
    ]
    let exceptions: [RowsAnswer] = [
      exception("You made an exception of equal entries: they leave as β by themselves.") { input, i, j in
        input.x[i, j]
      },
      exception("You made an exception of equal entries: they leave as β by themselves.") { _, _, _ in 0 },
      exception("You divided 0 by 0 where all entries are equal: ε keeps the division defined.") { _, _, _ in .nan },
      exception(
        "You made an exception of \(whole) with a single feature: its x is the mean, so it leaves as β by itself.",
        where: { $0.count == 1 }
      ) { input, i, j in
        input.x[i, j]
      },
    ]
    return means + spreads + others + exceptions
      + miscounted("the number of examples", right: "\(whole) has an entry for each of its features") { $0.x.rows }
      + Lesson10.wrongDivisors("σ²").map { diagnosis, divisor in
        RowsAnswer(diagnosis) { $0.normalized(divisor: { divisor(variance($0), $1) }) }
      }
  }

  static let cancels =
    "You took E[x²] − E[x]²: where entries lie far from 0 it cancels. Subtract the mean first, then square."

  /// E[x²] − E[x]²
  static func cancelling(_ entries: [Double]) -> Double {
    squares(entries, around: 0) / Double(entries.count) - mean(entries) * mean(entries)
  }

  /// Sums that are divided by something else than the number of their entries: both, or that of the squares alone.
  static func miscounted(
    _ wrong: String, right: String, _ count: @escaping @Sendable (Rows) -> Int
  ) -> [RowsAnswer] {
    [
      RowsAnswer("You divided by \(wrong): \(right).") { input in
        let n = Double(count(input))
        return input.normalized(
          mean: { $0.reduce(0, +) / n }, divisor: { (squares($0, around: $0.reduce(0, +) / n) / n + $1).squareRoot() })
      },
      RowsAnswer("You divided the squares by \(wrong): \(right).") { input in
        input.normalized(divisor: { (squares($0, around: mean($0)) / Double(count(input)) + $1).squareRoot() })
      },
    ]
  }

  /// Another value where the entries that go together are of some kind: all equal, if nothing else is given.
  private static func exception(
    _ diagnosis: String, where isException: @escaping @Sendable ([Double]) -> Bool = { variance($0) == 0 },
    _ value: @escaping @Sendable (_ input: Rows, _ i: Int, _ j: Int) -> Double
  ) -> RowsAnswer {
    RowsAnswer(diagnosis) { input in
      let right = input.normalized()
      return Matrix(rows: right.rows, columns: right.columns) { i, j in
        isException(input.together(i, j)) ? value(input, i, j) : right[i, j]
      }
    }
  }

  static let scaleMistakes: [RowsAnswer] = [
    RowsAnswer("You forgot γ: what is normalized is stretched by it before β is added.") {
      $0.normalized(gamma: { _, _ in 1 })
    },
    RowsAnswer("You forgot β: it is added after γ.") { $0.normalized(beta: { _, _ in 0 }) },
    RowsAnswer("You returned what is normalized, x̂: stretch it by γ, then shift it by β.") {
      $0.normalized(gamma: { _, _ in 1 }, beta: { _, _ in 0 })
    },
    RowsAnswer("You stretched β by γ as well: multiply by γ first, then add β.") { input in
      input.normalized(beta: { input.gamma[$1] * input.beta[$1] })
    },
    RowsAnswer("You exchanged γ and β: γ multiplies, β is added.") { input in
      input.normalized(gamma: { input.beta[$1] }, beta: { input.gamma[$1] })
    },
    RowsAnswer("You took γ without its sign: it may be negative.") { input in
      input.normalized(gamma: { abs(input.gamma[$1]) })
    },
    RowsAnswer("You divided by γ: what is normalized is multiplied by it.") { input in
      input.normalized(gamma: { 1 / input.gamma[$1] })
    },
    RowsAnswer("You subtracted β: it is added.") { input in input.normalized(beta: { -input.beta[$1] }) },
    RowsAnswer("You used the first feature's γ and β for all: each feature has its own.") { input in
      input.normalized(gamma: { _, _ in input.gamma[0] }, beta: { _, _ in input.beta[0] })
    },
    RowsAnswer("You took γ and β by the example: they belong to the features, the columns.") { input in
      let n = input.x.columns
      return input.normalized(gamma: { i, _ in input.gamma[i % n] }, beta: { i, _ in input.beta[i % n] })
    },
  ]
}

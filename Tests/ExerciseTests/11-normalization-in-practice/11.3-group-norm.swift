import Engine
import Solutions

extension Lesson11 {
  static let groupNorm: Bank<Rows, Matrix> = Bank(
    id: "11.3",
    cases: { generator in
      func rows(
        _ x: Matrix, groups: Int, epsilon: Double, tolerance: Double = 1e-9, note: String? = nil
      ) -> Case<Rows> {
        Case(
          Rows(
            x: x, groups: groups, gamma: Lesson10.scales(x.columns, &generator),
            beta: list(x.columns, -1, 1, &generator), epsilon: epsilon), tolerance: tolerance, note: note)
      }
      // The means of the groups are 3 and 2, the variances 6 and 2; with this ε the roots are 2.5 and 1.5.
      let readable = Case(
        Rows(
          x: Matrix([[0, 3, 6, 4, 1, 1]]), groups: 2, gamma: [10, -3, 2, 1, 5, -2], beta: [1, 2, -4, 0, 3, 1],
          epsilon: 0.25))
      let varying = uniform(3, 6, &generator)
      let constant = Matrix(rows: 3, columns: 6) { i, j in j < 2 ? 0.75 : varying[i, j] }
      let small = uniform(2, 6, &generator)
      let offset = Matrix([[-5, -1, 2, 7, 0, 3], [3, -7, 0, 1, 4, -2]]).map { 1e9 + $0 }
      return [
        readable,
        rows(uniform(4, 4, &generator), groups: 2, epsilon: 1e-5),
        rows(uniform(6, 6, &generator, offset: 1), groups: 3, epsilon: 1e-3),
        rows(uniform(6, 6, &generator), groups: 2, epsilon: 0.1),
        rows(uniform(3, 12, &generator), groups: 3, epsilon: 1e-3),
        rows(uniform(2, 12, &generator, scale: 3), groups: 2, epsilon: 0.02),
        rows(uniform(5, 8, &generator), groups: 4, epsilon: 1e-5),
        rows(uniform(4, 5, &generator), groups: 1, epsilon: 0.01, note: "One group of all features: layer norm."),
        rows(
          uniform(4, 5, &generator), groups: 5, epsilon: 0.01,
          note: "Groups of a single feature: each entry is its own mean."),
        rows(
          constant, groups: 3, epsilon: 1e-5,
          note: "The first group is constant: its variance is 0, and ε alone keeps the division defined."),
        rows(
          Matrix(rows: 2, columns: 6) { i, j in small[i, j] * (i == 0 ? 1e-3 : 1e-6) }, groups: 2, epsilon: 1e-5,
          note: "The variance here is smaller than ε, so ε shows."),
        rows(
          offset, groups: 2, epsilon: 1e-3, tolerance: 1e-6,
          note: "All entries lie near 10⁹. There E[x²] − E[x]² cancels: subtract the mean first, then square."),
        rows(uniform(1, 9, &generator), groups: 3, epsilon: 0.1, note: "A batch of one is no trouble here."),
      ]
    },
    input: {
      [
        .matrix("x", $0.x), .number("groups", Double($0.groups)), .list("gamma", $0.gamma), .list("beta", $0.beta),
        .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.matrix("y", $0)] },
    reference: { groupNormalized($0.x, groups: $0.groups, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon) },
    alternatives: otherRightRows,
    misconceptions: mistakesOfGroups
      + miscounted("the number of all features", right: "a group has n ÷ groups entries") { $0.x.columns }
      + miscounted("the number of groups", right: "a group has n ÷ groups entries") { $0.groups }
      + statisticMistakes("a group") + scaleMistakes)

  private static let mistakesOfGroups: [RowsAnswer] = [
    RowsAnswer("You dealt the features out in turn: a group has neighbours, as 0, 1, 2 and 3, 4, 5.") { input in
      input.normalized(together: { i, j in
        (0..<input.size).map { input.x[i, $0 * input.groups + j % input.groups] }
      })
    },
    RowsAnswer("You normalized the whole row, as layer norm does: each group has a mean and a variance of its own.") {
      input in
      input.normalized(together: { i, _ in input.x.row(i) })
    },
    RowsAnswer("You took `groups` for the size of a group: it is the number of groups, and the size is n ÷ groups.") {
      input in
      input.normalized(together: { i, j in
        let first = j / input.groups * input.groups
        return Array(input.x.row(i)[first..<min(first + input.groups, input.x.columns)])
      })
    },
    RowsAnswer("You took a group's mean over all examples: each example is normalized by itself.") { input in
      input.normalized(together: { _, j in (0..<input.x.rows).flatMap { input.together($0, j) } })
    },
    RowsAnswer("You used the first group's mean and variance for all groups of an example: each has its own.") {
      input in
      input.normalized(together: { i, _ in input.together(i, 0) })
    },
    RowsAnswer("You took γ and β by the group: each feature has its own.") { input in
      input.normalized(
        gamma: { input.gamma[$1 / input.size] }, beta: { input.beta[$1 / input.size] })
    },
    RowsAnswer("You took γ and β by the place within the group: each feature has its own.") { input in
      input.normalized(gamma: { input.gamma[$1 % input.size] }, beta: { input.beta[$1 % input.size] })
    },
    RowsAnswer("You subtracted the mean of the whole row, and divided by the group's root: both are the group's.") {
      input in
      input.normalized(center: { i, _ in mean(input.x.row(i)) })
    },
    RowsAnswer("You subtracted the group's mean, and divided by the root of the whole row: both are the group's.") {
      input in
      input.normalized(deviation: { i, _ in Rows.root(input.x.row(i), input.epsilon) })
    },
    RowsAnswer("You took the mean of the whole row, for the group's variance too: the mean is the group's in both.") {
      input in
      input.normalized(
        center: { i, _ in mean(input.x.row(i)) },
        deviation: { i, j in
          let square = squares(input.together(i, j), around: mean(input.x.row(i))) / Double(input.size)
          return (square + input.epsilon).squareRoot()
        })
    },
    runningOn { input, _ in input.size },
    runningOn { input, groups in groups * input.size },
    RowsAnswer("You normalized the first group only: all of them are.") { input in
      let right = input.normalized()
      return Matrix(rows: right.rows, columns: right.columns) { i, j in
        j < input.size ? right[i, j] : input.x[i, j]
      }
    },
  ]

  /// Sums along a row that run on from group to group, divided by `count`, which knows the number of groups so far.
  private static func runningOn(
    dividedBy count: @escaping @Sendable (_ input: Rows, _ groups: Int) -> Int
  ) -> RowsAnswer {
    RowsAnswer("You let the sums run on from group to group: they begin at 0 for each.") { input in
      func statistics(_ i: Int, _ j: Int) -> (center: Double, deviation: Double) {
        var (sum, squared, center, n) = (0.0, 0.0, 0.0, 0.0)
        for (k, group) in input.groups(i, through: j).enumerated() {
          n = Double(count(input, k + 1))
          sum += group.reduce(0, +)
          center = sum / n
          squared += squares(group, around: center)
        }
        return (center, (squared / n + input.epsilon).squareRoot())
      }
      return input.normalized(center: { statistics($0, $1).center }, deviation: { statistics($0, $1).deviation })
    }
  }
}

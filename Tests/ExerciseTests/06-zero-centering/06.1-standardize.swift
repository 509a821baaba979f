import Engine
import Solutions

extension Lesson06 {
  private static func deviation(_ column: [Double]) -> Double { variance(column).squareRoot() }

  /// The mean of one matrix and the deviation of another, each column by itself.
  private static func scaled(_ input: ScalingInput, meansOf means: Matrix, deviationsOf deviations: Matrix) -> Matrix {
    Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
      let training = input.training.column(j)
      if isConstant(training) { return input.x[i, j] - training[0] }
      return (input.x[i, j] - mean(means.column(j))) / deviation(deviations.column(j))
    }
  }

  static let standardizing: Bank<ScalingInput, Matrix> = Bank(
    id: "6.1",
    cases: scalingCases,
    input: { [.matrix("x", $0.x), .matrix("training", $0.training)] },
    output: { [.matrix("y", $0)] },
    reference: { standardizedFeatures($0.x, fittedTo: $0.training) },
    alternatives: [
      Answer("mean and variance updated entry by entry (Welford)") { input in
        rescaled(input) { column in
          var running = 0.0
          var sum = 0.0
          for (k, value) in column.enumerated() {
            let before = value - running
            running += before / Double(k + 1)
            sum += before * (value - running)
          }
          return sum == 0 ? (running, 1) : (running, (sum / Double(column.count)).squareRoot())
        }
      },
      Answer("the engine's column statistics, constants told by the range") { input in
        let means = input.training.columnMeans
        let deviations = sqrt(input.training.columnVariances)
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let column = input.training.column(j)
          let isFlat = column.max()! - column.min()! == 0
          return isFlat ? input.x[i, j] - column[0] : (input.x[i, j] - means[0, j]) / deviations[0, j]
        }
      },
    ],
    misconceptions: deviationMistakes + scalingMistakes(spread: "deviation") { (mean($0), deviation($0)) }
      + addedBelowTheRoot)

  private static let deviationMistakes: [Scaling] = [
    mistake("You divided by the variance: divide by its root, the standard deviation.") { (mean($0), variance($0)) },
    mistake("You divided by m − 1 in the variance: the biased one, with 1/m, is asked for.") {
      (mean($0), (squares($0, around: mean($0)) / Double($0.count - 1)).squareRoot())
    },
    mistake("You did not subtract the mean: the features keep their shift, and with it the zig-zag.") {
      (0, deviation($0))
    },
    mistake("You only centred: divide each feature by its standard deviation as well.") { (mean($0), 1) },
    Scaling(
      "You asked whether the computed deviation is 0: rounding makes it tiny instead. Compare the column's entries."
    ) { input in
      rescaled(input) { column in
        let deviation = deviation(column)
        return (mean(column), deviation == 0 ? 1 : deviation)
      }
    },
    Scaling("You made 0 of what is no number: a constant feature is divided by 1, and keeps its distance.") { input in
      rescaled(input) { (mean($0), deviation($0)) }.map { $0.isFinite ? $0 : 0 }
    },
    mistake("You did not divide by m: the variance is the mean of the squared deviations, not their sum.") {
      (mean($0), squares($0, around: mean($0)).squareRoot())
    },
    mistake("You averaged the squares of the entries: take their deviations from the mean first.") {
      (mean($0), mean($0.map { $0 * $0 }).squareRoot())
    },
    mistake("You averaged the squares of the entries, and divided the entries as they are: subtract the mean in both.")
    {
      (0, mean($0.map { $0 * $0 }).squareRoot())
    },
    mistake("You took E[x²] − E[x]² for the variance: far from 0 it cancels. Subtract the mean first, then square.") {
      (mean($0), (mean($0.map { $0 * $0 }) - mean($0) * mean($0)).squareRoot())
    },
    mistake("You took E[x²] − E[x]² for the variance: far from 0 it cancels. Subtract the mean first, then square.") {
      (mean($0), Swift.max(0, mean($0.map { $0 * $0 }) - mean($0) * mean($0)).squareRoot())
    },
    mistake("You took E[x²] − E[x]² for the variance: far from 0 it cancels. Subtract the mean first, then square.") {
      let variance = Swift.max(0, mean($0.map { $0 * $0 }) - mean($0) * mean($0))
      return (mean($0), variance == 0 ? 1 : variance.squareRoot())
    },
    mistake("You took the mean of |x − μ| for σ: it is the root of the mean of (x − μ)².") { column in
      let center = mean(column)
      return (center, mean(column.map { Swift.abs($0 - center) }))
    },
    mistake("You took the middle one of the sorted entries: shift by the mean.") {
      ($0.sorted()[$0.count / 2], deviation($0))
    },
    mistake("You divided by the range: divide by the standard deviation.") { (mean($0), $0.max()! - $0.min()!) },
    mistake("That is min-max scaling, exercise 6.2: here shift by the mean and divide by the standard deviation.") {
      ($0.min()!, $0.max()! - $0.min()!)
    },
    mistake("You divided by the largest deviation: σ is the root of the mean squared one.") { column in
      let center = mean(column)
      return (center, column.map { Swift.abs($0 - center) }.max()!)
    },
    mistake("You divided by m − 1 in the variance: the biased one, with 1/m, is asked for.") {
      (mean($0), (squares($0, around: mean($0)) / Double(Swift.max(1, $0.count - 1))).squareRoot())
    },
    mistake("You divided by the root of the deviation: divide by the deviation itself.") {
      (mean($0), deviation($0).squareRoot())
    },
    mistake("You divided by twice the deviation: divide by the deviation itself.") { (mean($0), 2 * deviation($0)) },
    mistake("You divided by the largest size of an entry: divide by the standard deviation.") {
      (mean($0), $0.map { Swift.abs($0) }.max()!)
    },
    mistake("You divided by the mean: divide by the standard deviation.") { (mean($0), mean($0)) },
    mistake("You shifted by the least entry: shift by the mean.") { ($0.min()!, deviation($0)) },
    mistake("You shifted by the greatest entry: shift by the mean.") { ($0.max()!, deviation($0)) },
    mistake("You shifted by the middle of the range: shift by the mean.") {
      (($0.min()! + $0.max()!) / 2, deviation($0))
    },
    mistake("You shifted by the first entry: shift by the mean.") { ($0[0], deviation($0)) },
    mistake("You shifted by the sum: the mean is the sum divided by m.") { ($0.reduce(0, +), deviation($0)) },
    mistake("You added the mean: subtract it.") { (-mean($0), deviation($0)) },
    Scaling("You divided first and subtracted the mean then: it is (x − μ)/σ. Mind the brackets.") { input in
      Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
        let column = input.training.column(j)
        if isConstant(column) { return input.x[i, j] - column[0] }
        return input.x[i, j] / deviation(column) - mean(column)
      }
    },
    Scaling("`x - μ / σ` divides μ alone: it is (x − μ)/σ.") { input in
      Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
        let column = input.training.column(j)
        if isConstant(column) { return input.x[i, j] - column[0] }
        return input.x[i, j] - mean(column) / deviation(column)
      }
    },
    mistake("You multiplied by the deviation: divide by it.") { (mean($0), 1 / deviation($0)) },
    mistake("Your sign is wrong: it is the entry minus the mean.") { (mean($0), -deviation($0)) },
    Scaling("You took the mean of x: mean and deviation both come from the training data.") {
      scaled($0, meansOf: $0.x, deviationsOf: $0.training)
    },
    Scaling("You took the deviation of x: mean and deviation both come from the training data.") {
      scaled($0, meansOf: $0.training, deviationsOf: $0.x)
    },
  ]

  private static let addedBelowTheRoot: [Scaling] = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12].map { ε in
    mistake("You added an ε to the variance: a constant feature has its own rule, and the others need none.") {
      (mean($0), (variance($0) + ε).squareRoot())
    }
  }
}

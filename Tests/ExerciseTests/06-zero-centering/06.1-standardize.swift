import Engine
import Solutions

extension Lesson06 {
  /// Examples to scale, and the examples that the statistics come from.
  struct ScalingInput: Sendable {
    let x: Matrix
    let training: Matrix
  }

  /// The cases of both scalings: legible, itself, of many shapes, far from 0, and three that are constant.
  static func scalingCases(_ generator: inout Generator) -> [Case<ScalingInput>] {
    let readable = Matrix([[1, 10], [2, 20], [6, 60]])
    let constant = Matrix(rows: 5, columns: 3) { i, j in j == 1 ? 0.75 : Double((i + j) * (i + j)) }
    let tenths = Matrix(rows: 10, columns: 2) { i, j in j == 0 ? 0.1 : Double(i) }
    return [
      Case(ScalingInput(x: Matrix([[4, 40], [8, 0]]), training: readable)),
      Case(ScalingInput(x: readable, training: readable), note: "Here x is the training data itself."),
      Case(ScalingInput(x: uniform(4, 3, &generator), training: uniform(6, 3, &generator, scale: 2, offset: 1))),
      Case(ScalingInput(x: uniform(3, 7, &generator), training: uniform(4, 7, &generator, scale: 0.5))),
      Case(ScalingInput(x: uniform(1, 4, &generator), training: uniform(9, 4, &generator)), note: "x is one example."),
      Case(
        ScalingInput(x: Matrix([[1, 0.75, 2], [3, 2.75, -4]]), training: constant),
        note: "Column 1 is constant in the training data: shift it by 0.75 and divide it by 1."),
      Case(
        ScalingInput(x: Matrix([[0.1, 3], [0.6, 5]]), training: tenths),
        note: "Column 0 is 0.1 ten times. Their computed mean is not 0.1, so compare the entries with each other."),
      Case(
        ScalingInput(x: Matrix([[5, 1], [2, 3]]), training: Matrix([[2, 3]])),
        note: "A single training example: every column is constant."),
      // Entries near 10⁶ are rounded to 10⁻¹⁰: 10⁻⁶ is generous to any stable sum.
      Case(
        ScalingInput(x: uniform(3, 2, &generator, offset: 1e6), training: uniform(8, 2, &generator, offset: 1e6)),
        tolerance: 1e-6,
        note: "All entries lie near 1 000 000. There E[x²] − E[x]² cancels: subtract the mean first, then square."),
    ]
  }

  /// The matrix (x − shift) / divisor, with the two numbers of each training column.
  static func rescaled(_ input: ScalingInput, _ statistics: ([Double]) -> (shift: Double, divisor: Double)) -> Matrix {
    let pairs = columns(input.training).map(statistics)
    return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
      (input.x[i, j] - pairs[j].shift) / pairs[j].divisor
    }
  }

  static func isConstant(_ column: [Double]) -> Bool { column.allSatisfy { $0 == column[0] } }

  /// The mean and the given deviation of a column, with the right rule for a constant.
  private static func standardized(_ input: ScalingInput, deviation: ([Double]) -> Double) -> Matrix {
    rescaled(input) { isConstant($0) ? ($0[0], 1) : (mean($0), deviation($0)) }
  }

  static let standardizing = Bank<ScalingInput, Matrix>(
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
    misconceptions: [
      Answer("You took the statistics of x: they come from the training data, whatever x is.") {
        standardizedFeatures($0.x, fittedTo: $0.x)
      },
      Answer("You divided by the variance: divide by its root, the standard deviation.") {
        standardized($0, deviation: variance)
      },
      Answer("You divided by m − 1 in the variance: the biased one, with 1/m, is asked for.") {
        standardized($0) { (variance($0) * Double($0.count) / Double($0.count - 1)).squareRoot() }
      },
      Answer("You did not subtract the mean: the features keep their shift, and with it the zig-zag.") { input in
        rescaled(input) { isConstant($0) ? ($0[0], 1) : (0, variance($0).squareRoot()) }
      },
      Answer("You only centred: divide each feature by its standard deviation as well.") {
        standardized($0) { _ in 1 }
      },
      Answer("You divided a constant feature by its deviation, which is 0: divide it by 1.") { input in
        rescaled(input) { isConstant($0) ? ($0[0], 0) : (mean($0), variance($0).squareRoot()) }
      },
      Answer(
        "You asked whether the computed deviation is 0: rounding makes it tiny instead. Compare the column's entries."
      ) { input in
        rescaled(input) { column in
          let deviation = variance(column).squareRoot()
          return (mean(column), deviation == 0 ? 1 : deviation)
        }
      },
      Answer("You made a constant feature 0 everywhere: in x it keeps its distance from the training constant.") {
        input in
        let right = standardizedFeatures(input.x, fittedTo: input.training)
        return Matrix(rows: right.rows, columns: right.columns) { i, j in
          isConstant(input.training.column(j)) ? 0 : right[i, j]
        }
      },
      Answer("You took one mean and one deviation of the whole matrix: each column has its own.") { input in
        let all = input.training.elements
        return rescaled(input) { isConstant($0) ? ($0[0], 1) : (mean(all), variance(all).squareRoot()) }
      },
    ])
}

import Engine

extension Lesson06 {
  /// Examples to scale, and the examples that the statistics come from.
  struct ScalingInput: Sendable {
    let x: Matrix
    let training: Matrix
  }

  /// What a feature is shifted by and divided by, found in its training entries.
  typealias Statistics = @Sendable ([Double]) -> (shift: Double, divisor: Double)

  typealias Scaling = Answer<ScalingInput, Matrix>

  /// The cases of both scalings: legible, itself, of many shapes, near to being constant, constant, far from 0.
  static func scalingCases(_ generator: inout Generator) -> [Case<ScalingInput>] {
    let readable = Matrix([[1, 10], [2, 20], [6, 60]])
    let repeating = Matrix([[-5, 3, 3, 5], [-2, 5, 3, 3], [-9, 3, 5, 3]])
    let little = Matrix([[0, 3], [2e-14, 5], [1e-14, 1]])
    let least = Matrix([[0, 3], [2e-30, 5], [1e-30, 1]])
    let constant = Matrix(rows: 5, columns: 3) { i, j in j == 1 ? 0.75 : Double((i + j) * (i + j)) }
    let tenths = Matrix(rows: 10, columns: 2) { i, j in j == 0 ? 0.1 : Double(i) }
    return [
      Case(ScalingInput(x: Matrix([[4, 40], [8, 0]]), training: readable)),
      Case(ScalingInput(x: readable, training: readable), note: "Here x is the training data itself."),
      Case(ScalingInput(x: uniform(4, 3, &generator), training: uniform(6, 3, &generator, scale: 2, offset: 1))),
      Case(ScalingInput(x: uniform(3, 7, &generator), training: uniform(4, 7, &generator, scale: 0.5))),
      Case(
        ScalingInput(x: uniform(5, 1, &generator), training: uniform(2, 1, &generator)), note: "There is one feature."),
      Case(ScalingInput(x: uniform(1, 4, &generator), training: uniform(9, 4, &generator)), note: "x is one example."),
      Case(
        ScalingInput(x: Matrix([[-4, 4, 4, 4], [-1, 6, 2, 5]]), training: repeating),
        note: "Column 0 is negative throughout. The others have two equal entries each, and are not constant."),
      Case(
        ScalingInput(x: Matrix([[3e-14, 2], [-1e-14, 7]]), training: little),
        note: "Column 0 varies by 10⁻¹⁴ only, but it varies: it is not constant."),
      Case(
        ScalingInput(x: Matrix([[3e-30, 2], [-1e-30, 7]]), training: least),
        note: "Column 0 varies by 10⁻³⁰ only, but it varies: it is not constant."),
      Case(
        ScalingInput(x: Matrix([[1, 0.75, 2], [3, 2.75, -4]]), training: constant),
        note: "Column 1 is constant in the training data: shift it by 0.75 and divide it by 1."),
      Case(
        ScalingInput(x: Matrix([[0.1, 3], [0.6, 5]]), training: tenths),
        note: "Column 0 is 0.1 ten times. Their computed mean is not 0.1, so compare the entries with each other."),
      Case(
        ScalingInput(x: Matrix([[5, 1, 1, -1], [2, 3, 0, 4]]), training: Matrix([[2, 3, 0, -1]])),
        note: "A single training example: every column is constant."),
      // Entries near 10⁶ are rounded to 10⁻¹⁰: 10⁻⁶ is generous to any stable sum.
      Case(
        ScalingInput(x: uniform(3, 2, &generator, offset: 1e6), training: uniform(8, 2, &generator, offset: 1e6)),
        tolerance: 1e-6,
        note: "All entries lie near 1 000 000. There E[x²] − E[x]² cancels: subtract the mean first, then square."),
    ]
  }

  static func isConstant(_ column: [Double]) -> Bool { column.allSatisfy { $0 == column[0] } }

  /// The matrix (x − shift) / divisor, with the two numbers of each training column.
  static func rescaled(_ input: ScalingInput, _ statistics: ([Double]) -> (shift: Double, divisor: Double)) -> Matrix {
    let pairs = columns(input.training).map(statistics)
    return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
      (input.x[i, j] - pairs[j].shift) / pairs[j].divisor
    }
  }

  /// The same, with the right rule for a constant.
  static func scaled(_ input: ScalingInput, _ statistics: ([Double]) -> (shift: Double, divisor: Double)) -> Matrix {
    rescaled(input) { isConstant($0) ? ($0[0], 1) : statistics($0) }
  }

  /// A mistake in the two numbers of a feature that is not constant.
  static func mistake(_ diagnosis: String, _ statistics: @escaping Statistics) -> Scaling {
    Scaling(diagnosis) { scaled($0, statistics) }
  }

  /// The mistakes that both scalings share: whose statistics they are, what is constant, and what becomes of a constant.
  ///
  /// - Parameters:
  ///   - spread: what the divisor is called.
  ///   - right: the right numbers of a feature that is not constant.
  static func scalingMistakes(spread: String, _ right: @escaping Statistics) -> [Scaling] {
    /// A mistake in what becomes of an entry of x where the training entries are constant.
    func ofConstants(
      _ diagnosis: String, _ rule: @escaping @Sendable (_ entry: Double, _ constant: Double) -> Double
    ) -> Scaling {
      Scaling(diagnosis) { input in
        let y = scaled(input, right)
        return Matrix(rows: y.rows, columns: y.columns) { i, j in
          let column = input.training.column(j)
          return isConstant(column) ? rule(input.x[i, j], column[0]) : y[i, j]
        }
      }
    }
    /// A mistake in what is taken for constant.
    func test(_ diagnosis: String, _ isConstant: @escaping @Sendable ([Double]) -> Bool) -> Scaling {
      Scaling(diagnosis) { input in rescaled(input) { isConstant($0) ? ($0[0], 1) : right($0) } }
    }
    let sameEverywhere =
      "You gave a constant feature the same value everywhere: in x it keeps its distance from the training constant."
    let equalEntries = "You called a feature constant because two of its entries are equal: compare all of them."

    let ofSources: [Scaling] = [
      Scaling("You took the statistics of x: they come from the training data, whatever x is.") {
        scaled(ScalingInput(x: $0.x, training: $0.x), right)
      },
      Scaling("You took the statistics of x and the training data together: the training data alone decide.") { input in
        let (x, training) = (input.x, input.training)
        let rows = (0..<training.rows).map { training.row($0) } + (0..<x.rows).map { x.row($0) }
        return scaled(ScalingInput(x: x, training: Matrix(rows)), right)
      },
      Scaling("You took the same two numbers for the whole matrix: each column has its own.") { input in
        let pair = right(input.training.elements)
        return scaled(input) { _ in pair }
      },
      Scaling("You took the first column's numbers for every column: each has its own.") { input in
        let pair = right(input.training.column(0))
        return scaled(input) { _ in pair }
      },
      Scaling("You scaled each example with the numbers of its own row: a feature is a column.") { input in
        Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let row = input.x.row(i)
          let (shift, divisor) = isConstant(row) ? (row[0], 1) : right(row)
          return (input.x[i, j] - shift) / divisor
        }
      },
    ]
    let ofRules: [Scaling] = [
      Scaling("You divided a constant feature by its \(spread), at most a rounding error: divide it by 1.") {
        rescaled($0, right)
      },
      ofConstants("You made a constant feature 0 everywhere: in x it keeps its distance from the training constant.") {
        _, _ in 0
      },
      ofConstants(sameEverywhere) { _, _ in 0.5 },
      ofConstants(sameEverywhere) { _, _ in 1 },
      ofConstants("You made a constant feature the constant itself: shift x by it.") { _, constant in constant },
      ofConstants("You added a constant feature's training entry: subtract it.") { $0 + $1 },
      ofConstants("Your sign is wrong for a constant feature: it is x minus the training entry.") { $1 - $0 },
      ofConstants("You made a constant feature 1 where x differs from it, or −1: in x it keeps its distance.") {
        $0 == $1 ? 0 : ($0 > $1 ? 1 : -1)
      },
      ofConstants("You divided a constant feature by its own value: subtract that, and divide by 1.") { $0 / $1 },
      ofConstants("You left a constant feature as it is: shift it by its training entry.") { entry, _ in entry },
      ofConstants("You divided a constant feature by its own value: divide it by 1.") { ($0 - $1) / $1 },
      test(equalEntries) { $0[0] == $0[$0.count - 1] },
      test(equalEntries) { $0.count < 2 || $0[0] == $0[1] },
      test(equalEntries) { $0.count < 2 || Set($0).count < $0.count },
      test(equalEntries) { $0.count < 2 || zip($0, $0.dropFirst()).contains { $0 == $1 } },
      test(equalEntries) { $0.count < 2 || $0[$0.count - 2] == $0[$0.count - 1] },
      test("You called a feature constant because its mean is one of its entries: compare all of them.") {
        $0.contains(mean($0))
      },
      test("You called a feature constant because its first entry is the mean: compare all of them.") {
        $0[0] == mean($0)
      },
      test("A single training example: each of its columns is constant, shifted by its entry and divided by 1.") {
        isConstant($0) && $0.count > 1
      },
      Scaling("You asked whether the feature is constant in x: its training entries decide.") { input in
        Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let column = input.training.column(j)
          let (shift, divisor) = isConstant(input.x.column(j)) ? (column[0], 1) : right(column)
          return (input.x[i, j] - shift) / divisor
        }
      },
    ]
    let small: [Double] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-15, .ulpOfOne]
    let added: [Scaling] = small.map { ε in
      mistake("You added an ε to the \(spread): a constant feature has its own rule, and the others need none.") {
        let (shift, divisor) = right($0)
        return (shift, divisor + ε)
      }
    }
    let bounds: [Scaling] = small.map { ε in
      Scaling("You gave the \(spread) a lower bound: a constant feature is divided by 1, any other by its \(spread).") {
        rescaled($0) {
          let (shift, divisor) = right($0)
          return (shift, Swift.max(divisor, ε))
        }
      }
    }
    let little: [Scaling] = small.flatMap { ε in
      [
        test("You called a feature constant because it varies little: compare its entries with each other.") {
          variance($0).squareRoot() < ε
        },
        test("You called a feature constant because it varies little: compare its entries with each other.") {
          $0.max()! - $0.min()! < ε
        },
        Scaling(
          "You made a feature that varies little 0 everywhere: compare its entries, and shift it if they are equal."
        ) {
          rescaled($0) { variance($0).squareRoot() < ε ? ($0[0], .infinity) : right($0) }
        },
        Scaling(
          "You made a feature that varies little 0 everywhere: compare its entries, and shift it if they are equal."
        ) {
          rescaled($0) { $0.max()! - $0.min()! < ε ? ($0[0], .infinity) : right($0) }
        },
        Scaling("You added an ε to every \(spread): a constant feature is divided by 1, and the others need none.") {
          rescaled($0) {
            let (shift, divisor) = right($0)
            return (shift, divisor + ε)
          }
        },
      ]
    }
    return ofSources + ofRules + added + bounds + little
  }
}

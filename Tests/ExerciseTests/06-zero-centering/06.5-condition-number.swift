import Engine
import Solutions

extension Lesson06 {
  /// H of two features: [[a, b], [b, d]].
  private static func entries(_ x: Matrix) -> (a: Double, b: Double, d: Double) {
    func product(_ j: Int, _ k: Int) -> Double { mean(zip(x.column(j), x.column(k)).map { $0 * $1 }) }
    return (product(0, 0), product(0, 1), product(1, 1))
  }

  /// Both eigenvalues, the larger first.
  private static func roots(_ h: (a: Double, b: Double, d: Double)) -> (large: Double, small: Double) {
    let root = ((h.a - h.d) * (h.a - h.d) / 4 + h.b * h.b).squareRoot()
    return ((h.a + h.d) / 2 + root, (h.a + h.d) / 2 - root)
  }

  static let conditioning: Bank<Matrix, Double> = Bank(
    id: "6.5",
    cases: { generator in
      let diagonal = Matrix([[2, 0], [0, 1], [-2, 0], [0, -1]])
      let even = Matrix([[1, 1], [1, -1]])
      let positive = uniform(9, 2, &generator, offset: 2)
      let mixed = uniform(7, 2, &generator)
      let unequal = Matrix(rows: 8, columns: 2) { _, j in generator.uniform(in: 1..<2) * [1, 30][j] }
      let huge = Matrix(rows: 6, columns: 2) { _, j in
        j == 0 ? generator.uniform(in: 1..<5) : generator.uniform(in: 1000..<9999)
      }
      return [
        Case(Matrix([[1, 2], [2, 1]]), note: "H = [[2.5, 2], [2, 2.5]]: its eigenvalues are 4.5 and 0.5."),
        Case(Matrix([[1, -3], [2, 0], [-1, 1]]), note: "b, the entry beside the diagonal, is negative."),
        Case(Matrix([[0, 3], [1, 0]]), note: "H is diagonal, and its larger entry stands below."),
        Case(diagonal, note: "The features do not mix: H is diagonal."),
        Case(Matrix([[3, 1], [1, -3], [2, 2], [2.2, -2]]), note: "The bowl is nearly round: κ is 1.065."),
        Case(even, note: "A round bowl: both eigenvalues are equal."),
        Case(mixed), Case(positive), Case(unequal),
        // As a difference, the small eigenvalue loses as many digits as κ has, here about eight of sixteen.
        Case(huge, tolerance: 1e-5, note: "One feature is about a thousand times as large as the other."),
      ]
    },
    input: { [.matrix("x", $0)] },
    output: { [.number("κ", $0)] },
    reference: { conditionNumber(of: $0) },
    alternatives: [
      Answer("half the trace plus and minus the root") { x in
        let (large, small) = roots(entries(x))
        return large / small
      },
      Answer("power iteration for the largest, the determinant for the other") { x in
        let h = matmul(x.transposed, x) / Double(x.rows)
        // H² ten times over: the directions part as κ to the power 1024.
        var power = h
        for _ in 0..<60 {
          power = matmul(power, power)
          power = power / power.norm
        }
        let v = matmul(power, Matrix(column: [1, 0.3]))
        let large = matmul(h, v).norm / v.norm
        return large * large / (h[0, 0] * h[1, 1] - h[0, 1] * h[1, 0])
      },
      Answer("the turn that makes H diagonal (Jacobi)") { x in
        let (a, b, d) = entries(x)
        if b == 0 { return max(a, d) / min(a, d) }
        let θ = (d - a) / (2 * b)
        let t = (θ < 0 ? -1 : 1) / (Swift.abs(θ) + (θ * θ + 1).squareRoot())
        return max(a - t * b, d + t * b) / min(a - t * b, d + t * b)
      },
    ],
    misconceptions: commonMistakes + mistakesOfEigenvalues + mistakesOfEntries)

  private static let commonMistakes: [Answer<Matrix, Double>] = [
    Answer("You centred the features first: H is made from the features as they are, with their means.") { x in
      let (large, small) = roots(entries(x.subtractingRow(x.columnMeans)))
      return large / small
    },
    Answer("You divided the diagonal entries of H: they are eigenvalues only where b, the entry beside them, is 0.") {
      x in
      let (a, _, d) = entries(x)
      return max(a, d) / min(a, d)
    },
    Answer("You divided the small eigenvalue by the large one: κ is at least 1.") { x in
      let (large, small) = roots(entries(x))
      return small / large
    },
    Answer("You found the condition number of X, its root: H = XᵀX/m is asked for.") { x in
      let (large, small) = roots(entries(x))
      return (large / small).squareRoot()
    },
    Answer("You gave the largest eigenvalue: divide it by the smallest.") { roots(entries($0)).large },
    Answer("You subtracted the eigenvalues: divide them.") { x in
      let (large, small) = roots(entries(x))
      return large - small
    },
    Answer("You left out the 4: the root of the quadratic formula is of (a + d)² − 4(a d − b²).") { x in
      let (a, b, d) = entries(x)
      let root = ((a + d) * (a + d) - (a * d - b * b)).squareRoot()
      return (a + d + root) / (a + d - root)
    },
    Answer("You added all entries of H for one eigenvalue: solve (a − λ)(d − λ) = b² for both.") { x in
      let (a, b, d) = entries(x)
      return (a + d + 2 * b) / (a + d - 2 * b)
    },
    Answer("You left out a half: the root is of ((a − d)/2)² + b², so that the sum of both eigenvalues is a + d.") {
      x in
      let (a, b, d) = entries(x)
      let root = ((a - d) * (a - d) + b * b).squareRoot()
      return ((a + d) / 2 + root) / ((a + d) / 2 - root)
    },
  ]

  /// A mistake in what is made of H.
  private static func mistake(
    _ diagnosis: String, _ number: @escaping @Sendable (_ a: Double, _ b: Double, _ d: Double) -> Double
  ) -> Answer<Matrix, Double> {
    Answer(diagnosis) { x in
      let (a, b, d) = entries(x)
      return number(a, b, d)
    }
  }

  /// A mistake in one of the eigenvalues' two parts: half the trace, and the root.
  private static func mistakeInParts(
    _ diagnosis: String,
    _ parts: @escaping @Sendable (_ a: Double, _ b: Double, _ d: Double) -> (half: Double, root: Double)
  ) -> Answer<Matrix, Double> {
    mistake(diagnosis) { a, b, d in
      let (half, root) = parts(a, b, d)
      return (half + root) / (half - root)
    }
  }

  private static let mistakesOfEigenvalues: [Answer<Matrix, Double>] = [
    mistakeInParts("You did not halve the trace: the eigenvalues are (a + d)/2 ± √(((a − d)/2)² + b²).") { a, b, d in
      (a + d, ((a - d) * (a - d) / 4 + b * b).squareRoot())
    },
    mistakeInParts("You left the root out: the eigenvalues are (a + d)/2 ± √(((a − d)/2)² + b²).") { a, b, d in
      ((a + d) / 2, (a - d) * (a - d) / 4 + b * b)
    },
    mistakeInParts("The sign of b² is wrong: below the root stands ((a − d)/2)² + b², and the determinant is a d − b².")
    { a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) / 4 - b * b).squareRoot())
    },
    mistakeInParts("You did not square b: below the root stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) / 4 + b).squareRoot())
    },
    mistakeInParts(
      "You did not halve the root: the eigenvalues are ((a + d) ± √((a − d)² + 4b²))/2, both parts halved."
    ) { a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) + 4 * b * b).squareRoot())
    },
    mistakeInParts("`a + d / 2` halves d alone: write `(a + d) / 2`.") { a, b, d in
      (a + d / 2, ((a - d) * (a - d) / 4 + b * b).squareRoot())
    },
    mistakeInParts("`a - d / 2` halves d alone: write `(a - d) / 2`.") { a, b, d in
      ((a + d) / 2, ((a - d / 2) * (a - d / 2) + b * b).squareRoot())
    },
    mistake("You took the first diagonal entry for the largest: where b is 0, look which of the two is larger.") {
      a, b, d in
      let (large, small) = roots((a, b, d))
      return b == 0 ? a / d : large / small
    },
    mistake("You left b out of the determinant: it is a d − b².") { a, b, d in
      let trace = a + d
      let large = (trace + ((a - d) * (a - d) + 4 * b * b).squareRoot()) / 2
      return large * large / (a * d)
    },
    mistake("You squared the quotient: κ is the largest eigenvalue over the smallest, once.") { a, b, d in
      let (large, small) = roots((a, b, d))
      return (large / small) * (large / small)
    },
    mistake("You took the largest row sum of H and of its inverse: κ is made of eigenvalues.") { a, b, d in
      (max(a, d) + abs(b)) * (max(a, d) + abs(b)) / (a * d - b * b)
    },
    mistake("You took the roots of H's and its inverse's summed squares: κ is made of eigenvalues.") { a, b, d in
      (a * a + 2 * b * b + d * d) / (a * d - b * b)
    },
    mistake("You divided the squared trace by the determinant: κ is the largest eigenvalue over the smallest.") {
      a, b, d in (a + d) * (a + d) / (a * d - b * b)
    },
    mistake("You divided the trace by the determinant: κ is the largest eigenvalue over the smallest.") { a, b, d in
      (a + d) / (a * d - b * b)
    },
    mistake("You gave the determinant, the product of the eigenvalues: divide the largest by the smallest.") {
      $0 * $2 - $1 * $1
    },
    mistake("You gave the smallest eigenvalue: divide the largest by it.") { roots(($0, $1, $2)).small },
    mistake("You used the correlation, (1 + |r|)/(1 − |r|): that is κ only where a and d are equal.") { a, b, d in
      let r = abs(b) / (a * d).squareRoot()
      return (1 + r) / (1 - r)
    },
    mistake("You divided a by d: κ is the larger eigenvalue over the smaller, and a and d are those only where b is 0.")
    {
      a, _, d in
      a / d
    },
    mistake("You divided d by a: κ is the larger eigenvalue over the smaller, and a and d are those only where b is 0.")
    {
      a, _, d in
      d / a
    },
    mistake("You divided the features' sizes, √a and √d: κ is the largest eigenvalue of H over the smallest.") {
      a, _, d in (max(a, d) / min(a, d)).squareRoot()
    },
    mistake("You divided the largest entry of H by the smallest: divide its eigenvalues.") { a, b, d in
      max(a, b, d) / min(a, b, d)
    },
    mistake("Brackets are missing: numerator and denominator are sums, so write `(h + r) / (h - r)`.") { a, b, d in
      let root = ((a - d) * (a - d) / 4 + b * b).squareRoot()
      return (a + d) / 2 + root / ((a + d) / 2) - root
    },
    mistake("Brackets are missing: numerator and denominator are sums, so write `(h + r) / (h - r)`.") { a, b, d in
      let root = ((a - d) * (a - d) / 4 + b * b).squareRoot()
      return (a + d) / 2 + root / (a + d) / 2 - root
    },
    mistake("Brackets are missing: numerator and denominator are sums, so write `(h + r) / (h - r)`.") { a, b, d in
      let root = ((a - d) * (a - d) + 4 * b * b).squareRoot()
      return (a + d) + root / (a + d) - root
    },
    mistake("You gave the trace, the sum of the eigenvalues: divide the largest by the smallest.") { a, _, d in a + d },
    mistake("You gave the norm of H: κ is the largest eigenvalue over the smallest.") {
      a, b, d in (a * a + 2 * b * b + d * d).squareRoot()
    },
    mistake("You gave (κ − 1)/(κ + 1), the share that an update leaves: asked is κ.") { a, b, d in
      let (large, small) = roots((a, b, d))
      return (large - small) / (large + small)
    },
    mistake("You gave the logarithm of κ: asked is κ.") { a, b, d in
      let (large, small) = roots((a, b, d))
      return log(large / small)
    },
    mistakeInParts("You forgot to square: below the root stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, ((a - d) / 2 + b * b).squareRoot())
    },
    mistakeInParts("You took (a + d)/2 below the root: there stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, ((a + d) * (a + d) / 4 + b * b).squareRoot())
    },
    mistakeInParts("You took b² twice, or 4b² and not b²: below the root stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) / 4 + 4 * b * b).squareRoot())
    },
    mistakeInParts("You took b² twice, or 4b² and not b²: below the root stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) / 4 + 2 * b * b).squareRoot())
    },
    mistakeInParts(
      "You took b² only in part: of the root of (a − d)² + 4b² a half is taken, or of ((a − d)/2)² + b² all."
    ) {
      a, b, d in
      ((a + d) / 2, ((a - d) * (a - d) + b * b).squareRoot() / 2)
    },
    mistakeInParts("You left the diagonal out below the root: there stands ((a − d)/2)² + b².") { a, b, d in
      ((a + d) / 2, abs(b))
    },
    mistakeInParts("The sign of the determinant is wrong: the root is of ((a + d)/2)² − (a d − b²).") { a, b, d in
      ((a + d) / 2, ((a + d) * (a + d) / 4 + (a * d - b * b)).squareRoot())
    },
    mistakeInParts("You took b for b² in the determinant: it is a d − b².") { a, b, d in
      ((a + d) / 2, max(0, (a + d) * (a + d) / 4 - (a * d - b)).squareRoot())
    },
    mistake("You compared with the trace: κ is the largest eigenvalue over the smallest.") { a, b, d in
      roots((a, b, d)).large / (a + d)
    },
  ]

  /// A mistake in the features that H is made of, or in the product of both.
  private static func mistakeInH(
    _ diagnosis: String, _ entries: @escaping @Sendable (Matrix) -> (a: Double, b: Double, d: Double)
  ) -> Answer<Matrix, Double> {
    Answer(diagnosis) { x in
      let (large, small) = roots(entries(x))
      return large / small
    }
  }

  private static let mistakesOfEntries: [Answer<Matrix, Double>] = [
    mistakeInH("You standardized the features first: H is made from the features as they are.") { x in
      let centred = x.subtractingRow(x.columnMeans)
      return entries(centred.dividingColumns(by: sqrt(x.columnVariances)))
    },
    mistakeInH("You took the mean of the sizes, not of the squares, on the diagonal: H = XᵀX / m.") { x in
      let (_, b, _) = entries(x)
      return (mean(x.column(0).map { abs($0) }), b, mean(x.column(1).map { abs($0) }))
    },
    mistakeInH("You squared b's products: b is the mean of x₀ x₁.") { x in
      let (a, _, d) = entries(x)
      return (a, mean(zip(x.column(0), x.column(1)).map { $0 * $0 * $1 * $1 }), d)
    },
    mistakeInH("You divided by the largest entry of each feature first: H is made from the features as they are.") {
      x in
      entries(x.dividingColumns(by: Matrix(row: [0, 1].map { j in x.column(j).map { abs($0) }.max()! })))
    },
    mistakeInH("b is the mean of the products, not the product of the means.") { x in
      let (a, _, d) = entries(x)
      return (a, mean(x.column(0)) * mean(x.column(1)), d)
    },
    mistakeInH("You multiplied the sizes of the features for b: their signs count, products may cancel.") { x in
      let (a, _, d) = entries(x)
      return (a, mean(zip(x.column(0), x.column(1)).map { abs($0 * $1) }), d)
    },
    mistakeInH("You divided the diagonal of H by m and b not, or the other way round: all three are means.") { x in
      let (a, b, d) = entries(x)
      return (a, b * Double(x.rows), d)
    },
    mistakeInH("You divided the diagonal of H by m and b not, or the other way round: all three are means.") { x in
      let (a, b, d) = entries(x)
      return (a, b / Double(x.rows), d)
    },
    mistakeInH("You made H from XXᵀ, the first two examples: it is XᵀX / m, from the columns.") { x in
      let (one, two) = (x.row(0), x.row(1))
      func product(_ a: [Double], _ b: [Double]) -> Double { a[0] * b[0] + a[1] * b[1] }
      return (product(one, one), product(one, two), product(two, two))
    },
    mistakeInH("You centred the features on the diagonal only: nothing is centred.") { x in
      let (_, b, _) = entries(x)
      return (variance(x.column(0)), b, variance(x.column(1)))
    },
    mistakeInH("You centred the features for b only: nothing is centred.") { x in
      let (a, b, d) = entries(x)
      return (a, b - mean(x.column(0)) * mean(x.column(1)), d)
    },
  ]
}

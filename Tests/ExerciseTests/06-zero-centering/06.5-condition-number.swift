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

  static let conditioning = Bank<Matrix, Double>(
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
        Case(diagonal, note: "The features do not mix: H is diagonal."),
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
    misconceptions: [
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
    ])
}

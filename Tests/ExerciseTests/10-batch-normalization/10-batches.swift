// What the banks of lesson 10 share: batches to normalize.

import Engine

extension Lesson10 {
  /// A kind of batch that an exercise is tried on, and what a wrong answer there should make one think of.
  struct Batch: Sendable {
    let x: Matrix
    let gamma: [Double]
    let beta: [Double]
    let epsilon: Double
    let tolerance: Double
    let note: String?

    /// Small and legible first, then the shapes and sizes at which mistakes show.
    static func all(_ generator: inout Generator) -> [Batch] {
      func batch(_ x: Matrix, epsilon: Double, tolerance: Double = 1e-9, note: String? = nil) -> Batch {
        Batch(
          x: x, gamma: scales(x.columns, &generator), beta: list(x.columns, -1, 1, &generator), epsilon: epsilon,
          tolerance: tolerance, note: note)
      }
      // The means are 3 and 2, the variances 6 and 2; with this ε the roots are 2.5 and 1.5.
      let readable = Batch(
        x: Matrix([[0, 4], [3, 1], [6, 1]]), gamma: [10, 3], beta: [1, 2], epsilon: 0.25, tolerance: 1e-9, note: nil)
      let varying = uniform(5, 2, &generator)
      let constant = Matrix(rows: 5, columns: 3) { i, j in j == 1 ? 0.75 : varying[i, j / 2] }
      let small = uniform(6, 2, &generator)
      // Near 10⁹ a number is rounded to 10⁻⁷, and so is a mean that is made step by step: 10⁻⁶ leaves room for that. The
      // squares are multiples of 128, so that E[x²] − E[x]² is 0 here, in whatever order it is summed.
      let offset = Matrix([[-5, 3], [-1, -7], [2, 0], [7, 1]]).map { 1e9 + $0 }
      return [
        readable,
        batch(uniform(3, 3, &generator), epsilon: 1e-5),
        batch(uniform(4, 7, &generator), epsilon: 1e-3),
        batch(
          uniform(1, 3, &generator), epsilon: 0.01,
          note: "This is a batch of one: each column equals its mean, with variance 0."),
        batch(uniform(8, 1, &generator), epsilon: 1e-5),
        batch(
          constant, epsilon: 1e-5,
          note: "Column 1 is constant: its variance is 0, and ε alone keeps the division defined."),
        batch(
          Matrix(rows: 6, columns: 2) { i, j in small[i, j] * (j == 0 ? 1e-3 : 1e-6) }, epsilon: 1e-5,
          note: "The variance here is smaller than ε, so ε shows."),
        batch(
          offset, epsilon: 1e-3, tolerance: 1e-6,
          note: "All entries lie near 10⁹. There E[x²] − E[x]² cancels: subtract the mean first, then square."),
        batch(uniform(32, 5, &generator, scale: 3, offset: 0.5), epsilon: 0.1),
      ]
    }
  }

  /// Factors of both signs in turn; the last of many is 0.
  static func scales(_ count: Int, _ generator: inout Generator) -> [Double] {
    list(count, 0.5, 2, &generator).enumerated().map { j, size in j == 4 || j == 6 ? 0 : j % 2 == 0 ? -size : size }
  }
}

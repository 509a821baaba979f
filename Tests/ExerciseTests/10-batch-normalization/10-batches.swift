// What the banks of lesson 10 share: batches to normalize.

import Engine

extension Lesson10 {
  /// A kind of batch that an exercise is tried on, and what a wrong answer there should make one think of.
  struct Batch: Sendable {
    let x: Matrix
    var tolerance = 1e-9
    var note: String?

    /// Small and legible first, then the shapes and sizes at which mistakes show.
    static func all(_ generator: inout Generator) -> [Batch] {
      let readable = Batch(x: Matrix([[1, 10], [2, 20], [6, 60]]))
      let square = Batch(x: uniform(3, 3, &generator))
      let wide = Batch(x: uniform(4, 7, &generator))
      let single = Batch(
        x: uniform(1, 3, &generator), note: "This is a batch of one: each column equals its mean, with variance 0.")
      let oneFeature = Batch(x: uniform(8, 1, &generator))
      let varying = uniform(5, 2, &generator)
      let constant = Batch(
        x: Matrix(rows: 5, columns: 3) { i, j in j == 1 ? 0.75 : varying[i, j / 2] },
        note: "Column 1 is constant: its variance is 0, and ε alone keeps the division defined.")
      let small = Batch(
        x: uniform(6, 2, &generator, scale: 1e-3), note: "The variance here is about as small as ε, so ε shows.")
      // Inputs near 10⁶ are rounded to 10⁻¹⁰, and so is their mean: 10⁻⁶ is generous to any stable sum, while
      // E[x²] − E[x]² loses 10¹² · 10⁻¹⁶ = 10⁻⁴.
      let offset = Batch(
        x: uniform(10, 2, &generator, offset: 1e6), tolerance: 1e-6,
        note: "All entries lie near 1 000 000. There E[x²] − E[x]² cancels: subtract the mean first, then square.")
      let large = Batch(x: uniform(32, 5, &generator, scale: 3, offset: 0.5))
      return [readable, square, wide, single, oneFeature, constant, small, offset, large]
    }
  }
}

import Engine
import Solutions

extension Lesson12 {
  struct NormClippingInput: Sendable {
    let g: Matrix
    let threshold: Double

    var list: GradientsInput { GradientsInput(gradients: [g], threshold: threshold) }
  }

  static let clippingByNorm: Bank<NormClippingInput, Matrix> = Bank(
    id: "12.2",
    cases: { generator in
      [
        Case(NormClippingInput(g: Matrix([[3, 4]]), threshold: 1)),
        Case(NormClippingInput(g: Matrix([[3], [4]]), threshold: 2)),
        Case(
          NormClippingInput(g: Matrix([[3, 0], [0, 4]]), threshold: 6), note: "This gradient is short enough already."),
        Case(
          NormClippingInput(g: Matrix(rows: 2, columns: 3), threshold: 1), note: "A gradient of zeros stays as it is."),
        Case(
          NormClippingInput(g: Matrix([[0.75, 0.75]]), threshold: 1),
          note: "Each entry is smaller than the threshold, and the norm is not."),
        Case(
          NormClippingInput(g: Matrix([[0, -1, 0], [-2, 0, -2]]), threshold: 0.5), note: "No entry is positive."),
        Case(NormClippingInput(g: uniform(4, 5, &generator, scale: 2), threshold: 0.5)),
        Case(NormClippingInput(g: uniform(6, 2, &generator, scale: 100), threshold: 5)),
        Case(
          NormClippingInput(g: uniform(3, 4, &generator, scale: 0.2), threshold: 1),
          note: "This gradient is short enough already."),
        Case(NormClippingInput(g: Matrix([[-7]]), threshold: 2)),
        Case(
          // In units of 10⁻³, so the tolerance must be absolute and small.
          NormClippingInput(g: uniform(3, 3, &generator, scale: 2e-3, offset: 2e-3), threshold: 1e-3), tolerance: 1e-14,
          note: "Gradient and threshold are small: anything added to the norm shows."),
        Case(
          NormClippingInput(g: Matrix([[3e-100, 4e-100]]), threshold: 1e-100), tolerance: 1e-111,
          note: "Entries may be as small as 10⁻¹⁰⁰."),
        Case(NormClippingInput(g: Matrix([[6e99, -8e99]]), threshold: 10), note: "Entries may be as large as 10¹⁰⁰."),
      ]
    },
    input: { [.matrix("g", $0.g), .number("threshold", $0.threshold)] },
    output: { [.matrix("clipped", $0)] },
    reference: { gradientClippedByNorm($0.g, threshold: $0.threshold) },
    alternatives: [
      Answer("divide by max(1, ‖g‖/v)") { input in
        let excess = max(1, naiveNorm(input.g.elements) / input.threshold)
        return input.g.map { $0 / excess }
      },
      Answer("the engine") { $0.g.clipped(toNorm: $0.threshold) },
    ],
    misconceptions: normMistakes("the norm").map { mistake in
      Answer(mistake.name) { mistake.function($0.list)[0] }
    } + [
      Answer("You clipped each row by itself: the norm is that of all entries of the matrix together.") { input in
        rowsClipped(input.g, input.threshold)
      },
      Answer("You clipped each column by itself: the norm is that of all entries of the matrix together.") { input in
        rowsClipped(input.g.transposed, input.threshold).transposed
      },
      Answer("You took the norm of the first row: all entries of the matrix belong to it.") { input in
        input.list.shortened(from: naiveNorm(input.g.row(0)))[0]
      },
      Answer("You took the norm of the first column: all entries of the matrix belong to it.") { input in
        input.list.shortened(from: naiveNorm(input.g.column(0)))[0]
      },
      Answer("You took the largest norm of a row: all entries of the matrix belong to the norm.") { input in
        input.list.shortened(from: (0..<input.g.rows).map { naiveNorm(input.g.row($0)) }.max()!)[0]
      },
      Answer("You measured the norm anew after each entry you had shortened: measure it once, before you change any.") {
        input in
        var clipped = input.g
        for i in 0..<clipped.rows {
          for j in 0..<clipped.columns {
            let norm = naiveNorm(clipped.elements)
            if norm > input.threshold { clipped[i, j] *= input.threshold / norm }
          }
        }
        return clipped
      },
      Answer("You divided the entries by their own sizes: every entry is multiplied by the same number, v/‖g‖.") {
        input in
        input.list.norm > input.threshold ? input.g.map { $0 == 0 ? 0 : $0 / abs($0) * input.threshold } : input.g
      },
    ])

  private static func rowsClipped(_ g: Matrix, _ threshold: Double) -> Matrix {
    Matrix(
      (0..<g.rows).map { i in
        let row = GradientsInput(gradients: [Matrix(row: g.row(i))], threshold: threshold)
        return row.shortened(from: row.norm)[0].elements
      })
  }
}

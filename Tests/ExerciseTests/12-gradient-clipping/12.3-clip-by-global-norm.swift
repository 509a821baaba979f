import Engine
import Solutions

extension Lesson12 {
  /// All gradients shortened by v/`norm` if `norm` is above v.
  private static func shortened(_ input: GradientsInput, by norm: Double) -> [Matrix] {
    norm > input.threshold ? input.scaled(by: input.threshold / norm) : input.gradients
  }

  static let clippingByGlobalNorm = Bank<GradientsInput, [Matrix]>(
    id: "12.3",
    cases: { generator in
      [
        Case(GradientsInput(gradients: [Matrix([[3, 0]]), Matrix([[4]])], threshold: 1)),
        Case(
          GradientsInput(gradients: [Matrix([[0.5, 0.25]]), Matrix([[8, 0], [0, 6]])], threshold: 2),
          note: "The first matrix alone is shorter than the threshold, but all of them share one factor."),
        Case(
          GradientsInput(gradients: [Matrix([[1, 2]]), Matrix([[2]])], threshold: 4),
          note: "Together they are short enough."),
        Case(
          GradientsInput(gradients: [Matrix([[3, 0]]), Matrix([[0], [4]])], threshold: 4.5),
          note: "Each matrix is below the threshold, and both together are not."),
        Case(GradientsInput(gradients: [uniform(3, 3, &generator)], threshold: 0.5)),
        Case(
          GradientsInput(
            gradients: [uniform(4, 3, &generator), uniform(1, 3, &generator, scale: 5), uniform(3, 2, &generator)],
            threshold: 1)),
        Case(
          GradientsInput(
            gradients: [Matrix(rows: 2, columns: 2), uniform(1, 2, &generator, scale: 9)], threshold: 0.1),
          note: "The first matrix is all zeros, and stays so."),
      ]
    },
    input: \.shown,
    output: { numbered("clipped", $0) },
    reference: { gradientsClippedByGlobalNorm($0.gradients, threshold: $0.threshold) },
    alternatives: [
      Answer("the norm of the norms") { input in
        shortened(input, by: Matrix(row: input.gradients.map(\.norm)).norm)
      }
    ],
    misconceptions: [
      Answer("You clipped each matrix by its own norm, as Keras's clipnorm does: all share one norm and one factor.") {
        input in
        input.gradients.map { gradientClippedByNorm($0, threshold: input.threshold) }
      },
      Answer("You added up the norms: it is the squares that add up, with one root at the end.") { input in
        shortened(input, by: input.gradients.map { naiveNorm($0.elements) }.reduce(0, +))
      },
      Answer("You took the longest matrix's norm: all entries of all matrices belong to the global norm.") { input in
        shortened(input, by: input.gradients.map { naiveNorm($0.elements) }.max()!)
      },
      Answer("You forgot the root: the global norm is the square root of the sum of all squares.") { input in
        shortened(input, by: input.entries.reduce(0) { $0 + $1 * $1 })
      },
      Answer("You averaged over the matrices: the squares are added, and nothing is divided by their number.") {
        input in
        shortened(input, by: naiveNorm(input.entries) / Double(input.gradients.count).squareRoot())
      },
      Answer("You rescaled short gradients too: a gradient of length v or less stays as it is.") { input in
        input.scaled(by: input.threshold / naiveNorm(input.entries))
      },
      Answer("You divided each matrix by its own norm: the factor is v over the global norm, the same for all.") {
        input in
        guard naiveNorm(input.entries) > input.threshold else { return input.gradients }
        return input.gradients.map { (input.threshold / naiveNorm($0.elements)) * $0 }
      },
      Answer("You multiplied by v and did not divide by the global norm: the factor is v/‖g‖.") { input in
        naiveNorm(input.entries) > input.threshold ? input.scaled(by: input.threshold) : input.gradients
      },
      Answer("You divided by the global norm and forgot v: the length afterwards must be v, not 1.") { input in
        let norm = naiveNorm(input.entries)
        return norm > input.threshold ? input.scaled(by: 1 / norm) : input.gradients
      },
      Answer("You added up sizes: the global norm is the square root of the sum of all squares.") { input in
        shortened(input, by: input.entries.reduce(0) { $0 + Swift.abs($1) })
      },
      Answer("You shortened only the matrices longer than v: the same factor is for all, or the vector turns.") {
        input in
        let norm = naiveNorm(input.entries)
        return input.gradients.map {
          naiveNorm($0.elements) > input.threshold ? (input.threshold / norm) * $0 : $0
        }
      },
    ])
}

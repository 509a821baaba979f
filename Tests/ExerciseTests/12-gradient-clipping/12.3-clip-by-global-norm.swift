import Engine
import Solutions

extension Lesson12 {
  static let clippingByGlobalNorm: Bank<GradientsInput, [Matrix]> = Bank(
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
        Case(
          GradientsInput(gradients: [Matrix([[2, -2]]), Matrix([[1]])], threshold: 2.5),
          note: "Each entry is smaller than the threshold, and the global norm is not."),
        Case(
          GradientsInput(gradients: [Matrix(rows: 1, columns: 2), Matrix(rows: 2, columns: 1)], threshold: 1),
          note: "All zeros stay zeros."),
        Case(
          GradientsInput(gradients: [Matrix([[-1, -2]]), Matrix([[-6], [0]]), Matrix([[-3]])], threshold: 0.5),
          note: "No entry is positive, and the longest matrix is in the middle."),
        Case(GradientsInput(gradients: [uniform(3, 3, &generator, offset: 1)], threshold: 0.5)),
        Case(
          GradientsInput(
            gradients: [uniform(4, 3, &generator), uniform(1, 3, &generator, scale: 5), uniform(3, 2, &generator)],
            threshold: 0.75)),
        Case(
          GradientsInput(
            gradients: [Matrix(rows: 2, columns: 2), uniform(1, 2, &generator, scale: 4, offset: 5)], threshold: 0.1),
          note: "The first matrix is all zeros, and stays so."),
        Case(
          // In units of 10⁻³, so the tolerance must be absolute and small.
          GradientsInput(
            gradients: [uniform(2, 2, &generator, scale: 2e-3, offset: 2e-3), uniform(1, 3, &generator, scale: 2e-3)],
            threshold: 1e-3),
          tolerance: 1e-14, note: "Gradients and threshold are small: anything added to the norm shows."),
        Case(
          GradientsInput(gradients: [Matrix([[3e-20]]), Matrix([[4e-20]])], threshold: 1e-20), tolerance: 1e-31,
          note: "Gradients and threshold are small: anything added to the norm shows."),
      ]
    },
    input: \.shown,
    output: { numbered("clipped", $0) },
    reference: { gradientsClippedByGlobalNorm($0.gradients, threshold: $0.threshold) },
    alternatives: [
      Answer("the norm of the norms") { $0.shortened(from: Matrix(row: $0.gradients.map(\.norm)).norm) }
    ],
    misconceptions: globalNormMistakes + normMistakes("the global norm"))

  private static func shortened(_ g: Matrix, to threshold: Double) -> Matrix {
    let one = GradientsInput(gradients: [g], threshold: threshold)
    return one.shortened(from: one.norm)[0]
  }

  private static let globalNormMistakes: [Mistake] = [
    Mistake("You clipped each matrix by its own norm, as Keras's clipnorm does: all share one norm and one factor.") {
      x in
      x.gradients.map { shortened($0, to: x.threshold) }
    },
    Mistake("You added up the norms: it is the squares that add up, with one root at the end.") { x in
      x.shortened(from: x.gradients.map { naiveNorm($0.elements) }.reduce(0, +))
    },
    Mistake("You took the longest matrix's norm: all entries of all matrices belong to the global norm.") { x in
      x.shortened(from: x.gradients.map { naiveNorm($0.elements) }.max()!)
    },
    Mistake("You averaged over the matrices: the squares are added, and nothing is divided by their number.") { x in
      x.shortened(from: x.norm / Double(x.gradients.count).squareRoot())
    },
    Mistake("You averaged the norms: it is the squares that add up, with one root at the end.") { x in
      x.shortened(from: x.gradients.map { naiveNorm($0.elements) }.reduce(0, +) / Double(x.gradients.count))
    },
    Mistake("You divided each matrix by its own norm: the factor is v over the global norm, the same for all.") { x in
      guard x.norm > x.threshold else { return x.gradients }
      return x.gradients.map { (x.threshold / naiveNorm($0.elements)) * $0 }
    },
    Mistake("You shortened only the matrices longer than v: the same factor is for all, or the vector turns.") { x in
      x.gradients.map { naiveNorm($0.elements) > x.threshold ? (x.threshold / x.norm) * $0 : $0 }
    },
    Mistake("You shortened nothing unless a single matrix is longer than v: it is the global norm that counts.") { x in
      x.gradients.contains { naiveNorm($0.elements) > x.threshold } ? x.scaled(by: x.threshold / x.norm) : x.gradients
    },
    Mistake("You took the norm of the first matrix: all entries of all matrices belong to the global norm.") { x in
      x.shortened(from: naiveNorm(x.gradients[0].elements))
    },
    Mistake("You took the norm of the last matrix: all entries of all matrices belong to the global norm.") { x in
      x.shortened(from: naiveNorm(x.gradients.last!.elements))
    },
    Mistake("You clipped while the norm was still growing: first take in all matrices, then clip all.") { x in
      var squares = 0.0
      return x.gradients.map { g in
        squares += sumOfSquares(g.elements)
        return squares.squareRoot() > x.threshold ? (x.threshold / squares.squareRoot()) * g : g
      }
    },
    Mistake("You shared the threshold out among the matrices: all of them together have the length v.") { x in
      x.gradients.map { shortened($0, to: x.threshold / Double(x.gradients.count)) }
    },
    Mistake("You shared the threshold out among the matrices: all of them together have the length v.") { x in
      x.gradients.map { shortened($0, to: x.threshold / Double(x.gradients.count).squareRoot()) }
    },
    Mistake("You clipped the first matrix only: all of them are multiplied by the same factor.") { x in
      let clipped = x.shortened(from: x.norm)
      return x.gradients.indices.map { $0 == 0 ? clipped[0] : x.gradients[$0] }
    },
  ]
}

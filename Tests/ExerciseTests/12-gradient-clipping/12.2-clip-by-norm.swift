import Engine
import Solutions

extension Lesson12 {
  struct NormClippingInput: Sendable {
    let g: Matrix
    let threshold: Double

    func rescaled(from norm: Double) -> Matrix { norm > threshold ? (threshold / norm) * g : g }
  }

  static let clippingByNorm = Bank<NormClippingInput, Matrix>(
    id: "12.2",
    cases: { generator in
      [
        Case(NormClippingInput(g: Matrix([[3, 4]]), threshold: 1)),
        Case(NormClippingInput(g: Matrix([[3], [4]]), threshold: 2)),
        Case(
          NormClippingInput(g: Matrix([[3, 0], [0, 4]]), threshold: 6), note: "This gradient is short enough already."),
        Case(
          NormClippingInput(g: Matrix(rows: 2, columns: 3), threshold: 1), note: "A gradient of zeros stays as it is."),
        Case(NormClippingInput(g: uniform(4, 5, &generator, scale: 2), threshold: 0.5)),
        Case(NormClippingInput(g: uniform(6, 2, &generator, scale: 100), threshold: 5)),
        Case(
          // In units of 10⁻³, so the tolerance must be absolute and small.
          NormClippingInput(g: uniform(3, 3, &generator, scale: 2e-3), threshold: 1e-3), tolerance: 1e-14,
          note: "Gradient and threshold are small: anything added to the norm shows."),
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
    misconceptions: [
      Answer("You rescaled short gradients too: a gradient of length v or less stays as it is.") { input in
        (input.threshold / naiveNorm(input.g.elements)) * input.g
      },
      Answer("You left out the root: the norm is the square root of the sum of squares.") { input in
        input.rescaled(from: input.g.elements.reduce(0) { $0 + $1 * $1 })
      },
      Answer("You added up sizes: the norm is the square root of the sum of squares.") { input in
        input.rescaled(from: input.g.elements.reduce(0) { $0 + Swift.abs($1) })
      },
      Answer("You took the largest entry for the norm: it is the square root of the sum of squares.") { input in
        input.rescaled(from: input.g.elements.map { Swift.abs($0) }.max()!)
      },
      Answer("You divided by the norm and forgot v: the length afterwards must be v, not 1.") { input in
        let norm = naiveNorm(input.g.elements)
        return norm > input.threshold ? (1 / norm) * input.g : input.g
      },
      Answer("You multiplied by v and did not divide by the norm: the factor is v/‖g‖.") { input in
        naiveNorm(input.g.elements) > input.threshold ? input.threshold * input.g : input.g
      },
      Answer(
        "Your factor is upside down, and lengthens: it is v/‖g‖, which is below 1 for a gradient that is too long."
      ) {
        input in
        let norm = naiveNorm(input.g.elements)
        return norm > input.threshold ? (norm / input.threshold) * input.g : input.g
      },
      Answer("You took the mean of the squares: the norm is the root of their sum, whatever their number.") { input in
        input.rescaled(from: naiveNorm(input.g.elements) / Double(input.g.elements.count).squareRoot())
      },
      Answer("You clipped each row by itself: the norm is that of all entries of the matrix together.") { input in
        Matrix(
          (0..<input.g.rows).map { i in
            NormClippingInput(g: Matrix(row: input.g.row(i)), threshold: input.threshold)
              .rescaled(from: naiveNorm(input.g.row(i))).elements
          })
      },
      Answer("You clipped by value: every entry must be multiplied by the same number.") { input in
        input.g.map { min(max($0, -input.threshold), input.threshold) }
      },
      Answer("You added 10⁻⁶ to the norm, as PyTorch does: here the length afterwards is v exactly.") { input in
        min(1, input.threshold / (naiveNorm(input.g.elements) + 1e-6)) * input.g
      },
    ])
}

import Engine
import Solutions

extension Lesson12 {
  private static func zeros(_ input: GradientsInput) -> [Matrix] { input.gradients.map { $0.map { _ in 0 } } }

  /// Clipped by global norm, with a norm that does not overflow; entries must be finite.
  private static func clipped(_ gradients: [Matrix], _ threshold: Double) -> [Matrix] {
    gradientsClippedSafely(gradients, threshold: threshold)
  }

  static let safeClipping = Bank<GradientsInput, [Matrix]>(
    id: "12.5",
    cases: { generator in
      let ordinary = [uniform(2, 3, &generator, scale: 4), uniform(1, 3, &generator, scale: 4)]
      return [
        Case(GradientsInput(gradients: [Matrix([[3, 0]]), Matrix([[4]])], threshold: 1)),
        Case(
          GradientsInput(gradients: [Matrix([[0.5]]), Matrix([[0.25]])], threshold: 2), note: "Short enough as it is."),
        Case(
          GradientsInput(gradients: [Matrix([[.nan, 1]]), Matrix([[2]])], threshold: 1),
          note: "One entry is not a number: the whole update is skipped."),
        Case(
          GradientsInput(gradients: [Matrix([[1, 2]]), Matrix([[.infinity]])], threshold: 1),
          note: "One entry is infinite: the whole update is skipped."),
        Case(
          GradientsInput(gradients: [Matrix([[-.infinity, 1]]), Matrix([[0.25, 0.5]])], threshold: 1),
          note: "One entry is minus infinity: the whole update is skipped."),
        Case(
          GradientsInput(gradients: [Matrix([[3e200, 0]]), Matrix([[4e200]])], threshold: 1),
          note: "These entries are finite, but their squares are not."),
        Case(
          GradientsInput(gradients: [Matrix([[1e300, -2e300], [2e300, 0]]), Matrix([[1]])], threshold: 10),
          note: "These entries are finite, but their squares are not."),
        Case(GradientsInput(gradients: [Matrix(rows: 1, columns: 2)], threshold: 1), note: "All zeros stay zeros."),
        Case(GradientsInput(gradients: ordinary, threshold: 0.5)),
      ]
    },
    input: \.shown,
    output: { numbered("clipped", $0) },
    reference: { gradientsClippedSafely($0.gradients, threshold: $0.threshold) },
    alternatives: [
      Answer("the engine's norm, which scales when it must") { input in
        let norm = Matrix(row: input.entries).norm
        guard norm.isFinite else { return zeros(input) }
        return norm <= input.threshold
          ? input.gradients : input.gradients.map { $0.map { $0 / norm * input.threshold } }
      },
      Answer("a power of two as the scale") { input in
        guard input.entries.allSatisfy(\.isFinite) else { return zeros(input) }
        let size = input.entries.map { Swift.abs($0) }.max()!
        let scale = size == 0 ? 1 : Double(sign: .plus, exponent: size.exponent, significand: 1)
        let small = input.gradients.map { $0.map { $0 / scale } }
        let norm = naiveNorm(small.flatMap(\.elements))
        return norm <= input.threshold / scale ? input.gradients : small.map { $0.map { $0 / norm * input.threshold } }
      },
    ],
    misconceptions: [
      Answer("Your norm of finite entries overflows to ∞: divide by the largest entry before you square.") { input in
        guard input.entries.allSatisfy(\.isFinite) else { return zeros(input) }
        return gradientsClippedByGlobalNorm(input.gradients, threshold: input.threshold)
      },
      Answer("You compared the norm of the scaled gradient with v: scaled by 1/s it is to be compared with v/s.") {
        input in
        let size = input.entries.map { Swift.abs($0) }.max()!
        guard input.entries.allSatisfy(\.isFinite), size > 0 else { return zeros(input) }
        let norm = naiveNorm(input.entries.map { $0 / size })
        return norm > input.threshold ? clipped(input.gradients, input.threshold) : input.gradients
      },
      Answer("You divided by the largest entry where it is 0: a gradient of zeros stays as it is.") { input in
        let size = input.entries.map { Swift.abs($0) }.max()!
        return size == 0 ? input.gradients.map { $0.map { $0 / size } } : clipped(input.gradients, input.threshold)
      },
      Answer("You returned the scaled gradient where nothing is to be clipped: it must come back as it came.") {
        input in
        let size = input.entries.map { Swift.abs($0) }.max()!
        guard input.entries.allSatisfy(\.isFinite), size > 0 else { return zeros(input) }
        let norm = naiveNorm(input.entries.map { $0 / size })
        let scaled = input.gradients.map { $0.map { $0 / size } }
        return norm > input.threshold / size ? clipped(input.gradients, input.threshold) : scaled
      },
      Answer("You rescaled short gradients too: a gradient of length v or less stays as it is.") { input in
        let size = input.entries.map { Swift.abs($0) }.max()!
        guard input.entries.allSatisfy(\.isFinite), size > 0 else { return zeros(input) }
        let norm = naiveNorm(input.entries.map { $0 / size })
        return input.gradients.map { $0.map { $0 / size / norm * input.threshold } }
      },
      Answer(
        "You replaced only the bad entries by 0: the rest has no direction to be trusted, so skip the whole update."
      ) {
        input in
        clipped(input.gradients.map { $0.map { $0.isFinite ? $0 : 0 } }, input.threshold)
      },
      Answer("You skipped only the matrix with the bad entry: the whole update is skipped, every matrix.") { input in
        clipped(input.gradients.map { $0.isFinite ? $0 : $0.map { _ in 0 } }, input.threshold)
      },
      Answer("You looked only for what is not a number: infinite entries have no direction either.") { input in
        if input.entries.contains(where: \.isNaN) { return zeros(input) }
        if input.entries.allSatisfy(\.isFinite) { return clipped(input.gradients, input.threshold) }
        return input.gradients.map { $0.map { $0 / .infinity * input.threshold } }
      },
      Answer("You looked only for infinite entries: what is not a number must be found too, and equals nothing.") {
        input in
        if input.entries.contains(where: \.isInfinite) { return zeros(input) }
        if input.entries.allSatisfy(\.isFinite) { return clipped(input.gradients, input.threshold) }
        return input.gradients
      },
      Answer("You skipped nothing: an entry that is not finite spoils every weight it is added to.") { input in
        if input.entries.allSatisfy(\.isFinite) { return clipped(input.gradients, input.threshold) }
        return gradientsClippedByGlobalNorm(input.gradients, threshold: input.threshold)
      },
      Answer("You clipped the bad entries to ±v: they have no direction to keep, so skip the whole update.") { input in
        let v = input.threshold
        return clipped(
          input.gradients.map { $0.map { $0.isNaN ? 0 : $0 == .infinity ? v : $0 == -.infinity ? -v : $0 } }, v)
      },
    ])
}

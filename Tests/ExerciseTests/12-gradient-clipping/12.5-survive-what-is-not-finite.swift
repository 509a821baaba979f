import Engine
import Solutions

extension Lesson12 {
  static let safeClipping: Bank<GradientsInput, [Matrix]> = Bank(
    id: "12.5",
    uses: ["12.3"],
    cases: { generator in
      let ordinary = [uniform(2, 3, &generator, scale: 4), uniform(1, 3, &generator, scale: 4)]
      let short = [uniform(2, 3, &generator), uniform(3, 1, &generator)]
      func input(_ gradients: [[[Double]]], _ threshold: Double) -> GradientsInput {
        GradientsInput(gradients: gradients.map { Matrix($0) }, threshold: threshold)
      }
      return [
        Case(input([[[3, 0]], [[4]]], 1)),
        Case(input([[[0.5]], [[0.25]]], 2), note: "Short enough as it is."),
        Case(
          input([[[.nan, 1]], [[2]]], 1), note: "One entry is not a number: the whole update is skipped."),
        Case(
          input([[[1, 2]], [[.infinity]]], 1), note: "One entry is infinite: the whole update is skipped."),
        Case(
          input([[[-.infinity, 1]], [[0.25, 0.5]]], 1),
          note: "One entry is minus infinity: the whole update is skipped."),
        Case(
          input([[[0.25, 0.5]], [[1, 0], [.nan, 2]], [[3]]], 1),
          note: "One entry in the middle is not a number: the whole update is skipped."),
        Case(
          input([[[1], [2]], [[3, .nan]]], 1), note: "The last entry is not a number: the whole update is skipped."),
        Case(
          input([[[1, 2]], [[.infinity, 1]], [[3]]], 1),
          note: "One entry in the middle is infinite: the whole update is skipped."),
        Case(
          input([[[.nan, 1]], [[2, -.infinity]]], 1), note: "Each matrix has an entry that is not finite."),
        Case(input([[[.nan]], [[.infinity, -.infinity]]], 1), note: "No entry is finite."),
        Case(
          input([[[1, 2]], [[3], [-.infinity]], [[4, .infinity]]], 1),
          note: "Infinities of both signs: the whole update is skipped."),
        Case(input([[[3e200, 0]], [[4e200]]], 1), note: "These entries are finite, but their squares are not."),
        Case(
          input([[[1]], [[5e299, -1e300], [1e300, 0]]], 10),
          note: "These entries are finite, but their squares are not."),
        Case(
          input([[[3, -2e200]], [[4]]], 5), note: "The largest entry is neither the first nor in the last matrix."),
        Case(input([[[-3e200, 0]], [[-4e200]]], 1000), note: "Entries may be large and negative."),
        Case(input([[[-3, 0]], [[-4]]], 1), note: "All entries are negative or 0."),
        Case(input([[[-0.5]], [[-0.25]]], 2), note: "Short enough as it is."),
        Case(
          input([[[0.75]], [[0.75]]], 1), note: "Each entry is smaller than the threshold, and the norm is not."),
        Case(input([[[0, 0]], [[3], [-4]]], 0.1), note: "The first matrix is all zeros, and stays so."),
        Case(input([[[0, 0]], [[0]]], 1), note: "All zeros stay zeros."),
        Case(GradientsInput(gradients: ordinary, threshold: 0.5)),
        Case(GradientsInput(gradients: short, threshold: 1e3), note: "Short enough as it is."),
        Case(GradientsInput(gradients: short, threshold: 1e-3), tolerance: 1e-14),
        Case(
          input([[[3e-200, 0]], [[4e-200]]], 1), tolerance: 1e-212,
          note: "Entries may be so small that their squares are 0: these are short enough."),
      ]
    },
    input: \.shown,
    output: { numbered("clipped", $0) },
    reference: { gradientsClippedSafely($0.gradients, threshold: $0.threshold) },
    alternatives: [
      Answer("the engine's norm, which scales when it must") { input in
        let norm = Matrix(row: input.entries).norm
        guard norm.isFinite else { return input.zeros }
        return norm <= input.threshold ? input.gradients : input.mapped { $0 / norm * input.threshold }
      },
      Answer("a power of two as the scale") { input in
        guard input.entries.allSatisfy(\.isFinite) else { return input.zeros }
        let size = largest(input.entries)
        let scale = size == 0 ? 1 : Double(sign: .plus, exponent: size.exponent, significand: 1)
        let small = input.gradients.map { $0.map { $0 / scale } }
        let norm = naiveNorm(small.flatMap(\.elements))
        return norm <= input.threshold / scale ? input.gradients : small.map { $0.map { $0 / norm * input.threshold } }
      },
      Answer("10¹⁵⁰ as the scale: no square overflows, and none that counts is lost") { input in
        guard input.entries.allSatisfy(\.isFinite) else { return input.zeros }
        let norm = naiveNorm(input.entries.map { $0 / 1e150 }) * 1e150
        return norm <= input.threshold ? input.gradients : input.mapped { $0 / norm * input.threshold }
      },
      Answer("a fixed scale, for gradients that need one") { input in
        guard input.entries.allSatisfy(\.isFinite) else { return input.zeros }
        let scale = largest(input.entries) > 1e100 ? 1e200 : 1
        let norm = naiveNorm(input.entries.map { $0 / scale }) * scale
        return norm <= input.threshold ? input.gradients : input.mapped { $0 / norm * input.threshold }
      },
    ],
    misconceptions: detectionMistakes + scaleMistakes)
}

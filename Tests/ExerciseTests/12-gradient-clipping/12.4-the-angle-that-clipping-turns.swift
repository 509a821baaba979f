import Engine
import Foundation
import Solutions

extension Lesson12 {
  struct AngleInput: Sendable {
    let a: Matrix
    let b: Matrix

    var dot: Double { zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 } }
    var lengths: Double { naiveNorm(a.elements) * naiveNorm(b.elements) }
    /// May be a little above 1 or below −1.
    var roundedCosine: Double { dot / lengths }
    var cosine: Double { min(1, max(-1, roundedCosine)) }
  }

  static let clippingAngle: Bank<AngleInput, Double> = Bank(
    id: "12.4",
    cases: { generator in
      let g = uniform(3, 4, &generator, scale: 2)
      let long = uniform(10, 10, &generator, scale: 5)
      // A cosine is rounded by some 10⁻¹⁶, and that divided by the sine of the angle is the uncertainty of the angle:
      // little at most angles, 10⁻¹¹ degrees at 0.06°, 10⁻⁹ at 0.001°, and at 0° and 180° √(2 · 10⁻¹⁶) rad = 10⁻⁶ degrees.
      return [
        Case(AngleInput(a: Matrix([[1, 0]]), b: Matrix([[2, 2]]))),
        Case(AngleInput(a: Matrix([[3, 1]]), b: Matrix([[1, 1]]))),
        Case(
          AngleInput(a: Matrix([[2, 1], [0, 3]]), b: Matrix([[-1, 2], [5, 0]])), note: "They are perpendicular."),
        Case(AngleInput(a: g, b: g.clipped(to: -1...1))),
        Case(AngleInput(a: long, b: long.clipped(to: -0.1...0.1))),
        Case(
          // However it is computed, this cosine is rounded to 1 + 2 · 10⁻¹⁶, and the next one to −1 − 2 · 10⁻¹⁶.
          AngleInput(a: Matrix([[0.1, 0.3, 0.6]]), b: 3 * Matrix([[0.1, 0.3, 0.6]])), tolerance: 1e-5,
          note: "Both have the same direction."),
        Case(
          AngleInput(a: Matrix([[0.1, 0.3, 0.6]]), b: -3 * Matrix([[0.1, 0.3, 0.6]])), tolerance: 1e-5,
          note: "They are opposite to each other."),
        Case(
          AngleInput(a: Matrix([[-3], [1]]), b: Matrix([[0.5], [1]])),
          note: "Clipping to limits that are both positive can turn a gradient by more than 90°."),
        Case(
          AngleInput(a: Matrix([[1000, 1]]), b: Matrix([[500, 0]])), tolerance: 1e-8,
          note: "The angle is small, but it is not 0."),
        Case(
          AngleInput(a: Matrix([[50_000, 1]]), b: Matrix([[50_000, 0]])), tolerance: 1e-7,
          note: "The angle is small, but it is not 0."),
        Case(
          AngleInput(a: Matrix([[1000, 1]]), b: Matrix([[-500, 0]])), tolerance: 1e-8,
          note: "The angle is near 180°, but it is not 180°."),
        Case(AngleInput(a: Matrix([[-2]]), b: Matrix([[5]])), note: "Of single numbers, the signs are the directions."),
      ]
    },
    input: { [.matrix("a", $0.a), .matrix("b", $0.b)] },
    output: { [.number("angle", $0)] },
    reference: { angleInDegrees(between: $0.a, and: $0.b) },
    alternatives: [
      Answer("twice the angle whose tangent is ‖â − b̂‖/‖â + b̂‖") { input in
        let a = (1 / naiveNorm(input.a.elements)) * input.a
        let b = (1 / naiveNorm(input.b.elements)) * input.b
        return 2 * atan2(naiveNorm((a - b).elements), naiveNorm((a + b).elements)) * 180 / .pi
      },
      Answer("the law of cosines") { input in
        let (a, b) = (sumOfSquares(input.a.elements), sumOfSquares(input.b.elements))
        let cosine = (a + b - sumOfSquares((input.a - input.b).elements)) / (2 * input.lengths)
        return acos(min(1, max(-1, cosine))) * 180 / .pi
      },
    ],
    misconceptions: angleMistakes)
}

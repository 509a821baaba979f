import Engine
import Foundation
import Solutions

extension Lesson12 {
  struct AngleInput: Sendable {
    let a: Matrix
    let b: Matrix

    var dot: Double { zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 } }
    /// May be a little above 1 or below −1.
    var roundedCosine: Double { dot / (naiveNorm(a.elements) * naiveNorm(b.elements)) }
    var cosine: Double { min(1, max(-1, roundedCosine)) }
  }

  static let clippingAngle = Bank<AngleInput, Double>(
    id: "12.4",
    cases: { generator in
      let g = uniform(3, 4, &generator, scale: 2)
      let long = uniform(10, 10, &generator, scale: 5)
      // Near 0° and 180° the cosine, rounded to 10⁻¹⁶, leaves the angle uncertain by √(2 · 10⁻¹⁶) rad = 10⁻⁶ degrees.
      return [
        Case(AngleInput(a: Matrix([[1, 0]]), b: Matrix([[2, 2]])), tolerance: 1e-5),
        Case(AngleInput(a: Matrix([[3, 1]]), b: Matrix([[1, 1]])), tolerance: 1e-5),
        Case(AngleInput(a: g, b: g.clipped(to: -1...1)), tolerance: 1e-5),
        Case(AngleInput(a: long, b: long.clipped(to: -0.1...0.1)), tolerance: 1e-5),
        Case(
          // However it is computed, this cosine is rounded to 1 + 2 · 10⁻¹⁶, and the next one to −1 − 2 · 10⁻¹⁶.
          AngleInput(a: Matrix([[0.1, 0.3, 0.6]]), b: 3 * Matrix([[0.1, 0.3, 0.6]])), tolerance: 1e-5,
          note: "Both have the same direction."),
        Case(
          AngleInput(a: Matrix([[0.1, 0.3, 0.6]]), b: -3 * Matrix([[0.1, 0.3, 0.6]])), tolerance: 1e-5,
          note: "They are opposite to each other."),
        Case(
          AngleInput(a: Matrix([[-3], [1]]), b: Matrix([[0.5], [1]])), tolerance: 1e-5,
          note: "Clipping to limits that are both positive can turn a gradient by more than 90°."),
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
      }
    ],
    misconceptions: [
      Answer("You answered in radians: multiply by 180/π.") { acos($0.cosine) },
      Answer("You answered with the cosine: the angle is its arc cosine, in degrees.") { $0.cosine },
      Answer("You did not keep the cosine within −1 … 1: rounding puts it outside, and acos is not a number there.") {
        acos($0.roundedCosine) * 180 / .pi
      },
      Answer("You kept the cosine below 1 only: for opposite vectors rounding puts it below −1.") {
        acos(min(1, $0.roundedCosine)) * 180 / .pi
      },
      Answer("You kept the cosine within 0 … 1: above 90° it is negative, down to −1.") {
        acos(max(0, $0.cosine)) * 180 / .pi
      },
      Answer("You multiplied by π/180: that turns degrees into radians, and you need the other way.") {
        acos($0.cosine) * .pi / 180
      },
      Answer("You divided by the squares of the lengths: the cosine is a · b / (‖a‖ ‖b‖).") { input in
        let squares = naiveNorm(input.a.elements) * naiveNorm(input.b.elements)
        return acos(min(1, max(-1, input.dot / (squares * squares)))) * 180 / .pi
      },
      Answer("You did not divide by the lengths: the cosine is a · b / (‖a‖ ‖b‖).") { input in
        acos(min(1, max(-1, input.dot))) * 180 / .pi
      },
      Answer("You took the cosine's size: above 90° the cosine is negative, and the angle stays above 90°.") { input in
        acos(Swift.abs(input.cosine)) * 180 / .pi
      },
      Answer("You took the arc sine: the dot product gives the cosine.") { asin($0.cosine) * 180 / .pi },
    ])
}

// What is mistaken in the angle between two vectors.

import Engine
import Foundation

extension Lesson12 {
  typealias AngleMistake = Answer<AngleInput, Double>

  static let angleMistakes: [AngleMistake] = cosineMistakes + angleOfCosineMistakes + roundingMistakes

  /// An angle in degrees from another cosine.
  private static func cosine(
    _ diagnosis: String, _ cosine: @escaping @Sendable (AngleInput) -> Double
  ) -> AngleMistake {
    Answer(diagnosis) { acos(cosine($0)) * 180 / .pi }
  }

  private static func clamped(_ cosine: Double) -> Double { min(1, max(-1, cosine)) }

  private static let cosineMistakes: [AngleMistake] = [
    cosine("You did not keep the cosine within −1 … 1: rounding puts it outside, and acos is not a number there.") {
      $0.roundedCosine
    },
    cosine("You kept the cosine below 1 only: for opposite vectors rounding puts it below −1.") {
      min(1, $0.roundedCosine)
    },
    cosine("You kept the cosine above −1 only: for vectors of the same direction rounding puts it above 1.") {
      max(-1, $0.roundedCosine)
    },
    cosine("You kept the cosine within 0 … 1: above 90° it is negative, down to −1.") { max(0, $0.cosine) },
    cosine("You took the cosine's size: above 90° the cosine is negative, and the angle stays above 90°.") {
      abs($0.cosine)
    },
    cosine("You divided by the squares of the lengths: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / ($0.lengths * $0.lengths))
    },
    cosine("You did not divide by the lengths: the cosine is a · b / (‖a‖ ‖b‖).") { clamped($0.dot) },
    cosine("You divided by one length only: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / naiveNorm($0.a.elements))
    },
    cosine("You divided by one length only: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / naiveNorm($0.b.elements))
    },
    cosine("You divided by one length twice: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / sumOfSquares($0.a.elements))
    },
    cosine("You divided by one length twice: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / sumOfSquares($0.b.elements))
    },
    cosine("Mind the brackets: a · b / ‖a‖ * ‖b‖ multiplies by ‖b‖.") {
      clamped($0.dot / naiveNorm($0.a.elements) * naiveNorm($0.b.elements))
    },
    cosine("You divided by the sum of the lengths: the cosine is a · b / (‖a‖ ‖b‖).") {
      clamped($0.dot / (naiveNorm($0.a.elements) + naiveNorm($0.b.elements)))
    },
    cosine("You took sums of sizes for the lengths: a length is the root of the sum of the squares.") {
      clamped($0.dot / (sumOfSizes($0.a.elements) * sumOfSizes($0.b.elements)))
    },
    cosine("You took the mean of the products: the dot product is their sum.") {
      clamped($0.dot / Double($0.a.elements.count) / $0.lengths)
    },
    cosine("You subtracted the means: that makes a correlation of the cosine.") {
      let (a, b) = ($0.a.elements, $0.b.elements)
      let centered = AngleInput(a: Matrix(row: a.map { $0 - mean(a) }), b: Matrix(row: b.map { $0 - mean(b) }))
      return clamped(centered.roundedCosine)
    },
    cosine("You took the first row only: all entries of a matrix are one vector.") {
      clamped(AngleInput(a: Matrix(row: $0.a.row(0)), b: Matrix(row: $0.b.row(0))).roundedCosine)
    },
    cosine("You paired rows with columns: the dot product multiplies entries that stand at the same place.") {
      clamped(AngleInput(a: $0.a, b: Matrix(row: $0.b.transposed.elements)).roundedCosine)
    },
    Answer("You took the mean of the rows' angles: all entries of a matrix are one vector.") { input in
      let angles = (0..<input.a.rows).map { i in
        acos(clamped(AngleInput(a: Matrix(row: input.a.row(i)), b: Matrix(row: input.b.row(i))).roundedCosine))
      }
      return mean(angles.filter(\.isFinite)) * 180 / .pi
    },
  ]

  private static let angleOfCosineMistakes: [AngleMistake] = [
    Answer("You turned what is not a number into 0: for opposite vectors 180 is due. Keep the cosine within −1 … 1.") {
      let angle = acos($0.roundedCosine) * 180 / .pi
      return angle.isNaN ? 0 : angle
    },
    Answer(
      "You turned what is not a number into 180: for the same direction 0 is due. Keep the cosine within −1 … 1."
    ) {
      let angle = acos($0.roundedCosine) * 180 / .pi
      return angle.isNaN ? 180 : angle
    },
    Answer("You turned what is not a number into 90: 0 or 180 is due. Keep the cosine within −1 … 1.") {
      let angle = acos($0.roundedCosine) * 180 / .pi
      return angle.isNaN ? 90 : angle
    },
    Answer("You answered in radians: multiply by 180/π.") { acos($0.cosine) },
    Answer("You answered with the cosine: the angle is its arc cosine, in degrees.") { $0.cosine },
    Answer("You turned the cosine into degrees: first take its arc cosine.") { $0.cosine * 180 / .pi },
    Answer("You multiplied by π/180: that turns degrees into radians, and you need the other way.") {
      acos($0.cosine) * .pi / 180
    },
    Answer("You multiplied by 360/π: π radians make 180 degrees.") { acos($0.cosine) * 360 / .pi },
    Answer("You multiplied by 90/π: π radians make 180 degrees.") { acos($0.cosine) * 90 / .pi },
    Answer("You took the arc sine, or 90° less the angle: the dot product gives the cosine, and acos the angle.") {
      asin($0.cosine) * 180 / .pi
    },
    Answer("You took the arc tangent: the dot product over the lengths is the cosine.") {
      atan($0.cosine) * 180 / .pi
    },
    Answer("You took the cosine once more: from the cosine, acos leads to the angle.") {
      Engine.cos($0.cosine) * 180 / .pi
    },
    Answer("You subtracted the angle from 180: opposite vectors have 180, and equal ones 0.") {
      180 - acos($0.cosine) * 180 / .pi
    },
  ]

  private static let roundingMistakes: [AngleMistake] = narrowed + snapped + withRoundedCosine + withRoundedPi

  private static let narrowed: [AngleMistake] = [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12].map { gap in
    cosine("You kept the cosine away from ±1: vectors of the same direction then get an angle that is not 0.") {
      min(1 - gap, max(-1 + gap, $0.roundedCosine))
    }
  }

  private static let snapped: [AngleMistake] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9].flatMap { gap in
    [true, false].map { isTwoSided in
      cosine("You took nearly the same direction for the same: only a cosine of ±1 or beyond gives 0 or 180.") {
        x in
        if x.roundedCosine > 1 - gap { return 1 }
        return isTwoSided && x.roundedCosine < -1 + gap ? -1 : x.cosine
      }
    }
  }

  private static let withRoundedCosine: [AngleMistake] = [1e2, 1e3, 1e4, 1e5, 1e6, 1e8, 1e9, 1e10].map { unit in
    cosine("You rounded the cosine: keep its digits, and only cut what is above 1 or below −1.") {
      ($0.roundedCosine * unit).rounded() / unit
    }
  }

  private static let withRoundedPi: [AngleMistake] =
    [3.14, 3.142, 3.1416, 3.14159, 3.141593, 3.1415927].map { π in
      AngleMistake("You rounded π: Double.pi has all its digits.") { acos($0.cosine) * 180 / π }
    }
    + [57.3, 57.296, 57.2958, 57.29578].map { degrees in
      AngleMistake("You rounded 180/π: Double.pi has all the digits of π.") { acos($0.cosine) * degrees }
    }
}

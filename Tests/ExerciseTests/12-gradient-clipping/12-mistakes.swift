// Mistakes that can be made in clipping by the norm of one matrix and by that of many.

import Engine

extension Lesson12 {
  /// A wrong clipping, with its diagnosis.
  typealias Mistake = Answer<GradientsInput, [Matrix]>

  /// - Parameter norm: what it is called: "the global norm".
  static func normMistakes(_ norm: String) -> [Mistake] {
    wrongNorms(norm) + wrongFactors(norm) + wrongConditions(norm)
  }

  private static func wrongNorms(_ norm: String) -> [Mistake] {
    [
      Mistake("You left out the root: \(norm) is the square root of the sum of all squares.") {
        $0.shortened(from: sumOfSquares($0.entries))
      },
      Mistake("You compared without the root: \(norm), the root of the sum of the squares, is compared with v.") { x in
        sumOfSquares(x.entries) > x.threshold ? x.scaled(by: x.threshold / x.norm) : x.gradients
      },
      Mistake("You left the root out of the factor: it is v over \(norm), the root of the sum of the squares.") { x in
        x.norm > x.threshold ? x.scaled(by: x.threshold / sumOfSquares(x.entries)) : x.gradients
      },
      Mistake("You added up sizes: \(norm) is the square root of the sum of all squares.") {
        $0.shortened(from: sumOfSizes($0.entries))
      },
      Mistake("You took the largest entry for \(norm): that is the square root of the sum of all squares.") {
        $0.shortened(from: largest($0.entries))
      },
      Mistake("You took the mean of the squares: \(norm) is the root of their sum, whatever their number.") {
        $0.shortened(from: $0.norm / Double($0.entries.count).squareRoot())
      },
      Mistake("You divided \(norm) by the number of entries: it is the root of the sum of all squares.") {
        $0.shortened(from: $0.norm / Double($0.entries.count))
      },
      Mistake("You added up the entries: \(norm) is the square root of the sum of all squares.") {
        $0.shortened(from: abs($0.entries.reduce(0, +)))
      },
    ]
      + [1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-5, 1e-4, 1e-3].map { small in
        Mistake("You added a small number to the norm, as PyTorch does: here the length afterwards is v exactly.") {
          x in
          x.scaled(by: min(1, x.threshold / (x.norm + small)))
        }
      }
      + [1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-5, 1e-4, 1e-3].map { small in
        Mistake("You kept the norm above a small number: a gradient of zeros is short, and needs no care.") { x in
          x.scaled(by: min(1, x.threshold / max(x.norm, small)))
        }
      }
  }

  private static func wrongFactors(_ norm: String) -> [Mistake] {
    func clipped(_ diagnosis: String, _ factor: @escaping @Sendable (_ v: Double, _ norm: Double) -> Double) -> Mistake
    {
      Mistake(diagnosis) { x in
        x.norm > x.threshold ? x.scaled(by: factor(x.threshold, x.norm)) : x.gradients
      }
    }
    return [
      clipped("You divided by \(norm) and forgot v: the length afterwards must be v, not 1.") { 1 / $1 },
      Mistake("You divided by the larger of \(norm) and v, and forgot to multiply by v.") { x in
        x.scaled(by: 1 / max(x.norm, x.threshold))
      },
      clipped("You multiplied by v and did not divide by \(norm): the factor is v/‖g‖.") { v, _ in v },
      clipped("Your factor is upside down, and lengthens: it is v/‖g‖, which is below 1 for what is too long.") {
        $1 / $0
      },
      clipped("You squared the factor: it is v/‖g‖.") { ($0 / $1) * ($0 / $1) },
      clipped("You took the root of the factor: it is v/‖g‖.") { ($0 / $1).squareRoot() },
      clipped("You divided by v, too: the factor is v/‖g‖.") { 1 / ($0 * $1) },
      clipped("You subtracted the excess: multiply every entry by v/‖g‖, which keeps the direction.") { 1 - ($1 - $0) },
      Mistake("You subtracted the excess: multiply every entry by v/‖g‖, which keeps the direction.") { x in
        x.norm > x.threshold ? x.mapped { $0 - (x.norm - x.threshold) } : x.gradients
      },
      Mistake("You lost the signs: the clipped gradient has the direction of g.") { x in
        x.norm > x.threshold ? x.mapped { abs($0) * x.threshold / x.norm } : x.gradients
      },
      clipped("You turned the gradient round: it keeps its direction.") { -$0 / $1 },
    ]
  }

  private static func wrongConditions(_ norm: String) -> [Mistake] {
    [
      Mistake("You rescaled short gradients too: a gradient of length v or less stays as it is.") { x in
        x.scaled(by: x.threshold / x.norm)
      },
      Mistake("Your comparison is upside down: what is longer than v is shortened, and what is shorter stays.") { x in
        x.norm < x.threshold ? x.scaled(by: x.threshold / x.norm) : x.gradients
      },
      Mistake("You asked whether an entry is larger than v: it is \(norm) that counts.") { x in
        largest(x.entries) > x.threshold ? x.scaled(by: x.threshold / x.norm) : x.gradients
      },
      Mistake("You asked whether an entry is larger than v: it is \(norm) that counts.") { x in
        x.entries.contains { $0 > x.threshold } ? x.scaled(by: x.threshold / x.norm) : x.gradients
      },
      Mistake("You multiplied only the entries that are larger than v: the same factor is for all.") { x in
        x.mapped { abs($0) > x.threshold ? $0 * x.threshold / x.norm : $0 }
      },
      Mistake("You clipped by value: every entry must be multiplied by the same number.") { x in
        x.mapped { min(max($0, -x.threshold), x.threshold) }
      },
      Mistake("You set to 0 what is too long: it is shortened to the length v.") { x in
        x.norm > x.threshold ? x.zeros : x.gradients
      },
      Mistake("You returned the gradient as it came: what is longer than v is shortened to v.") { $0.gradients },
    ]
  }
}

// What is mistaken in Adam.

extension Lesson13 {
  static let adamMistakes: [Variant] =
    correctionMistakes + adamStepMistakes + adamAverageMistakes
    + mistakesWithEpsilon(adam.step, place: "to the root, √v̂ + ε")
    + writtenShares(\.beta, "β₁", adam.step) + writtenShares(\.beta2, "β₂", adam.step)
    + writtenShares(\.beta2, "β₁ and β₂") { adam.step($0.with(\.beta, 0.9)) }
    + mistakes(with: adam.step, step: "m̂ / (√v̂ + ε)", memory: "averages")

  private static let correctionMistakes: [Variant] =
    [
      adam.variant(
        "You forgot the bias correction: divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ for the step.",
        corrections: { _ in (1, 1) }),
      adam.variant(
        "You corrected m only: v starts at 0 too, and is divided by 1 − β₂ᵗ.",
        corrections: { x in (1 - power(x.beta, x.t), 1) }),
      adam.variant(
        "You corrected v only: m starts at 0 too, and is divided by 1 − β₁ᵗ.",
        corrections: { x in (1, 1 - power(x.beta2, x.t)) }),
      adam.variant(
        "You divided by 1 − β instead of 1 − βᵗ: that is right at the first step only.",
        corrections: { x in (1 - x.beta, 1 - x.beta2) }),
      adam.variant(
        "You multiplied β by t: 1 − βᵗ has a power in it, t factors of β.",
        corrections: { x in (1 - x.beta * Double(x.t), 1 - x.beta2 * Double(x.t)) }),
      adam.variant(
        "You multiplied β by t: 1 − βᵗ has a power in it, t factors of β.",
        corrections: { x in (1 - x.beta * Double(x.t), 1 - x.beta2 * Double(x.t)) },
        move: { x, n in n.mHat / (Swift.abs(n.vHat).squareRoot() + x.epsilon) }),
      adam.variant(
        "You divided by βᵗ: the averages are divided by 1 − βᵗ.",
        corrections: { x in (power(x.beta, x.t), power(x.beta2, x.t)) }),
      adam.variant(
        "You took the power of 1 − β: the correction is 1 − βᵗ.",
        corrections: { x in (power(1 - x.beta, x.t), power(1 - x.beta2, x.t)) }),
      adam.variant(
        "You multiplied by 1 − βᵗ: that makes small averages smaller. Divide by it.",
        corrections: { x in (1 / (1 - power(x.beta, x.t)), 1 / (1 - power(x.beta2, x.t))) }),
      adam.variant(
        "You corrected the root of v: v itself is divided by 1 − β₂ᵗ, and the root is taken of that.",
        move: { x, n in n.mHat / (n.v.squareRoot() / n.k + x.epsilon) }),
      adam.variant(
        "You corrected the root of v: v itself is divided by 1 − β₂ᵗ, and the root is taken of that.",
        move: { x, n in n.mHat / (n.v.squareRoot() / n.k + x.epsilon / n.k) }),
      adam.variant(
        "You turned the corrections upside down: the rate grows to η √(1 − β₂ᵗ) / (1 − β₁ᵗ).",
        move: { x, n in n.m * n.c / n.k.squareRoot() / (n.v.squareRoot() + x.epsilon) }),
      adam.variant(
        "You forgot the bias correction, and put ε inside the root: Adam has √v̂ + ε.",
        move: { x, n in n.m / (n.v + x.epsilon).squareRoot() }),
      adam.variant(
        "You took the power t − 1: the average of step t is divided by 1 − βᵗ, at the second step by 1 − β².",
        corrections: { x in (1 - power(x.beta, x.t - 1), 1 - power(x.beta2, x.t - 1)) }),
      adam.variant(
        "You took the power t − 1: the average of step t is divided by 1 − βᵗ, at the second step by 1 − β².",
        corrections: { x in (1 - power(x.beta, max(1, x.t - 1)), 1 - power(x.beta2, max(1, x.t - 1))) }),
      adam.variant(
        "You took the power t − 1: the average of step t is divided by 1 − βᵗ, at the second step by 1 − β².",
        corrections: { x in x.t == 1 ? (1, 1) : (1 - power(x.beta, x.t - 1), 1 - power(x.beta2, x.t - 1)) }),
      adam.variant(
        "You took the power t + 1: at the first step t is 1, and an average is divided by 1 − β.",
        corrections: { x in (1 - power(x.beta, x.t + 1), 1 - power(x.beta2, x.t + 1)) }),
      adam.variant(
        "You corrected both averages by 1 − β₁ᵗ: v is divided by 1 − β₂ᵗ.",
        corrections: { x in (1 - power(x.beta, x.t), 1 - power(x.beta, x.t)) }),
      adam.variant(
        "You corrected both averages by 1 − β₂ᵗ: m is divided by 1 − β₁ᵗ.",
        corrections: { x in (1 - power(x.beta2, x.t), 1 - power(x.beta2, x.t)) }),
      adam.variant(
        "You exchanged the corrections: m is divided by 1 − β₁ᵗ, v by 1 − β₂ᵗ.",
        corrections: { x in (1 - power(x.beta2, x.t), 1 - power(x.beta, x.t)) }),
      Variant("You corrected the averages before they took in the gradient: update first, then correct.") { x in
        adam.step(
          x.with(\.state, x.state.map { $0 / (1 - power(x.beta, x.t)) })
            .with(\.second, x.second.map { $0 / (1 - power(x.beta2, x.t)) }))
      },
      adam.variant(
        "You returned the corrected averages: the next step continues with the plain ones.",
        kept: { n in (n.mHat, n.vHat) }),
    ]
    + [1, 10, 50, 100, 500, 1000].map { last in
      adam.variant(
        "You left the correction out after many steps: it is due at every t.",
        corrections: { x in x.t > last ? (1, 1) : (1 - power(x.beta, x.t), 1 - power(x.beta2, x.t)) })
    }

  private static let adamStepMistakes: [Variant] = [
    adam.variant(
      "You put ε inside the root: Adam has √v̂ + ε.", move: { x, n in n.mHat / (n.vHat + x.epsilon).squareRoot() }),
    adam.variant(
      "You put ε inside the root: Adam has √v̂ + ε.", move: { x, n in n.mHat / ((n.v + x.epsilon) / n.k).squareRoot() }),
    adam.variant(
      "You put ε inside the root and added it outside, too: Adam has √v̂ + ε.",
      move: { x, n in n.mHat / ((n.vHat + x.epsilon).squareRoot() + x.epsilon) }),
    adam.variant(
      "You added ε before correcting v: that is Keras's form; here it is added to √v̂.",
      move: { x, n in n.mHat / (n.vHat.squareRoot() + x.epsilon / n.k.squareRoot()) }),
    adam.variant(
      "You used ε as a lower bound: it is added to the root.",
      move: { x, n in n.mHat / max(n.vHat.squareRoot(), x.epsilon) }),
    adam.variant(
      "Mind the brackets: ε is added to the root before the division, m̂ / (√v̂ + ε).",
      move: { x, n in n.mHat / n.vHat.squareRoot() + x.epsilon }),
    adam.variant(
      "Mind the brackets: ε is added to the root before the division, m̂ / (√v̂ + ε).",
      move: { x, n in n.mHat / n.vHat.squareRoot() + x.epsilon / x.learningRate }),
    adam.variant(
      "Mind the brackets: ε is added to the root before the division, m̂ / (√v̂ + ε).",
      move: { x, n in n.mHat / n.vHat.squareRoot() - x.epsilon / x.learningRate }),
    adam.variant(
      "You forgot the root: m̂ is divided by √v̂ + ε.", move: { x, n in n.mHat / (n.vHat + x.epsilon) }),
    adam.variant(
      "You moved along the gradient: the step goes along its average m̂.",
      move: { x, n in n.g / (n.vHat.squareRoot() + x.epsilon) }),
    adam.variant(
      "You moved along the gradient: the step goes along its average m̂.",
      move: { x, n in n.g / n.c / (n.vHat.squareRoot() + x.epsilon) }),
    adam.variant(
      "You did not divide by the root: the step is m̂ / (√v̂ + ε).", move: { _, n in n.mHat }),
    adam.variant(
      "You multiplied by the gradient, too: the step is m̂ / (√v̂ + ε).",
      move: { x, n in n.g * n.mHat / (n.vHat.squareRoot() + x.epsilon) }),
    adam.variant(
      "You made the step of the old averages: this gradient is taken in first.",
      move: { x, n in n.oldM / n.c / ((n.oldV / n.k).squareRoot() + x.epsilon) }),
    adam.variant(
      "You moved along the old mean: this gradient is taken in first.",
      move: { x, n in n.oldM / n.c / (n.vHat.squareRoot() + x.epsilon) }),
    adam.variant(
      "You divided by the old average of the squares: this gradient is taken in first.",
      move: { x, n in n.mHat / ((n.oldV / n.k).squareRoot() + x.epsilon) }),
    adam.variant(
      "You looked ahead, as NAdam does: Adam moves along m̂ itself.",
      move: { x, n in (x.beta * n.mHat + (1 - x.beta) * n.g / n.c) / (n.vHat.squareRoot() + x.epsilon) }),
    adam.variant(
      "You kept the larger of the old and the new average, as AMSGrad does: Adam divides by the new one.",
      move: { x, n in n.mHat / ((max(n.oldV, n.v) / n.k).squareRoot() + x.epsilon) }),
    adam.variant(
      "You left weights alone whose gradient is 0: their m̂ is not 0, and still moves them.",
      move: { x, n in n.g == 0 ? 0 : n.mHat / (n.vHat.squareRoot() + x.epsilon) }),
    skippingZeros(
      "You skipped numbers whose gradient is 0: their averages fade all the same, and m̂ still moves them.", adam.step),
  ]

  private static let adamAverageMistakes: [Variant] =
    [
      adam.variant(
        "You forgot the square: it is g² that v averages.",
        squares: { x, v, g in x.beta2 * v + (1 - x.beta2) * g }),
      adam.variant(
        "You forgot the square: it is g² that v averages.",
        squares: { x, v, g in x.beta2 * v + (1 - x.beta2) * g },
        move: { x, n in n.mHat / (Swift.abs(n.vHat).squareRoot() + x.epsilon) }),
      adam.variant(
        "You averaged sizes: it is g² that v averages.",
        squares: { x, v, g in x.beta2 * v + (1 - x.beta2) * Swift.abs(g) }),
      adam.variant(
        "You squared 1 − β₂, too: only the gradient is squared.",
        squares: { x, v, g in x.beta2 * v + ((1 - x.beta2) * g) * ((1 - x.beta2) * g) }),
      Variant("You squared the average of the gradients: v averages g², the square of this gradient.") { x in
        adamWithSquares(x) { old, new, _ in new * new }
      },
      Variant("You squared the old average of the gradients: v averages g², the square of this gradient.") { x in
        adamWithSquares(x) { old, new, _ in old * old }
      },
      Variant("You averaged squared deviations from the mean: v averages g² itself.") { x in
        adamWithSquares(x) { _, new, g in (g - new) * (g - new) }
      },
      Variant("You swapped β₁ and β₂: β₁ belongs to the gradients, β₂ to their squares.") { x in
        adam.step(x.with(\.beta, x.beta2).with(\.beta2, x.beta))
      },
      Variant("You took β₁ for both averages: the squares have β₂.") { adam.step($0.with(\.beta2, $0.beta)) },
      Variant("You took β₂ for both averages: the gradients have β₁.") { adam.step($0.with(\.beta, $0.beta2)) },
      adam.variant(
        "You averaged the squares with β₁: they have β₂.",
        squares: { x, v, g in x.beta * v + (1 - x.beta) * g * g }),
      adam.variant(
        "You averaged the gradients with β₂: they have β₁.",
        mean: { x, m, g in x.beta2 * m + (1 - x.beta2) * g }),
      adam.variant(
        "You exchanged the averages' shares: the gradients have β₁, the squares β₂.",
        mean: { x, m, g in x.beta2 * m + (1 - x.beta2) * g },
        squares: { x, v, g in x.beta * v + (1 - x.beta) * g * g }),
      adam.variant(
        "You added the squares up as Adagrad does: Adam averages them, and so forgets.",
        squares: { _, v, g in v + g * g }),
      adam.variant(
        "You returned the two averages in each other's place: mean first, then squares.", kept: { n in (n.v, n.m) }),
      adam.variant(
        "You returned the mean as it came: the next step needs the new one.", kept: { n in (n.oldM, n.v) }),
      adam.variant(
        "You returned the average of the squares as it came: the next step needs the new one.",
        kept: { n in (n.m, n.oldV) }),
      adam.variant(
        "You returned the root: the average of the squares itself is remembered.",
        kept: { n in (n.m, n.v.squareRoot()) }),
      adam.variant(
        "You added ε to the average of the squares: it is added in the step, and is not remembered.",
        squares: { x, v, g in x.beta2 * v + (1 - x.beta2) * g * g + x.epsilon }),
      adam.variant(
        "You added ε to the average of the squares: it is added in the step, and is not remembered.",
        squares: { x, v, g in x.beta2 * v + (1 - x.beta2) * g * g + x.epsilon },
        move: { _, n in n.mHat / n.vHat.squareRoot() }),
    ]
    + wrongAverages(share: "β", of: "what is new", into: "an old average").map { wrong in
      adam.variant(
        wrong.diagnosis, mean: { x, m, g in wrong.average(x.beta, m, g) },
        squares: { x, v, g in wrong.average(x.beta2, v, g * g) })
    }
    + wrongAverages(share: "β₁", of: "the gradient", into: "the old m").map { wrong in
      adam.variant(wrong.diagnosis, mean: { x, m, g in wrong.average(x.beta, m, g) })
    }
    + wrongAverages(share: "β₂", of: "g²", into: "the old v").map { wrong in
      adam.variant(wrong.diagnosis, squares: { x, v, g in wrong.average(x.beta2, v, g * g) })
    }

  /// Adam with another square averaged in v than this gradient's.
  private static func adamWithSquares(
    _ x: UpdateInput, _ square: (_ oldMean: Double, _ newMean: Double, _ g: Double) -> Double
  ) -> TwoStateUpdate {
    let means = zip(x.state, x.gradient).map { x.beta * $0 + (1 - x.beta) * $1 }
    var after: TwoStateUpdate = ([], means, [])
    for i in x.weights.indices {
      let v = x.beta2 * x.second[i] + (1 - x.beta2) * square(x.state[i], means[i], x.gradient[i])
      let root = (v / (1 - power(x.beta2, x.t))).squareRoot()
      after.weights.append(x.weights[i] - x.learningRate * means[i] / (1 - power(x.beta, x.t)) / (root + x.epsilon))
      after.second.append(v)
    }
    return after
  }
}

// What is mistaken in Adadelta.

extension Lesson13 {
  static let adadeltaMistakes: [Variant] =
    adadeltaStepMistakes + adadeltaAverageMistakes
    + mistakesWithEpsilon(adadelta.step, place: "inside both roots")
    + writtenShares(\.beta, "ρ", adadelta.step)
    + mistakes(with: adadelta.step, step: "Δ", memory: "averages")

  private static let adadeltaStepMistakes: [Variant] = [
    adadelta.variant(
      "You put ε outside the roots: both are √(… + ε).",
      move: { x, n in (n.d.squareRoot() + x.epsilon) / (n.s.squareRoot() + x.epsilon) * n.g }),
    adadelta.variant(
      "You left the steps' average out of the step: without √(d + ε) this is RMSProp.",
      move: { x, n in 1 / (n.s + x.epsilon).squareRoot() * n.g }),
    adadelta.variant(
      "You left the steps' average out of the step: without √(d + ε) this is RMSProp.",
      move: { x, n in 1 / (n.s + x.epsilon).squareRoot() * n.g }, squaredSteps: { _, d, _ in d }),
    adadelta.variant(
      "You put the learning rate in the place of √(d + ε): that is RMSProp, and η comes last.",
      move: { x, n in 1 / (n.s + x.epsilon).squareRoot() * n.g },
      squaredSteps: { x, d, Δ in x.beta * d + (1 - x.beta) * (x.learningRate * Δ) * (x.learningRate * Δ) }),
    adadelta.variant(
      "You put ε outside the root of s: both are √(… + ε).",
      move: { x, n in (n.d + x.epsilon).squareRoot() / (n.s.squareRoot() + x.epsilon) * n.g }),
    adadelta.variant(
      "You put ε outside the root of d: both are √(… + ε).",
      move: { x, n in (n.d.squareRoot() + x.epsilon) / (n.s + x.epsilon).squareRoot() * n.g }),
    adadelta.variant(
      "You added ε to the quotient: it is added to d and to s, before they are divided.",
      move: { x, n in (n.d / n.s + x.epsilon).squareRoot() * n.g }),
    adadelta.variant(
      "You let d fade before the step: the step is made of d as it came.",
      move: { x, n in ((x.beta * n.d + x.epsilon) / (n.s + x.epsilon)).squareRoot() * n.g }),
    adadelta.variant(
      "You turned the quotient upside down: the steps' root stands above, the gradients' below.",
      move: { x, n in ((n.s + x.epsilon) / (n.d + x.epsilon)).squareRoot() * n.g }),
    adadelta.variant(
      "You forgot the roots: Δ is √(d + ε) / √(s + ε) times g.",
      move: { x, n in (n.d + x.epsilon) / (n.s + x.epsilon) * n.g }),
    adadelta.variant(
      "You forgot the root of d + ε: Δ is √(d + ε) / √(s + ε) times g.",
      move: { x, n in (n.d + x.epsilon) / (n.s + x.epsilon).squareRoot() * n.g }),
    adadelta.variant(
      "You forgot the root of s + ε: Δ is √(d + ε) / √(s + ε) times g.",
      move: { x, n in (n.d + x.epsilon).squareRoot() / (n.s + x.epsilon) * n.g }),
    adadelta.variant(
      "You added ε below only: without it above, a first step is 0, and so are all.",
      move: { x, n in (n.d / (n.s + x.epsilon)).squareRoot() * n.g }),
    adadelta.variant(
      "You added ε above only: it is inside both roots.", move: { x, n in ((n.d + x.epsilon) / n.s).squareRoot() * n.g }
    ),
    adadelta.variant(
      "You used ε as a lower bound: it is added inside both roots.",
      move: { x, n in (max(n.d, x.epsilon) / max(n.s, x.epsilon)).squareRoot() * n.g }),
    adadelta.variant(
      "You used the old average of squared gradients in the step: this gradient's square is taken in first.",
      move: { x, n in ((n.d + x.epsilon) / (n.oldS + x.epsilon)).squareRoot() * n.g }),
    Variant("You put the new average of squared steps into the step: d is used before it takes in Δ².") { x in
      var after = adadelta.step(x)
      for i in x.weights.indices {
        let ratio = (after.second[i] + x.epsilon) / (after.state[i] + x.epsilon)
        after.weights[i] = x.weights[i] - x.learningRate * ratio.squareRoot() * x.gradient[i]
      }
      return after
    },
    adadelta.variant(
      "You left the gradient out of the step: Δ is the quotient of the roots times g.",
      move: { x, n in ((n.d + x.epsilon) / (n.s + x.epsilon)).squareRoot() }),
    Variant("You moved by η g: the step Δ is made of the averages, and takes the place of g.") { x in
      let after = adadelta.step(x)
      return (zip(x.weights, x.gradient).map { $0 - x.learningRate * $1 }, after.state, after.second)
    },
    adadelta.variant(
      "You multiplied by η twice, in Δ and on the weights: η scales the weights' step only, neither Δ nor d.",
      move: { x, n in x.learningRate * adadelta.move(x, n) }),
    skippingZeros(
      "You skipped numbers whose gradient is 0: their averages fade all the same.", adadelta.step),
  ]

  private static let adadeltaAverageMistakes: [Variant] =
    [
      adadelta.variant(
        "You averaged the step without squaring it: Δ² belongs in d.",
        squaredSteps: { x, d, Δ in x.beta * d + (1 - x.beta) * Δ }),
      Variant("You averaged the squared gradient in both places: d takes in Δ².") { x in
        let after = adadelta.step(x)
        let (ρ, d) = (x.beta, zip(x.second, x.gradient))
        return (after.weights, after.state, d.map { ρ * $0 + (1 - ρ) * $1 * $1 })
      },
      adadelta.variant(
        "You put the learning rate into d: the average is of Δ, before η multiplies it.",
        squaredSteps: { x, d, Δ in x.beta * d + (1 - x.beta) * (x.learningRate * Δ) * (x.learningRate * Δ) }),
      adadelta.variant(
        "You returned the steps' average as it came: the next step needs the new one.", squaredSteps: { _, d, _ in d }),
      Variant("You returned the average of the squares as it came: the next step needs the new one.") { x in
        let after = adadelta.step(x)
        return (after.weights, x.state, after.second)
      },
      Variant("You returned the two averages in each other's place: squares first, then squaredSteps.") { x in
        let after = adadelta.step(x)
        return (after.weights, after.second, after.state)
      },
      adadelta.variant(
        "You forgot the square: s averages g².", squares: { x, s, g in x.beta * s + (1 - x.beta) * g },
        move: { x, n in ((n.d + x.epsilon) / (Swift.abs(n.s) + x.epsilon)).squareRoot() * n.g }),
      adadelta.variant(
        "You averaged sizes: s averages g².", squares: { x, s, g in x.beta * s + (1 - x.beta) * Swift.abs(g) }),
      adadelta.variant(
        "You squared 1 − ρ, too: only the gradient and the step are squared.",
        squares: { x, s, g in x.beta * s + ((1 - x.beta) * g) * ((1 - x.beta) * g) },
        squaredSteps: { x, d, Δ in x.beta * d + ((1 - x.beta) * Δ) * ((1 - x.beta) * Δ) }),
      adadelta.variant(
        "You added the squares up as Adagrad does: Adadelta averages them, and so forgets.",
        squares: { _, s, g in s + g * g }),
      adadelta.variant(
        "You added the squares up as Adagrad does: Adadelta averages them, and so forgets.",
        squares: { _, s, g in s + g * g }, squaredSteps: { _, d, Δ in d + Δ * Δ }),
      adadelta.variant(
        "You added ε to the averages: it is added in the step, and is not remembered.",
        squares: { x, s, g in x.beta * s + (1 - x.beta) * g * g + x.epsilon },
        move: { x, n in ((n.d + x.epsilon) / n.s).squareRoot() * n.g }),
      adadelta.variant(
        "You added ε to the averages: it is added in the step, and is not remembered.",
        squares: { x, s, g in x.beta * s + (1 - x.beta) * g * g + x.epsilon }),
      adadelta.variant(
        "You added ε to the averages: it is added in the step, and is not remembered.",
        squares: { x, s, g in x.beta * s + (1 - x.beta) * g * g + x.epsilon },
        move: { _, n in (n.d / n.s).squareRoot() * n.g },
        squaredSteps: { x, d, Δ in x.beta * d + (1 - x.beta) * Δ * Δ + x.epsilon }),
      Variant("You returned the roots: the averages of the squares themselves are remembered.") { x in
        let after = adadelta.step(x)
        return (after.weights, after.state.map { $0.squareRoot() }, after.second.map { $0.squareRoot() })
      },
      Variant("You returned the roots: the averages of the squares themselves are remembered.") { x in
        let after = adadelta.step(x)
        func root(_ square: Double) -> Double { (square + x.epsilon).squareRoot() }
        return (after.weights, after.state.map(root), after.second.map(root))
      },
    ]
    + wrongAverages(share: "ρ", of: "a new square", into: "an old average").map { wrong in
      adadelta.variant(
        wrong.diagnosis, squares: { x, s, g in wrong.average(x.beta, s, g * g) },
        squaredSteps: { x, d, Δ in wrong.average(x.beta, d, Δ * Δ) })
    }
    + wrongAverages(share: "ρ", of: "g²", into: "the old s").map { wrong in
      adadelta.variant(wrong.diagnosis, squares: { x, s, g in wrong.average(x.beta, s, g * g) })
    }
    + wrongAverages(share: "ρ", of: "Δ²", into: "the old d").map { wrong in
      adadelta.variant(wrong.diagnosis, squaredSteps: { x, d, Δ in wrong.average(x.beta, d, Δ * Δ) })
    }
}

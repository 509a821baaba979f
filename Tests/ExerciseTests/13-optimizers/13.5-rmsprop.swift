import Engine
import Solutions

extension Lesson13 {
  private static let rmsprop = OneStateRule(
    memory: { x, s, g in x.beta * s + (1 - x.beta) * g * g },
    move: { x, g, s, _ in g / (s + x.epsilon).squareRoot() })

  static let rmspropUpdate: Bank<UpdateInput, OneStateUpdate> = Bank(
    id: "13.5",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [4, 16], learningRate: 0.5, beta: 0.75, epsilon: 1e-6)
      return updateCases(&generator, readable: readable, epsilon: 1e-6, memories: [(0.5, 4)])
    },
    input: { updateQuantities($0, "squares") + [.number("beta", $0.beta), .number("epsilon", $0.epsilon)] },
    output: { [.list("weights", $0.weights), .list("squares", $0.state)] },
    reference: {
      let after = rmspropStep(
        $0.weights, gradient: $0.gradient, squares: $0.state, learningRate: $0.learningRate, beta: $0.beta,
        epsilon: $0.epsilon)
      return (after.weights, after.squares)
    },
    alternatives: [
      rmsprop.variant(
        "the average as a step towards the new square",
        memory: { x, s, g in
          s + (1 - x.beta) * (g * g - s)
        }),
      rmsprop.variant(
        "the size of the step and its sign apart",
        move: { x, g, s, _ in
          (g < 0 ? -1 : 1) * (g * g / (s + x.epsilon)).squareRoot()
        }),
    ].map(oneState),
    misconceptions: rmspropMistakes.map(oneState))

  private static let rmspropMistakes: [Variant] =
    [
      rmsprop.variant(
        "You put ε outside the root: here it is added to the average, √(s + ε) (PyTorch has it outside).",
        move: { x, g, s, _ in g / (s.squareRoot() + x.epsilon) }),
      rmsprop.variant(
        "You forgot the root: the gradient is divided by √(s + ε).", move: { x, g, s, _ in g / (s + x.epsilon) }),
      rmsprop.variant(
        "You forgot the square: it is g² that is averaged.",
        memory: { x, s, g in x.beta * s + (1 - x.beta) * g },
        move: { x, g, s, _ in g / (Swift.abs(s) + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You averaged sizes: it is g² that is averaged.",
        memory: { x, s, g in x.beta * s + (1 - x.beta) * Swift.abs(g) }),
      rmsprop.variant(
        "You squared 1 − β, too: only the gradient is squared.",
        memory: { x, s, g in x.beta * s + ((1 - x.beta) * g) * ((1 - x.beta) * g) }),
      rmsprop.variant(
        "You added the squares up as Adagrad does: RMSProp averages them, and so forgets.",
        memory: { _, s, g in s + g * g }),
    ]
    + wrongAverages(share: "β", of: "the new square", into: "the old average").map { wrong in
      rmsprop.variant(wrong.diagnosis, memory: { x, s, g in wrong.average(x.beta, s, g * g) })
    } + [
      rmsprop.variant(
        "You divided by the old average: this gradient's square is taken in first.",
        move: { x, g, _, old in g / (old + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "Mind the brackets: ε is added to the average before the root is taken, g / √(s + ε).",
        move: { x, g, s, _ in g / s.squareRoot() + x.epsilon }),
      rmsprop.variant(
        "You left the gradient out of the step: the rate η / √(s + ε) multiplies g.",
        move: { x, _, s, _ in 1 / (s + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You squared the gradient in the step, too: the rate η / √(s + ε) multiplies g.",
        move: { x, g, s, _ in g * g / (s + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You corrected the average for its start at 0: that is Adam's; RMSProp has no step number to do it with.",
        move: { x, g, s, _ in g / (s / (1 - x.beta) + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You used ε as a lower bound: it is added to the average.",
        move: { x, g, s, _ in g / max(s, x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You added ε twice, inside the root and outside: it is added to the average, √(s + ε).",
        move: { x, g, s, _ in g / ((s + x.epsilon).squareRoot() + x.epsilon) }),
      rmsprop.variant(
        "You divided by the size of this gradient alone: the average of the squares stands under the root.",
        move: { x, g, _, _ in g / (g * g + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You put 1 − β into the step: it belongs to the average only.",
        move: { x, g, s, _ in (1 - x.beta) * g / (s + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You added ε to the average: it is added in the step, and is not remembered.",
        memory: { x, s, g in x.beta * s + (1 - x.beta) * g * g + x.epsilon },
        move: { _, g, s, _ in g / s.squareRoot() }),
      rmsprop.variant(
        "You added ε to the average: it is added in the step, and is not remembered.",
        memory: { x, s, g in x.beta * s + (1 - x.beta) * g * g + x.epsilon }),
      rmsprop.variant(
        "You returned the roots: the average of the squares itself is remembered.",
        kept: { _, _, s, _ in s.squareRoot() }),
      rmsprop.variant(
        "You returned the roots: the average of the squares itself is remembered.",
        kept: { x, _, s, _ in (s + x.epsilon).squareRoot() }),
      rmsprop.variant(
        "You put the learning rate into the average: it multiplies the step only.",
        memory: { x, s, g in x.beta * s + (1 - x.beta) * (x.learningRate * g) * (x.learningRate * g) }),
      Variant("You took one average for all numbers: each has its own, and so its own rate.") { x in
        let averages = rmsprop.step(x).state
        let root = (mean(averages) + x.epsilon).squareRoot()
        return (zip(x.weights, x.gradient).map { $0 - x.learningRate * $1 / root }, averages, [])
      },
      skippingZeros(
        "You skipped numbers whose gradient is 0: their average fades all the same.", rmsprop.step),
    ]
    + mistakesWithEpsilon(rmsprop.step, place: "to the average, √(s + ε)")
    + writtenShares(\.beta, "β", rmsprop.step)
    + mistakes(with: rmsprop.step, step: "g / √(s + ε)", memory: "average")
}

import Engine
import Solutions

extension Lesson13 {
  private static let adagrad = OneStateRule(
    memory: { _, s, g in s + g * g }, move: { x, g, s, _ in g / (s.squareRoot() + x.epsilon) })

  static let adagradUpdate: Bank<UpdateInput, OneStateUpdate> = Bank(
    id: "13.3",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [3, -5], state: [16, 144], learningRate: 0.5, epsilon: 0.001)
      return updateCases(&generator, readable: readable, epsilon: 1e-3, memories: [(0.5, 4)])
    },
    input: { updateQuantities($0, "squares") + [.number("epsilon", $0.epsilon)] },
    output: { [.list("weights", $0.weights), .list("squares", $0.state)] },
    reference: {
      let after = adagradStep(
        $0.weights, gradient: $0.gradient, squares: $0.state, learningRate: $0.learningRate, epsilon: $0.epsilon)
      return (after.weights, after.squares)
    },
    alternatives: [
      Variant("a rate for each number first, then the step") { x in
        var weights = x.weights
        var squares = x.state
        for i in weights.indices {
          squares[i] += x.gradient[i] * x.gradient[i]
          let rate = x.learningRate / (x.epsilon + squares[i].squareRoot())
          weights[i] -= rate * x.gradient[i]
        }
        return (weights, squares, [])
      },
      adagrad.variant(
        "the size of the step and its sign apart",
        move: { x, g, s, _ in
          (g < 0 ? -1 : 1) * (g * g).squareRoot() / (s.squareRoot() + x.epsilon)
        }),
      skippingZeros("numbers whose gradient is 0 are skipped: here nothing changes for them", adagrad.step),
    ].map(oneState),
    misconceptions: adagradMistakes.map(oneState))

  private static let adagradMistakes: [Variant] =
    [
      adagrad.variant(
        "You forgot the root: the gradient is divided by √s + ε.", move: { x, g, s, _ in g / (s + x.epsilon) }),
      adagrad.variant(
        "You put ε inside the root: here it is added to the root, √s + ε (Keras and optax have it inside).",
        move: { x, g, s, _ in g / (s + x.epsilon).squareRoot() }),
      adagrad.variant("You forgot the square: it is g² that is added to the sum.", memory: { _, s, g in s + g }),
      adagrad.variant(
        "You forgot the square: it is g² that is added to the sum.", memory: { _, s, g in s + g },
        move: { x, g, s, _ in g / (Swift.abs(s).squareRoot() + x.epsilon) }),
      adagrad.variant(
        "You added up sizes: it is g² that is added to the sum.", memory: { _, s, g in s + Swift.abs(g) }),
      adagrad.variant(
        "You did not carry the sum over: the squares of all earlier gradients belong to it.",
        memory: { _, _, g in g * g }),
      adagrad.variant(
        "You did not carry the sum over: the squares of all earlier gradients belong to it.",
        kept: { _, g, _, _ in g * g }),
      adagrad.variant(
        "You divided by the old sum: this gradient's square is added first.",
        move: { x, g, _, old in g / (old.squareRoot() + x.epsilon) }),
      adagrad.variant(
        "You left the gradient out of the step: the rate η / (√s + ε) multiplies g.",
        move: { x, _, s, _ in 1 / (s.squareRoot() + x.epsilon) }),
      adagrad.variant(
        "You squared the gradient in the step, too: the rate η / (√s + ε) multiplies g.",
        move: { x, g, s, _ in g * g / (s.squareRoot() + x.epsilon) }),
      adagrad.variant(
        "Mind the brackets: ε is added to the root before the division, g / (√s + ε).",
        move: { x, g, s, _ in g / s.squareRoot() + x.epsilon }),
      adagrad.variant(
        "Mind the brackets: ε is added to the root before the division, g / (√s + ε).",
        move: { x, g, s, _ in g / s.squareRoot() + x.epsilon / x.learningRate }),
      adagrad.variant(
        "Mind the brackets: ε is added to the root before the division, g / (√s + ε).",
        move: { x, g, s, _ in g / s.squareRoot() - x.epsilon / x.learningRate }),
      adagrad.variant(
        "Mind the brackets: ε is added to the root before the division, g / (√s + ε).",
        move: { x, g, s, _ in g / s.squareRoot() + x.epsilon * g / x.learningRate }),
      adagrad.variant(
        "You did not move a number whose old sum is 0: its first gradient is in the new sum already.",
        move: { x, g, s, old in old > 0 ? g / (s.squareRoot() + x.epsilon) : 0 }),
      adagrad.variant(
        "You added ε twice, inside the root and outside: it is added to the root, √s + ε.",
        move: { x, g, s, _ in g / ((s + x.epsilon).squareRoot() + x.epsilon) }),
      adagrad.variant(
        "You divided by the size of this gradient alone: the sum of all squares so far stands under the root.",
        move: { x, g, _, _ in g / (Swift.abs(g) + x.epsilon) }),
      adagrad.variant(
        "You used ε as a lower bound: it is added to the root.",
        move: { x, g, s, _ in g / max(s.squareRoot(), x.epsilon) }),
      adagrad.variant(
        "You added ε to the sum: it is added to the root in the step, and is not remembered.",
        memory: { x, s, g in s + g * g + x.epsilon }, move: { _, g, s, _ in g / s.squareRoot() }),
      adagrad.variant(
        "You added ε to the sum: it is added to the root in the step, and is not remembered.",
        memory: { x, s, g in s + g * g + x.epsilon }),
      adagrad.variant(
        "You returned the roots: the sum of the squares itself is remembered.", kept: { _, _, s, _ in s.squareRoot() }),
      adagrad.variant(
        "You put the learning rate into the sum: it multiplies the step only.",
        memory: { x, s, g in s + x.learningRate * x.learningRate * g * g }),
      adagrad.variant(
        "You put the learning rate into the sum: it multiplies the step only.",
        memory: { x, s, g in s + x.learningRate * g * g }),
      Variant("You took one sum for all numbers: each has its own, and so its own rate.") { x in
        let sums = zip(x.state, x.gradient).map { $0 + $1 * $1 }
        let root = sums.reduce(0, +).squareRoot()
        return (zip(x.weights, x.gradient).map { $0 - x.learningRate * $1 / (root + x.epsilon) }, sums, [])
      },
      Variant("You took one sum for all numbers: each has its own, and so its own rate.") { x in
        let square = x.gradient.reduce(0) { $0 + $1 * $1 }
        let sums = x.state.map { $0 + square }
        let roots = sums.map { $0.squareRoot() + x.epsilon }
        return (x.weights.indices.map { x.weights[$0] - x.learningRate * x.gradient[$0] / roots[$0] }, sums, [])
      },
    ]
    + [0.9, 0.99, 0.999, 0.95, 0.5].map { decay in
      adagrad.variant(
        "You averaged the squares, as RMSProp does: Adagrad adds them up and forgets nothing.",
        memory: { _, s, g in decay * s + (1 - decay) * g * g })
    }
    + mistakesWithEpsilon(adagrad.step, place: "to the root, √s + ε")
    + mistakes(with: adagrad.step, step: "g / (√s + ε)", memory: "sum")
}

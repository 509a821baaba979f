import Engine
import Solutions

extension Lesson13 {
  private static let nesterov = OneStateRule(
    memory: { x, u, g in x.beta * u + g }, move: { x, g, u, _ in g + x.beta * u })

  static let nesterovUpdate: Bank<UpdateInput, OneStateUpdate> = Bank(
    id: "13.2",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, 4], state: [4, -2], learningRate: 0.5, beta: 0.5)
      return updateCases(&generator, readable: readable, memories: [(-3, 3)])
    },
    input: { updateQuantities($0, "velocity") + [.number("beta", $0.beta)] },
    output: { [.list("weights", $0.weights), .list("velocity", $0.state)] },
    reference: {
      let after = nesterovStep(
        $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
      return (after.weights, after.velocity)
    },
    alternatives: [
      nesterov.variant(
        "one expression: (1 + β) g + β² u",
        move: { x, g, _, old in
          (1 + x.beta) * g + x.beta * x.beta * old
        }),
      Variant("by way of the parameters that look ahead, as first written") { x in
        let (β, η) = (x.beta, x.learningRate)
        var weights: [Double] = []
        var velocity: [Double] = []
        for ((w, g), u) in zip(zip(x.weights, x.gradient), x.state) {
          let v = -η * u
          let θ = w - β * v
          let newV = β * v - η * g
          weights.append(θ + newV + β * newV)
          velocity.append(-newV / η)
        }
        return (weights, velocity, [])
      },
    ].map(oneState),
    misconceptions: nesterovMistakes.map(oneState))

  private static let nesterovMistakes: [Variant] =
    [
      nesterov.variant(
        "You took momentum's step, along the new u (g + β u with the old u is the same): g + β u has the new u.",
        move: { _, _, u, _ in u }),
      nesterov.variant(
        "You put 1 − β in front of the gradient: in this rule the velocity is a sum, as in the frameworks.",
        memory: { x, u, g in x.beta * u + (1 - x.beta) * g }),
      nesterov.variant(
        "You put 1 − β in front of the gradient: in this rule the velocity is a sum, as in the frameworks.",
        memory: { x, u, g in x.beta * u + (1 - x.beta) * g },
        move: { x, g, u, _ in (1 - x.beta) * g + x.beta * u }),
      nesterov.variant(
        "You put 1 − β in front of the gradient in the step: it goes along g + β u.",
        move: { x, g, u, _ in (1 - x.beta) * g + x.beta * u }),
      nesterov.variant(
        "You put the learning rate into the velocity: it multiplies the step only.",
        memory: { x, u, g in x.beta * u + x.learningRate * g },
        move: { x, g, u, _ in g + x.beta * u / x.learningRate }),
      nesterov.variant(
        "You put the learning rate into the velocity: it multiplies the step only.",
        memory: { x, u, g in x.beta * u + x.learningRate * g }),
      nesterov.variant(
        "You made the velocity a step, v ← β v − η g: here it is the sum u ← β u + g, and η comes last.",
        memory: { x, u, g in x.beta * u - x.learningRate * g },
        move: { x, g, v, _ in g - x.beta * v / x.learningRate }),
      nesterov.variant(
        "You moved as first written, θ ← θ + v with v ← β v − η g: the rewritten form has w ← w − η (g + β u).",
        memory: { x, u, g in x.beta * u - x.learningRate * g }, move: { x, _, v, _ in -v / x.learningRate }),
      nesterov.variant(
        "You made an exception where the old velocity is 0: the step goes along g + β u there, too.",
        move: { x, g, u, old in old == 0 ? g : g + x.beta * u }),
      nesterov.variant(
        "You added the whole velocity to the gradient: only the share β of it is the look ahead.",
        move: { _, g, u, _ in g + u }),
      nesterov.variant(
        "You put β in front of the gradient: it belongs to the new velocity, g + β u.",
        move: { x, g, u, _ in u + x.beta * g }),
      nesterov.variant(
        "You moved along (1 + β) u: the gradient comes first, and only the share β of u is added.",
        move: { x, _, u, _ in (1 + x.beta) * u }),
      nesterov.variant(
        "You moved along β u alone: the gradient itself is the other part of the step.",
        move: { x, _, u, _ in x.beta * u }),
      nesterov.variant(
        "You moved along the gradient alone: the step goes along g + β u.", move: { _, g, _, _ in g }),
      nesterov.variant(
        "You returned g + β u as the velocity: u is kept, and the look ahead is for the step only.",
        kept: { x, g, u, _ in g + x.beta * u }),
      nesterov.variant(
        "Mind the brackets: the learning rate multiplies both, g and β u.",
        move: { x, g, u, _ in g / x.learningRate + x.beta * u }),
      nesterov.variant(
        "Mind the brackets: the learning rate multiplies both, g and β u.",
        move: { x, g, u, _ in g + x.beta * u / x.learningRate }),
      nesterov.variant(
        "Mind the brackets: w − η g + β u adds what must be subtracted; it is w − η (g + β u).",
        move: { x, g, u, _ in g - x.beta * u / x.learningRate }),
      nesterov.variant(
        "You moved to the point looked ahead to, and stepped from there: the weights are held at that point already.",
        move: { x, _, u, old in x.beta * old + u }),
      nesterov.variant(
        "You multiplied the gradient by β, too: the step goes along g + β u.",
        move: { x, g, u, _ in x.beta * (g + u) }),
      nesterov.variant(
        "You multiplied the velocity by β twice: the step goes along g + β u.",
        move: { x, g, u, _ in g + x.beta * x.beta * u }),
      nesterov.variant(
        "You looked ahead along the old velocity: update u first, then step along g + β u.",
        move: { _, g, _, old in g + old }),
      nesterov.variant(
        "You subtracted the look ahead from the gradient: the step goes along g + β u.",
        move: { x, g, u, _ in g - x.beta * u }),
      nesterov.variant(
        "You turned the gradient round in the velocity: u is a sum of the gradients as they are, uphill.",
        memory: { x, u, g in x.beta * u - g }),
      nesterov.variant(
        "You turned the gradient round in the velocity: u is a sum of the gradients as they are, uphill.",
        memory: { x, u, g in x.beta * u - g }, move: { x, g, u, _ in g - x.beta * u }),
      nesterov.variant(
        "You did not carry the velocity over: the share β of the old one belongs to the new one.",
        memory: { _, _, g in g }),
      nesterov.variant(
        "You did not let the old velocity fade: it keeps the share β.", memory: { _, u, g in u + g }),
      nesterov.variant(
        "You gave the gradient the share β, too: it is added whole, β u + g.", memory: { x, u, g in x.beta * (u + g) }),
      nesterov.variant(
        "You swapped the shares: β belongs to the old velocity, and the gradient is added whole.",
        memory: { x, u, g in u + x.beta * g }),
      nesterov.variant(
        "You swapped the shares: β belongs to the old velocity, and the gradient is added whole.",
        memory: { x, u, g in (1 - x.beta) * u + x.beta * g }),
      nesterov.variant(
        "You returned η times the velocity: the learning rate multiplies the step only.",
        kept: { x, _, u, _ in x.learningRate * u }),
      skippingZeros(
        "You skipped numbers whose gradient is 0: their velocity fades all the same, and still moves them.",
        nesterov.step),
    ] + writtenShares(\.beta, "β", nesterov.step)
    + mistakes(with: nesterov.step, step: "g + β u", memory: "velocity")
}

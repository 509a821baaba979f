import Engine
import Solutions

extension Lesson13 {
  private static let momentum = OneStateRule(
    memory: { x, v, g in x.beta * v + (1 - x.beta) * g }, move: { _, _, v, _ in v })

  static let momentumUpdate: Bank<UpdateInput, OneStateUpdate> = Bank(
    id: "13.1",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, 4], state: [1, -1], learningRate: 0.5, beta: 0.75)
      return updateCases(&generator, readable: readable, memories: [(-1, 1)])
    },
    input: { updateQuantities($0, "velocity") + [.number("beta", $0.beta)] },
    output: { [.list("weights", $0.weights), .list("velocity", $0.state)] },
    reference: {
      let after = momentumStep(
        $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
      return (after.weights, after.velocity)
    },
    alternatives: [
      momentum.variant(
        "a step from the old velocity towards the gradient",
        memory: { x, v, g in
          v + (1 - x.beta) * (g - v)
        }),
      Variant("the frameworks' sum, with both converted") { x in
        let sum = zip(x.state, x.gradient).map { x.beta * ($0 / (1 - x.beta)) + $1 }
        let rate = (1 - x.beta) * x.learningRate
        return (zip(x.weights, sum).map { $0 - rate * $1 }, sum.map { (1 - x.beta) * $0 }, [])
      },
    ].map(oneState),
    misconceptions: momentumMistakes.map(oneState))

  private static let momentumMistakes: [Variant] =
    wrongAverages(
      share: "β", of: "the new gradient", into: "the old velocity", remark: " here (PyTorch leaves it out)"
    ).map { wrong in
      momentum.variant(wrong.diagnosis, memory: { x, v, g in wrong.average(x.beta, v, g) })
    } + [
      momentum.variant(
        "You moved along the old velocity: update it first, then step.", move: { _, _, _, old in old }),
      momentum.variant(
        "You left 1 − β out, and moved along the old velocity: update it first, then step.",
        memory: { x, v, g in x.beta * v + g }, move: { _, _, _, old in old }),
      momentum.variant("You moved along the gradient: the step goes along the velocity.", move: { _, g, _, _ in g }),
      momentum.variant(
        "You put the learning rate into the velocity: it multiplies the step only.",
        memory: { x, v, g in x.beta * v + (1 - x.beta) * x.learningRate * g }),
      momentum.variant(
        "You put the learning rate into the velocity: it multiplies the step only.",
        memory: { x, v, g in x.beta * v + (1 - x.beta) * x.learningRate * g },
        move: { x, _, v, _ in v / x.learningRate }),
      momentum.variant(
        "You put the learning rate into the velocity and left 1 − β out: the velocity averages the gradients alone.",
        memory: { x, v, g in x.beta * v + x.learningRate * g }, move: { x, _, v, _ in v / x.learningRate }),
      momentum.variant(
        "You made the velocity a step, v ← β v − η g, as Keras does: here it is the average of the gradients.",
        memory: { x, v, g in x.beta * v - x.learningRate * g }, move: { x, _, v, _ in -v / x.learningRate }),
      momentum.variant(
        "You made the velocity a step, v ← β v − η (1 − β) g: here it is the average of the gradients.",
        memory: { x, v, g in x.beta * v - x.learningRate * (1 - x.beta) * g },
        move: { x, _, v, _ in -v / x.learningRate }),
      momentum.variant(
        "You turned the velocity downhill: it averages the gradients as they are, and is subtracted.",
        memory: { x, v, g in x.beta * v - (1 - x.beta) * g }, move: { _, _, v, _ in -v }),
      momentum.variant(
        "You kept the sum β v + g and put 1 − β into the step: here the velocity itself is the average.",
        memory: { x, v, g in x.beta * v + g }, move: { x, _, v, _ in (1 - x.beta) * v }),
      momentum.variant(
        "You took Nesterov's step, which looks ahead: momentum moves along v itself.",
        move: { x, g, v, _ in x.beta * v + (1 - x.beta) * g }),
      momentum.variant(
        "You took Nesterov's step, which looks ahead: momentum moves along v itself.",
        move: { x, g, v, _ in x.beta * v + g }),
      momentum.variant(
        "You added the velocities up: the old one keeps the share β, the new gradient gets 1 − β.",
        memory: { _, v, g in v + g }),
      momentum.variant(
        "You corrected the velocity for its start at 0: the step takes it as it is.",
        move: { x, _, v, _ in v / (1 - x.beta) }),
      momentum.variant(
        "You returned η times the velocity: the learning rate multiplies the step only.",
        kept: { x, _, v, _ in x.learningRate * v }),
      skippingZeros(
        "You skipped numbers whose gradient is 0: their velocity fades all the same, and still moves them.",
        momentum.step),
    ] + writtenShares(\.beta, "β", momentum.step)
    + mistakes(with: momentum.step, step: "the velocity", memory: "velocity")
}

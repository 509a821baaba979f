import Engine
import Solutions

extension Lesson13 {
  static let momentumUpdate = Bank<UpdateInput, OneStateUpdate>(
    id: "13.1",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, 4], state: [1, -1], learningRate: 0.5, beta: 0.75)
      return updateCases(&generator, readable: readable, states: [(-1, 1)])
    },
    input: { updateQuantities($0, "velocity") + [.number("beta", $0.beta)] },
    output: { [.list("weights", $0.weights), .list("velocity", $0.state)] },
    reference: {
      let after = momentumStep(
        $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
      return (after.weights, after.velocity)
    },
    alternatives: [
      Answer("a step from the old velocity towards the gradient") { input in
        updated(input, { v, g in v + (1 - input.beta) * (g - v) }, move: { _, v, _ in v })
      },
      Answer("the frameworks' sum, with both converted") { input in
        let sum = zip(input.state, input.gradient).map { input.beta * ($0 / (1 - input.beta)) + $1 }
        let rate = (1 - input.beta) * input.learningRate
        return (zip(input.weights, sum).map { $0 - rate * $1 }, sum.map { (1 - input.beta) * $0 })
      },
    ],
    misconceptions: [
      Answer("You forgot the factor 1 − β: here the new gradient enters with that share (PyTorch leaves it out).") {
        input in
        updated(input, { v, g in input.beta * v + g }, move: { _, v, _ in v })
      },
      Answer("You swapped the shares: β belongs to the old velocity, 1 − β to the new gradient.") { input in
        updated(input, { v, g in (1 - input.beta) * v + input.beta * g }, move: { _, v, _ in v })
      },
      Answer("You did not carry the velocity over: the share β of the old one belongs to the new one.") { input in
        updated(input, { _, g in (1 - input.beta) * g }, move: { _, v, _ in v })
      },
      Answer("You returned the velocity as it came: the next step needs the new one.") { input in
        (updated(input, { v, g in input.beta * v + (1 - input.beta) * g }, move: { _, v, _ in v }).weights, input.state)
      },
      Answer("You moved along the old velocity: update it first, then step.") { input in
        updated(input, { v, g in input.beta * v + (1 - input.beta) * g }, move: { _, _, old in old })
      },
      Answer("You moved along the gradient: the step goes along the velocity.") { input in
        updated(input, { v, g in input.beta * v + (1 - input.beta) * g }, move: { g, _, _ in g })
      },
      Answer("You stepped uphill: the velocity is subtracted.") { input in
        updated(input, { v, g in input.beta * v + (1 - input.beta) * g }, move: { _, v, _ in -v })
      },
      Answer("You left the learning rate out: the weights move by η v.") { input in
        var one = input
        one.learningRate = 1
        return updated(one, { v, g in input.beta * v + (1 - input.beta) * g }, move: { _, v, _ in v })
      },
      Answer("You kept the sum β v + g and put 1 − β into the step: here the velocity itself is the average.") {
        input in
        updated(input, { v, g in input.beta * v + g }, move: { _, v, _ in (1 - input.beta) * v })
      },
      Answer("You made the velocity a step, v ← β v − η g, as Keras does: here it is the average of the gradients.") {
        input in
        let v = zip(input.state, input.gradient).map { input.beta * $0 - input.learningRate * $1 }
        return (zip(input.weights, v).map { $0 + $1 }, v)
      },
      Answer("You put the learning rate into the velocity: it multiplies the step only.") { input in
        let v = zip(input.state, input.gradient).map {
          input.beta * $0 + (1 - input.beta) * input.learningRate * $1
        }
        return (zip(input.weights, v).map { $0 - $1 }, v)
      },
    ])
}

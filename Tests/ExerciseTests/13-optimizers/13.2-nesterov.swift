import Engine
import Solutions

extension Lesson13 {
  private static func sum(_ input: UpdateInput) -> (Double, Double) -> Double { { u, g in input.beta * u + g } }

  static let nesterovUpdate = Bank<UpdateInput, OneStateUpdate>(
    id: "13.2",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, 4], state: [4, -2], learningRate: 0.5, beta: 0.5)
      return updateCases(&generator, readable: readable, states: [(-3, 3)])
    },
    input: { updateQuantities($0, "velocity") + [.number("beta", $0.beta)] },
    output: { [.list("weights", $0.weights), .list("velocity", $0.state)] },
    reference: {
      let after = nesterovStep(
        $0.weights, gradient: $0.gradient, velocity: $0.state, learningRate: $0.learningRate, beta: $0.beta)
      return (after.weights, after.velocity)
    },
    alternatives: [
      Answer("one expression: (1 + β) g + β² u") { input in
        updated(input, sum(input), move: { g, _, old in (1 + input.beta) * g + input.beta * input.beta * old })
      },
      Answer("by way of the parameters that look ahead, as first written") { input in
        let β = input.beta
        let η = input.learningRate
        var weights: [Double] = []
        var velocity: [Double] = []
        for ((w, g), u) in zip(zip(input.weights, input.gradient), input.state) {
          let v = -η * u
          let θ = w - β * v
          let newV = β * v - η * g
          weights.append(θ + newV + β * newV)
          velocity.append(-newV / η)
        }
        return (weights, velocity)
      },
    ],
    misconceptions: [
      Answer(
        "You took momentum's step, along the new u (g + β u with the old u is the same): it goes along g + β u with the new u."
      ) {
        input in
        updated(input, sum(input), move: { _, u, _ in u })
      },
      Answer("You added the whole velocity to the gradient: only the share β of it is the look ahead.") { input in
        updated(input, sum(input), move: { g, u, _ in g + u })
      },
      Answer("You put β in front of the gradient: it belongs to the new velocity, g + β u.") { input in
        updated(input, sum(input), move: { g, u, _ in u + input.beta * g })
      },
      Answer("You put 1 − β in front of the gradient: in this rule the velocity is a sum, as in the frameworks.") {
        input in
        updated(
          input, { u, g in input.beta * u + (1 - input.beta) * g }, move: { g, u, _ in g + input.beta * u })
      },
      Answer("You did not carry the velocity over: the share β of the old one belongs to the new one.") { input in
        updated(input, { _, g in g }, move: { g, u, _ in g + input.beta * u })
      },
      Answer("You returned the velocity as it came: the next step needs the new one.") { input in
        (updated(input, sum(input), move: { g, u, _ in g + input.beta * u }).weights, input.state)
      },
      Answer("You left the learning rate out: the weights move by η (g + β u).") { input in
        var one = input
        one.learningRate = 1
        return updated(one, sum(input), move: { g, u, _ in g + input.beta * u })
      },
      Answer("You made the velocity a step, v ← β v − η g: here it is the sum u ← β u + g, and η comes last.") {
        input in
        let v = zip(input.state, input.gradient).map { input.beta * $0 - input.learningRate * $1 }
        let moves = zip(v, input.gradient).map { input.beta * $0 - input.learningRate * $1 }
        return (zip(input.weights, moves).map { $0 + $1 }, v)
      },
      Answer("You moved as first written, θ ← θ + v with v ← β v − η g: the rewritten form has w ← w − η (g + β u).") {
        input in
        let v = zip(input.state, input.gradient).map { input.beta * $0 - input.learningRate * $1 }
        return (zip(input.weights, v).map { $0 + $1 }, v)
      },
      Answer("You stepped uphill: g + β u is subtracted.") { input in
        updated(input, sum(input), move: { g, u, _ in -(g + input.beta * u) })
      },
    ])
}

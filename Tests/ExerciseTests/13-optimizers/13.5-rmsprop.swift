import Engine
import Solutions

extension Lesson13 {
  private static func average(_ input: UpdateInput) -> (Double, Double) -> Double {
    { s, g in input.beta * s + (1 - input.beta) * g * g }
  }

  private static func quotient(_ input: UpdateInput) -> (Double, Double, Double) -> Double {
    { g, s, _ in g / (s + input.epsilon).squareRoot() }
  }

  static let rmspropUpdate = Bank<UpdateInput, OneStateUpdate>(
    id: "13.5",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [4, 16], learningRate: 0.5, beta: 0.75, epsilon: 1e-6)
      return updateCases(&generator, readable: readable, epsilon: 1e-6, states: [(0.5, 4)])
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
      Answer("the average as a step towards the new square") { input in
        updated(input, { s, g in s + (1 - input.beta) * (g * g - s) }, move: quotient(input))
      },
      Answer("the size of the step and its sign apart") { input in
        updated(input, average(input)) { g, s, _ in (g < 0 ? -1 : 1) * (g * g / (s + input.epsilon)).squareRoot() }
      },
    ],
    misconceptions: [
      Answer("You put ε outside the root: here it is added to the average, √(s + ε) (PyTorch has it outside).") {
        input in
        updated(input, average(input), move: { g, s, _ in g / (s.squareRoot() + input.epsilon) })
      },
      Answer("You left ε out: a number without any gradient so far then divides 0 by 0.") { input in
        updated(input, average(input), move: { g, s, _ in g / s.squareRoot() })
      },
      Answer("You forgot the square: it is g² that is averaged.") { input in
        updated(input, { s, g in input.beta * s + (1 - input.beta) * g }, move: quotient(input))
      },
      Answer("You forgot the root: the gradient is divided by √(s + ε).") { input in
        updated(input, average(input), move: { g, s, _ in g / (s + input.epsilon) })
      },
      Answer("You forgot the factor 1 − β: the new square enters the average with that share.") { input in
        updated(input, { s, g in input.beta * s + g * g }, move: quotient(input))
      },
      Answer("You swapped the shares: β belongs to the old average, 1 − β to the new square.") { input in
        updated(input, { s, g in (1 - input.beta) * s + input.beta * g * g }, move: quotient(input))
      },
      Answer("You added the squares up as Adagrad does: RMSProp averages them, and so forgets.") { input in
        updated(input, { s, g in s + g * g }, move: quotient(input))
      },
      Answer("You did not carry the average over: the share β of the old one belongs to the new one.") { input in
        updated(input, { _, g in (1 - input.beta) * g * g }, move: quotient(input))
      },
      Answer("You returned the average as it came: the next step needs the new one.") { input in
        (updated(input, average(input), move: quotient(input)).weights, input.state)
      },
      Answer("You divided by the old average: this gradient's square is taken in first.") { input in
        updated(input, average(input), move: { g, _, old in g / (old + input.epsilon).squareRoot() })
      },
      Answer("You left the gradient out of the step: the rate η / √(s + ε) multiplies g.") { input in
        updated(input, average(input), move: { _, s, _ in 1 / (s + input.epsilon).squareRoot() })
      },
      Answer("You left the learning rate out: the weights move by η times the quotient.") { input in
        var one = input
        one.learningRate = 1
        return updated(one, average(input), move: quotient(input))
      },
      Answer("You stepped uphill: the quotient is subtracted.") { input in
        updated(input, average(input), move: { g, s, _ in -g / (s + input.epsilon).squareRoot() })
      },
      Answer("You corrected the average for its start at 0: that is Adam's; RMSProp has no step number to do it with.")
      {
        input in
        updated(input, average(input), move: { g, s, _ in g / (s / (1 - input.beta) + input.epsilon).squareRoot() })
      },
    ])
}

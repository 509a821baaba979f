import Engine
import Solutions

extension Lesson13 {
  private static func addSquare(_ s: Double, _ g: Double) -> Double { s + g * g }

  static let adagradUpdate = Bank<UpdateInput, OneStateUpdate>(
    id: "13.3",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [3, -5], state: [16, 144], learningRate: 0.5, epsilon: 0.001)
      return updateCases(&generator, readable: readable, epsilon: 1e-3, states: [(0.5, 4)])
    },
    input: { updateQuantities($0, "squares") + [.number("epsilon", $0.epsilon)] },
    output: { [.list("weights", $0.weights), .list("squares", $0.state)] },
    reference: {
      let after = adagradStep(
        $0.weights, gradient: $0.gradient, squares: $0.state, learningRate: $0.learningRate, epsilon: $0.epsilon)
      return (after.weights, after.squares)
    },
    alternatives: [
      Answer("a rate for each number first, then the step") { input in
        var weights = input.weights
        var squares = input.state
        for i in weights.indices {
          squares[i] += input.gradient[i] * input.gradient[i]
          let rate = input.learningRate / (input.epsilon + squares[i].squareRoot())
          weights[i] -= rate * input.gradient[i]
        }
        return (weights, squares)
      },
      Answer("the size of the step and its sign apart") { input in
        updated(input, addSquare) { g, s, _ in
          (g < 0 ? -1 : 1) * (g * g).squareRoot() / (s.squareRoot() + input.epsilon)
        }
      },
    ],
    misconceptions: [
      Answer("You forgot the square: it is g² that is added to the sum.") { input in
        updated(input, { s, g in s + g }, move: { g, s, _ in g / (s.squareRoot() + input.epsilon) })
      },
      Answer("You forgot the root: the gradient is divided by √s + ε.") { input in
        updated(input, addSquare, move: { g, s, _ in g / (s + input.epsilon) })
      },
      Answer("You put ε inside the root: here it is added to the root, √s + ε (Keras and optax have it inside).") {
        input in
        updated(input, addSquare, move: { g, s, _ in g / (s + input.epsilon).squareRoot() })
      },
      Answer("You left ε out: a number without any gradient so far then divides 0 by 0.") { input in
        updated(input, addSquare, move: { g, s, _ in g / s.squareRoot() })
      },
      Answer("You did not carry the sum over: the squares of all earlier gradients belong to it.") { input in
        updated(input, { _, g in g * g }, move: { g, s, _ in g / (s.squareRoot() + input.epsilon) })
      },
      Answer("You divided by the old sum: this gradient's square is added first.") { input in
        updated(input, addSquare, move: { g, _, old in g / (old.squareRoot() + input.epsilon) })
      },
      Answer("You returned the sums as they came: the next step needs the new ones.") { input in
        (updated(input, addSquare, move: { g, s, _ in g / (s.squareRoot() + input.epsilon) }).weights, input.state)
      },
      Answer("You left the gradient out of the step: the rate η / (√s + ε) multiplies g.") { input in
        updated(input, addSquare, move: { _, s, _ in 1 / (s.squareRoot() + input.epsilon) })
      },
      Answer("You left the learning rate out: the weights move by η times the quotient.") { input in
        var one = input
        one.learningRate = 1
        return updated(one, addSquare, move: { g, s, _ in g / (s.squareRoot() + input.epsilon) })
      },
      Answer("You took one sum for all numbers: each has its own, and so its own rate.") { input in
        let s = zip(input.state, input.gradient).map(addSquare)
        let root = s.reduce(0, +).squareRoot()
        return (
          zip(input.weights, input.gradient).map { $0 - input.learningRate * $1 / (root + input.epsilon) }, s
        )
      },
      Answer("You stepped uphill: the quotient is subtracted.") { input in
        updated(input, addSquare, move: { g, s, _ in -g / (s.squareRoot() + input.epsilon) })
      },
    ])
}

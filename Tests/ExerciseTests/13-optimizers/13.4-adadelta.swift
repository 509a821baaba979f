import Engine
import Solutions

extension Lesson13 {
  /// Adadelta with some of its parts replaced: how the two averages take in a square, and how the step is made.
  private static func adadeltaVariant(
    _ input: UpdateInput,
    squares: ((_ s: Double, _ g: Double) -> Double)? = nil,
    step: ((_ d: Double, _ s: Double) -> Double)? = nil,
    squaredSteps: ((_ d: Double, _ Δ: Double, _ g: Double) -> Double)? = nil
  ) -> TwoStateUpdate {
    let (ρ, ε) = (input.beta, input.epsilon)
    var after: TwoStateUpdate = ([], [], [])
    for i in input.weights.indices {
      let g = input.gradient[i]
      let d = input.second[i]
      let s = squares.map { $0(input.state[i], g) } ?? ρ * input.state[i] + (1 - ρ) * g * g
      let Δ = (step.map { $0(d, s) } ?? ((d + ε) / (s + ε)).squareRoot()) * g
      after.weights.append(input.weights[i] - input.learningRate * Δ)
      after.state.append(s)
      after.second.append(squaredSteps.map { $0(d, Δ, g) } ?? ρ * d + (1 - ρ) * Δ * Δ)
    }
    return after
  }

  static let adadeltaUpdate = Bank<UpdateInput, TwoStateUpdate>(
    id: "13.4",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [4, 16], second: [1, 4], learningRate: 0.5, beta: 0.75,
        epsilon: 1e-6)
      return updateCases(&generator, readable: readable, epsilon: 1e-6, states: [(0.5, 4), (0.2, 2)])
    },
    input: {
      updateQuantities($0, "squares", "squaredSteps") + [.number("rho", $0.beta), .number("epsilon", $0.epsilon)]
    },
    output: { [.list("weights", $0.weights), .list("squares", $0.state), .list("squaredSteps", $0.second)] },
    reference: {
      let after = adadeltaStep(
        $0.weights, gradient: $0.gradient, squares: $0.state, squaredSteps: $0.second, learningRate: $0.learningRate,
        rho: $0.beta, epsilon: $0.epsilon)
      return (after.weights, after.squares, after.squaredSteps)
    },
    alternatives: [
      Answer("one root of the quotient") { adadeltaVariant($0) },
      Answer("averages as steps towards the new square") { input in
        adadeltaVariant(
          input, squares: { s, g in s + (1 - input.beta) * (g * g - s) },
          squaredSteps: { d, Δ, _ in d + (1 - input.beta) * (Δ * Δ - d) })
      },
    ],
    misconceptions: [
      Answer("You put ε outside the roots: both are √(… + ε).") { input in
        adadeltaVariant(input, step: { d, s in (d.squareRoot() + input.epsilon) / (s.squareRoot() + input.epsilon) })
      },
      Answer("You turned the quotient upside down: the steps' root stands above, the gradients' below.") { input in
        adadeltaVariant(input, step: { d, s in ((s + input.epsilon) / (d + input.epsilon)).squareRoot() })
      },
      Answer("You forgot the roots: Δ is √(d + ε) / √(s + ε) times g.") { input in
        adadeltaVariant(input, step: { d, s in (d + input.epsilon) / (s + input.epsilon) })
      },
      Answer("You left the steps' average out of the step: without √(d + ε) this is RMSProp.") { input in
        adadeltaVariant(input, step: { _, s in 1 / (s + input.epsilon).squareRoot() })
      },
      Answer("You forgot the factor 1 − ρ: a new square enters each average with that share.") { input in
        adadeltaVariant(
          input, squares: { s, g in input.beta * s + g * g }, squaredSteps: { d, Δ, _ in input.beta * d + Δ * Δ })
      },
      Answer("You swapped the shares: ρ belongs to the old averages, 1 − ρ to the new squares.") { input in
        let (old, new) = (1 - input.beta, input.beta)
        return adadeltaVariant(
          input, squares: { s, g in old * s + new * g * g }, squaredSteps: { d, Δ, _ in old * d + new * Δ * Δ })
      },
      Answer("You put the new average of squared steps into the step: d is used before it takes in Δ².") { input in
        var after = adadeltaVariant(input)
        for i in input.weights.indices {
          let ratio = (after.second[i] + input.epsilon) / (after.state[i] + input.epsilon)
          after.weights[i] = input.weights[i] - input.learningRate * ratio.squareRoot() * input.gradient[i]
        }
        return after
      },
      Answer("You used the old average of squared gradients in the step: this gradient's square is taken in first.") {
        input in
        var after = adadeltaVariant(input)
        for i in input.weights.indices {
          let ratio = (input.second[i] + input.epsilon) / (input.state[i] + input.epsilon)
          let Δ = ratio.squareRoot() * input.gradient[i]
          after.weights[i] = input.weights[i] - input.learningRate * Δ
          after.second[i] = input.beta * input.second[i] + (1 - input.beta) * Δ * Δ
        }
        return after
      },
      Answer("You left the gradient out of the step: Δ is the quotient of the roots times g.") { input in
        let ρ = input.beta
        var after = adadeltaVariant(input)
        for i in input.weights.indices {
          let Δ = ((input.second[i] + input.epsilon) / (after.state[i] + input.epsilon)).squareRoot()
          after.weights[i] = input.weights[i] - input.learningRate * Δ
          after.second[i] = ρ * input.second[i] + (1 - ρ) * Δ * Δ
        }
        return after
      },
      Answer("You stepped uphill: η Δ is subtracted.") { input in
        var up = input
        up.learningRate = -input.learningRate
        return adadeltaVariant(up)
      },
      Answer("You averaged the step without squaring it: Δ² belongs in d.") { input in
        adadeltaVariant(input, squaredSteps: { d, Δ, _ in input.beta * d + (1 - input.beta) * Δ })
      },
      Answer("You averaged the squared gradient in both places: d takes in Δ².") { input in
        adadeltaVariant(input, squaredSteps: { d, _, g in input.beta * d + (1 - input.beta) * g * g })
      },
      Answer("You put the learning rate into d: the average is of Δ, before η multiplies it.") { input in
        let η = input.learningRate
        return adadeltaVariant(
          input, squaredSteps: { d, Δ, _ in input.beta * d + (1 - input.beta) * (η * Δ) * (η * Δ) })
      },
      Answer("You returned the steps' average as it came: the next step needs the new one.") { input in
        adadeltaVariant(input, squaredSteps: { d, _, _ in d })
      },
      Answer("You did not carry the squares over: the share ρ of the old average belongs to the new one.") { input in
        adadeltaVariant(input, squares: { _, g in (1 - input.beta) * g * g })
      },
      Answer("You left the learning rate out: the weights move by η Δ.") { input in
        var one = input
        one.learningRate = 1
        return adadeltaVariant(one)
      },
    ])
}

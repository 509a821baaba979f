import Engine
import Solutions

extension Lesson13 {
  static let adadeltaUpdate: Bank<UpdateInput, TwoStateUpdate> = Bank(
    id: "13.4",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [4, 16], second: [1, 4], learningRate: 0.5, beta: 0.75,
        epsilon: 1e-6)
      return updateCases(&generator, readable: readable, epsilon: 1e-6, memories: [(0.5, 4), (0.2, 2)])
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
      adadelta.variant("one root of the quotient"),
      adadelta.variant(
        "averages as steps towards the new square", squares: { x, s, g in s + (1 - x.beta) * (g * g - s) },
        squaredSteps: { x, d, Δ in d + (1 - x.beta) * (Δ * Δ - d) }),
    ],
    misconceptions: adadeltaMistakes)

  /// Adadelta taken apart: the average s of the squares, the step Δ, and the average d of the squared steps.
  struct AdadeltaRule: Sendable {
    /// What is known of one number when its step is made: d stands for the steps, s for the squares.
    typealias Number = (g: Double, d: Double, s: Double, oldS: Double)
    typealias Move = @Sendable (_ x: UpdateInput, _ n: Number) -> Double
    typealias Memory = @Sendable (_ x: UpdateInput, _ old: Double, _ new: Double) -> Double

    var squares: Memory = { x, s, g in x.beta * s + (1 - x.beta) * g * g }
    var move: Move = { x, n in ((n.d + x.epsilon) / (n.s + x.epsilon)).squareRoot() * n.g }
    var squaredSteps: Memory = { x, d, Δ in x.beta * d + (1 - x.beta) * Δ * Δ }

    func step(_ x: UpdateInput) -> TwoStateUpdate {
      var after: TwoStateUpdate = ([], [], [])
      for i in x.weights.indices {
        let g = x.gradient[i]
        let s = squares(x, x.state[i], g)
        let Δ = move(x, (g, x.second[i], s, x.state[i]))
        after.weights.append(x.weights[i] - x.learningRate * Δ)
        after.state.append(s)
        after.second.append(squaredSteps(x, x.second[i], Δ))
      }
      return after
    }

    func variant(
      _ name: String, squares: Memory? = nil, move: Move? = nil, squaredSteps: Memory? = nil
    ) -> Variant {
      let rule = AdadeltaRule(
        squares: squares ?? self.squares, move: move ?? self.move,
        squaredSteps: squaredSteps ?? self.squaredSteps)
      return Answer(name) { rule.step($0) }
    }
  }

  static let adadelta = AdadeltaRule()
}

import Engine
import Solutions

extension Lesson13 {
  static let adamUpdate: Bank<UpdateInput, TwoStateUpdate> = Bank(
    id: "13.7",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [1, 3], second: [1, 4], t: 2, learningRate: 0.5, beta: 0.5,
        beta2: 0.75, epsilon: 0.001)
      return updateCases(&generator, readable: readable, epsilon: 1e-3, memories: [(-1, 1), (0.5, 4)])
    },
    input: {
      updateQuantities($0, "mean", "squares") + [
        .number("t", Double($0.t)), .number("beta1", $0.beta), .number("beta2", $0.beta2),
        .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.list("weights", $0.weights), .list("mean", $0.state), .list("squares", $0.second)] },
    reference: {
      let after = adamStep(
        $0.weights, gradient: $0.gradient, mean: $0.state, squares: $0.second, step: $0.t,
        learningRate: $0.learningRate, beta1: $0.beta, beta2: $0.beta2, epsilon: $0.epsilon)
      return (after.weights, after.mean, after.squares)
    },
    alternatives: [
      adam.variant(
        "both corrections drawn into the rate, and into ε",
        move: { x, n in
          n.k.squareRoot() / n.c * n.m / (n.v.squareRoot() + x.epsilon * n.k.squareRoot())
        }),
      adam.variant(
        "powers by way of the logarithm",
        corrections: { x in
          (1 - exp(Double(x.t) * log(x.beta)), 1 - exp(Double(x.t) * log(x.beta2)))
        }),
    ],
    misconceptions: adamMistakes)

  /// Adam taken apart: the two averages, their corrections, the move, which times η is subtracted, and what is returned
  /// as averages.
  struct AdamRule: Sendable {
    /// What is known of one number when its step is made.
    struct Number {
      let g, oldM, oldV, m, v: Double
      /// The corrections 1 − β₁ᵗ and 1 − β₂ᵗ.
      let c, k: Double
      var mHat: Double { m / c }
      var vHat: Double { v / k }
    }
    typealias Memory = @Sendable (_ x: UpdateInput, _ old: Double, _ g: Double) -> Double
    typealias Corrections = @Sendable (_ x: UpdateInput) -> (Double, Double)
    typealias Move = @Sendable (_ x: UpdateInput, _ n: Number) -> Double

    var mean: Memory = { x, m, g in x.beta * m + (1 - x.beta) * g }
    var squares: Memory = { x, v, g in x.beta2 * v + (1 - x.beta2) * g * g }
    var corrections: Corrections = { x in (1 - power(x.beta, x.t), 1 - power(x.beta2, x.t)) }
    var move: Move = { x, n in n.mHat / (n.vHat.squareRoot() + x.epsilon) }
    var kept: @Sendable (_ n: Number) -> (Double, Double) = { n in (n.m, n.v) }

    func step(_ x: UpdateInput) -> TwoStateUpdate {
      let (c, k) = corrections(x)
      var after: TwoStateUpdate = ([], [], [])
      for i in x.weights.indices {
        let (g, m, v) = (x.gradient[i], x.state[i], x.second[i])
        let n = Number(g: g, oldM: m, oldV: v, m: mean(x, m, g), v: squares(x, v, g), c: c, k: k)
        after.weights.append(x.weights[i] - x.learningRate * move(x, n))
        after.state.append(kept(n).0)
        after.second.append(kept(n).1)
      }
      return after
    }

    func variant(
      _ name: String, mean: Memory? = nil, squares: Memory? = nil, corrections: Corrections? = nil,
      move: Move? = nil, kept: (@Sendable (Number) -> (Double, Double))? = nil
    ) -> Variant {
      let rule = AdamRule(
        mean: mean ?? self.mean, squares: squares ?? self.squares, corrections: corrections ?? self.corrections,
        move: move ?? self.move, kept: kept ?? self.kept)
      return Answer(name) { rule.step($0) }
    }
  }

  static let adam = AdamRule()

  static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1) { product, _ in product * base }
  }
}

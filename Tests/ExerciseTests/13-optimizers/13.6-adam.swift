import Engine
import Solutions

extension Lesson13 {
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  /// Adam with some of its parts replaced: the averages, their corrections, and the quotient of the corrected two.
  private static func adamVariant(
    _ input: UpdateInput,
    means: ((_ m: Double, _ g: Double) -> Double)? = nil,
    squares: ((_ v: Double, _ g: Double) -> Double)? = nil,
    meanCorrection: Double? = nil, squareCorrection: Double? = nil,
    quotient: ((_ m: Double, _ v: Double) -> Double)? = nil
  ) -> TwoStateUpdate {
    let c = meanCorrection ?? 1 - power(input.beta, input.t)
    let k = squareCorrection ?? 1 - power(input.beta2, input.t)
    var after: TwoStateUpdate = ([], [], [])
    for i in input.weights.indices {
      let g = input.gradient[i]
      let m = means.map { $0(input.state[i], g) } ?? input.beta * input.state[i] + (1 - input.beta) * g
      let v = squares.map { $0(input.second[i], g) } ?? input.beta2 * input.second[i] + (1 - input.beta2) * g * g
      let move = quotient.map { $0(m / c, v / k) } ?? m / c / ((v / k).squareRoot() + input.epsilon)
      after.weights.append(input.weights[i] - input.learningRate * move)
      after.state.append(m)
      after.second.append(v)
    }
    return after
  }

  static let adamUpdate = Bank<UpdateInput, TwoStateUpdate>(
    id: "13.6",
    cases: { generator in
      let readable = UpdateInput(
        weights: [1, -2], gradient: [2, -4], state: [1, 3], second: [1, 4], t: 2, learningRate: 0.5, beta: 0.5,
        beta2: 0.75, epsilon: 0.001)
      return updateCases(&generator, readable: readable, epsilon: 1e-3, states: [(-1, 1), (0.5, 4)])
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
      Answer("both corrections drawn into the rate, and into ε") { input in
        let root = (1 - power(input.beta2, input.t)).squareRoot()
        let rate = root / (1 - power(input.beta, input.t))
        return adamVariant(input, meanCorrection: 1, squareCorrection: 1) { m, v in
          rate * m / (v.squareRoot() + input.epsilon * root)
        }
      },
      Answer("powers by way of the logarithm") { input in
        adamVariant(
          input, meanCorrection: 1 - exp(Double(input.t) * log(input.beta)),
          squareCorrection: 1 - exp(Double(input.t) * log(input.beta2)))
      },
    ],
    misconceptions: [
      Answer("You forgot the bias correction: divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ for the step.") { input in
        adamVariant(input, meanCorrection: 1, squareCorrection: 1)
      },
      Answer("You corrected m only: v starts at 0 too, and is divided by 1 − β₂ᵗ.") {
        adamVariant($0, squareCorrection: 1)
      },
      Answer("You corrected v only: m starts at 0 too, and is divided by 1 − β₁ᵗ.") {
        adamVariant($0, meanCorrection: 1)
      },
      Answer("You divided by 1 − β instead of 1 − βᵗ: that is right at the first step only.") { input in
        adamVariant(input, meanCorrection: 1 - input.beta, squareCorrection: 1 - input.beta2)
      },
      Answer("You multiplied β by t: 1 − βᵗ has a power in it, t factors of β.") { input in
        let t = Double(input.t)
        return adamVariant(input, meanCorrection: 1 - input.beta * t, squareCorrection: 1 - input.beta2 * t)
      },
      Answer("You multiplied by 1 − βᵗ: the averages are too small, so divide by it.") { input in
        adamVariant(
          input, meanCorrection: 1 / (1 - power(input.beta, input.t)),
          squareCorrection: 1 / (1 - power(input.beta2, input.t)))
      },
      Answer("You corrected the root of v: v itself is divided by 1 − β₂ᵗ, and the root is taken of that.") { input in
        let k = 1 - power(input.beta2, input.t)
        return adamVariant(input, quotient: { m, v in m / ((v * k).squareRoot() / k + input.epsilon) })
      },
      Answer("You counted the steps from 0: the first is t = 1, so that its average is divided by 1 − β.") { input in
        adamVariant(
          input, meanCorrection: 1 - power(input.beta, input.t - 1),
          squareCorrection: 1 - power(input.beta2, input.t - 1))
      },
      Answer("You returned the corrected averages: the next step continues with the plain ones.") { input in
        let after = adamVariant(input)
        return (
          after.weights, after.state.map { $0 / (1 - power(input.beta, input.t)) },
          after.second.map { $0 / (1 - power(input.beta2, input.t)) }
        )
      },
      Answer("You put ε inside the root: Adam has √v̂ + ε.") { input in
        adamVariant(input, quotient: { m, v in m / (v + input.epsilon).squareRoot() })
      },
      Answer("You added ε before correcting v: that is Keras's form; here it is added to √v̂.") { input in
        let root = (1 - power(input.beta2, input.t)).squareRoot()
        return adamVariant(input, quotient: { m, v in m / (v.squareRoot() + input.epsilon / root) })
      },
      Answer("You forgot the root: m̂ is divided by √v̂ + ε.") { input in
        adamVariant(input, quotient: { m, v in m / (v + input.epsilon) })
      },
      Answer("You forgot the square: it is g² that v averages.") { input in
        adamVariant(input, squares: { v, g in input.beta2 * v + (1 - input.beta2) * g })
      },
      Answer("You forgot the factors 1 − β₁ and 1 − β₂: a new value enters an average with that share.") { input in
        adamVariant(input, means: { m, g in input.beta * m + g }, squares: { v, g in input.beta2 * v + g * g })
      },
      Answer("You swapped the shares: β₁ and β₂ belong to the old averages, 1 − β₁ and 1 − β₂ to what is new.") {
        input in
        let (β1, β2) = (input.beta, input.beta2)
        return adamVariant(
          input, means: { m, g in (1 - β1) * m + β1 * g }, squares: { v, g in (1 - β2) * v + β2 * g * g })
      },
      Answer("You stepped uphill: the quotient is subtracted.") { input in
        var up = input
        up.learningRate = -input.learningRate
        return adamVariant(up)
      },
      Answer("You left the learning rate out: the weights move by η times the quotient.") { input in
        var one = input
        one.learningRate = 1
        return adamVariant(one)
      },
      Answer("You swapped β₁ and β₂: β₁ belongs to the gradients, β₂ to their squares.") { input in
        var swapped = input
        (swapped.beta, swapped.beta2) = (input.beta2, input.beta)
        return adamVariant(swapped)
      },
      Answer("You did not carry the averages over: the shares β₁ and β₂ of the old ones belong to the new ones.") {
        input in
        adamVariant(input, means: { _, g in (1 - input.beta) * g }, squares: { _, g in (1 - input.beta2) * g * g })
      },
      Answer("You moved along the gradient: the step goes along its average m̂.") { input in
        var after = adamVariant(input)
        let k = 1 - power(input.beta2, input.t)
        after.weights = input.weights.indices.map {
          let root = (after.second[$0] / k).squareRoot()
          return input.weights[$0] - input.learningRate * input.gradient[$0] / (root + input.epsilon)
        }
        return after
      },
    ])
}

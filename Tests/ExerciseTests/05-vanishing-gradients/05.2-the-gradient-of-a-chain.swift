import Engine
import Solutions

extension Lesson05 {
  struct ChainInput: Sendable {
    let weights: [Double]
    let biases: [Double]
    let input: Double
    let target: Double

    /// a₀ … a_L.
    var outputs: [Double] {
      var outputs = [input]
      for (w, b) in zip(weights, biases) { outputs.append(sigmoid(w * outputs.last! + b)) }
      return outputs
    }

    /// σ′(z₁) … σ′(z_L).
    var slopes: [Double] { outputs.dropFirst().map { $0 * (1 - $0) } }

    /// ∂J/∂ŷ.
    var lossSlope: Double { 2 * (outputs.last! - target) }
  }

  /// What a wrong answer puts where the right one has its parts.
  private struct Parts {
    var received: (ChainInput, Int) -> Double = { chain, l in chain.outputs[l] }  // a_{l−1}, with l from 0
    var slope: (ChainInput, Int) -> Double = { chain, l in chain.slopes[l] }  // g′(z_l)
    var factor: (ChainInput, Int) -> Double = { chain, k in chain.weights[k] * chain.slopes[k] }  // for each k behind l
    var end: (ChainInput) -> Double = { $0.lossSlope }

    /// The product as it is printed, each gradient for itself.
    func gradients(_ chain: ChainInput) -> [Double] {
      chain.weights.indices.map { l in
        let behind = (l + 1..<chain.weights.count).reduce(1.0) { $0 * factor(chain, $1) }
        return received(chain, l) * slope(chain, l) * behind * end(chain)
      }
    }
  }

  private static func reference(_ chain: ChainInput) -> [Double] {
    chainGradients(weights: chain.weights, biases: chain.biases, input: chain.input, target: chain.target)
  }

  /// A chain whose weights have both signs and a size of about 4, and whose neurons are near 0: its gradients stay of ordinary
  /// size at any length, so that the tolerance means something.
  private static func lively(_ length: Int, _ generator: inout Generator) -> ChainInput {
    var weights: [Double] = []
    var biases: [Double] = []
    let input = generator.uniform(in: 0.2..<1.5)
    var a = input
    for _ in 1...length {
      let w = generator.uniform(in: 3.6..<5.2) * (generator.uniform() < 0.5 ? -1 : 1)
      let z = generator.uniform(in: -0.8..<0.8)
      weights.append(w)
      biases.append(z - w * a)
      a = sigmoid(z)
    }
    return ChainInput(weights: weights, biases: biases, input: input, target: generator.uniform(in: 2..<3))
  }

  static let gradientOfAChain = Bank<ChainInput, [Double]>(
    id: "5.2",
    cases: { generator in
      let readable = [
        Case(
          ChainInput(weights: [0], biases: [0], input: 2, target: 0),
          note: "One neuron, nothing behind it. Its output is σ(0) = 1/2, its slope there 1/4."),
        Case(
          ChainInput(weights: [0, 8], biases: [0, -4], input: 2, target: 0),
          note: "Both neurons receive z = 0: outputs 1/2, slopes 1/4. Behind the first stands the factor 8/4 = 2."),
      ]
      return readable + [1, 2, 3, 4, 12, 30].map { Case(lively($0, &generator)) }
    },
    input: {
      [
        .list("weights", $0.weights), .list("biases", $0.biases), .number("input", $0.input),
        .number("target", $0.target),
      ]
    },
    output: { [.list("gradients", $0)] },
    reference: reference,
    alternatives: [
      Answer("each gradient by its own product") { Parts().gradients($0) },
      Answer("a change of 1 sent forward from each weight") { chain in
        let outputs = chain.outputs
        return chain.weights.indices.map { l in
          var change = outputs[l] * chain.slopes[l]
          for k in chain.weights.indices where k > l { change = chain.slopes[k] * (chain.weights[k] * change) }
          return chain.lossSlope * change
        }
      },
    ],
    misconceptions: [
      Answer(
        "You multiplied by w_l as well: the derivative of z_l = w_l a_{l−1} + b_l for w_l is a_{l−1}, without w_l."
      ) {
        chain in
        zip(chain.weights, reference(chain)).map { $0 * $1 }
      },
      Answer("You forgot a_{l−1}: this is the gradient of the bias.") { chain in
        var parts = Parts()
        parts.received = { _, _ in 1 }
        return parts.gradients(chain)
      },
      Answer(
        "You took a_l in place of a_{l−1}: the weight is met by what the neuron receives, not by what it puts out."
      ) {
        chain in
        var parts = Parts()
        parts.received = { chain, l in chain.outputs[l + 1] }
        return parts.gradients(chain)
      },
      Answer("You forgot the slope of the neuron itself, g′(z_l): only those behind it are there.") { chain in
        var parts = Parts()
        parts.slope = { _, _ in 1 }
        return parts.gradients(chain)
      },
      Answer("You forgot the weights behind: each neuron behind multiplies by w_k g′(z_k).") { chain in
        var parts = Parts()
        parts.factor = { chain, k in chain.slopes[k] }
        return parts.gradients(chain)
      },
      Answer("You forgot the slopes behind: each neuron behind multiplies by w_k g′(z_k).") { chain in
        var parts = Parts()
        parts.factor = { chain, k in chain.weights[k] }
        return parts.gradients(chain)
      },
      Answer("You put the outputs behind in place of their slopes: each neuron behind multiplies by w_k a_k(1 − a_k).")
      {
        chain in
        var parts = Parts()
        parts.factor = { chain, k in chain.weights[k] * chain.outputs[k + 1] }
        return parts.gradients(chain)
      },
      Answer("You took the weights one neuron too early: behind neuron l the first factor has w_{l+1} and g′(z_{l+1}).")
      {
        chain in
        var parts = Parts()
        parts.factor = { chain, k in chain.weights[k - 1] * chain.slopes[k] }
        return parts.gradients(chain)
      },
      Answer("You took the slope of the sigmoid at a_l: it is σ′(z_l), which is a_l(1 − a_l).") { chain in
        let slope = { (chain: ChainInput, l: Int) in sigmoidSlope(chain.outputs[l + 1]) }
        var parts = Parts()
        parts.slope = slope
        parts.factor = { chain, k in chain.weights[k] * slope(chain, k) }
        return parts.gradients(chain)
      },
      Answer("You forgot the 2: J = (ŷ − y)² has no half, so its slope is 2(ŷ − y).") { chain in
        reference(chain).map { $0 / 2 }
      },
      Answer("Your sign is wrong: the slope of (ŷ − y)² is 2(ŷ − y), prediction minus target.") { chain in
        reference(chain).map { -$0 }
      },
      Answer("You forgot the loss: the product ends with its slope, 2(ŷ − y).") { chain in
        var parts = Parts()
        parts.end = { _ in 1 }
        return parts.gradients(chain)
      },
      Answer("Your gradients stand in reverse order: the first weight's comes first.") { reference($0).reversed() },
    ])
}

import Engine
import Solutions

extension Lesson05 {
  struct ChainInput: Sendable {
    let weights: [Double]
    let biases: [Double]
    let input: Double
    let target: Double
    /// a₀ … a_L.
    let outputs: [Double]
    /// σ′(z₁) … σ′(z_L).
    let slopes: [Double]

    init(weights: [Double], biases: [Double], input: Double, target: Double) {
      self.weights = weights
      self.biases = biases
      self.input = input
      self.target = target
      var outputs = [input]
      for (w, b) in zip(weights, biases) { outputs.append(sigmoid(w * outputs.last! + b)) }
      self.outputs = outputs
      slopes = outputs.dropFirst().map { $0 * (1 - $0) }
    }

    /// ∂J/∂ŷ.
    var lossSlope: Double { 2 * (outputs.last! - target) }
  }

  /// What a wrong answer puts where the right one has its parts.
  private struct Parts: Sendable {
    var received: @Sendable (ChainInput, Int) -> Double = { chain, l in chain.outputs[l] }  // a_{l−1}, with l from 0
    var slope: @Sendable (ChainInput, Int) -> Double = { chain, l in chain.slopes[l] }  // g′(z_l)
    /// For each k after l.
    var factor: @Sendable (ChainInput, Int) -> Double = { chain, k in chain.weights[k] * chain.slopes[k] }
    var end: @Sendable (ChainInput) -> Double = { $0.lossSlope }

    /// The product as it is printed, each gradient by itself.
    func gradients(_ chain: ChainInput) -> [Double] {
      chain.weights.indices.map { l in
        let after = (l + 1..<chain.weights.count).reduce(1.0) { $0 * factor(chain, $1) }
        return received(chain, l) * slope(chain, l) * after * end(chain)
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
    let input = generator.uniform(in: 0.2..<1.5) * (generator.uniform() < 0.5 ? -1 : 1)
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

  static let gradientOfAChain: Bank<ChainInput, [Double]> = Bank(
    id: "5.2",
    cases: { generator in
      let readable = [
        Case(
          ChainInput(weights: [0], biases: [0], input: 2, target: 0),
          note: "One neuron, nothing after it. Its output is σ(0) = 1/2, its slope there 1/4."),
        Case(
          ChainInput(weights: [0, 8], biases: [0, -4], input: 2, target: 0),
          note: "Both neurons receive z = 0: outputs 1/2, slopes 1/4. After the first comes the factor 8/4 = 2."),
      ]
      // A slope near 0 and a large weight after it, so that the gradient is of ordinary size: no z may be cut off.
      let far = [
        ChainInput(weights: [3, 2000], biases: [0.5, -1997], input: 2, target: 2.5),
        ChainInput(weights: [-4, 3000], biases: [0.5, -1], input: 2, target: -1),
        ChainInput(weights: [-6, 1e5], biases: [0, -99_999], input: -2, target: 0.5),
      ].map { Case($0, note: "The first neuron is far from 0: its slope is small, and the weight after it is large.") }
      return readable + [1, 2, 3, 4, 12, 30].map { Case(lively($0, &generator)) } + far
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
    misconceptions: mistakesOfOwnFactors + mistakesOfLaterFactors + mistakesOfSlopes + mistakesOfLosses + mistakesOfWays
      + limits)

  private typealias Mistake = Answer<ChainInput, [Double]>

  private static func mistake(_ diagnosis: String, _ change: (inout Parts) -> Void) -> Mistake {
    var parts = Parts()
    change(&parts)
    return Mistake(diagnosis) { [parts] in parts.gradients($0) }
  }

  /// The same slope, made from each output, in every place.
  private static func slopes(
    _ diagnosis: String, _ slope: @escaping @Sendable (_ before: Double, _ after: Double) -> Double
  ) -> Mistake {
    mistake(diagnosis) {
      $0.slope = { chain, l in slope(chain.outputs[l], chain.outputs[l + 1]) }
      $0.factor = { chain, k in chain.weights[k] * slope(chain.outputs[k], chain.outputs[k + 1]) }
    }
  }

  private static let mistakesOfOwnFactors: [Mistake] = [
    Mistake(
      """
      You multiplied by w_l as well: the derivative of z_l = w_l a_{l−1} + b_l with respect to w_l is a_{l−1}, without \
      w_l.
      """
    ) { chain in zip(chain.weights, reference(chain)).map { $0 * $1 } },
    mistake("You forgot a_{l−1}: this is the gradient of the bias.") { $0.received = { _, _ in 1 } },
    mistake(
      "You took a_l in place of a_{l−1}: the weight is met by what the neuron receives, not by what it puts out."
    ) { $0.received = { chain, l in chain.outputs[l + 1] } },
    mistake("You took the chain's input a₀ for every neuron: neuron l receives a_{l−1}.") {
      $0.received = { chain, _ in chain.input }
    },
    mistake("You took w_l in place of a_{l−1}: that is the gradient of a_{l−1}.") {
      $0.received = { chain, l in chain.weights[l] }
    },
    mistake("You took z_{l−1} in place of a_{l−1}: the neuron receives what comes out of the sigmoid.") {
      $0.received = { chain, l in
        l == 0 ? chain.input : chain.weights[l - 1] * chain.outputs[l - 1] + chain.biases[l - 1]
      }
    },
    mistake("You forgot the slope of the neuron itself, g′(z_l): only those after it are there.") {
      $0.slope = { _, _ in 1 }
    },
    mistake("You multiplied by the neuron's own slope twice: g′(z_l) stands there once.") {
      $0.slope = { chain, l in chain.slopes[l] * chain.slopes[l] }
    },
    mistake("You forgot the last neuron's slope: it too has a sigmoid, and multiplies by a_L(1 − a_L).") {
      let slope = { @Sendable (chain: ChainInput, l: Int) in l == chain.weights.count - 1 ? 1 : chain.slopes[l] }
      $0.slope = slope
      $0.factor = { chain, k in chain.weights[k] * slope(chain, k) }
    },
    mistake("You took σ(z_l) in place of its slope: g′(z_l) = a_l(1 − a_l).") {
      $0.slope = { chain, l in chain.outputs[l + 1] }
    },
  ]

  private static let mistakesOfLaterFactors: [Mistake] = [
    mistake("You forgot the weights after it: each later neuron multiplies by w_k g′(z_k).") {
      $0.factor = { chain, k in chain.slopes[k] }
    },
    mistake("You forgot the slopes after it: each later neuron multiplies by w_k g′(z_k).") {
      $0.factor = { chain, k in chain.weights[k] }
    },
    mistake("You forgot the later neurons: each multiplies by w_k g′(z_k).") { $0.factor = { _, _ in 1 } },
    mistake("You put the later outputs in place of their slopes: each later neuron multiplies by w_k a_k(1 − a_k).") {
      $0.factor = { chain, k in chain.weights[k] * chain.outputs[k + 1] }
    },
    mistake("You took the weights one neuron too early: after neuron l the first factor has w_{l+1} and g′(z_{l+1}).") {
      $0.factor = { chain, k in chain.weights[k - 1] * chain.slopes[k] }
    },
    mistake("You took the slopes one neuron too early: after neuron l the first factor has w_{l+1} and g′(z_{l+1}).") {
      $0.factor = { chain, k in chain.weights[k] * chain.slopes[k - 1] }
    },
    mistake("You took the sizes of the weights: each later factor keeps the sign of its weight.") {
      $0.factor = { chain, k in abs(chain.weights[k]) * chain.slopes[k] }
    },
    mistake("You took the weights one neuron too late: after neuron l the first factor has w_{l+1} and g′(z_{l+1}).") {
      $0.factor = { chain, k in (k + 1 < chain.weights.count ? chain.weights[k + 1] : 1) * chain.slopes[k] }
    },
    mistake("You divided by the later weights: each later neuron multiplies by w_k g′(z_k).") {
      $0.factor = { chain, k in chain.slopes[k] / chain.weights[k] }
    },
    mistake("Each later neuron has its output as another factor: it multiplies by w_k g′(z_k).") {
      $0.factor = { chain, k in chain.weights[k] * chain.slopes[k] * chain.outputs[k] }
    },
    Mistake("You added the later factors: the chain rule multiplies them.") { chain in
      chain.weights.indices.map { l in
        let after = l + 1..<chain.weights.count
        let sum = after.reduce(0.0) { $0 + chain.weights[$1] * chain.slopes[$1] }
        return chain.outputs[l] * chain.slopes[l] * (after.isEmpty ? 1 : sum) * chain.lossSlope
      }
    },
    Mistake("You stopped one neuron after l: every later one multiplies by w_k g′(z_k).") { chain in
      chain.weights.indices.map { l in
        let after = (l + 1..<min(l + 2, chain.weights.count)).reduce(1.0) {
          $0 * chain.weights[$1] * chain.slopes[$1]
        }
        return chain.outputs[l] * chain.slopes[l] * after * chain.lossSlope
      }
    },
    Mistake("You multiplied by the factors of all neurons: only those after l belong to the gradient of w_l.") {
      chain in
      chain.weights.indices.map { l in
        let all = chain.weights.indices.reduce(1.0) { $0 * chain.weights[$1] * chain.slopes[$1] }
        return chain.outputs[l] * chain.slopes[l] * all * chain.lossSlope
      }
    },
    Mistake("You multiplied by the neurons before l, not by those after it.") { chain in
      chain.weights.indices.map { l in
        let before = (0..<l).reduce(1.0) { $0 * chain.weights[$1] * chain.slopes[$1] }
        return chain.outputs[l] * chain.slopes[l] * before * chain.lossSlope
      }
    },
    Mistake("You left out the last neuron: its factor w_L g′(z_L) belongs to every gradient before it.") { chain in
      chain.weights.indices.map { l in
        let after = (l + 1..<max(l + 1, chain.weights.count - 1)).reduce(1.0) {
          $0 * chain.weights[$1] * chain.slopes[$1]
        }
        return chain.outputs[l] * chain.slopes[l] * after * chain.lossSlope
      }
    },
  ]

  private static let mistakesOfSlopes: [Mistake] = [
    slopes("You took the slope of the sigmoid at a_l: it is σ′(z_l), which is a_l(1 − a_l).") { _, a in
      sigmoidSlope(a)
    },
    slopes("You made the slopes from a_{l−1}: neuron l's is a_l(1 − a_l), made from its own output.") { before, _ in
      before * (1 - before)
    },
    slopes("You took the slopes of the sigmoid at a_{l−1}: neuron l's is σ′(z_l) = a_l(1 − a_l).") { before, _ in
      sigmoidSlope(before)
    },
    slopes("You took tanh's slope, 1 − a²: the sigmoid's is a(1 − a).") { _, a in 1 - a * a },
    slopes("You took the steepest slope, 1/4, everywhere: neuron l's is a_l(1 − a_l).") { _, _ in 0.25 },
    slopes("You forgot all slopes: each neuron multiplies by a_l(1 − a_l).") { _, _ in 1 },
    slopes("You took the outputs for slopes: each neuron multiplies by a_l(1 − a_l).") { _, a in a },
    slopes("You used 1 − a alone: the slope is a(1 − a).") { _, a in 1 - a },
    slopes("You took σ(z)² for the slope: it is a(1 − a).") { _, a in a * a },
    slopes("You used a(1 − a²): the slope is a(1 − a).") { _, a in a * (1 - a * a) },
    slopes("You used (1 − a)²: the slope is a(1 − a).") { _, a in (1 - a) * (1 - a) },
    slopes("You doubled the slopes: each is a(1 − a).") { _, a in 2 * a * (1 - a) },
    slopes("You took ReLU's slope, 1 above 0: the sigmoid's is a(1 − a).") { _, a in a > 0.5 ? 1 : 0 },
    mistake("You made the slopes from z, z(1 − z): they are made from the outputs, a(1 − a).") {
      $0.slope = { chain, l in
        let z = chain.weights[l] * chain.outputs[l] + chain.biases[l]
        return z * (1 - z)
      }
      $0.factor = { chain, k in
        let z = chain.weights[k] * chain.outputs[k] + chain.biases[k]
        return chain.weights[k] * z * (1 - z)
      }
    },
    slopes("You added: the slope is a(1 − a), not a(1 + a).") { _, a in a * (1 + a) },
  ]

  private static let mistakesOfLosses: [Mistake] = [
    Mistake("You forgot the 2: J = (ŷ − y)² has no half, so its slope is 2(ŷ − y).") { reference($0).map { $0 / 2 } },
    Mistake("Your sign is wrong: the slope of (ŷ − y)² is 2(ŷ − y), prediction minus target.") {
      reference($0).map { -$0 }
    },
    Mistake("You forgot the 2, and the sign is wrong: the slope of (ŷ − y)² is 2(ŷ − y), prediction minus target.") {
      reference($0).map { -$0 / 2 }
    },
    mistake("You forgot the loss: the product ends with its slope, 2(ŷ − y).") { $0.end = { _ in 1 } },
    mistake("You put the loss itself into the product: its slope belongs there, 2(ŷ − y).") {
      $0.end = { $0.lossSlope * $0.lossSlope / 4 }
    },
    mistake("You ended with the slope of a size, 2|ŷ − y|: 2(ŷ − y) keeps its sign.") {
      $0.end = { abs($0.lossSlope) }
    },
    mistake("You took the cross-entropy's slope: J is (ŷ − y)², with the slope 2(ŷ − y).") {
      $0.end = { chain in
        let p = chain.outputs.last!
        return (p - chain.target) / (p * (1 - p))
      }
    },
    mistake("You ended with ŷ: the product ends with the loss's slope, 2(ŷ − y).") { $0.end = { $0.outputs.last! } },
    mistake("You doubled the square: the product ends with the loss's slope, 2(ŷ − y).") {
      $0.end = { $0.lossSlope * $0.lossSlope / 2 }
    },
    mistake("You ended with half the square: the product ends with the loss's slope, 2(ŷ − y).") {
      $0.end = { $0.lossSlope * $0.lossSlope / 8 }
    },
    mistake("You squared the loss's slope: the product ends with 2(ŷ − y).") {
      $0.end = { $0.lossSlope * $0.lossSlope }
    },
    Mistake("You doubled the loss's slope: that of (ŷ − y)² is 2(ŷ − y).") { reference($0).map { 2 * $0 } },
    mistake("You left the target out: the product ends with 2(ŷ − y).") { $0.end = { 2 * $0.outputs.last! } },
    Mistake("You divided by the number of neurons: J is the loss of one example, no mean.") { chain in
      reference(chain).map { $0 / Double(chain.weights.count) }
    },
  ]

  private static let mistakesOfWays: [Mistake] = [
    Mistake("Your gradients stand in reverse order: the first weight's comes first.") { reference($0).reversed() },
    Mistake("You gave every weight the first one's gradient: each has a product of its own.") { chain in
      let gradients = reference(chain)
      return gradients.map { _ in gradients[0] }
    },
    Mistake("You gave only the first weight's gradient, and 0 for the others: each has a product of its own.") {
      chain in
      let gradients = reference(chain)
      return gradients.indices.map { $0 == 0 ? gradients[0] : 0 }
    },
    Mistake("You gave only the last weight's gradient, and 0 for the others: each has a product of its own.") { chain in
      let gradients = reference(chain)
      return gradients.indices.map { $0 == gradients.count - 1 ? gradients[$0] : 0 }
    },
    Mistake("You left the first neuron out: its weight has a gradient too.") { chain in
      let gradients = reference(chain)
      return gradients.indices.map { $0 == 0 ? 0 : gradients[$0] }
    },
    Mistake("You left the last neuron's weight out: it has a gradient too.") { chain in
      let gradients = reference(chain)
      return gradients.indices.map { $0 == gradients.count - 1 ? 0 : gradients[$0] }
    },
    Mistake("You took the sizes of the gradients: they keep their signs.") { reference($0).map { abs($0) } },
    Mistake("You subtracted the biases on the way forward: z_l = w_l a_{l−1} + b_l.") { chain in
      reference(
        ChainInput(
          weights: chain.weights, biases: chain.biases.map { -$0 }, input: chain.input, target: chain.target))
    },
    Mistake("You sent the input through a sigmoid first: a₀ is the input itself.") { chain in
      reference(
        ChainInput(
          weights: chain.weights, biases: chain.biases, input: sigmoid(chain.input), target: chain.target))
    },
    Mistake("You went through tanh: the neurons have the sigmoid, with the slope a(1 − a).") { chain in
      through(chain, { tanh($0) }) { 1 - $0 * $0 }
    },
    Mistake("You left the sigmoid out: each neuron has one, with the slope a(1 − a).") { chain in
      through(chain, { $0 }) { _ in 1 }
    },
    Mistake("You went through ReLU: the neurons have the sigmoid, with the slope a(1 − a).") { chain in
      through(chain, { max(0, $0) }) { $0 > 0 ? 1 : 0 }
    },
    Mistake("You left the last sigmoid out: the last neuron has one too.") { chain in
      let last = chain.weights.count - 1
      var outputs = chain.outputs
      outputs[last + 1] = chain.weights[last] * outputs[last] + chain.biases[last]
      var carried = 2 * (outputs[last + 1] - chain.target)
      let gradients = chain.weights.indices.reversed().map { l in
        let passed = l == last ? carried : carried * chain.slopes[l]
        carried = passed * chain.weights[l]
        return passed * outputs[l]
      }
      return gradients.reversed()
    },
    Mistake("You left the biases out on the way forward: z_l = w_l a_{l−1} + b_l.") { chain in
      reference(
        ChainInput(
          weights: chain.weights, biases: chain.biases.map { _ in 0 }, input: chain.input, target: chain.target))
    },
    Mistake("You divided the whole product by its parts: where a weight is 0 that is 0/0. Multiply what belongs to it.")
    {
      chain in
      var whole = chain.lossSlope
      for (w, s) in zip(chain.weights, chain.slopes) { whole *= w * s }
      var before = 1.0
      return chain.weights.indices.map { l in
        let gradient = whole / before / chain.weights[l] * chain.outputs[l]
        before *= chain.weights[l] * chain.slopes[l]
        return gradient
      }
    },
  ]

  /// The way forward and back with another curve, its slope made from its output.
  private static func through(
    _ chain: ChainInput, _ curve: (Double) -> Double, slope: (_ output: Double) -> Double
  ) -> [Double] {
    var outputs = [chain.input]
    for (w, b) in zip(chain.weights, chain.biases) { outputs.append(curve(w * outputs.last! + b)) }
    var carried = 2 * (outputs.last! - chain.target)
    let gradients = chain.weights.indices.reversed().map { l in
      let passed = carried * slope(outputs[l + 1])
      carried = passed * chain.weights[l]
      return passed * outputs[l]
    }
    return gradients.reversed()
  }

  private static let limits: [Mistake] = [1.0, 2, 3, 4, 5, 6, 7, 8, 10].map { limit in
    Mistake("You kept z within bounds on the way forward: the sigmoid's slope goes on falling beyond them.") { chain in
      through(chain, { sigmoid(max(-limit, min(limit, $0))) }) { $0 * (1 - $0) }
    }
  }
}

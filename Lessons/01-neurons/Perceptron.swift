import Engine

/// What a neuron is shown, and what it should say: 1, fire, or −1, stay silent.
///
/// Entry 0 of `x` is the constant 1 that the bias multiplies.
struct Example {
  let x: [Double]
  let label: Double

  init(_ inputs: [Double], _ label: Double) {
    x = [1] + inputs
    self.label = label
  }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}

func length(_ a: [Double]) -> Double { sqrt(dot(a, a)) }

/// One neuron that learns from its mistakes (Rosenblatt, 1958). Weight 0 is its bias.
struct Perceptron {
  private(set) var weights: [Double]
  let rate: Double
  /// Each mistake, and the weights that it left, from the first to the last.
  private(set) var trace: [(example: Example, weights: [Double])] = []

  /// A neuron whose weights are all 0.
  init(inputs: Int, rate: Double = 1) {
    weights = Array(repeating: 0, count: inputs + 1)
    self.rate = rate
  }

  var mistakes: Int { trace.count }

  /// Looks at one example, and moves the weights if it was wrong, or on the line.
  mutating func meet(_ example: Example) {
    if example.label * dot(weights, example.x) > 0 { return }
    for i in weights.indices { weights[i] += rate * example.label * example.x[i] }
    trace.append((example, weights))
  }

  /// Goes through the examples again and again, until it passes all without a mistake.
  ///
  /// Returns the number of passes, the last one included; nil if none of `limit` was clean.
  @discardableResult
  mutating func learn(_ examples: [Example], limit: Int = 3000) -> Int? {
    for pass in 1...limit {
      let before = mistakes
      for example in examples { meet(example) }
      if mistakes == before { return pass }
    }
    return nil
  }
}

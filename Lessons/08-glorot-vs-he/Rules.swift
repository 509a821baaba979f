import Engine

/// How the variance of a layer's first weights follows from its fans.
struct Rule {
  let name: String
  let variance: (_ fanIn: Double, _ fanOut: Double) -> Double

  init(_ name: String, _ variance: @escaping (_ fanIn: Double, _ fanOut: Double) -> Double) {
    self.name = name
    self.variance = variance
  }

  static let fanIn = Rule("fan-in") { fanIn, _ in 1 / fanIn }
  static let fanOut = Rule("fan-out") { _, fanOut in 1 / fanOut }
  static let glorot = Rule("Glorot: average the fans") { 2 / ($0 + $1) }
  static let averagedFactors = Rule("average the factors") { fanIn, fanOut in
    let deviation = (1 / fanIn.squareRoot() + 1 / fanOut.squareRoot()) / 2
    return deviation * deviation
  }
  static let geometric = Rule("geometric mean") { 1 / ($0 * $1).squareRoot() }
  static let he = Rule("He") { fanIn, _ in 2 / fanIn }
  static let heFanOut = Rule("He by fan-out") { _, fanOut in 2 / fanOut }
  /// What follows if one takes care of the variance that ReLU leaves, and not of the mean square.
  static let variancePreserving = Rule("by the variance") { fanIn, _ in 1 / (fanIn * (0.5 - 0.5 / Double.pi)) }
  /// U(−1/√n, 1/√n), the notes' first attempt.
  static let oneOverRoot = Rule("U(±1/√n)") { fanIn, _ in 1 / (3 * fanIn) }

  /// The rule with all deviations multiplied by `factor`.
  func times(_ factor: Double) -> Rule { Rule(name) { factor * factor * variance($0, $1) } }
}

/// What the distribution of weights looks like; its variance is the rule's business.
enum Shape: String, CaseIterable {
  case normal, uniform
  case coin = "coin flip, ±σ"

  /// A fanIn × fanOut matrix of such weights, with the given standard deviation.
  func weight(_ fanIn: Int, _ fanOut: Int, deviation: Double, using generator: inout Generator) -> Matrix {
    switch self {
    case .normal:
      Initializer.normal(standardDeviation: deviation).weight(fanIn: fanIn, fanOut: fanOut, using: &generator)
    case .uniform:
      Initializer.uniform(limit: 3.squareRoot() * deviation).weight(fanIn: fanIn, fanOut: fanOut, using: &generator)
    case .coin:
      Initializer.uniform(limit: 1).weight(fanIn: fanIn, fanOut: fanOut, using: &generator)
        .map { $0 < 0 ? -deviation : deviation }
    }
  }
}

/// Dense layers with weights drawn by `rule`, and the same activation between them; nil leaves the activations out.
func stack(
  _ widths: [Int], _ activation: Activation?, _ rule: Rule, _ shape: Shape = .normal, using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
    if let activation, !layers.isEmpty { layers.append(activation.layer) }
    let deviation = rule.variance(Double(fanIn), Double(fanOut)).squareRoot()
    let weight = shape.weight(fanIn, fanOut, deviation: deviation, using: &generator)
    layers.append(Dense(weight: weight, bias: Matrix(rows: 1, columns: fanOut)))
  }
  return Network(layers)
}

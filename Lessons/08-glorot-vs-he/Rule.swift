import Engine

/// How the variance of a layer's first weights follows from its fans.
enum Rule: String {
  case fanIn = "fan-in"
  case fanOut = "fan-out"
  case glorot = "Glorot: average the fans"
  case averagedFactors = "average the factors"
  case geometric = "geometric mean"
  case he = "He"
  case heFanOut = "He by fan-out"
  /// What follows from the variance that ReLU leaves, and not from the mean square.
  case variancePreserving = "by the variance"
  /// U(−1/√n, 1/√n), a habit older than the other rules.
  case oneOverRoot = "U(±1/√n)"

  func variance(_ fanIn: Double, _ fanOut: Double) -> Double {
    switch self {
    case .fanIn: 1 / fanIn
    case .fanOut: 1 / fanOut
    case .glorot: 2 / (fanIn + fanOut)
    case .averagedFactors: square((1 / sqrt(fanIn) + 1 / sqrt(fanOut)) / 2)
    case .geometric: 1 / sqrt(fanIn * fanOut)
    case .he: 2 / fanIn
    case .heFanOut: 2 / fanOut
    case .variancePreserving: 1 / (fanIn * (0.5 - 0.5 / Double.pi))
    case .oneOverRoot: 1 / (3 * fanIn)
    }
  }
}

private func square(_ x: Double) -> Double { x * x }

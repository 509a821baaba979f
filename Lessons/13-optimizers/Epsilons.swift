import Engine

/// RMSProp with an ε of some size, inside the root or outside.
enum Epsilon: String, CaseIterable {
  case keras = "inside, ε = 10⁻⁷ (Keras's default)"
  case inside = "inside, ε = 10⁻⁸"
  case pyTorch = "outside, ε = 10⁻⁸ (PyTorch's default)"
  case largeOutside = "outside, ε = 10⁻⁴"

  func rule(_ rate: Double) -> any UpdateRule {
    switch self {
    case .keras: RMSProp(learningRate: rate, epsilon: 1e-7)
    case .inside: RMSProp(learningRate: rate)
    case .pyTorch: RMSPropOutside(learningRate: rate)
    case .largeOutside: RMSPropOutside(learningRate: rate, epsilon: 1e-4)
    }
  }
}

import Engine

/// The three activations of the lesson, as functions of one number and as layers.
enum Nonlinearity: String, CaseIterable {
  case sigmoid, tanh
  case relu = "ReLU"

  /// g(z).
  func callAsFunction(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Engine.sigmoid(z)
    case .tanh: Engine.tanh(z)
    case .relu: max(0, z)
    }
  }

  /// g′(z).
  func slope(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Sigmoid.slope(at: self(z))
    case .tanh: Tanh.slope(at: self(z))
    case .relu: ReLU.slope(at: self(z))
    }
  }

  var layer: any Layer {
    switch self {
    case .sigmoid: Sigmoid()
    case .tanh: Tanh()
    case .relu: ReLU()
    }
  }

  /// The slopes at a layer's outputs, of the same shape.
  func slopes(at outputs: Matrix) -> Matrix {
    switch self {
    case .sigmoid: outputs.map { Sigmoid.slope(at: $0) }
    case .tanh: outputs.map { Tanh.slope(at: $0) }
    case .relu: outputs.map { ReLU.slope(at: $0) }
    }
  }
}

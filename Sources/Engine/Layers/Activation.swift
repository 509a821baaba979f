/// An activation by its name: as a function of one number, and as a layer.
///
///     for g in Activation.allCases { print(g, g(0.5), g.slope(0.5)) }
///     Network([Dense(from: 64, to: 32, .heNormal, using: &generator), Activation.relu.layer])
public enum Activation: String, CaseIterable, Sendable, CustomStringConvertible {
  case sigmoid, tanh
  case relu = "ReLU"

  public var description: String { rawValue }

  /// g(z).
  public func callAsFunction(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Engine.sigmoid(z)
    case .tanh: Engine.tanh(z)
    case .relu: z < 0 ? 0 : z
    }
  }

  /// g′(z).
  public func slope(_ z: Double) -> Double { slope(atOutput: self(z)) }

  /// g′ where the output is `y`.
  public func slope(atOutput y: Double) -> Double {
    switch self {
    case .sigmoid: Sigmoid.slope(at: y)
    case .tanh: Tanh.slope(at: y)
    case .relu: ReLU.slope(at: y)
    }
  }

  /// A layer that applies g to every entry.
  public var layer: any ActivationLayer {
    switch self {
    case .sigmoid: Sigmoid()
    case .tanh: Tanh()
    case .relu: ReLU()
    }
  }
}

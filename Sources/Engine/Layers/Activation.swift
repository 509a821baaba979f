/// An activation by its name: as a function of one number, and as a layer.
///
///     for g in Activation.allCases { print(g, g(0.5), g.slope(0.5)) }
///     Network([Dense(from: 64, to: 32, .heNormal, using: &generator), Activation.relu.layer])
public enum Activation: String, CaseIterable, Sendable, CustomStringConvertible {
  case sigmoid, tanh
  case relu = "ReLU"
  /// max(0.01 z, z) (Maas, Hannun and Ng, 2013).
  case leakyReLU = "leaky ReLU"
  /// z right of 0, eᶻ − 1 left of it (Clevert, Unterthiner and Hochreiter, 2016, with α = 1).
  case elu = "ELU"
  /// log(1 + eᶻ), a ReLU with a round corner.
  case softplus
  /// z Φ(z), with Φ the normal distribution (Hendrycks and Gimpel, 2016; exact, as in PyTorch, not by tanh).
  case gelu = "GELU"

  public var description: String { rawValue }

  /// g(z).
  public func callAsFunction(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Engine.sigmoid(z)
    case .tanh: Engine.tanh(z)
    case .relu: z < 0 ? 0 : z
    case .leakyReLU: z < 0 ? 0.01 * z : z
    case .elu: z < 0 ? exponentialMinusOne(z) : z
    case .softplus: Engine.softplus(z)
    case .gelu: z.isInfinite ? (z < 0 ? 0 : z) : z * normalShare(below: z)
    }
  }

  /// g′(z); at a kink what it is on the left.
  public func slope(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Sigmoid.slope(at: self(z))
    case .tanh: Tanh.slope(at: self(z))
    case .relu: ReLU.slope(at: self(z))
    case .leakyReLU: z.isNaN ? z : z > 0 ? 1 : 0.01
    case .elu: z < 0 ? exp(z) : z.isNaN ? z : 1
    case .softplus: Engine.sigmoid(z)
    case .gelu: normalShare(below: z) + (z.isInfinite ? 0 : z * normalDensity(at: z))
    }
  }

  /// A layer that applies g to every entry.
  public var layer: any Layer {
    switch self {
    case .sigmoid: Sigmoid()
    case .tanh: Tanh()
    case .relu: ReLU()
    case .leakyReLU, .elu, .softplus, .gelu: ElementwiseLayer(rawValue, { self($0) }, slope: { slope($0) })
    }
  }
}

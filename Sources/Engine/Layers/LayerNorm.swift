/// Layer normalization: each example by itself, over all its features.
///
///     x (m × n) ── − mean, ÷ deviation, over each row ──▶ x̂ (m × n) ── · γ (1 × n) + β (1 × n) ──▶ y (m × n)
///
/// It is ``GroupNorm`` with a single group, and batch norm's arithmetic along the other axis: no running averages, and no
/// difference between training and inference. Source: Ba, Kiros, Hinton, *Layer Normalization* (2016), equations 3 and 4.
///
/// The variance is biased and ε = 10⁻⁵, as in PyTorch; Keras has 10⁻³.
public struct LayerNorm: Layer {
  private var norm: GroupNorm

  /// A layer for so many features, with ε of at least 0.
  public init(features: Int, epsilon: Double = 1e-5) {
    precondition(features >= 0, "LayerNorm: features are at least 0, not \(features)")
    require("LayerNorm: ε", epsilon, in: 0..<Double.infinity)
    norm = GroupNorm(features: features, groups: 1, epsilon: epsilon)
  }

  /// γ, 1 × n, starts at 1.
  public var gamma: Parameter {
    get { norm.gamma }
    set { norm.gamma = newValue }
  }

  /// β, 1 × n, starts at 0.
  public var beta: Parameter {
    get { norm.beta }
    set { norm.beta = newValue }
  }

  public var epsilon: Double { norm.epsilon }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    check(x, columns: gamma.value.columns)
    return norm.forward(x, mode: mode)
  }

  /// For each row, with g = γ dy: ∂L/∂x = (g − mean(g) − x̂ · mean(g ⊙ x̂)) / d.
  public mutating func backward(_ dy: Matrix) -> Matrix { norm.backward(dy) }

  public var description: String { "LayerNorm \(gamma.value.columns)" }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try norm.forEachParameter(body)
  }
}

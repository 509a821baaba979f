/// Group normalization: each example by itself, in groups of neighbouring features.
///
///     x (m × n) ── − mean, ÷ deviation, over each group of each example ──▶ x̂ (m × n) ── · γ (1 × n) + β (1 × n) ──▶ y (m × n)
///
/// An example's answer is its own, whatever else is in the batch, so training and inference are the same and there is
/// nothing to keep. One group of all features is ``LayerNorm``. Of a group of two all that passes is which is greater.
/// Source: Wu, He, *Group Normalization* (ECCV 2018), equations 1, 2 and 7.
///
/// A group is n ÷ groups features that stand side by side; γ and β are one for each feature. ε = 10⁻⁵ as in PyTorch;
/// Keras has 10⁻³.
public struct GroupNorm: Layer {
  public var gamma: Parameter  // 1 × n, starts at 1
  public var beta: Parameter  // 1 × n, starts at 0
  public let groups: Int
  /// ε: keeps the division defined where a group is constant.
  public let epsilon: Double

  private var normalized: Matrix?  // x̂, m × n
  private var deviation = Matrix.empty  // √(variance + ε), 1 × (m · groups)

  /// A layer for so many features in so many groups of equal size, with ε of at least 0.
  public init(features: Int, groups: Int, epsilon: Double = 1e-5) {
    precondition(
      features >= 0 && groups > 0 && features % groups == 0,
      "GroupNorm: \(features) features cannot be dealt into \(groups) equal groups")
    require("GroupNorm: ε", epsilon, in: 0..<Double.infinity)
    gamma = Parameter(Matrix(rows: 1, columns: features, repeating: 1))
    beta = Parameter(Matrix(rows: 1, columns: features))
    self.groups = groups
    self.epsilon = epsilon
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let features = gamma.value.columns
    check(x, columns: features)
    check("gamma", gamma.value, columns: features)
    check("beta", beta.value, columns: features)
    var (_, variance, centered) = groupsAsColumns(x).columnsCentered
    deviation = variance.map { ($0 + epsilon).squareRoot() }
    centered.divideColumns(by: deviation)
    let normalized = examplesAsRows(centered)
    self.normalized = normalized
    return normalized.multiplyingColumns(by: gamma.value).addingRow(beta.value)
  }

  /// With d = √(σ² + ε), x̂ = (x − μ) / d and g = γ dy, the means being over the group:
  ///
  ///     ∂L/∂β = Σᵢ dyᵢ              over the batch, as in batch norm
  ///     ∂L/∂γ = Σᵢ dyᵢ x̂ᵢ
  ///     ∂L/∂x = (g − mean(g) − x̂ · mean(g ⊙ x̂)) / d
  ///
  /// γ differs within a group, so it must be in g before the means are taken. Lesson 11 derives this.
  public mutating func backward(_ dy: Matrix) -> Matrix {
    let normalized = recalled(normalized, for: dy)
    beta.gradient = dy.columnSums
    gamma.gradient = dy.columnDotProducts(normalized)
    let x̂ = groupsAsColumns(normalized)
    let g = groupsAsColumns(dy.multiplyingColumns(by: gamma.value))
    let size = Double(g.rows)
    let along = x̂.multiplyingColumns(by: g.columnDotProducts(x̂) / size)
    return examplesAsRows((g.subtractingRow(g.columnSums / size) - along).dividingColumns(by: deviation))
  }

  /// m × n as (n ÷ groups) × (m · groups): one column for each group of each example, so that the arithmetic of batch
  /// norm's columns serves.
  private func groupsAsColumns(_ x: Matrix) -> Matrix {
    Matrix(rows: x.rows * groups, columns: x.columns / groups, elements: x.elements).transposed
  }

  /// And back, to m × n.
  private func examplesAsRows(_ x: Matrix) -> Matrix {
    Matrix(rows: x.columns / groups, columns: x.rows * groups, elements: x.transposed.elements)
  }

  public var description: String { "GroupNorm \(gamma.value.columns) in \(groups)" }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&gamma)
    try body(&beta)
  }
}

/// Batch normalization: each feature leaves with the mean and the spread that training chooses for it.
///
///     x (m × n) ── − mean, ÷ deviation, over the batch ──▶ x̂ (m × n) ── · γ (1 × n) + β (1 × n) ──▶ y (m × n)
///
/// In training the mean and the biased variance are this batch's; in inference they are the running averages.
/// Source: Ioffe, Szegedy, *Batch Normalization* (ICML 2015), algorithms 1 and 2.
///
/// Ours is the textbook's form. PyTorch's `momentum` 0.1 weighs the *new* batch (our decay 0.9), its running
/// variance is unbiased, and it refuses a batch of one, where the formula gives β; Keras has decay 0.99 and ε = 10⁻³.
public struct BatchNorm: Layer {
  public var gamma: Parameter  // 1 × n, starts at 1
  public var beta: Parameter  // 1 × n, starts at 0
  /// The decaying averages of the batches' means and biased variances, 1 × n each: state, not learned.
  public var runningMean: Matrix
  public var runningVariance: Matrix
  /// ρ: running = ρ · running + (1 − ρ) · batch.
  public let decay: Double
  /// Keeps the division defined where a feature is constant.
  public let epsilon: Double

  private var normalized = Matrix.empty  // x̂, m × n
  private var deviation = Matrix.empty  // √(variance + ε), 1 × n
  private var mode = Mode.training

  public init(features: Int, decay: Double = 0.9, epsilon: Double = 1e-5) {
    gamma = Parameter(Matrix(rows: 1, columns: features, repeating: 1))
    beta = Parameter(Matrix(rows: 1, columns: features))
    runningMean = Matrix(rows: 1, columns: features)
    runningVariance = Matrix(rows: 1, columns: features, repeating: 1)
    self.decay = decay
    self.epsilon = epsilon
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    self.mode = mode
    let mean = mode == .training ? x.columnMeans : runningMean
    let centred = x.subtractingRow(mean)
    let variance: Matrix
    switch mode {
    case .training:
      variance = centred.hadamard(centred).columnMeans
      runningMean = decay * runningMean + (1 - decay) * mean
      runningVariance = decay * runningVariance + (1 - decay) * variance
    case .inference:
      variance = runningVariance
    }
    deviation = variance.map { ($0 + epsilon).squareRoot() }
    normalized = centred.dividingColumns(by: deviation)
    return normalized.multiplyingColumns(by: gamma.value).addingRow(beta.value)
  }

  /// With d = √(σ² + ε) and x̂ = (x − μ) / d, and dx̂ = γ dy:
  ///
  ///     ∂L/∂β = Σᵢ dyᵢ
  ///     ∂L/∂γ = Σᵢ dyᵢ x̂ᵢ
  ///     ∂L/∂x = (γ / d) (dy − mean(dy) − x̂ · mean(dy ⊙ x̂))
  ///
  /// The two means are what the batch's own mean and deviation answer for: x moves them too. In inference
  /// they are constants, and ∂L/∂x = (γ / d) dy. Lesson 10 derives this.
  public mutating func backward(_ dy: Matrix) -> Matrix {
    beta.gradient = dy.columnSums
    gamma.gradient = dy.hadamard(normalized).columnSums
    let scale = gamma.value.zip(deviation) { $0 / $1 }
    guard mode == .training else { return dy.multiplyingColumns(by: scale) }
    let m = Double(dy.rows)
    let along = normalized.multiplyingColumns(by: gamma.gradient / m)
    return (dy.subtractingRow(beta.gradient / m) - along).multiplyingColumns(by: scale)
  }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&gamma)
    try body(&beta)
  }
}

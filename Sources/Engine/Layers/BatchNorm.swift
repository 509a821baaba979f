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
  /// ε: keeps the division defined where a feature is constant. With ε = 0 such a feature is 0/0, a nan.
  public let epsilon: Double

  private var normalized: Matrix?  // x̂, m × n
  private var deviation = Matrix.empty  // √(variance + ε), 1 × n
  private var mode = Mode.training

  /// A layer for so many features, n, with ρ = `decay` in [0, 1] and ε of at least 0.
  public init(features: Int, decay: Double = 0.9, epsilon: Double = 1e-5) {
    precondition(features >= 0, "BatchNorm: features are at least 0, not \(features)")
    require("BatchNorm: the decay ρ", decay, in: 0...1)
    require("BatchNorm: ε", epsilon, in: 0..<Double.infinity)
    gamma = Parameter(Matrix(rows: 1, columns: features, repeating: 1))
    beta = Parameter(Matrix(rows: 1, columns: features))
    runningMean = Matrix(rows: 1, columns: features)
    runningVariance = Matrix(rows: 1, columns: features, repeating: 1)
    self.decay = decay
    self.epsilon = epsilon
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    checkShapes(x)
    self.mode = mode
    let isTraining = mode == .training
    var (mean, variance, normalized) =
      isTraining ? x.columnsCentered : (runningMean, runningVariance, x.subtractingRow(runningMean))
    if isTraining && x.rows > 0 {  // no examples have no statistics
      runningMean = decay * runningMean + (1 - decay) * mean
      runningVariance = decay * runningVariance + (1 - decay) * variance
    }
    deviation = variance.map { ($0 + epsilon).squareRoot() }
    normalized.divideColumns(by: deviation)
    self.normalized = normalized
    let n = x.columns
    return rowwise(normalized, normalized, [gamma.value, beta.value]) { x̂, _, shared, y in
      let (γ, β) = (shared, shared + n)
      for j in 0..<n { y[j] = x̂[j] * γ[j] + β[j] }
    }
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
    let normalized = recalled(normalized, for: dy)
    beta.gradient = dy.columnSums
    gamma.gradient = dy.columnDotProducts(normalized)
    let scale = gamma.value.zip(deviation) { $0 / $1 }
    guard mode == .training else { return dy.multiplyingColumns(by: scale) }
    let (m, n) = (Double(dy.rows), dy.columns)
    return rowwise(dy, normalized, [beta.gradient / m, gamma.gradient / m, scale]) { dy, x̂, shared, dx in
      let (mean, along, scale) = (shared, shared + n, shared + 2 * n)
      for j in 0..<n { dx[j] = ((dy[j] - mean[j]) - x̂[j] * along[j]) * scale[j] }
    }
  }

  private func checkShapes(_ x: Matrix) {
    let features = gamma.value.columns
    check(x, columns: features)
    check("gamma", gamma.value, columns: features)
    check("beta", beta.value, columns: features)
    check("runningMean", runningMean, columns: features)
    check("runningVariance", runningVariance, columns: features)
  }

  public var description: String { "BatchNorm \(gamma.value.columns)" }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&gamma)
    try body(&beta)
  }
}

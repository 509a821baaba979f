/// RMSProp: each number's rate is divided by the size that its gradient has had lately.
///
///     s ← β s + (1 − β) g²
///     w ← w − η g / √(s + ε)
///
/// ε stands inside the root, as in Keras and optax, so √ε is the size of gradient at which it begins to matter.
/// PyTorch has it outside. s starts at 0 and is not corrected for it: the first step is η / √(1 − β).
/// Source: Tieleman, Hinton, *Neural Networks for Machine Learning* (2012), lecture 6e.
public struct RMSProp: UpdateRule {
  public var learningRate: Double
  /// β, the share of the old average in the new one.
  public let beta: Double
  /// ε, added inside the root. With ε = 0 a number whose gradients were all 0 becomes 0/0, a nan.
  public let epsilon: Double

  /// A rule with η and ε of at least 0, and β in [0, 1).
  public init(learningRate: Double, beta: Double = 0.9, epsilon: Double = 1e-8) {
    self.learningRate = learningRate
    self.beta = beta
    self.epsilon = epsilon
    checkRate()
    Self.check("β", beta, in: 0..<1)
    Self.check("ε", epsilon, in: 0..<Double.infinity)
  }

  /// s, the decaying average of the squared gradients.
  public func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  public func update(_ value: inout Matrix, gradient: Matrix, state square: inout Matrix) {
    check(value, gradient: gradient, remembered: square)
    square = square.zip(gradient) { beta * $0 + (1 - beta) * ($1 * $1) }
    let step = gradient.zip(square) { $0 / ($1 + epsilon).squareRoot() }
    value = value.zip(step) { $0 - learningRate * $1 }
  }
}

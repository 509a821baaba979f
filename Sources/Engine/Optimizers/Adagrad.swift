/// Adagrad: each number's rate falls with all the squared gradients that it has had.
///
///     s ← s + g²
///     w ← w − η g / (√s + ε)
///
/// s starts at 0 and ε stands outside the root, as in PyTorch. Keras and optax start s at 0.1 and put ε inside.
/// Source: Duchi, Hazan, Singer, *Adaptive Subgradient Methods for Online Learning and Stochastic Optimization*
/// (JMLR 2011), the diagonal form of section 1.1.
public struct Adagrad: UpdateRule {
  public var learningRate: Double
  /// ε, added to the root. With ε = 0 a number whose gradients were all 0 becomes 0/0, a nan.
  public let epsilon: Double

  /// A rule with η and ε of at least 0.
  public init(learningRate: Double, epsilon: Double = 1e-10) {
    self.learningRate = learningRate
    self.epsilon = epsilon
    checkRate()
    Self.check("ε", epsilon, in: 0..<Double.infinity)
  }

  /// s, the sum of the squared gradients.
  public func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  public func update(_ value: inout Matrix, gradient: Matrix, state squares: inout Matrix) {
    check(value, gradient: gradient, remembered: squares)
    squares = squares.zip(gradient) { $0 + $1 * $1 }
    let step = gradient.zip(squares) { $0 / ($1.squareRoot() + epsilon) }
    value = value.zip(step) { $0 - learningRate * $1 }
  }
}

/// Nesterov's momentum: the gradient is taken where the velocity is about to carry the parameter.
///
///     v ← β v + g
///     w ← w − η (g + β v)
///
/// The velocity is a sum here, without 1 − β, as in PyTorch, Keras and optax: a step is about η / (1 − β) long where
/// ``Momentum``'s is η. The w that is kept is the point looked ahead to, so that g is the gradient at w itself.
/// Source: Sutskever, Martens, Dahl, Hinton, *On the importance of initialization and momentum in deep learning*
/// (ICML 2013), equations 3 and 4; rewritten by Bengio, Boulanger-Lewandowski, Pascanu, *Advances in Optimizing
/// Recurrent Networks* (ICASSP 2013), section 3.5.
public struct Nesterov: UpdateRule {
  public var learningRate: Double
  /// β, the share of the old velocity that stays in the new one.
  public let beta: Double

  /// A rule with η of at least 0 and β in [0, 1).
  public init(learningRate: Double, beta: Double = 0.9) {
    self.learningRate = learningRate
    self.beta = beta
    checkRate()
    Self.check("β", beta, in: 0..<1)
  }

  /// v, the velocity.
  public func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  public func update(_ value: inout Matrix, gradient: Matrix, state velocity: inout Matrix) {
    check(value, gradient: gradient, remembered: velocity)
    velocity = velocity.zip(gradient) { beta * $0 + $1 }
    let step = gradient.zip(velocity) { $0 + beta * $1 }
    value = value.zip(step) { $0 - learningRate * $1 }
  }
}

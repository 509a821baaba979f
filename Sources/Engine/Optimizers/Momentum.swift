/// Momentum: a step along the decaying average of the gradients so far.
///
///     v ← β v + (1 − β) g
///     w ← w − η v
///
/// PyTorch, Keras and optax leave out the 1 − β: v ← μ v + g. At a constant rate the path is the same
/// when theirs is η (1 − β).
public struct Momentum: UpdateRule {
  public var learningRate: Double
  /// β, the share of the old velocity in the new one.
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
    changeEntries(of: &velocity, by: gradient) { v, g in beta * v + (1 - beta) * g }
    changeEntries(of: &value, by: velocity) { w, v in w - learningRate * v }
  }
}

/// Momentum: a step along the decaying average of the gradients so far.
///
///     v ← β v + (1 − β) g
///     w ← w − η v
///
/// PyTorch, Keras and optax leave out the 1 − β: v ← μ v + g. At a constant rate the path is the same
/// when theirs is η (1 − β).
public struct Momentum: UpdateRule {
  public var learningRate: Double
  public let beta: Double

  public init(learningRate: Double, beta: Double = 0.9) {
    self.learningRate = learningRate
    self.beta = beta
  }

  public func initialState(for value: Matrix) -> Matrix { Matrix(rows: value.rows, columns: value.columns) }

  public func update(_ value: inout Matrix, gradient: Matrix, state velocity: inout Matrix) {
    Engine.update(&velocity, gradient) { v, g, entries in
      let beta = beta
      for i in entries { v[i] = beta * v[i] + (1 - beta) * g[i] }
    }
    Engine.update(&value, velocity) { w, v, entries in
      let rate = learningRate
      for i in entries { w[i] -= rate * v[i] }
    }
  }
}

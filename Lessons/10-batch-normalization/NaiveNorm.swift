import Engine

/// Batch normalization with the commonest mistake: going back, it takes μ and σ² for
/// constants, as if x did not move them.
///
/// Forward it is right. Stands apart from the lesson for the same reason as Backward.swift.
struct NaiveNorm: Layer {
  private var norm: BatchNorm
  private var scale = Matrix.empty  // γ/d, 1 × n

  init(_ norm: BatchNorm) { self.norm = norm }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let variance = mode == .training ? x.columnVariances : norm.runningVariance
    scale = norm.gamma.value.zip(variance) { $0 / sqrt($1 + norm.epsilon) }
    return norm.forward(x, mode: mode)
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    norm.fillGradients(dy)  // of γ and β: these are right
    return dy.multiplyingColumns(by: scale)
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try norm.forEachParameter(body)
  }
}

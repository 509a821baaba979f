import Engine

/// Batch normalization whose γ and β stay at 1 and 0: it has no parameters to learn.
struct FrozenNorm: Layer {
  private var norm: BatchNorm

  init(_ norm: BatchNorm) { self.norm = norm }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    norm.forward(x, mode: mode)
  }

  mutating func backward(_ dy: Matrix) -> Matrix { norm.backward(dy) }
}

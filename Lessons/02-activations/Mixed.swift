import Engine

/// A layer whose left half of units have one activation and whose right half another.
struct Mixed: Layer {
  let left: Activation
  let right: Activation
  private var input = Matrix.empty

  init(_ left: Activation, _ right: Activation) {
    self.left = left
    self.right = right
  }

  private func activation(of unit: Int) -> Activation {
    unit < input.columns / 2 ? left : right
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    input = x
    return Matrix(rows: x.rows, columns: x.columns) { i, j in
      activation(of: j)(x[i, j])
    }
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    Matrix(rows: dy.rows, columns: dy.columns) { i, j in
      dy[i, j] * activation(of: j).slope(input[i, j])
    }
  }
}

import Engine

/// A recurrent layer that reads a picture row by row, from the top, and answers with its last state.
///
///     h₀ = 0,   hₜ = relu(xₜ W + hₜ₋₁ U + b),   t = 1 … T
///
/// The same W (n × H), U (H × H) and b (1 × H) act at every step; so their gradients are sums over the steps. They arise
/// from δₜ = ∂L/∂(xₜ W + hₜ₋₁ U + b), which is found from the last step to the first:
///
///     δₜ = (δₜ₊₁ Uᵀ) ⊙ relu′        dW = Σ xₜᵀ δₜ        dU = Σ hₜ₋₁ᵀ δₜ        db = Σ δₜ
struct Recurrent: Layer {
  var input: Parameter
  var recurrent: Parameter
  var bias: Parameter
  private let steps: Int
  private var rows: [Matrix] = []
  private var states: [Matrix] = []

  /// Pictures of `steps` rows; `recurrent` is the first U.
  init(
    steps: Int, rowLength: Int, recurrent: Matrix, using generator: inout Generator
  ) {
    input = Parameter(
      Initializer.glorotNormal.weight(
        fanIn: rowLength, fanOut: recurrent.rows, using: &generator))
    self.recurrent = Parameter(recurrent)
    bias = Parameter(Matrix(rows: 1, columns: recurrent.columns))
    self.steps = steps
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let length = input.value.rows
    rows = (0..<steps).map { t in
      Matrix(rows: x.rows, columns: length) { i, j in x[i, t * length + j] }
    }
    states = [Matrix(rows: x.rows, columns: bias.value.columns)]
    for row in rows {
      let sum = matmul(row, input.value) + matmul(states.last!, recurrent.value)
      var relu = ReLU()
      states.append(relu.forward(sum.addingRow(bias.value), mode: mode))
    }
    return states.last!
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    forEachParameter { $0.gradient = Matrix(zerosLike: $0.value) }
    var dh = dy
    var dx: [Matrix] = []
    for t in rows.indices.reversed() {
      let delta = dh.zip(states[t + 1]) { $0 * ReLU.slope(at: $1) }
      input.gradient += matmul(transposing: rows[t], delta)
      recurrent.gradient += matmul(transposing: states[t], delta)
      bias.gradient += delta.columnSums
      dx.insert(matmul(delta, transposing: input.value), at: 0)
      dh = matmul(delta, transposing: recurrent.value)
    }
    return Matrix(rows: dy.rows, columns: dx.count * input.value.rows) { i, j in
      dx[j / input.value.rows][i, j % input.value.rows]
    }
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&input)
    try body(&recurrent)
    try body(&bias)
  }
}

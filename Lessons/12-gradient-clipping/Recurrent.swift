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
  private var rows: [Matrix] = []  // the picture's, from the top: m × n each
  private var states: [Matrix] = []  // h₀ … h_T: m × H each
  private var activations: [ReLU] = []  // one per step, as each remembers its own input

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
    let (length, pixels) = (input.value.rows, x.transposed)
    rows = (0..<steps).map { t in
      pixels.selectingRows(t * length..<(t + 1) * length).transposed
    }
    states = [Matrix(rows: x.rows, columns: bias.value.columns)]
    activations = Array(repeating: ReLU(), count: steps)
    for (t, row) in rows.enumerated() {
      let sum = matmul(row, input.value) + matmul(states[t], recurrent.value)
      states.append(activations[t].forward(sum.addingRow(bias.value), mode: mode))
    }
    return states.last!
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    forEachParameter { $0.gradient = Matrix(zerosLike: $0.value) }
    var dh = dy
    var dx: [Matrix] = []  // of the rows, from the last to the first
    for t in rows.indices.reversed() {
      let delta = activations[t].backward(dh)
      input.gradient += matmul(transposing: rows[t], delta)
      recurrent.gradient += matmul(transposing: states[t], delta)
      bias.gradient += delta.columnSums
      dx.append(matmul(delta, transposing: input.value))
      dh = matmul(delta, transposing: recurrent.value)
    }
    let pixels = dx.reversed().flatMap(\.transposed.elements)
    let count = pixels.count / dy.rows
    return Matrix(rows: count, columns: dy.rows, elements: pixels).transposed
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&input)
    try body(&recurrent)
    try body(&bias)
  }
}

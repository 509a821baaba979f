/// A fully connected layer: every output is a weighted sum of every input.
///
///     x (m × n_in) ── · weight (n_in × n_out) ── + bias (1 × n_out) ──▶ y (m × n_out)
///
/// The activation is a layer of its own, so that a pre-activation can be looked at. PyTorch and MLX store the weight
/// transposed, n_out × n_in.
public struct Dense: Layer {
  public var weight: Parameter  // n_in × n_out
  public var bias: Parameter  // 1 × n_out
  private var input: Matrix?

  /// A layer with weights drawn by `initializer` and biases of zero.
  public init(from fanIn: Int, to fanOut: Int, _ initializer: Initializer, using generator: inout Generator) {
    weight = Parameter(initializer.weight(fanIn: fanIn, fanOut: fanOut, using: &generator))
    bias = Parameter(Matrix(rows: 1, columns: fanOut))
  }

  /// A layer with the given weight (n_in × n_out) and bias (1 × n_out).
  public init(weight: Matrix, bias: Matrix) {
    precondition(
      bias.rows == 1 && bias.columns == weight.columns,
      "a weight of \(weight.shape) needs a bias of 1 × \(weight.columns), not \(bias.shape)")
    self.weight = Parameter(weight)
    self.bias = Parameter(bias)
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    check(x, columns: weight.value.rows)
    check("its bias", bias.value, columns: weight.value.columns)
    input = x
    var y = matmul(x, weight.value)
    y.add(row: bias.value)
    return y
  }

  /// y = x W + b, so for a loss L with dy = ∂L/∂y:
  ///
  ///     ∂L/∂W = xᵀ dy        each weight gets its input times its unit's error, summed over the batch
  ///     ∂L/∂b = Σᵢ dyᵢ
  ///     ∂L/∂x = dy Wᵀ
  public mutating func backward(_ dy: Matrix) -> Matrix {
    fillGradients(dy)
    return matmul(dy, transposing: weight.value)
  }

  /// Without ∂L/∂x, a third of the backward and forward pass's work.
  public mutating func fillGradients(_ dy: Matrix) {
    let x = recalled(input)
    check(dy, against: Shape(rows: x.rows, columns: weight.value.columns))
    matmul(transposing: x, dy, into: &weight.gradient)
    bias.gradient = dy.columnSums
  }

  public var description: String { "Dense \(weight.value.rows) → \(weight.value.columns)" }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&weight)
    try body(&bias)
  }

  public mutating func forEachWeight(_ body: (inout Parameter) throws -> Void) rethrows { try body(&weight) }
}

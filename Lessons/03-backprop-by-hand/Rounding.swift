import Engine

/// For each parameter's gradient the sum of the absolute values of its terms, in one row: what its rounding is
/// measured against.
///
/// - Parameters:
///   - parameters: W₁, b₁, W₂, b₂ of a two-layer network with tanh.
///   - dOutput: the gradient with respect to the network's output on `x`.
func termSizes(_ parameters: [Matrix], x: Matrix, dOutput: Matrix) -> Matrix {
  let hidden = tanh(matmul(x, parameters[0]).addingRow(parameters[1]))
  let dz = matmul(dOutput, transposing: parameters[2]).zip(hidden) {
    $0 * (1 - $1 * $1)
  }
  return inOneRow([
    matmul(transposing: abs(x), abs(dz)), abs(dz).columnSums,
    matmul(transposing: abs(hidden), abs(dOutput)), abs(dOutput).columnSums,
  ])
}

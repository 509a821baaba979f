import Engine

/// The backward pass of layer normalization, and its commonest mistake.
///
/// Stands apart from the lesson so that its exercises can be solved without seeing it.
struct RowBackward {
  /// g = γ dy first, then the two means of g along the row.
  let right: Matrix  // m × n
  /// As in batch norm: the means of dy, and γ pulled out in front. Wrong.
  let pulledOut: Matrix  // m × n

  /// For inputs x and upstream gradients dy (both m × n) and scales γ (1 × n).
  init(x: Matrix, dy: Matrix, gamma: Matrix, epsilon: Double = 1e-5) {
    // One example in each column, so that what is per example is a row of numbers.
    let x = x.transposed
    let d = sqrt(x.columnVariances.map { $0 + epsilon })
    let normalized = x.subtractingRow(x.columnMeans).dividingColumns(by: d)
    func sentBack(_ g: Matrix) -> Matrix {
      let along = normalized.multiplyingColumns(by: g.hadamard(normalized).columnMeans)
      return (g.subtractingRow(g.columnMeans) - along).dividingColumns(by: d).transposed
    }
    right = sentBack(dy.multiplyingColumns(by: gamma).transposed)
    pulledOut = sentBack(dy.transposed).multiplyingColumns(by: gamma)
  }
}

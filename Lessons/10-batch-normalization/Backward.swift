import Engine

/// The backward pass of batch normalization, in the lesson's two forms and in the
/// commonest wrong one.
///
/// Stands apart from the lesson so that exercise 10.4 can be solved without seeing it.
struct Backward {
  let normalized: Matrix  // x̂, m × n
  /// Arrow by arrow: ∂L/∂σ², then ∂L/∂μ, then the three ways from x.
  let long: Matrix  // m × n
  /// In one expression: (γ/d) (g − mean(g) − x̂ · mean(g ⊙ x̂)).
  let short: Matrix  // m × n
  /// With μ and σ² taken for constants: γ g / d. Wrong.
  let naive: Matrix  // m × n

  /// For inputs x and upstream gradients g (both m × n) and scales γ (1 × n).
  init(x: Matrix, g: Matrix, gamma: Matrix, epsilon: Double) {
    let m = Double(x.rows)
    let d = sqrt(x.columnVariances.map { $0 + epsilon })  // 1 × n
    let centred = x.subtractingRow(x.columnMeans)
    normalized = centred.dividingColumns(by: d)
    let scale = gamma.zip(d) { $0 / $1 }  // γ/d, 1 × n
    naive = g.multiplyingColumns(by: scale)

    let dVariance = g.hadamard(normalized).columnSums.hadamard(scale)
      .zip(d) { -$0 / (2 * $1) }
    let dMean = -g.columnSums.hadamard(scale)
    let byVariance = centred.multiplyingColumns(by: (2 / m) * dVariance)
    long = (naive + byVariance).addingRow(dMean / m)

    let along = normalized.multiplyingColumns(by: g.hadamard(normalized).columnMeans)
    short = (g.subtractingRow(g.columnMeans) - along).multiplyingColumns(by: scale)
  }
}

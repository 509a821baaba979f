import Engine

/// The best linear fit, learned from some examples and judged on others.
///
///     fit = x (XᵀX + λI)⁻¹ Xᵀ Y,  X and Y less the means of their columns
///
/// λ is small, and only there for pixels that never vary.
struct LinearFit {
  private let training, heldOut, inverseGram: Matrix
  private let means: Matrix

  init(_ training: Matrix, heldOut: Matrix) {
    means = training.columnMeans
    self.training = training.subtractingRow(means)
    self.heldOut = heldOut.subtractingRow(means)
    var gram = matmul(transposing: self.training, self.training)
    gram += Matrix(rows: gram.rows, columns: gram.rows) { $0 == $1 ? 0.01 : 0 }
    inverseGram = inverse(gram)
  }

  /// The share of the held-out outputs' variance that the fit misses: 1 − R².
  func missing(training y: Matrix, heldOut z: Matrix) -> Double {
    let means = y.columnMeans
    let centered = y.subtractingRow(means)
    let weight = matmul(inverseGram, matmul(transposing: training, centered))
    let error = z.subtractingRow(means) - matmul(heldOut, weight)
    return error.meanSquare / z.columnVariances.mean
  }
}

/// The inverse of a positive definite matrix by Newton's iteration, X ← X (2I − A X), which doubles the right digits.
private func inverse(_ a: Matrix) -> Matrix {
  let one = Matrix(rows: a.rows, columns: a.rows) { $0 == $1 ? 1 : 0 }
  let trace = (0..<a.rows).map { a[$0, $0] }.reduce(0, +)
  var x = one / trace
  for _ in 1...60 {
    let error = one - matmul(a, x)
    x = matmul(x, one + error)
    if error.norm < 1e-6 { break }
  }
  return x
}

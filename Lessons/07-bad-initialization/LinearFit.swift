import Engine

/// The best linear fit, learned from some examples and judged on others.
///
///     fit = [x 1] (XᵀX + λI)⁻¹ Xᵀ Y,  with X = [training inputs 1]
///
/// λ is tiny, and only there for features that never vary.
struct LinearFit {
  /// What turns the training outputs into the fit's outputs on the held-out examples.
  private let hat: Matrix

  init(_ training: Matrix, heldOut: Matrix) {
    let (x, z) = (training.withOnes, heldOut.withOnes)
    var gram = matmul(transposing: x, x)
    gram += Matrix(rows: x.columns, columns: x.columns) { $0 == $1 ? 1e-6 : 0 }
    hat = matmul(matmul(z, inverse(gram)), transposing: x)
  }

  /// The share of the variance of `heldOut` that is not in the fit: 1 − R².
  func missing(training y: Matrix, heldOut: Matrix) -> Double {
    let error = heldOut - matmul(hat, y)
    return error.meanSquare / heldOut.columnVariances.mean
  }
}

extension Matrix {
  fileprivate var withOnes: Matrix {
    Matrix(rows: rows, columns: columns + 1) { $1 < columns ? self[$0, $1] : 1 }
  }
}

/// The inverse of a positive definite matrix, by Gauss–Jordan elimination of [a I].
private func inverse(_ a: Matrix) -> Matrix {
  let n = a.rows
  var rows = (0..<n).map { i in a.row(i) + (0..<n).map { $0 == i ? 1.0 : 0 } }
  for i in 0..<n {
    let pivot = rows[i][i]
    rows[i] = rows[i].map { $0 / pivot }
    let row = rows[i]
    for k in 0..<n where k != i && rows[k][i] != 0 {
      let factor = rows[k][i]
      rows[k] = zip(rows[k], row).map { $0 - factor * $1 }
    }
  }
  return Matrix(rows.map { Array($0.suffix(n)) })
}

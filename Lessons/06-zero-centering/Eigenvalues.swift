import Engine

/// The eigenvalues of a symmetric matrix, ascending.
///
/// Jacobi's method: turn the plane of each pair of axes so that the entry between them becomes 0, and go round until
/// nothing is left beside the diagonal. Source: Golub, Van Loan, *Matrix Computations*, section "Jacobi Methods".
func eigenvalues(of symmetric: Matrix) -> [Double] {
  let n = symmetric.rows
  var a = (0..<n).map { symmetric.row($0) }
  let size = symmetric.norm
  for _ in 0..<30 {
    var beside = 0.0
    for p in 0..<n { for q in p + 1..<max(n, p + 1) { beside += a[p][q] * a[p][q] } }
    if sqrt(beside) <= 1e-12 * size { break }
    for p in 0..<n - 1 {
      for q in p + 1..<n where a[p][q] != 0 {
        let θ = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (θ < 0 ? -1 : 1) / (abs(θ) + sqrt(θ * θ + 1))
        let c = 1 / sqrt(t * t + 1)
        let s = t * c
        for k in 0..<n {
          let (kp, kq) = (a[k][p], a[k][q])
          a[k][p] = c * kp - s * kq
          a[k][q] = s * kp + c * kq
        }
        for k in 0..<n {
          let (pk, qk) = (a[p][k], a[q][k])
          a[p][k] = c * pk - s * qk
          a[q][k] = s * pk + c * qk
        }
      }
    }
  }
  return (0..<n).map { a[$0][$0] }.sorted()
}

/// The curvature of a linear unit's loss, XᵀX / m, without or with a bias: a last input that is always 1.
func hessian(_ x: Matrix, withBias: Bool = false) -> Matrix {
  let x =
    withBias
    ? Matrix(rows: x.rows, columns: x.columns + 1) { i, j in j < x.columns ? x[i, j] : 1
    } : x
  return matmul(transposing: x, x) / Double(x.rows)
}

/// λmax / λmin of a symmetric matrix with positive eigenvalues.
func conditionNumber(_ symmetric: Matrix) -> Double {
  let λ = eigenvalues(of: symmetric)
  return λ.last! / λ[0]
}

/// The largest eigenvalue of a symmetric matrix without negative ones, by power iteration: multiply, measure, shorten.
func largestEigenvalue(_ symmetric: Matrix) -> Double {
  var v = Matrix(rows: symmetric.rows, columns: 1, repeating: 1)
  for _ in 0..<200 {
    let w = matmul(symmetric, v)
    v = w / w.norm
  }
  return matmul(symmetric, v).norm
}

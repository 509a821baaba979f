import Engine

/// The largest principal angle between two planes of k dimensions, in degrees: how far the one turns out of the other
/// where it turns furthest.
///
/// The planes are spanned by the columns of `a` and `b`, n × k. With orthonormal bases P and Q of the two, P − Q Qᵀ P is
/// what sticks out, and its largest stretch is the sine of the angle.
func largestAngle(_ a: Matrix, _ b: Matrix) -> Double {
  let (p, q) = (orthonormalBasis(a), orthonormalBasis(b))
  let out = p - matmul(q, matmul(transposing: q, p))
  let squares = matmul(transposing: out, out)
  if squares.norm == 0 { return 0 }
  let v = principalDirection(of: squares)
  return degrees(sine: sqrt(max(0, matmul(transposing: v, matmul(squares, v))[0, 0])))
}

/// Columns of length 1 at right angles that span what the columns of `a` span.
///
/// Gram and Schmidt: from each column take off what lies along the ones before, then shorten it; twice over, because
/// rounding leaves a little.
func orthonormalBasis(_ a: Matrix) -> Matrix {
  var basis: [Matrix] = []
  for j in 0..<a.columns {
    var v = Matrix(column: a.column(j))
    for _ in 1...2 {
      for u in basis { v -= matmul(transposing: u, v)[0, 0] * u }
      v /= v.norm
    }
    basis.append(v)
  }
  return Matrix(rows: a.rows, columns: a.columns) { basis[$1][$0, 0] }
}

/// The angle up to 90° that has this sine, by halving: the engine has a sine, and no inverse of it.
func degrees(sine: Double) -> Double {
  var (low, high) = (0.0, Double.pi / 2)
  for _ in 1...60 {
    let middle = (low + high) / 2
    if sin(middle) < sine { low = middle } else { high = middle }
  }
  return low * 180 / .pi
}

import Engine

/// Power iteration: multiply by the matrix, shorten to length 1, again and again.
///
/// Returns what the start has become after each step, n × 1.
func powerIteration(_ symmetric: Matrix, from start: Matrix, steps: Int) -> [Matrix] {
  var v = start / start.norm
  return (1...steps).map { _ in
    v = matmul(symmetric, v)
    v /= v.norm
    return v
  }
}

/// The direction of the largest eigenvalue of a symmetric matrix without negative ones, n × 1.
///
/// Power iteration with all starts at once and with the power taken by squaring: fourteen products make C to the power
/// of 16 384, whose every column points along the direction. The longest column has lost least to rounding.
func principalDirection(of symmetric: Matrix) -> Matrix {
  var power = symmetric
  for _ in 1...14 {
    power /= power.norm
    power = matmul(power, power)
  }
  let longest = (0..<power.rows).max { power[$0, $0] < power[$1, $1] }!
  let column = Matrix(column: power.column(longest))
  return column / column.norm
}

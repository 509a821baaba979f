import Engine

/// The directions in which data spread most, one after the other, each at right angles to those before it.
struct Components {
  let means: Matrix  // 1 × n
  let covariance: Matrix  // n × n
  /// λ₁ ≥ λ₂ ≥ …: the variance along each direction.
  let variances: [Double]
  /// n × count: a direction of length 1 in each column.
  let directions: Matrix
  /// The sum of all n variances, those of directions not found included: the trace of the covariance.
  let total: Double

  /// The first `count` components of `x`, m × n.
  init(of x: Matrix, count: Int) {
    means = x.columnMeans
    let centered = x.subtractingRow(means)
    covariance = matmul(transposing: centered, centered) / Double(x.rows)
    total = covariance.trace
    var left = covariance
    var found: [(variance: Double, direction: Matrix)] = []
    for _ in 0..<count {
      let v = principalDirection(of: left)
      let variance = matmul(transposing: v, matmul(left, v))[0, 0]
      left -= variance * matmul(v, transposing: v)
      found.append((variance, v))
    }
    variances = found.map(\.variance)
    directions = Matrix(rows: x.columns, columns: count) { i, j in
      found[j].direction[i, 0]
    }
  }

  /// The first k directions, n × k.
  func first(_ k: Int) -> Matrix {
    Matrix(rows: directions.rows, columns: k) { directions[$0, $1] }
  }

  /// What no linear code of k numbers falls below: the variance that is left out, per feature.
  func limit(_ k: Int) -> Double {
    (total - variances.prefix(k).reduce(0, +)) / Double(directions.rows)
  }

  /// k numbers for each example, m × k.
  func code(_ x: Matrix, _ k: Int) -> Matrix {
    matmul(x.subtractingRow(means), first(k))
  }

  /// The points of the first k directions' plane that are nearest to centred examples.
  func projected(_ centered: Matrix, to k: Int) -> Matrix {
    matmul(matmul(centered, first(k)), transposing: first(k))
  }
}

extension Matrix {
  /// The sum of the diagonal.
  var trace: Double { (0..<rows).map { self[$0, $0] }.reduce(0, +) }
}

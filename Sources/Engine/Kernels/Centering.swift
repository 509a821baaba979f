extension Matrix {
  /// The mean of each column, its biased variance, and the matrix less its column's mean.
  ///
  /// Near 10⁶ a sum's rounding and the mean's own leave 10⁻¹⁰ in every entry. So what is centered is centered once more.
  ///
  /// Some columns at a time, so that they stay in a near cache from one pass to the next. Two threads share out the columns.
  var columnsCentered: (means: Matrix, variances: Matrix, centered: Matrix) {
    let (rows, columns, count) = (rows, columns, elements.count)
    if count == 0 {
      let unknown = Matrix(rows: 1, columns: columns, repeating: .nan)
      return (unknown, unknown, self)
    }
    var means = [Double](repeating: 0, count: 3 * columns)
    let centered = [Double](unsafeUninitializedCapacity: count) { centered, initializedCount in
      elements.withUnsafeBufferPointer { x in
        means.withUnsafeMutableBufferPointer { means in
          let (x, centered, means) = (x.baseAddress!, centered.baseAddress!, means.baseAddress!)
          let width = Swift.max(8, 16_384 / rows / 8 * 8)
          inParallel(columns, inMultiplesOf: 8, cost: count) { part in
            for left in stride(from: part.lowerBound, to: part.upperBound, by: width) {
              center(x, rows, columns, only: left..<Swift.min(left + width, part.upperBound), means, centered)
            }
          }
        }
      }
      initializedCount = count
    }
    func row(_ k: Int) -> Matrix { Matrix(row: Array(means[k * columns..<(k + 1) * columns])) }
    // An infinite mean has no second.
    let mean = row(0).zip(row(1)) { ($0 + $1).isFinite ? $0 + $1 : $0 }
    return (mean, row(2), Matrix(rows: rows, columns: columns, elements: centered))
  }
}

/// Centers some columns of x, rows × columns, twice. `means`, 3 × columns, holds zeros, and then of each column the mean, the
/// mean of what is left, and the mean of the squares of what is left then.
private func center(
  _ x: Numbers, _ rows: Int, _ columns: Int, only some: Range<Int>, _ means: Results, _ centered: Results
) {
  let (first, second, variance) = (means, means + columns, means + 2 * columns)
  let (starts, m) = (stride(from: 0, to: rows * columns, by: columns), Double(rows))
  for i in starts {
    let x = x + i
    for j in some { first[j] += x[j] }
  }
  for j in some { first[j] /= m }
  for i in starts {
    let (x, centered) = (x + i, centered + i)
    for j in some {
      centered[j] = x[j] - first[j]
      second[j] += centered[j]
    }
  }
  for j in some { second[j] /= m }
  for i in starts {
    let centered = centered + i
    for j in some {
      centered[j] -= second[j]
      variance[j] += centered[j] * centered[j]
    }
  }
  for j in some { variance[j] /= m }
}

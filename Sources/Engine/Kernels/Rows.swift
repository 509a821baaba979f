// Functions of every row of a matrix, with numbers that all rows share; and sums over the rows.
//
// As with functions of every entry, the caller has the loop over a row. Two threads share out the rows, or the columns of a
// sum, each of which one thread adds up from the first row to the last.

typealias Numbers = UnsafePointer<Double>
typealias Results = UnsafeMutablePointer<Double>

/// The matrix whose rows `fill` computes: its arguments are a row of `a`, that of `b`, `shared`'s, and the result's.
///
/// - Parameter shared: rows of 1 × columns, which `fill` gets one after the other.
func rowwise(
  _ a: Matrix, _ b: Matrix, _ shared: [Matrix], _ fill: @escaping (Numbers, Numbers, Numbers, Results) -> Void
) -> Matrix {
  for row in shared { a.requireRow(row) }
  let columns = a.columns
  return (shared.count == 1 ? shared[0].elements : shared.flatMap(\.elements)).withUnsafeBufferPointer { shared in
    elementwise(a, b, inMultiplesOf: columns, cost: 250) { a, b, result, entries in
      for start in stride(from: entries.lowerBound, to: entries.upperBound, by: columns) {
        fill(a + start, b + start, shared.baseAddress!, result + start)
      }
    }
  }
}

extension Matrix {
  /// Changes every row in place: the arguments of `change` are the row, and `shared`, 1 × columns.
  mutating func changeRows(by shared: Matrix, _ change: @escaping (Results, Numbers) -> Void) {
    requireRow(shared)
    let (columns, count) = (columns, elements.count)
    if count == 0 { return }
    elements.withUnsafeMutableBufferPointer { x in
      shared.elements.withUnsafeBufferPointer { shared in
        let (x, shared) = (x.baseAddress!, shared.baseAddress!)
        inParallel(count / columns, inMultiplesOf: 1, cost: count / 5) { rows in
          for i in rows { change(x + i * columns, shared) }
        }
      }
    }
  }

  /// The sum of each column, 1 × columns.
  public var columnSums: Matrix {
    overRows(with: self) { x, _, sums, columns in
      for j in columns { sums[j] += x[j] }
    }
  }

  /// The dot product of each column with that of `other`, 1 × columns: the sum of each column of A ⊙ B.
  func columnDotProducts(_ other: Matrix) -> Matrix {
    overRows(with: other) { x, y, sums, columns in
      for j in columns { sums[j] += x[j] * y[j] }
    }
  }

  /// Sums, 1 × columns, to which `add` adds something of each row and that of `other`: the last argument says to which.
  private func overRows(
    with other: Matrix, _ add: @escaping (Numbers, Numbers, Results, Range<Int>) -> Void
  ) -> Matrix {
    requireEqualShapes(self, other)
    let (columns, count) = (columns, elements.count)
    var sums = [Double](repeating: 0, count: columns)
    if count == 0 { return Matrix(row: sums) }
    elements.withUnsafeBufferPointer { x in
      other.elements.withUnsafeBufferPointer { y in
        sums.withUnsafeMutableBufferPointer { sums in
          let (x, y, sums) = (x.baseAddress!, y.baseAddress!, sums.baseAddress!)
          inParallel(columns, inMultiplesOf: 8, cost: count / 5) { part in
            for start in stride(from: 0, to: count, by: columns) { add(x + start, y + start, sums, part) }
          }
        }
      }
    }
    return Matrix(row: sums)
  }

  /// Stops the program unless `row` is one that this matrix's rows can share.
  fileprivate func requireRow(_ row: Matrix) {
    precondition(
      row.rows == 1 && row.columns == columns, "a \(shape) matrix needs a row of 1 × \(columns), not \(row.shape)")
  }
}

// Arithmetic on matrices, entry by entry, and the named forms of what other libraries do by broadcasting.
//
// Not here, and why: `a * b` of two matrices, because half of its readers would take it for the matrix product, and
// half for the entries'; `a + 1`, because a shape is never stretched without being named. The compiler refuses both
// and says what to write.

extension Matrix {
  /// The matrix of `transform(entry)`.
  @inlinable
  public func map(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// The matrix of `combine(a, b)` for each entry a of this matrix and b of `other`, which has the same shape.
  @inlinable
  public func zip(_ other: Matrix, _ combine: (Double, Double) -> Double) -> Matrix {
    requireEqualShapes(self, other)
    let result = [Double](unsafeUninitializedCapacity: elements.count) { result, count in
      elements.withUnsafeBufferPointer { a in
        other.elements.withUnsafeBufferPointer { b in
          for i in 0..<a.count { result[i] = combine(a[i], b[i]) }
        }
      }
      count = elements.count
    }
    return Matrix(rows: rows, columns: columns, elements: result)
  }

  /// The matrix of `combine(a, r)` for each entry a and the entry r of `row` (1 × columns) above it.
  private func zip(row: Matrix, _ combine: @escaping (Double, Double) -> Double) -> Matrix {
    let columns = self.columns
    return rowwise(self, self, [row]) { a, _, r, result in
      for j in 0..<columns { result[j] = combine(a[j], r[j]) }
    }
  }

  public static func + (a: Matrix, b: Matrix) -> Matrix { a.zip(b) { $0 + $1 } }
  public static func - (a: Matrix, b: Matrix) -> Matrix { a.zip(b) { $0 - $1 } }
  public static func * (a: Double, b: Matrix) -> Matrix { b.map { a * $0 } }
  public static func * (a: Matrix, b: Double) -> Matrix { b * a }
  public static func / (a: Matrix, b: Double) -> Matrix { a.map { $0 / b } }
  public static prefix func - (a: Matrix) -> Matrix { a.map { -$0 } }
  public static func += (a: inout Matrix, b: Matrix) { a = a + b }
  public static func -= (a: inout Matrix, b: Matrix) { a = a - b }
  public static func *= (a: inout Matrix, b: Double) { a = a * b }
  public static func /= (a: inout Matrix, b: Double) { a = a / b }

  /// The product entry by entry, A ⊙ B. The matrix product is ``matmul(_:_:)``.
  public func hadamard(_ other: Matrix) -> Matrix { zip(other) { $0 * $1 } }

  /// Adds `row` (1 × columns) to every row: a bias to every example.
  public func addingRow(_ row: Matrix) -> Matrix { zip(row: row) { $0 + $1 } }

  /// Adds `row` (1 × columns) to every row, in place.
  mutating func add(row: Matrix) {
    changeRows(by: row) { [columns] x, r in for j in 0..<columns { x[j] += r[j] } }
  }

  /// Divides each column by its entry of `row` (1 × columns), in place.
  mutating func divideColumns(by row: Matrix) {
    changeRows(by: row) { [columns] x, r in for j in 0..<columns { x[j] /= r[j] } }
  }

  /// Subtracts `row` (1 × columns) from every row: a mean from every example.
  public func subtractingRow(_ row: Matrix) -> Matrix { zip(row: row) { $0 - $1 } }

  /// Multiplies each column by its entry of `row` (1 × columns).
  public func multiplyingColumns(by row: Matrix) -> Matrix { zip(row: row) { $0 * $1 } }

  /// Divides each column by its entry of `row` (1 × columns).
  public func dividingColumns(by row: Matrix) -> Matrix { zip(row: row) { $0 / $1 } }

  /// The transpose: rows become columns.
  public var transposed: Matrix { Matrix(rows: columns, columns: rows) { i, j in elements[j * columns + i] } }
}

/// Stops the program unless `a` and `b` have the same shape.
@usableFromInline
func requireEqualShapes(_ a: Matrix, _ b: Matrix) {
  precondition(a.shape == b.shape, "entry by entry needs equal shapes, not \(a.shape) and \(b.shape)")
}

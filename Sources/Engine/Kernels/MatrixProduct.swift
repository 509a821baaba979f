// Products of matrices: A B, Aᵀ B and A Bᵀ.
//
// Every entry of a product is one chain of fused multiply-adds, in the order of the terms:
//
//     c = 0     c = a(i, 0) · b(0, j) + c     c = a(i, 1) · b(1, j) + c     …     c(i, j) = c
//
// So its bits depend on row i and column j alone: not on the entry's place, its neighbours, or the machine.
//
// A transposed factor is the same memory, read with other strides: nothing is transposed first.

/// The product A B.
///
/// - Parameters:
///   - a: m × k.
///   - b: k × n.
/// - Returns: m × n; zeros if k is 0.
public func matmul(_ a: Matrix, _ b: Matrix) -> Matrix {
  precondition(a.columns == b.rows, "no product of \(a.shape) and \(b.shape): \(a.columns) columns, \(b.rows) rows")
  return product(a, rows(of: a), b, columns(of: b), depth: a.columns)
}

/// The product Aᵀ B.
///
/// - Parameters:
///   - a: k × m.
///   - b: k × n.
/// - Returns: m × n; zeros if k is 0.
public func matmul(transposing a: Matrix, _ b: Matrix) -> Matrix {
  var result = Matrix.empty
  matmul(transposing: a, b, into: &result)
  return result
}

/// The product Aᵀ B, stored in the place of `result`, whose memory is used again if it has the product's shape.
func matmul(transposing a: Matrix, _ b: Matrix, into result: inout Matrix) {
  precondition(a.rows == b.rows, "no product of transposed \(a.shape) and \(b.shape): \(a.rows) rows, \(b.rows) rows")
  if result.rows == a.columns && result.columns == b.columns && a.rows > 0 {
    result.elements.withUnsafeMutableBufferPointer {
      store(a, columns(of: a), b, columns(of: b), depth: a.rows, in: $0)
    }
  } else {
    result = product(a, columns(of: a), b, columns(of: b), depth: a.rows)
  }
}

/// The product A Bᵀ.
///
/// - Parameters:
///   - a: m × k.
///   - b: n × k.
/// - Returns: m × n; zeros if k is 0.
public func matmul(_ a: Matrix, transposing b: Matrix) -> Matrix {
  precondition(
    a.columns == b.columns,
    "no product of \(a.shape) and transposed \(b.shape): \(a.columns) columns, \(b.columns) columns")
  return product(a, rows(of: a), b, rows(of: b), depth: a.columns)
}

private func rows(of x: Matrix) -> Vectors { Vectors(count: x.rows, next: x.columns, step: 1) }
private func columns(of x: Matrix) -> Vectors { Vectors(count: x.columns, next: 1, step: x.columns) }

/// The matrix of the dot products of A's vectors with B's.
private func product(_ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int) -> Matrix {
  let (m, n) = (left.count, right.count)
  if depth == 0 { return Matrix(rows: m, columns: n) }
  let elements = [Double](unsafeUninitializedCapacity: m * n) { c, initializedCount in
    store(a, left, b, right, depth: depth, in: c)
    initializedCount = m * n
  }
  return Matrix(rows: m, columns: n, elements: elements)
}

/// Stores those dot products in `c`, row by row.
private func store(
  _ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int, in c: UnsafeMutableBufferPointer<Double>
) {
  if left.count == 0 || right.count == 0 { return }
  a.elements.withUnsafeBufferPointer { a in
    b.elements.withUnsafeBufferPointer { b in
      dotProducts(a.baseAddress!, left, b.baseAddress!, right, depth: depth, into: c.baseAddress!)
    }
  }
}

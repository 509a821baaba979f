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

/// The product Aᵀ B in the place of `result`, whose memory is used again if it has the product's shape.
func matmul(transposing a: Matrix, _ b: Matrix, into result: inout Matrix) {
  precondition(a.rows == b.rows, "no product of transposed \(a.shape) and \(b.shape): \(a.rows) rows, \(b.rows) rows")
  let (left, right, depth) = (columns(of: a), columns(of: b), a.rows)
  if result.rows == left.count && result.columns == right.count {
    result.elements.withUnsafeMutableBufferPointer { store(a, left, b, right, depth: depth, in: $0) }
  } else {
    result = product(a, left, b, right, depth: depth)
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

private func rows(of x: Matrix) -> Vectors { Vectors(first: 0, count: x.rows, next: x.columns, step: 1) }
private func columns(of x: Matrix) -> Vectors { Vectors(first: 0, count: x.columns, next: 1, step: x.columns) }

/// The matrix of the dot products of A's vectors with B's.
private func product(_ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int) -> Matrix {
  let count = left.count * right.count
  let elements = [Double](unsafeUninitializedCapacity: count) { c, initializedCount in
    store(a, left, b, right, depth: depth, in: c)
    initializedCount = count
  }
  return Matrix(rows: left.count, columns: right.count, elements: elements)
}

/// Stores those dot products in `c`, row by row. Two threads share out the longer side.
private func store(
  _ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int, in c: UnsafeMutableBufferPointer<Double>
) {
  let (m, n) = (left.count, right.count)
  if m == 0 || n == 0 { return }
  if depth == 0 { return c.initialize(repeating: 0) }
  a.elements.withUnsafeBufferPointer { a in
    b.elements.withUnsafeBufferPointer { b in
      let (a, b, c) = (a.baseAddress!, b.baseAddress!, c.baseAddress!)
      let cost = m * n * depth / 50  // 50 multiply-adds per nanosecond
      if m > n {
        inParallel(m, inMultiplesOf: tileHeight, cost: cost) { rows in
          dotProducts(a, left[rows], b, right, depth: depth, into: c + rows.lowerBound * n, every: n)
        }
      } else {
        inParallel(n, inMultiplesOf: panelWidth, cost: cost) { columns in
          dotProducts(a, left, b, right[columns], depth: depth, into: c + columns.lowerBound, every: n)
        }
      }
    }
  }
}

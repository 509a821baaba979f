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
  if result.rows == left.count && result.columns == right.count && ranges(left, right, depth: depth).count == 1 {
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

/// The vectors whose dot products are the entries: entry k of vector i lies at `first + i * next + k * step`.
struct Vectors {
  let first: Int
  let count: Int
  let next: Int
  let step: Int

  /// Some of the vectors.
  subscript(range: Range<Int>) -> Vectors {
    Vectors(first: first + range.lowerBound * next, count: range.count, next: next, step: step)
  }
}

private func rows(of x: Matrix) -> Vectors { Vectors(first: 0, count: x.rows, next: x.columns, step: 1) }
private func columns(of x: Matrix) -> Vectors { Vectors(first: 0, count: x.columns, next: 1, step: x.columns) }

/// Which rows of the product each thread computes: at least two million multiply-adds, about 40 µs.
private func ranges(_ left: Vectors, _ right: Vectors, depth: Int) -> [Range<Int>] {
  parts(of: left.count, inMultiplesOf: 8, atLeast: 1 + 2_000_000 / max(1, right.count * depth))
}

/// The matrix of the dot products of A's vectors with B's.
private func product(_ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int) -> Matrix {
  let (m, n) = (left.count, right.count)
  /// The rows of some of A's vectors, in an array that has room for all.
  @Sendable func rows(_ range: Range<Int>) -> [Double] {
    [Double](unsafeUninitializedCapacity: m * n) { c, initializedCount in
      store(a, left[range], b, right, depth: depth, in: c)
      initializedCount = range.count * n
    }
  }
  let ranges = ranges(left, right, depth: depth)
  if ranges.count == 1 { return Matrix(rows: m, columns: n, elements: rows(0..<m)) }
  var parts = concurrently(ranges, rows)
  var elements = parts.removeFirst()
  for part in parts { elements += part }
  return Matrix(rows: m, columns: n, elements: elements)
}

/// Stores those dot products in `c`, row by row.
private func store(
  _ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int, in c: UnsafeMutableBufferPointer<Double>
) {
  if left.count == 0 || right.count == 0 { return }
  if depth == 0 { return c.initialize(repeating: 0) }
  a.elements.withUnsafeBufferPointer { a in
    b.elements.withUnsafeBufferPointer { b in
      dotProducts(a.baseAddress!, left, b.baseAddress!, right, depth: depth, into: c.baseAddress!)
    }
  }
}

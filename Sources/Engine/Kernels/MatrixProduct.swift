// Products of matrices: A B, Aᵀ B and A Bᵀ.
//
// Every entry of a product is one chain of fused multiply-adds, in the order of the terms:
//
//     c = 0     c = a(i, 0) · b(0, j) + c     c = a(i, 1) · b(1, j) + c     …     c(i, j) = c
//
// So its bits depend on row i and column j alone: not on the entry's place, its neighbours, or the machine.
//
// What makes it fast is that a tile of 4 × 16 entries is computed at once and stays in registers. Each step of its
// chains loads a row of a packed panel of B and four entries of A, and multiplies each with each:
//
//                    ┌───────────────┐
//                    │   b(k, j …)   │  panel: depth × 16
//      ┌──────────┐  ├───────────────┤
//      │ a(i,  k) │  │      c0       │
//      │ a(i+1,k) │  │      c1       │  tile
//      │ a(i+2,k) │  │      c2       │
//      │ a(i+3,k) │  │      c3       │
//      └──────────┘  └───────────────┘
//
// A transposed factor is the same memory, read with other strides; only one panel at a time is copied. Where a
// tile reaches over the edge, its surplus rows and columns repeat the last one, so that no size needs code of its
// own. Source of the scheme: Goto, van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008).

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
  precondition(a.rows == b.rows, "no product of transposed \(a.shape) and \(b.shape): \(a.rows) rows, \(b.rows) rows")
  return product(a, columns(of: a), b, columns(of: b), depth: a.rows)
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

/// The vectors whose dot products are the entries: entry k of vector i lies at `i * next + k * step`.
private struct Vectors {
  let count: Int
  let next: Int
  let step: Int

  /// Where vector `i` begins; beyond the last vector, where that one begins.
  @inline(__always)
  func start(_ i: Int) -> Int { min(i, count - 1) * next }
}

private func rows(of x: Matrix) -> Vectors { Vectors(count: x.rows, next: x.columns, step: 1) }
private func columns(of x: Matrix) -> Vectors { Vectors(count: x.columns, next: 1, step: x.columns) }

// A row of a panel and of a tile. Its width decides how many registers a tile takes, and nothing else.
#if arch(arm64)
  private typealias Row = SIMD8<Double>  // 4 × 8 entries in 16 registers of 2
#else
  private typealias Row = SIMD16<Double>  // 4 × 16 entries in 8 registers of 8, or 16 of 4
#endif

/// The matrix of the dot products of A's vectors with B's.
private func product(_ a: Matrix, _ left: Vectors, _ b: Matrix, _ right: Vectors, depth: Int) -> Matrix {
  let (m, n) = (left.count, right.count)
  if m == 0 || n == 0 || depth == 0 { return Matrix(rows: m, columns: n) }
  let elements = [Double](unsafeUninitializedCapacity: m * n) { c, initializedCount in
    a.elements.withUnsafeBufferPointer { a in
      b.elements.withUnsafeBufferPointer { b in
        withUnsafeTemporaryAllocation(of: Row.self, capacity: depth) { panel in
          for j in stride(from: 0, to: n, by: Row.scalarCount) {
            pack(b.baseAddress!, right, from: j, into: panel)
            for i in stride(from: 0, to: m, by: 4) {
              computeTile(a.baseAddress!, left, UnsafeBufferPointer(panel), i, j, into: c.baseAddress!, columns: n)
            }
          }
        }
      }
    }
    initializedCount = m * n
  }
  return Matrix(rows: m, columns: n, elements: elements)
}

/// Copies B's vectors `j`… into the columns of a panel, eight at a time.
@inline(__always)
private func pack(
  _ b: UnsafePointer<Double>, _ right: Vectors, from j: Int, into panel: UnsafeMutableBufferPointer<Row>
) {
  let bytes = UnsafeMutableRawBufferPointer(panel)
  for first in stride(from: j, to: j + Row.scalarCount, by: 8) {
    let offset = (first - j) * 8
    if right.next == 1 && first + 8 <= right.count {
      for k in panel.indices {
        let row = UnsafeRawPointer(b + first + k * right.step).loadUnaligned(as: SIMD8<Double>.self)
        bytes.storeBytes(of: row, toByteOffset: k * MemoryLayout<Row>.stride + offset, as: SIMD8<Double>.self)
      }
    } else {
      let (b0, b1) = (b + right.start(first), b + right.start(first + 1))
      let (b2, b3) = (b + right.start(first + 2), b + right.start(first + 3))
      let (b4, b5) = (b + right.start(first + 4), b + right.start(first + 5))
      let (b6, b7) = (b + right.start(first + 6), b + right.start(first + 7))
      for k in panel.indices {
        let at = k * right.step
        let row = SIMD8(b0[at], b1[at], b2[at], b3[at], b4[at], b5[at], b6[at], b7[at])
        bytes.storeBytes(of: row, toByteOffset: k * MemoryLayout<Row>.stride + offset, as: SIMD8<Double>.self)
      }
    }
  }
}

/// Computes the tile whose first entry is (i, j) and stores what of it lies in C.
@inline(__always)
private func computeTile(
  _ a: UnsafePointer<Double>, _ left: Vectors, _ panel: UnsafeBufferPointer<Row>, _ i: Int, _ j: Int,
  into c: UnsafeMutablePointer<Double>, columns n: Int
) {
  let (a0, a1) = (a + left.start(i), a + left.start(i + 1))
  let (a2, a3) = (a + left.start(i + 2), a + left.start(i + 3))
  var (c0, c1, c2, c3) = (Row.zero, Row.zero, Row.zero, Row.zero)
  for k in panel.indices {
    let (b, at) = (panel[k], k * left.step)
    c0 = c0.addingProduct(b, a0[at])
    c1 = c1.addingProduct(b, a1[at])
    c2 = c2.addingProduct(b, a2[at])
    c3 = c3.addingProduct(b, a3[at])
  }
  // A surplus row has the same bits as the last one: storing it in its place again changes nothing.
  let last = left.count - 1
  store(c0, at: c + i * n + j, count: n - j)
  store(c1, at: c + min(i + 1, last) * n + j, count: n - j)
  store(c2, at: c + min(i + 2, last) * n + j, count: n - j)
  store(c3, at: c + min(i + 3, last) * n + j, count: n - j)
}

/// Stores a tile's row, or its first `count` entries.
@inline(__always)
private func store(_ row: Row, at c: UnsafeMutablePointer<Double>, count: Int) {
  if count >= Row.scalarCount {
    UnsafeMutableRawPointer(c).storeBytes(of: row, as: Row.self)
  } else {
    withUnsafeBytes(of: row) { UnsafeMutableRawPointer(c).copyMemory(from: $0.baseAddress!, byteCount: count * 8) }
  }
}

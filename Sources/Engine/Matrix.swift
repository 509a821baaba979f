/// A matrix of `Double`, stored row by row: **examples are rows, features are columns**.
///
///     let x = Matrix([[1, 2, 3],
///                     [4, 5, 6]])     // 2 examples of 3 features
///     x.shape                         // 2 × 3; x.shape == (2, 3)
///     x[1, 2]                         // 6
///
/// Shapes are never stretched to fit. What other libraries do silently by broadcasting has a name here,
/// as in ``addingRow(_:)``; a shape that does not match is a programmer's error and stops the program with a
/// message that names both shapes.
public struct Matrix: Equatable, Sendable {
  public let rows: Int
  public let columns: Int

  /// The entries, row by row: entry (i, j) is `elements[i * columns + j]`.
  public internal(set) var elements: [Double]

  /// Wraps `elements`, given row by row, in a matrix of `rows` × `columns`.
  public init(rows: Int, columns: Int, elements: [Double]) {
    let shape = Shape(rows: rows, columns: columns)
    precondition(elements.count == shape.count, "a \(shape) matrix has \(shape.count) elements, not \(elements.count)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix with the same value everywhere.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    let count = Shape(rows: rows, columns: columns).count
    self.init(rows: rows, columns: columns, elements: [Double](repeating: value, count: count))
  }

  /// Zeros, in the shape of `other`.
  public init(zerosLike other: Matrix) { self.init(rows: other.rows, columns: other.columns) }

  /// A matrix whose entry (i, j) is `entry(i, j)`.
  public init(rows: Int, columns: Int, _ entry: (Int, Int) throws -> Double) rethrows {
    var elements: [Double] = []
    elements.reserveCapacity(Shape(rows: rows, columns: columns).count)
    for i in 0..<rows {
      for j in 0..<columns { elements.append(try entry(i, j)) }
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// A matrix written out: one array per row, all of the same length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    for (i, row) in rows.enumerated() {
      precondition(row.count == columns, "row \(i) has \(row.count) entries, but row 0 has \(columns)")
    }
    self.init(rows: rows.count, columns: columns, elements: Array(rows.joined()))
  }

  /// A single row, 1 × n.
  public init(row: [Double]) { self.init(rows: 1, columns: row.count, elements: row) }

  /// A single column, n × 1.
  public init(column: [Double]) { self.init(rows: column.count, columns: 1, elements: column) }

  /// The matrix without entries, 0 × 0.
  public static let empty = Matrix(rows: 0, columns: 0, elements: [])

  /// How many rows and columns, as in `x.shape == (32, 64)`.
  public var shape: Shape { Shape(rows: rows, columns: columns) }

  /// The entry in row `i`, column `j`.
  public subscript(i: Int, j: Int) -> Double {
    get {
      precondition(contains(i, j), "no entry (\(i), \(j)) in a \(shape) matrix")
      return elements[i * columns + j]
    }
    set {
      precondition(contains(i, j), "no entry (\(i), \(j)) in a \(shape) matrix")
      elements[i * columns + j] = newValue
    }
  }

  private func contains(_ i: Int, _ j: Int) -> Bool { 0 <= i && i < rows && 0 <= j && j < columns }

  /// Row `i`, as an array of `columns` values.
  public func row(_ i: Int) -> [Double] {
    precondition(0 <= i && i < rows, "no row \(i) in a \(shape) matrix")
    return Array(elements[i * columns..<(i + 1) * columns])
  }

  /// Column `j`, as an array of `rows` values.
  public func column(_ j: Int) -> [Double] {
    precondition(0 <= j && j < columns, "no column \(j) in a \(shape) matrix")
    return (0..<rows).map { elements[$0 * columns + j] }
  }

  /// The rows of a range, in their order.
  public func selectingRows(_ range: Range<Int>) -> Matrix {
    precondition(0 <= range.lowerBound && range.upperBound <= rows, "no rows \(range) in a \(shape) matrix")
    let part = Array(elements[range.lowerBound * columns..<range.upperBound * columns])
    return Matrix(rows: range.count, columns: columns, elements: part)
  }

  /// The rows at `indices`, in that order: how a mini-batch is picked.
  public func selectingRows(_ indices: some Collection<Int>) -> Matrix {
    let indices = Array(indices)
    for i in indices { precondition(0 <= i && i < rows, "no row \(i) in a \(shape) matrix") }
    let columns = self.columns
    let picked = [Double](unsafeUninitializedCapacity: indices.count * columns) { target, count in
      elements.withUnsafeBufferPointer { source in
        count = indices.count * columns
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        inParallel(indices.count, inMultiplesOf: 1, cost: count / 5) { places in
          for place in places {
            (target + place * columns).update(from: source + indices[place] * columns, count: columns)
          }
        }
      }
    }
    return Matrix(rows: indices.count, columns: columns, elements: picked)
  }
}

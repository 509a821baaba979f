/// The size of a matrix: `"\(x.shape)"` is `32 × 64`.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public let rows: Int
  public let columns: Int

  /// Stops the program if a side is negative, or if there are more entries than an array can have.
  public init(rows: Int, columns: Int) {
    let (count, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
    precondition(
      rows >= 0 && columns >= 0 && !isTooLarge && count <= Int.max >> 4, "a matrix cannot be \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
  }

  /// How many entries a matrix of this shape has.
  public var count: Int { rows * columns }

  public var description: String { "\(rows) × \(columns)" }

  /// Whether the shape is `size.0` rows by `size.1` columns, as in NumPy's `x.shape == (2, 3)`.
  public static func == (shape: Shape, size: (Int, Int)) -> Bool { shape.rows == size.0 && shape.columns == size.1 }
  public static func != (shape: Shape, size: (Int, Int)) -> Bool { !(shape == size) }
}

import Engine

/// A matrix to be coloured, with the range of its colours settled.
struct HeatMap: Drawing {
  let title: String
  let matrix: Matrix
  let columns: [String]
  let rows: [String]
  let x: String
  let y: String
  let range: ClosedRange<Double>

  init(
    title: String, matrix: Matrix, columns: [String], rows: [String], x: String, y: String, range: ClosedRange<Double>?
  ) {
    self.title = title
    self.matrix = matrix
    self.columns = columns
    self.rows = rows
    self.x = x
    self.y = y
    var extent = Extent(range) ?? Extent()
    if extent.isEmpty {
      let data = Extent(of: matrix.elements)
      // Positive values start at 0 where that costs little contrast; two signs take opposite ends.
      if data.isEmpty { extent.include(0) } else { extent.include(data) }
      if data.low > 0, data.low < data.high / 2 { extent.include(0) }
      if data.low < 0, data.high > 0 {
        extent.include(-data.high)
        extent.include(-data.low)
      }
    }
    self.range = Extent.widened(extent.low, extent.high)
  }

  /// Whether the colours part at 0.
  var hasTwoSigns: Bool { range.lowerBound < 0 && range.upperBound > 0 }

  /// How strong a value's colour is: from 0 to 1, or from −1 to 1 with values of both signs; `nil` if it is not finite.
  func strength(_ value: Double) -> Double? {
    guard Extent.isDrawable(value) else { return nil }
    if hasTwoSigns { return value < 0 ? -min(1, value / range.lowerBound) : min(1, value / range.upperBound) }
    return min(1, max(0, (value - range.lowerBound) / (range.upperBound - range.lowerBound)))
  }

  var hasHoles: Bool { matrix.elements.contains { !Extent.isDrawable($0) } }
}

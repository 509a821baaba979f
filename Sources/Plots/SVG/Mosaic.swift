import Engine

/// Coloured cells, gathered by colour so that a document needs one path for each.
struct Mosaic {
  private var colors: [String] = []
  private var paths: [String: String] = [:]

  /// Adds a matrix of square cells; where `color` is `nil`, the ground stays open.
  mutating func add(
    _ matrix: Matrix, left: Double, top: Double, cellWidth: Double, color: (Double) -> String?
  ) {
    for row in 0..<matrix.rows {
      let y0 = px(top + Double(row) * cellWidth)
      let y1 = px(top + Double(row + 1) * cellWidth)
      var start = 0
      while start < matrix.columns {
        let hex = color(matrix[row, start])
        var end = start + 1
        while end < matrix.columns, color(matrix[row, end]) == hex { end += 1 }
        if let hex {
          let (x0, x1) = (px(left + Double(start) * cellWidth), px(left + Double(end) * cellWidth))
          if paths[hex] == nil { colors.append(hex) }
          paths[hex, default: ""] += "M\(x0),\(y0)H\(x1)V\(y1)H\(x0)Z"
        }
        start = end
      }
    }
  }

  /// Draws the cells, colours in the order in which they first came.
  func draw(on svg: inout SVG) {
    for color in colors { svg.path(paths[color] ?? "", fill: color, crisp: true) }
  }
}

extension SVG {
  /// How high an image is, as a multiple of its width.
  static func aspect(_ matrix: Matrix) -> Double { Double(matrix.rows) / Double(max(1, matrix.columns)) }
}

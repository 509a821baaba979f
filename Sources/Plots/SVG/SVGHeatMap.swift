import Engine

extension SVG {
  /// A heat map as a document: cells, names, and a bar of colours with its values.
  static func document(_ map: HeatMap, about summary: String) -> String {
    var svg = SVG()
    let edge = 8.0
    let matrix = map.matrix
    let cell = min(36, 520 / Double(max(1, matrix.columns)), 420 / Double(max(1, matrix.rows)))
    let size = (width: cell * Double(matrix.columns), height: cell * Double(matrix.rows))
    let names = map.rows.prefix(matrix.rows).map { truncated($0, toWidth: 140, size: tickSize) }
    let left = edge + (names.map { textWidth($0, size: tickSize) + 6 }.max() ?? 0)
    var y = edge
    if !map.title.isEmpty { y += 28 }
    if !map.y.isEmpty { y += 20 }
    let top = y
    var areas = Mosaic()
    areas.add(matrix, left: left, top: top, cellWidth: cell) { map.strength($0).map { map.color($0) } }
    areas.draw(on: &svg)
    if matrix.elements.isEmpty { svg.text("no data", left, top + 14, size: labelSize) }
    svg.writeValues(of: map, left: left, top: top, cell: cell)

    let skippedRows = max(1, Int((13 / cell).rounded(.up)))
    for (row, name) in names.enumerated() where row % skippedRows == 0 {
      svg.text(name, left - 6, top + (Double(row) + 0.5) * cell + 4, anchor: .end)
    }
    y = top + size.height
    let columnNames = map.columns.prefix(matrix.columns)
    if !columnNames.isEmpty {
      let widest = min(90, columnNames.map { textWidth($0, size: tickSize) }.max() ?? 0)
      let skipped = max(1, Int(((widest + 6) / cell).rounded(.up)))
      for (column, name) in columnNames.enumerated() where column % skipped == 0 {
        let half = min(textWidth(name, size: tickSize), 90) / 2
        let middle = max(edge + half, left + (Double(column) + 0.5) * cell)
        svg.text(truncated(name, toWidth: 90, size: tickSize), middle, y + 15, anchor: .middle)
      }
      y += 20
    }
    if !map.x.isEmpty {
      svg.text(
        map.x + " →", max(left + size.width, edge + textWidth(map.x + " →", size: labelSize)), y + 13, anchor: .end,
        size: labelSize)
      y += 20
    }
    let barLeft = left + max(size.width, 40) + 28
    let barHeight = max(size.height, 100)
    let right = svg.colorBar(map, left: barLeft, top: top, height: barHeight)
    y = max(y, top + barHeight + 8)
    if map.hasHoles { y += svg.notes(["values that are not finite are left open"], left: edge, top: y) }

    let width = max(right + edge, 300)
    if !map.title.isEmpty {
      let title = truncated(map.title, toWidth: width - 2 * edge, size: titleSize * 1.05)
      svg.text(title, edge, edge + 15, size: titleSize, bold: true)
    }
    if !map.y.isEmpty {
      svg.text("↓ " + truncated(map.y, toWidth: width - 36, size: labelSize), edge, top - 8, size: labelSize)
    }
    let title = map.title.isEmpty ? "Heat map" : map.title
    return svg.document(width: width.rounded(.up), height: y + edge, title: title, description: summary)
  }

  /// Writes each value into its cell, if all fit.
  private mutating func writeValues(of map: HeatMap, left: Double, top: Double, cell: Double) {
    let texts = map.matrix.elements.map(shortText)
    guard cell >= 20, texts.allSatisfy({ textWidth($0, size: SVG.tickSize) <= cell - 2 }) else { return }
    for (index, value) in map.matrix.elements.enumerated() {
      guard let strength = map.strength(value) else { continue }
      let row = Double(index / map.matrix.columns)
      let column = Double(index % map.matrix.columns)
      text(
        texts[index], left + (column + 0.5) * cell, top + (row + 0.5) * cell + 4, anchor: .middle,
        fill: abs(strength) > 0.45 ? "#ffffff" : "#1f2328")
    }
  }

  /// Draws the bar of colours with ticks; returns its right edge.
  private mutating func colorBar(_ map: HeatMap, left: Double, top: Double, height: Double) -> Double {
    let (low, high) = (map.range.lowerBound, map.range.upperBound)
    let steps = 48
    let values = Matrix(rows: steps, columns: 1) { i, _ in
      low + (high - low) * (1 - (Double(i) + 0.5) / Double(steps))
    }
    for (i, value) in values.elements.enumerated() {
      let (y0, y1) = (top + height * Double(i) / Double(steps), top + height * Double(i + 1) / Double(steps))
      let area = "M\(px(left)),\(px(y0))H\(px(left + 12))V\(px(y1))H\(px(left))Z"
      path(area, fill: map.color(map.strength(value) ?? 0), crisp: true)
    }
    var right = left + 12
    for tick in Ticks.linear(map.range, about: 4) {
      let y = top + height * (1 - (tick.value - low) / (high - low))
      line(left + 12, y, left + 16, y)
      text(tick.label, left + 20, y + 4)
      right = max(right, left + 20 + textWidth(tick.label, size: SVG.tickSize))
    }
    return right
  }
}

extension HeatMap {
  /// Light to blue; with values of both signs, orange below 0 and blue above.
  fileprivate func color(_ strength: Double) -> String {
    let light = (240.0, 243.0, 246.0)
    let step = (abs(strength) * 48).rounded() / 48
    if strength < 0 { return SVG.mixed([light, (235, 156, 92), (213, 94, 0), (140, 56, 0)], at: step) }
    return SVG.mixed([light, (116, 178, 216), (0, 114, 178), (0, 66, 110)], at: step)
  }
}

import Engine

extension SVG {
  /// Draws a heat map on a page of its own; returns the page's size.
  ///
  ///     Title
  ///     ↓ y
  ///       a ┌─────┬─────┐   ▮─ 1     rows' names, cells, bar of colours
  ///       b ├─────┼─────┤   ▮
  ///         └─────┴─────┘   ▮─ 0
  ///            c     d               columns' names
  ///               x →
  mutating func draw(_ map: HeatMap) -> Size {
    let matrix = map.matrix
    let cell = min(36, 520 / Double(max(1, matrix.columns)), 420 / Double(max(1, matrix.rows)))
    let size = (width: cell * Double(matrix.columns), height: cell * Double(matrix.rows))
    let names = map.rows.prefix(matrix.rows).map { truncated($0, toWidth: 140, size: SVG.tickSize) }
    let left = SVG.edge + (names.map { pixelWidth($0, size: SVG.tickSize) + 6 }.max() ?? 0)
    let top =
      SVG.edge + (map.title.isEmpty ? 0 : Strip.title.height) + (map.y.isEmpty ? 0 : Strip.label.height)
    var areas = Mosaic()
    areas.add(matrix, left: left, top: top, cellWidth: cell) { map.strength($0).map { map.color($0) } }
    areas.draw(on: &self)
    if matrix.elements.isEmpty { text("no data", left, top + 14, size: SVG.labelSize) }
    writeValues(of: map, left: left, top: top, cell: cell)

    // As many names as stand clear of each other.
    let skippedRows = max(1, Int((13 / cell).rounded(.up)))
    for (row, name) in names.enumerated() where row % skippedRows == 0 {
      text(name, left - 6, top + (Double(row) + 0.5) * cell + SVG.belowMiddle, anchor: .end)
    }
    var y = top + size.height
    y += drawColumnNames(of: map, left: left, top: y, cell: cell)
    if !map.x.isEmpty {
      let label = map.x + " →"
      let end = max(left + size.width, SVG.edge + pixelWidth(label, size: SVG.labelSize))
      text(label, end, y + 13, anchor: .end, size: SVG.labelSize)
      y += 20
    }
    let barHeight = max(size.height, 100)
    let right = drawColorBar(map, left: left + max(size.width, 40) + 28, top: top, height: barHeight)
    y = max(y, top + barHeight + 8)
    if map.hasHoles { y += drawNotes(["values that are not finite are left open"], top: y) }

    // The page is as wide as its parts, and only then it is known how much of the title fits.
    let width = max(right + SVG.edge, 300)
    let below = SVG.edge + drawTitle(map.title, top: SVG.edge, width: width)
    _ = drawYLabel(map.y, arrow: "↓", top: below, width: width)
    return (width.rounded(.up), y + SVG.edge)
  }

  /// Writes as many of the columns' names as stand clear of each other; returns the strip's height.
  private mutating func drawColumnNames(of map: HeatMap, left: Double, top: Double, cell: Double) -> Double {
    let names = map.columns.prefix(map.matrix.columns)
    if names.isEmpty { return 0 }
    let limit = 90.0
    let widest = min(limit, names.map { pixelWidth($0, size: SVG.tickSize) }.max() ?? 0)
    let skipped = max(1, Int(((widest + 6) / cell).rounded(.up)))
    for (column, name) in names.enumerated() where column % skipped == 0 {
      let half = min(pixelWidth(name, size: SVG.tickSize), limit) / 2
      let middle = max(SVG.edge + half, left + (Double(column) + 0.5) * cell)
      text(truncated(name, toWidth: limit, size: SVG.tickSize), middle, top + 15, anchor: .middle)
    }
    return 20
  }

  /// Writes each value into its cell, if all fit.
  private mutating func writeValues(of map: HeatMap, left: Double, top: Double, cell: Double) {
    let texts = map.matrix.elements.map(shortText)
    guard cell >= 20, texts.allSatisfy({ pixelWidth($0, size: SVG.tickSize) <= cell - 2 }) else { return }
    for (index, value) in map.matrix.elements.enumerated() {
      guard let strength = map.strength(value) else { continue }
      let row = Double(index / map.matrix.columns)
      let column = Double(index % map.matrix.columns)
      text(
        texts[index], left + (column + 0.5) * cell, top + (row + 0.5) * cell + SVG.belowMiddle, anchor: .middle,
        fill: ColorRamp.text(at: abs(strength)))
    }
  }

  /// Draws the bar of colours with ticks; returns its right edge.
  private mutating func drawColorBar(_ map: HeatMap, left: Double, top: Double, height: Double) -> Double {
    let (low, high) = (map.range.lowerBound, map.range.upperBound)
    let (bar, tickLength) = (12.0, 4.0)
    let steps = 48
    for i in 0..<steps {
      let value = low + (high - low) * (1 - (Double(i) + 0.5) / Double(steps))
      let (y0, y1) = (top + height * Double(i) / Double(steps), top + height * Double(i + 1) / Double(steps))
      let area = "M\(px(left)),\(px(y0))H\(px(left + bar))V\(px(y1))H\(px(left))Z"
      path(area, fill: map.color(map.strength(value) ?? 0), crisp: true)
    }
    let labels = left + bar + 2 * tickLength
    var right = left + bar
    for tick in Ticks.linear(map.range, about: 4) {
      let y = top + height * (1 - (tick.value - low) / (high - low))
      line(left + bar, y, left + bar + tickLength, y)
      text(tick.label, labels, y + SVG.belowMiddle)
      right = max(right, labels + pixelWidth(tick.label, size: SVG.tickSize))
    }
    return right
  }
}

extension HeatMap {
  /// Light to blue; with values of both signs, orange below 0 and blue above.
  fileprivate func color(_ strength: Double) -> String {
    (strength < 0 ? ColorRamp.orange : .blue).hex(at: abs(strength))
  }
}

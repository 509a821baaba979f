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
    let cell = min(36, 370 / Double(max(1, matrix.columns)), 370 / Double(max(1, matrix.rows)))
    let size = (width: cell * Double(matrix.columns), height: cell * Double(matrix.rows))
    let names = map.rows.prefix(matrix.rows).map { truncated($0, toWidth: 140) }
    let left = SVG.edge + (names.map { pixelWidth($0) + 6 }.max() ?? 0)
    let barLeft = left + max(size.width, 40) + 28
    let width = max(barLeft + barWidth(map) + SVG.edge, 300).rounded(.up)
    var top = SVG.edge
    top += drawTitle(map.title, top: top, width: width)
    top += drawYLabel(map.y, arrow: "↓", top: top, width: width)
    var areas = Mosaic()
    areas.add(matrix, left: left, top: top, cellWidth: cell) { map.strength($0).map { map.color($0) } }
    areas.draw(on: &self)
    if matrix.elements.isEmpty { text("no data", left, top + 14) }
    writeValues(of: map, left: left, top: top, cell: cell)

    // As many names as stand clear of each other.
    let skippedRows = max(1, Int((15 / cell).rounded(.up)))
    for (row, name) in names.enumerated() where row % skippedRows == 0 {
      text(name, left - 6, top + (Double(row) + 0.5) * cell + SVG.belowMiddle, anchor: .end)
    }
    var y = top + size.height
    y += drawColumnNames(of: map, left: left, top: y, cell: cell)
    if !map.x.isEmpty {
      let label = map.x + " →"
      let end = max(left + size.width, SVG.edge + pixelWidth(label))
      text(label, end, y + 14, anchor: .end)
      y += 22
    }
    let barHeight = max(size.height, 100)
    drawColorBar(map, left: barLeft, top: top, height: barHeight)
    y = max(y, top + barHeight + 8)
    if map.hasHoles { y += drawNotes(["values that are not finite are left open"], top: y) }
    return (width, y + SVG.edge)
  }

  /// Writes as many of the columns' names as stand clear of each other; returns the strip's height.
  private mutating func drawColumnNames(of map: HeatMap, left: Double, top: Double, cell: Double) -> Double {
    let names = map.columns.prefix(map.matrix.columns)
    if names.isEmpty { return 0 }
    let limit = 90.0
    let widest = min(limit, names.map { pixelWidth($0) }.max() ?? 0)
    let skipped = max(1, Int(((widest + 6) / cell).rounded(.up)))
    for (column, name) in names.enumerated() where column % skipped == 0 {
      let half = min(pixelWidth(name), limit) / 2
      let middle = max(SVG.edge + half, left + (Double(column) + 0.5) * cell)
      text(truncated(name, toWidth: limit), middle, top + 16, anchor: .middle)
    }
    return 22
  }

  /// Writes each value into its cell, if all fit.
  private mutating func writeValues(of map: HeatMap, left: Double, top: Double, cell: Double) {
    let texts = map.matrix.elements.map(shortText)
    guard cell >= 20, texts.allSatisfy({ pixelWidth($0) <= cell - 2 }) else { return }
    for (index, value) in map.matrix.elements.enumerated() {
      guard let strength = map.strength(value) else { continue }
      let row = Double(index / map.matrix.columns)
      let column = Double(index % map.matrix.columns)
      text(
        texts[index], left + (column + 0.5) * cell, top + (row + 0.5) * cell + SVG.belowMiddle, anchor: .middle,
        fill: map.ramp(strength).text(at: abs(strength)))
    }
  }

  /// How wide the bar of colours is, with the labels of its ticks.
  private func barWidth(_ map: HeatMap) -> Double {
    Bar.labels + (Bar.ticks(of: map).map { pixelWidth($0.label) }.max() ?? 0)
  }

  /// Draws the bar of colours with ticks.
  private mutating func drawColorBar(_ map: HeatMap, left: Double, top: Double, height: Double) {
    let (low, high) = (map.range.lowerBound, map.range.upperBound)
    let steps = 48
    for i in 0..<steps {
      let value = low + (high - low) * (1 - (Double(i) + 0.5) / Double(steps))
      let (y0, y1) = (top + height * Double(i) / Double(steps), top + height * Double(i + 1) / Double(steps))
      let area = "M\(px(left)),\(px(y0))H\(px(left + Bar.width))V\(px(y1))H\(px(left))Z"
      path(area, fill: map.color(map.strength(value) ?? 0), crisp: true)
    }
    for tick in Bar.ticks(of: map) {
      let y = top + height * (1 - (tick.value - low) / (high - low))
      line(left + Bar.width, y, left + Bar.width + Bar.tick, y)
      text(tick.label, left + Bar.labels, y + SVG.belowMiddle)
    }
  }
}

/// The parts of the bar of colours, from left to right.
private enum Bar {
  static let (width, tick, labels) = (12.0, 4.0, 20.0)

  static func ticks(of map: HeatMap) -> [Tick] { Ticks.linear(map.range, about: 4) }
}

extension HeatMap {
  /// Light to blue; with values of both signs, orange below 0 and blue above.
  fileprivate func color(_ strength: Double) -> String { ramp(strength).hex(at: abs(strength)) }

  fileprivate func ramp(_ strength: Double) -> ColorRamp { strength < 0 ? .orange : .blue }
}

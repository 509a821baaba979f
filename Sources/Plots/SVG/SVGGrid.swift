/// A page of small multiples: blocks of columns, one below the other, and in each the rows of plots.
///
///     Title
///     ── with  ─ ─ without
///     ↑ y                             if all plots say the same of y
///               tanh        ReLU      names of columns
///              title        title
///              ↑ y          ↑ y       if they do not
///     n    1 ┌──────┐  1 ┌──────┐
///     a      │      │    │      │     names of rows, upwards
///     m    0 └──────┘  0 └──────┘
///     e       0    1      0    1      where an axis is shared, only below the lowest plot
///                x →          x →     if they do not say the same of x
///                             x →     if they do
extension SVG {
  private typealias Strips = GridStrips

  /// Draws a grid of plots on a page of its own; returns the page's size.
  mutating func draw(_ grid: Grid) -> Size {
    let layout = GridLayout(grid)
    var y = SVG.edge
    y += drawTitle(grid.title, top: y, width: layout.width)
    y += drawLegend(grid.legend, left: SVG.edge, top: y, width: layout.width - 2 * SVG.edge)
    for block in layout.blocks { y += draw(block, of: grid, layout, top: y) }
    y += drawNotes(grid.notes, top: y)
    return (layout.width, y + SVG.edge)
  }

  /// Draws the columns that stand side by side, and returns their height.
  private mutating func draw(_ block: Range<Int>, of grid: Grid, _ layout: GridLayout, top: Double) -> Double {
    var y = top
    y += drawYLabel(grid.commonLabel(\.y) ?? "", top: y, width: layout.width)
    if !grid.columns.isEmpty {
      let names = block.map { grid.columns.indices.contains($0) ? grid.columns[$0] : "" }
      y += drawLines(names, layout, top: y, bold: true) + Strips.belowNames
    }
    for row in grid.scenes.indices where grid.scenes[row].indices.overlaps(block) {
      y += draw(row: row, of: grid, block, layout, top: y)
    }
    if let label = grid.commonLabel(\.x), !label.isEmpty {
      let right = layout.left(of: block.count - 1) + layout.plotWidth
      let label = truncated(label, toWidth: right - SVG.edge - Strips.arrowWidth)
      text(label + " →", right, y + Strip.label.baseline, anchor: .end)
      y += Strip.label.height
    }
    return y - top
  }

  /// Writes a text over each plot of a row, in as many lines as the longest needs; returns their height.
  private mutating func drawLines(_ texts: [String], _ layout: GridLayout, top: Double, bold: Bool = false) -> Double {
    let texts = texts.map {
      wrapped($0, toWidth: layout.plotWidth + Strips.beside, size: SVG.textSize * (bold ? SVG.boldness : 1))
    }
    let count = texts.map(\.count).max() ?? 0
    for (place, lines) in texts.enumerated() {
      for (number, line) in lines.enumerated() {
        let below = count - lines.count + number
        text(
          line, layout.left(of: place) + layout.plotWidth / 2, top + 13 + Double(below) * Strips.line, anchor: .middle,
          bold: bold)
      }
    }
    return Double(count) * Strips.line
  }

  /// Draws one row of plots, as far as its columns belong to the block, and returns its height.
  private mutating func draw(
    row: Int, of grid: Grid, _ block: Range<Int>, _ layout: GridLayout, top: Double
  ) -> Double {
    let scenes = grid.scenes[row]
    let cells = scenes.indices.clamped(to: block)
    var y = top
    if scenes.contains(where: { !$0.title.isEmpty }) {
      y += drawLines(cells.map { scenes[$0].title }, layout, top: y) + Strips.belowTitles
    }
    if grid.commonLabel(\.y) == nil {
      for (place, cell) in cells.enumerated() where !scenes[cell].y.label.isEmpty {
        let label = truncated(scenes[cell].y.label, toWidth: layout.plotWidth - Strips.arrowWidth)
        text("↑ " + label, layout.left(of: place) - 6, y + Strip.label.baseline)
      }
      y += Strip.label.height
    }
    y += Strips.aboveFrame
    var hasTickLabels = false
    for (place, cell) in cells.enumerated() {
      let panel = SVGPanel(
        scene: scenes[cell], left: layout.left(of: place), top: y, width: layout.plotWidth, height: layout.plotHeight)
      let isLowest = !grid.scenes[(row + 1)...].contains { $0.indices.contains(cell) }
      let xLabels = !grid.shared.x || isLowest
      panel.drawAxes(on: &self, xLabels: xLabels, yLabels: !grid.shared.y || place == 0)
      panel.drawMarks(on: &self)
      hasTickLabels = hasTickLabels || xLabels
    }
    if grid.rows.indices.contains(row) {
      let name = truncated(grid.rows[row], toWidth: layout.plotHeight + 20, size: SVG.textSize * SVG.boldness)
      let middle = y + layout.plotHeight / 2
      text(name, SVG.edge + Strips.rowNameBaseline, middle, anchor: .middle, bold: true, upwards: true)
    }
    y += layout.plotHeight + (hasTickLabels ? SVGPanel.tickLabels : Strips.ticksAlone)
    if grid.commonLabel(\.x) == nil {
      for (place, cell) in cells.enumerated() where !scenes[cell].x.label.isEmpty {
        let label = truncated(scenes[cell].x.label, toWidth: layout.plotWidth - Strips.arrowWidth)
        text(label + " →", layout.left(of: place) + layout.plotWidth, y + Strip.label.baseline, anchor: .end)
      }
      y += Strip.label.height
    }
    return y - top
  }
}

/// The strips that belong to the rows of plots.
private enum GridStrips {
  /// A line of the columns' names, or of titles, and what they have below them.
  static let (line, belowNames, belowTitles) = (18.0, 6.0, 4.0)
  /// How far a name or a title may reach beyond its frame, on both sides together.
  static let beside = 14.0
  static let rowNameBaseline = 13.0
  static let aboveFrame = 4.0
  /// Below a frame whose ticks have no labels.
  static let ticksAlone = 14.0
  /// What the arrow beside a label takes.
  static let arrowWidth = 18.0
}

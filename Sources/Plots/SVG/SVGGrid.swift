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

/// Where the plots of a grid stand, from left to right:
///
///     edge, row names, gutter, plot, between, plot, right, edge
///
/// The gutter holds the tick labels of y. If the plots do not share that axis, each has one, and `between` grows by it.
private struct GridLayout {
  /// The columns that stand side by side: two at most, and one where two would be too low.
  let blocks: [Range<Int>]
  let plotWidth: Double
  let plotHeight: Double
  /// The page's width.
  let width: Double
  private let rowNames: Double
  private let gutter: Double
  private let step: Double

  /// The room for the right half of the last tick label.
  private static let right = 8.0
  /// The least room between two frames: tick labels reach 8 pixels into it from either side.
  private static let between = 26.0
  /// The height of a frame whose shape is open, and what one that has a shape should not fall below or exceed: the
  /// last where it is one of few.
  private static let (openHeight, leastHeight, height, greatestHeight) = (150.0, 150.0, 200.0, 300.0)

  init(_ grid: Grid) {
    rowNames = grid.rows.isEmpty ? 0 : 24
    gutter =
      grid.scenes.joined().map { SVGPanel.gutter($0, height: grid.ratio == nil ? GridLayout.openHeight : 200) }.max()
      ?? 10
    let around = 2 * SVG.edge + rowNames + gutter + GridLayout.right
    let between = GridLayout.between + (grid.shared.y ? 0 : gutter)
    func plotWidth(_ count: Int) -> Double {
      ((SVG.pageWidth - around - between * Double(count - 1)) / Double(count)).rounded(.down)
    }
    let isTooLow = grid.ratio.map { plotWidth(2) * $0 < GridLayout.leastHeight } ?? false
    let count = min(max(1, grid.columnCount), isTooLow ? 1 : 2)
    if let ratio = grid.ratio {
      let isOneOfFew = grid.scenes.joined().count <= 2 * count
      let greatest = isOneOfFew ? GridLayout.greatestHeight : GridLayout.height
      plotHeight = min(greatest, plotWidth(count) * ratio).rounded()
      self.plotWidth = plotHeight / ratio
    } else {
      plotHeight = GridLayout.openHeight
      self.plotWidth = plotWidth(count)
    }
    step = self.plotWidth + between
    let content = (around + self.plotWidth + step * Double(count - 1)).rounded(.up)
    let title = pixelWidth(grid.title, size: SVG.titleSize * SVG.boldness) + 2 * SVG.edge
    width = max(content, min(SVG.pageWidth, title.rounded(.up)))
    blocks = stride(from: 0, to: grid.columnCount, by: count).map { $0..<min(grid.columnCount, $0 + count) }
  }

  /// The left side of the plot at `place` in its block.
  func left(of place: Int) -> Double { SVG.edge + rowNames + gutter + Double(place) * step }
}

/// A page of small multiples: the strips that all plots share, and between them the rows of plots, each with strips of its
/// own. What the axes have in common is said once, at the page's edge; what they have not, over and under each plot.
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
    y += drawYLabel(grid.commonLabel(\.y) ?? "", top: y, width: layout.width)
    if !grid.columns.isEmpty {
      for (column, name) in grid.columns.prefix(grid.columnCount).enumerated() {
        let name = truncated(name, toWidth: layout.plotWidth * 0.95, size: SVG.labelSize)
        text(
          name, layout.middle(of: column), y + Strips.columnNames.baseline, anchor: .middle, size: SVG.labelSize,
          bold: true)
      }
      y += Strips.columnNames.height
    }
    for row in grid.scenes.indices { y += draw(row: row, of: grid, layout, top: y) }
    if let label = grid.commonLabel(\.x), !label.isEmpty {
      let label = truncated(label, toWidth: layout.width - 50, size: SVG.labelSize)
      text(
        label + " →", layout.width - SVG.edge - GridLayout.right, y + Strip.label.baseline, anchor: .end,
        size: SVG.labelSize)
      y += Strip.label.height
    }
    y += drawNotes(grid.notes, top: y)
    return (layout.width, y + SVG.edge)
  }

  /// Draws one row of plots and returns its height.
  private mutating func draw(row: Int, of grid: Grid, _ layout: GridLayout, top: Double) -> Double {
    let scenes = grid.scenes[row]
    var y = top
    if scenes.contains(where: { !$0.title.isEmpty }) {
      for (column, scene) in scenes.enumerated() {
        let title = truncated(scene.title, toWidth: layout.plotWidth + 8, size: SVG.tickSize)
        text(title, layout.middle(of: column), y + Strips.titles.baseline, anchor: .middle)
      }
      y += Strips.titles.height
    }
    if grid.commonLabel(\.y) == nil {
      for (column, scene) in scenes.enumerated() where !scene.y.label.isEmpty {
        let label = truncated(scene.y.label, toWidth: layout.plotWidth - Strips.arrowWidth, size: SVG.tickSize)
        text("↑ " + label, layout.left(of: column) - 6, y + Strips.yLabels.baseline)
      }
      y += Strips.yLabels.height
    }
    y += Strips.aboveFrame
    var hasTickLabels = false
    for (column, scene) in scenes.enumerated() {
      let panel = SVGPanel(
        scene: scene, left: layout.left(of: column), top: y, width: layout.plotWidth, height: layout.plotHeight)
      let isLowest = !grid.scenes[(row + 1)...].contains { $0.indices.contains(column) }
      let xLabels = !grid.shared.x || isLowest
      panel.drawAxes(on: &self, xLabels: xLabels, yLabels: !grid.shared.y || column == 0)
      panel.drawMarks(on: &self)
      hasTickLabels = hasTickLabels || xLabels
    }
    if grid.rows.indices.contains(row) {
      let name = truncated(grid.rows[row], toWidth: layout.plotHeight + 20, size: SVG.labelSize * SVG.boldness)
      let middle = y + layout.plotHeight / 2
      text(
        name, SVG.edge + Strips.rowNameBaseline, middle, anchor: .middle, size: SVG.labelSize, bold: true,
        upwards: true)
    }
    y += layout.plotHeight + (hasTickLabels ? SVGPanel.tickLabels : Strips.ticksAlone)
    if grid.commonLabel(\.x) == nil {
      for (column, scene) in scenes.enumerated() where !scene.x.label.isEmpty {
        let label = truncated(scene.x.label, toWidth: layout.plotWidth - Strips.arrowWidth, size: SVG.tickSize)
        text(label + " →", layout.left(of: column) + layout.plotWidth, y + Strips.xLabels.baseline, anchor: .end)
      }
      y += Strips.xLabels.height
    }
    return y - top
  }
}

/// The strips that belong to the rows of plots.
private enum GridStrips {
  static let columnNames = SVG.Strip(height: 22, baseline: 13)
  static let titles = SVG.Strip(height: 20, baseline: 12)
  static let yLabels = SVG.Strip(height: 18, baseline: 11)
  static let xLabels = SVG.Strip(height: 18, baseline: 10)
  static let rowNameBaseline = 12.0
  static let aboveFrame = 4.0
  /// Below a frame whose ticks have no labels.
  static let ticksAlone = 12.0
  /// What the arrow beside a label takes.
  static let arrowWidth = 14.0
}

/// Where the plots of a grid stand, from left to right:
///
///     edge, row names, gutter, plot, between, plot, between, plot, right, edge
///
/// The gutter holds the tick labels of y. If the plots do not share that axis, each has one, and `between` grows by it.
private struct GridLayout {
  let plotWidth: Double
  let plotHeight: Double
  /// The page's width.
  let width: Double
  private let rowNames: Double
  private let gutter: Double
  private let step: Double

  /// The room for the right half of the last tick label.
  static let right = 8.0
  /// What a page should not exceed, and what a plot does not fall below or exceed; a title may ask for up to 220.
  private static let pageWidth = 720.0
  private static let (leastWidth, greatestWidth, greatestForTitle) = (110.0, 480.0, 220.0)
  /// Heights of a plot: in a grid of one column, of several, and the greatest of one that has a shape of its own.
  private static let (highInOneColumn, highInSeveral, greatestHeight) = (130.0, 92.0, 300.0)

  init(_ grid: Grid) {
    let count = Double(max(1, grid.columnCount))
    let scenes = Array(grid.scenes.joined())
    let open = grid.columnCount == 1 ? GridLayout.highInOneColumn : GridLayout.highInSeveral
    rowNames = grid.rows.isEmpty ? 0 : 22
    gutter = scenes.map { SVGPanel.gutter($0, height: grid.ratio == nil ? open : 200) }.max() ?? 10
    let between = 18.0 + (grid.shared.y ? 0 : gutter)
    let title = scenes.map { pixelWidth($0.title, size: SVG.tickSize) }.max() ?? 0
    let around = 2 * SVG.edge + rowNames + gutter + GridLayout.right
    let free = (GridLayout.pageWidth - around - between * (count - 1)) / count
    let least = max(GridLayout.leastWidth, min(GridLayout.greatestForTitle, title))
    let width = max(least, min(GridLayout.greatestWidth, free)).rounded()
    if let ratio = grid.ratio {
      plotHeight = min(GridLayout.greatestHeight, width * ratio).rounded()
      plotWidth = plotHeight / ratio
    } else {
      plotHeight = open
      plotWidth = width
    }
    step = plotWidth + between
    self.width = (around + plotWidth + step * (count - 1)).rounded(.up)
  }

  func left(of column: Int) -> Double { SVG.edge + rowNames + gutter + Double(column) * step }
  func middle(of column: Int) -> Double { left(of: column) + plotWidth / 2 }
}

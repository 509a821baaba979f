extension SVG {
  /// Small multiples as a document: column names on top, row names upwards on the left, a title over each plot.
  static func document(_ grid: Grid, about summary: String) -> String {
    let layout = GridLayout(grid)
    var svg = SVG()
    var y = layout.edge
    if !grid.title.isEmpty {
      let title = truncated(grid.title, toWidth: layout.width - 2 * layout.edge, size: titleSize * 1.05)
      svg.text(title, layout.edge, y + 15, size: titleSize, bold: true)
      y += 28
    }
    y += svg.legend(grid.legend, left: layout.edge, top: y, width: layout.width - 2 * layout.edge)
    if let label = grid.commonLabel(\.y), !label.isEmpty {
      svg.text(
        "↑ " + truncated(label, toWidth: layout.width - 36, size: labelSize), layout.edge, y + 12, size: labelSize)
      y += 20
    }
    if !grid.columns.isEmpty {
      for (column, name) in grid.columns.prefix(grid.columnCount).enumerated() {
        let name = truncated(name, toWidth: layout.plotWidth * 0.95, size: labelSize)
        let middle = layout.left(of: column) + layout.plotWidth / 2
        svg.text(name, middle, y + 13, anchor: .middle, size: labelSize, bold: true)
      }
      y += 22
    }
    for row in grid.scenes.indices { y += svg.draw(row: row, of: grid, layout, top: y) }
    if let label = grid.commonLabel(\.x), !label.isEmpty {
      let label = truncated(label, toWidth: layout.width - 50, size: labelSize)
      svg.text(label + " →", layout.width - layout.edge - 8, y + 12, anchor: .end, size: labelSize)
      y += 20
    }
    y += svg.notes(grid.notes, left: layout.edge, top: y)
    let title = grid.title.isEmpty ? "Grid of plots" : grid.title
    return svg.document(width: layout.width, height: y + layout.edge, title: title, description: summary)
  }

  /// Draws one row of plots and returns its height.
  private mutating func draw(row: Int, of grid: Grid, _ layout: GridLayout, top: Double) -> Double {
    let scenes = grid.scenes[row]
    var y = top
    if scenes.contains(where: { !$0.title.isEmpty }) {
      for (column, scene) in scenes.enumerated() {
        let title = truncated(scene.title, toWidth: layout.plotWidth + 8, size: tickSizeOfTitles)
        text(title, layout.left(of: column) + layout.plotWidth / 2, y + 12, anchor: .middle)
      }
      y += 20
    }
    if grid.commonLabel(\.y) == nil {
      for (column, scene) in scenes.enumerated() where !scene.y.label.isEmpty {
        let label = truncated(scene.y.label, toWidth: layout.plotWidth - 14, size: SVG.tickSize)
        text("↑ " + label, layout.left(of: column) - 6, y + 11)
      }
      y += 18
    }
    var hasTickLabels = false
    for (column, scene) in scenes.enumerated() {
      let panel = SVGPanel(
        scene: scene, left: layout.left(of: column), top: y + 4, width: layout.plotWidth, height: layout.plotHeight)
      let isLowest = !grid.scenes[(row + 1)...].contains { $0.indices.contains(column) }
      let xLabels = !grid.shared.x || isLowest
      panel.drawAxes(on: &self, xLabels: xLabels, yLabels: !grid.shared.y || column == 0)
      panel.drawMarks(on: &self)
      hasTickLabels = hasTickLabels || xLabels
    }
    if grid.rows.indices.contains(row) {
      let name = truncated(grid.rows[row], toWidth: layout.plotHeight + 20, size: SVG.labelSize * 1.05)
      let middle = y + 4 + layout.plotHeight / 2
      text(name, layout.edge + 12, middle, anchor: .middle, size: SVG.labelSize, bold: true, upwards: true)
    }
    y += 4 + layout.plotHeight + (hasTickLabels ? 24 : 12)
    if grid.commonLabel(\.x) == nil {
      for (column, scene) in scenes.enumerated() where !scene.x.label.isEmpty {
        let label = truncated(scene.x.label, toWidth: layout.plotWidth - 14, size: SVG.tickSize)
        text(label + " →", layout.left(of: column) + layout.plotWidth, y + 10, anchor: .end)
      }
      y += 18
    }
    return y - top
  }

  private var tickSizeOfTitles: Double { SVG.tickSize }
}

/// Where the plots of a grid stand.
private struct GridLayout {
  let edge = 8.0
  let plotWidth: Double
  let plotHeight: Double
  let width: Double
  private let headers: Double
  private let gutter: Double
  private let step: Double

  init(_ grid: Grid) {
    let count = Double(max(1, grid.columnCount))
    let scenes = Array(grid.scenes.joined())
    let height = grid.ratio == nil ? (grid.columnCount == 1 ? 130.0 : 92) : 200
    headers = grid.rows.isEmpty ? 0 : 22
    gutter = scenes.map { SVGPanel.gutter($0, height: height) }.max() ?? 10
    let between = 18.0 + (grid.shared.y ? 0 : gutter)
    let title = scenes.map { textWidth($0.title, size: SVG.tickSize) }.max() ?? 0
    let free = (720 - 2 * edge - headers - gutter - between * (count - 1) - 8) / count
    let width = max(110, min(220, title), min(480, free)).rounded()
    if let ratio = grid.ratio {
      plotHeight = min(300, width * ratio).rounded()
      plotWidth = plotHeight / ratio
    } else {
      plotHeight = height
      plotWidth = width
    }
    step = plotWidth + between
    self.width = (edge + headers + gutter + plotWidth + step * (count - 1) + 8 + edge).rounded(.up)
  }

  func left(of column: Int) -> Double { edge + headers + gutter + Double(column) * step }
}

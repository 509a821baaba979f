extension TextCanvas {
  /// Draws small multiples below everything; columns that do not fit side by side follow below.
  mutating func draw(_ grid: Grid) {
    if !grid.title.isEmpty { writeLines(grid.title) }
    let legend = grid.legend
    let isLettered = legend.count(where: \.isLine) > 1
    if let scene = grid.scenes.joined().first { drawLegend(legend, of: scene, isLettered: isLettered) }
    let layout = TextGridLayout(grid, width: width)
    for first in stride(from: 0, to: grid.columnCount, by: layout.columnsPerBlock) {
      let block = first..<min(grid.columnCount, first + layout.columnsPerBlock)
      if nextRow > 0 { write("", row: nextRow, column: 0) }
      drawHeaders(of: grid, block, layout)
      for row in grid.scenes.indices { draw(row: row, of: grid, block, layout, isLettered: isLettered) }
      if let label = grid.commonLabel(\.x), !label.isEmpty {
        let left = layout.left(of: 0)
        let right = layout.left(of: block.count - 1) + layout.columns
        write(label, row: nextRow, centeredIn: right - left, from: left)
      }
    }
    grid.notes.forEach { writeLines($0) }
  }

  /// Writes the columns' names over a block of them.
  private mutating func drawHeaders(of grid: Grid, _ block: Range<Int>, _ layout: TextGridLayout) {
    guard block.contains(where: { grid.columns.indices.contains($0) }) else { return }
    let line = nextRow
    for column in block where grid.columns.indices.contains(column) {
      let left = layout.left(of: column - block.lowerBound)
      write(grid.columns[column], row: line, centeredIn: layout.columns, from: left)
    }
  }

  /// Draws one row of plots, as far as its columns belong to the block.
  private mutating func draw(
    row: Int, of grid: Grid, _ block: Range<Int>, _ layout: TextGridLayout, isLettered: Bool
  ) {
    let scenes = grid.scenes[row]
    let cells = block.filter { scenes.indices.contains($0) }
    guard !cells.isEmpty else { return }
    if grid.rows.indices.contains(row) {
      let name = truncated(grid.rows[row], to: width - 4)
      write(name + " " + String(repeating: "─", count: width - name.count - 1), row: nextRow, column: 0)
    }
    if let label = grid.commonLabel(\.y), !label.isEmpty, row == 0 {
      write(truncated(label, to: width), row: nextRow, column: 0)
    }
    if cells.contains(where: { !scenes[$0].title.isEmpty }) {
      let line = nextRow
      for cell in cells {
        let left = layout.left(of: cell - block.lowerBound)
        write(scenes[cell].title, row: line, centeredIn: layout.columns, from: left)
      }
    }
    if grid.commonLabel(\.y) == nil {
      let line = nextRow
      for cell in cells {
        let left = layout.left(of: cell - block.lowerBound) - 1
        write(truncated(scenes[cell].y.label, to: layout.columns), row: line, column: left)
      }
    }
    let top = nextRow
    for cell in cells {
      let place = cell - block.lowerBound
      let isLowest = !grid.scenes[(row + 1)...].contains { $0.indices.contains(cell) }
      let panel = TextPanel(
        scene: scenes[cell], row: top, column: layout.left(of: place), columns: layout.columns, rows: layout.rows,
        isLettered: isLettered)
      panel.drawAxes(on: &self, xLabels: !grid.shared.x || isLowest, yLabels: !grid.shared.y || place == 0)
      panel.drawMarks(on: &self)
    }
    if grid.commonLabel(\.x) == nil {
      let line = nextRow
      for cell in cells {
        let left = layout.left(of: cell - block.lowerBound)
        write(scenes[cell].x.label, row: line, centeredIn: layout.columns, from: left)
      }
    }
  }
}

/// How many plots stand side by side in a grid, and where.
private struct TextGridLayout {
  let columnsPerBlock: Int
  /// The size of each plot inside its frame.
  let columns: Int
  let rows: Int
  private let gutter: Int
  private let isGutterShared: Bool

  private static let gap = 2

  /// As many columns side by side as leave each room for its title, of more than three only two, and blocks of nearly
  /// the same size.
  init(_ grid: Grid, width: Int) {
    let rows = grid.ratio == nil ? 9 : 16
    let scenes = Array(grid.scenes.joined())
    let labels = scenes.flatMap { TextPanel.yTicks($0, rows: rows).map(\.label.count) }
    gutter = (labels.max() ?? 0) + 2
    isGutterShared = grid.shared.y
    let longest = scenes.map(\.title.count).max() ?? 0
    let wanted = max(16, min(longest, 32))
    let count = max(1, grid.columnCount)
    var fitting = count > 3 ? 2 : count
    while fitting > 1, TextGridLayout.columns(of: fitting, gutter, isGutterShared, width) < wanted { fitting -= 1 }
    let (gutter, isGutterShared) = (gutter, isGutterShared)
    func size(_ fitting: Int) -> (columnsPerBlock: Int, plot: (columns: Int, rows: Int)) {
      let blocks = (count + fitting - 1) / fitting
      let columnsPerBlock = (count + blocks - 1) / blocks
      let room = max(4, TextGridLayout.columns(of: columnsPerBlock, gutter, isGutterShared, width))
      return (columnsPerBlock, grid.ratio.map { TextPanel.size(ratio: $0, columns: room, rows: rows) } ?? (room, rows))
    }
    // Planes that would be lower than other plots have fewer beside them.
    while fitting > 1, size(fitting).plot.rows < 9 { fitting -= 1 }
    columnsPerBlock = size(fitting).columnsPerBlock
    (columns, self.rows) = size(fitting).plot
  }

  private static func columns(of count: Int, _ gutter: Int, _ isShared: Bool, _ width: Int) -> Int {
    let gutters = isShared ? gutter + (count - 1) : gutter * count
    return (width - gutters - gap * (count - 1)) / count
  }

  /// The first canvas column inside the frame of the plot at `place` in its block.
  func left(of place: Int) -> Int {
    let step = columns + TextGridLayout.gap + (isGutterShared ? 1 : gutter)
    return gutter + place * step
  }
}

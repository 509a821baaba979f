/// Where the plots of a grid stand, from left to right:
///
///     edge, row names, gutter, plot, between, plot, right, edge
///
/// The gutter holds the tick labels of y. If the plots do not share that axis, each has one, and `between` grows by it.
struct GridLayout {
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

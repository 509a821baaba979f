/// What a plot's data cover on either axis.
///
/// Values that a scale has no place for do not count, nor do points beside an explicit range of the other axis.
struct DataExtents {
  private(set) var x = Extent()
  private(set) var y = Extent()

  /// The extents of a plot that is ``Plot/framed``.
  init(_ plot: Plot) {
    let givenX = AxisScale.usableRange(of: plot.x)
    let givenY = AxisScale.usableRange(of: plot.y)
    func include(_ point: Point) {
      guard AxisScale.accepts(point.x, on: plot.x.scale), AxisScale.accepts(point.y, on: plot.y.scale) else { return }
      if givenY == nil || givenY?.contains(point.y) == true { x.include(point.x) }
      if givenX == nil || givenX?.contains(point.x) == true { y.include(point.y) }
    }
    for mark in plot.marks {
      switch mark.shape {
      case .line(let points), .points(let points), .path(let points): points.forEach(include)
      case .arrow(let start, let end): [start, end].forEach(include)
      case .cross(let point): include(point)
      case .area(let lower, let upper): (lower + upper).forEach(include)
      case .histogram(let histogram):
        let heights = histogram.heights
        let lowest = plot.y.scale != .logarithmic ? 0 : (heights.filter { $0 > 0 }.min() ?? 1) / 2
        for (edges, height) in zip(zip(histogram.edges, histogram.edges.dropFirst()), heights) {
          include(Point(edges.0, lowest))
          include(Point(edges.1, height))
        }
      case .ruleX(let value): if AxisScale.accepts(value, on: plot.x.scale) { x.include(value) }
      case .ruleY(let value): if AxisScale.accepts(value, on: plot.y.scale) { y.include(value) }
      case .bandX, .bandY, .contours: break
      }
    }
    if let givenX { x = givenX }
    if let givenY { y = givenY }
  }

  /// Whether a mark has anything to draw in `plot`, apart from regions and rules.
  static func hasData(_ mark: Mark, in plot: Plot) -> Bool {
    func isDrawable(_ point: Point) -> Bool {
      AxisScale.accepts(point.x, on: plot.x.scale) && AxisScale.accepts(point.y, on: plot.y.scale)
    }
    switch mark.shape {
    case .line(let points), .points(let points), .path(let points): return points.contains(where: isDrawable)
    case .arrow(let start, let end): return isDrawable(start) && isDrawable(end)
    case .cross(let point): return isDrawable(point)
    case .contours(let contours): return contours.missing < 1
    case .histogram(let histogram): return histogram.counts.contains { $0 > 0 }
    case .area(let lower, let upper): return lower.contains(where: isDrawable) && upper.contains(where: isDrawable)
    case .bandX, .bandY, .ruleX, .ruleY: return true
    }
  }
}

extension Plot {
  /// The plot, with its contours' rectangle as the range of axes that have none.
  var framed: Plot {
    var plot = self
    var (x, y) = (Extent(), Extent())
    for mark in marks {
      guard case .contours(let contours) = mark.shape else { continue }
      if let extent = Extent(contours.x) { x.include(extent) }
      if let extent = Extent(contours.y) { y.include(extent) }
    }
    if plot.x.range == nil { plot.x.range = x.range }
    if plot.y.range == nil { plot.y.range = y.range }
    return plot
  }
}

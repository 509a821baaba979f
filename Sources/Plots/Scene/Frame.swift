/// A plot's frame with its axes settled, and the shape that the plot asks for.
struct Frame {
  let x: AxisScale
  let y: AxisScale
  /// The height as a multiple of the width, if a unit is to be as long in y as in x; nil leaves the shape open.
  let ratio: Double?

  /// The heights, as multiples of the width, that a frame may have.
  static let limits = 0.2...2.0

  /// - Parameters:
  ///   - x: the horizontal extent to show, if not the plot's own; likewise `y`.
  init(_ plot: Plot, x sharedX: Extent? = nil, y sharedY: Extent? = nil) {
    let extents = DataExtents(plot)
    x = AxisScale(plot.x, extent: sharedX ?? extents.x, isRounded: plot.marks.contains { $0.kind == .points })
    y = AxisScale(plot.y, extent: sharedY ?? extents.y, isRounded: true)
    let isTrue = plot.aspect == .equal && x.kind != .logarithmic && y.kind != .logarithmic
    ratio = isTrue ? min(Frame.limits.upperBound, max(Frame.limits.lowerBound, y.span / x.span)) : nil
  }

  private init(x: AxisScale, y: AxisScale, ratio: Double) {
    (self.x, self.y, self.ratio) = (x, y, ratio)
  }

  /// The frame with one of its ranges extended, by as much at either end, until they fill a shape of `ratio`.
  ///
  /// A frame whose shape is open stays as it is, and so does any frame for no ratio.
  func filling(_ ratio: Double?) -> Frame {
    guard let ratio, self.ratio != nil else { return self }
    // A ratio that differs by rounding only is no reason to touch a range.
    let excess = y.span / x.span / ratio
    if abs(excess - 1) < 1e-9 { return Frame(x: x, y: y, ratio: ratio) }
    return excess < 1
      ? Frame(x: x, y: y.extended(by: 1 / excess), ratio: ratio)
      : Frame(x: x.extended(by: excess), y: y, ratio: ratio)
  }
}

extension AxisScale {
  fileprivate var span: Double { domain.upperBound - domain.lowerBound }

  fileprivate func extended(by factor: Double) -> AxisScale {
    let middle = domain.lowerBound + span / 2
    let half = span / 2 * factor
    return AxisScale(Axis(label, scale: kind, over: middle - half...middle + half), extent: Extent(), isRounded: false)
  }
}

/// The shape of a frame in which a unit is as long in y as in x.
enum FrameShape {
  /// The heights, as multiples of the width, that a frame may have.
  static let limits = 0.2...2.0

  /// The height of a frame that shows these ranges, as a multiple of its width.
  static func ratio(_ x: AxisScale, _ y: AxisScale) -> Double {
    let ratio = length(y) / length(x)
    return min(limits.upperBound, max(limits.lowerBound, ratio))
  }

  /// Extends one of the ranges, by as much at either end, until they fill a frame of this `ratio`.
  static func fit(_ x: AxisScale, _ y: AxisScale, to ratio: Double) -> (x: AxisScale, y: AxisScale) {
    // A ratio that differs by rounding only is no reason to touch a range.
    let excess = length(y) / length(x) / ratio
    if abs(excess - 1) < 1e-9 { return (x, y) }
    return excess < 1 ? (x, extended(y, by: 1 / excess)) : (extended(x, by: excess), y)
  }

  private static func length(_ axis: AxisScale) -> Double { axis.domain.upperBound - axis.domain.lowerBound }

  private static func extended(_ axis: AxisScale, by factor: Double) -> AxisScale {
    let middle = axis.domain.lowerBound + length(axis) / 2
    let half = length(axis) / 2 * factor
    let range = middle - half...middle + half
    return AxisScale(Axis(axis.label, scale: axis.kind, over: range), extent: Extent(), isRounded: false)
  }
}

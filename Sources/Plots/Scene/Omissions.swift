/// How many values a plot leaves out, and why: said under the plot, so that nothing disappears in silence.
struct Omissions: Equatable {
  private var nonFinite = 0
  private var notPositive = 0
  private var outsideBins = 0
  private var missing = 0.0

  /// What one plot leaves out.
  init(_ plot: Plot) {
    for mark in plot.marks {
      switch mark.shape {
      case .line(let points), .points(let points), .path(let points): points.forEach { count($0, in: plot) }
      case .arrow(let start, let end): [start, end].forEach { count($0, in: plot) }
      case .cross(let point): count(point, in: plot)
      case .contours(let contours): missing = max(missing, contours.missing)
      case .area(let lower, let upper): (lower + upper).forEach { count($0, in: plot) }
      case .histogram(let histogram):
        nonFinite += histogram.nonFinite
        outsideBins += histogram.outside
      case .ruleX(let value): count(Point(value, 1), in: plot)
      case .ruleY(let value): count(Point(1, value), in: plot)
      case .bandX, .bandY: break
      }
    }
  }

  /// The omissions of several plots together.
  init(of plots: [Omissions]) {
    for omissions in plots {
      nonFinite += omissions.nonFinite
      notPositive += omissions.notPositive
      outsideBins += omissions.outsideBins
      missing = max(missing, omissions.missing)
    }
  }

  private mutating func count(_ point: Point, in plot: Plot) {
    if !Extent.isDrawable(point.x) || !Extent.isDrawable(point.y) {
      nonFinite += 1
    } else if !AxisScale.accepts(point.x, on: plot.x.scale) || !AxisScale.accepts(point.y, on: plot.y.scale) {
      notPositive += 1
    }
  }

  /// One sentence for each kind of omission.
  var notes: [String] {
    func values(_ count: Int, _ one: String, _ many: String) -> String? {
      count == 0 ? nil : count == 1 ? "1 value \(one)" : "\(count) values \(many)"
    }
    return [
      values(nonFinite, "is not finite and not shown", "are not finite and not shown"),
      values(
        notPositive, "is not positive: no place on a logarithmic axis",
        "are not positive: no place on a logarithmic axis"),
      values(outsideBins, "lies outside the bins", "lie outside the bins"),
      missing == 0
        ? nil : "no level lines on \(ShortDecimal(100 * missing, significant: 2).text)% of the rectangle: not finite",
    ].compactMap { $0 }
  }
}

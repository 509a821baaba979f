/// Takes marks from the units of two axes to the unit square.
struct Placement {
  let x: AxisScale
  let y: AxisScale

  /// A mark's shape in the unit square, cut off at its borders.
  func shape(of shape: Mark.Shape) -> Scene.Shape {
    switch shape {
    case .line(let points): .line(Clip.line(points.map(spot)))
    case .points(let points): .points(points.compactMap(spot).filter(\.isInside))
    case .path(let points): .path(Clip.path(points.map(spot)))
    case .arrow(let start, let end): .arrow(Clip.arrow(spot(start), spot(end)))
    case .cross(let point): .cross(spot(point).flatMap { $0.isInside ? $0 : nil })
    case .contours(let contours):
      .contours(contours.levels.map { level in level.lines.flatMap { Clip.line($0.map(spot)) } })
    case .histogram(let histogram): .bars(bars(histogram))
    case .area(let lower, let upper): .region(regions(lower.map(spot), upper.map(spot)))
    case .bandX(let range): .region([rectangle(x.edge(range.lowerBound), x.edge(range.upperBound), 0, 1)])
    case .bandY(let range): .region([rectangle(0, 1, y.edge(range.lowerBound), y.edge(range.upperBound))])
    case .ruleX(let value): .ruleX(x.fraction(value) ?? -1)
    case .ruleY(let value): .ruleY(y.fraction(value) ?? -1)
    }
  }

  private func spot(_ point: Point) -> Spot? {
    guard let u = x.fraction(point.x), let v = y.fraction(point.y) else { return nil }
    return Spot(u: u, v: v)
  }

  /// Bars stand on 0, or on the lower edge of a logarithmic axis.
  private func bars(_ histogram: Histogram) -> [Box] {
    zip(zip(histogram.edges, histogram.edges.dropFirst()), histogram.heights).compactMap { edges, height in
      let box = Box(
        u0: x.edge(edges.0), u1: x.edge(edges.1), v0: y.edge(0), v1: y.edge(height),
        isCut: height > y.domain.upperBound)
      return box.u1 > box.u0 ? box : nil
    }
  }

  /// An area falls apart where either border is missing.
  private func regions(_ lower: [Spot?], _ upper: [Spot?]) -> [[Spot]] {
    var regions: [[Spot]] = []
    var run: [(low: Spot, high: Spot)] = []
    for (low, high) in zip(lower, upper) + [(nil, nil)] {
      if let low, let high {
        run.append((low, high))
      } else {
        let region = Clip.polygon(run.map(\.low) + run.reversed().map(\.high))
        if region.count > 2 { regions.append(region) }
        run = []
      }
    }
    return regions
  }

  private func rectangle(_ u0: Double, _ u1: Double, _ v0: Double, _ v1: Double) -> [Spot] {
    [Spot(u: u0, v: v0), Spot(u: u1, v: v0), Spot(u: u1, v: v1), Spot(u: u0, v: v1)]
  }
}

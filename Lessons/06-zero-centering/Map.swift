import Plots

extension Scaling {
  /// The colour that stands for this scaling in every figure.
  var color: Color {
    switch self {
    case .raw: .blue
    case .centred: .orange
    case .minMax: .green
    case .standardized: .purple
    }
  }
}

/// A descent on the contours of its loss; a cross marks the minimum.
func map(_ title: String, _ descent: Descent, _ scaling: Scaling) -> Plot {
  let optimum = descent.problem.optimum
  let (x, y) = frame(descent.path + [optimum])
  return plane(
    title,
    [
      .contours(x: x, y: y) { descent.problem.loss(at: SIMD2($0, $1)) },
      .path(descent.path.map { Point($0.x, $0.y) }, color: scaling.color),
      .cross(Point(optimum.x, optimum.y)),
    ])
}

/// The directions in which the first examples, each by itself, move the weights from `start`.
func fan(
  _ title: String, _ problem: TwoWeights, from start: SIMD2<Double>, _ scaling: Scaling
) -> Plot {
  let steps = problem.inputs.prefix(24).map { x in
    let step = ((problem.optimum - start) * x).sum() * x
    return 0.6 / length(step) * step
  }
  return plane(
    title,
    steps.map { step in
      let end = start + step
      return .arrow(
        from: Point(start.x, start.y), to: Point(end.x, end.y), color: scaling.color)
    } + [.cross(Point(problem.optimum.x, problem.optimum.y))])
}

/// The plane of the two weights, with angles as they are.
private func plane(_ title: String, _ marks: [Mark]) -> Plot {
  Plot(
    title, x: Axis("first weight"), y: Axis("second weight"), aspect: .equal,
    marks: marks)
}

/// The part of the map that shows all of `places`, with a margin, as wide as it is high.
private func frame(_ places: [SIMD2<Double>]) -> (
  ClosedRange<Double>, ClosedRange<Double>
) {
  let (xs, ys) = (places.map(\.x), places.map(\.y))
  let half = 0.65 * max(xs.max()! - xs.min()!, ys.max()! - ys.min()!)
  let x = (xs.min()! + xs.max()!) / 2
  let y = (ys.min()! + ys.max()!) / 2
  return (x - half...x + half, y - half...y + half)
}

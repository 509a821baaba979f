import Plots

/// A descent on the contours of its loss.
func map(_ title: String, _ descent: Descent) -> Plot {
  let (x, y) = frame(descent.path + [descent.problem.optimum])
  return Plot(
    title, x: Axis("first weight"), y: Axis("second weight"), aspect: .equal,
    marks: [
      .contours(x: x, y: y) { descent.problem.loss(at: SIMD2($0, $1)) },
      .path(descent.path.map { Point($0.x, $0.y) }),
    ])
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

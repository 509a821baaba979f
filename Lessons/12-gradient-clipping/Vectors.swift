import Engine
import Plots

// Clipping drawn in the plane.

/// A square of half width 1, and a circle of radius 1.
let unitSquare = [(1, 1), (-1, 1), (-1, -1), (1, -1), (1, 1)].map { Point($0.0, $0.1) }
let unitCircle = (0...72).map {
  Point(cos(Double($0) * .pi / 36), sin(Double($0) * .pi / 36))
}

/// The gradients in grey, what `clip` leaves of them in colour, and the boundary that it keeps.
func clippingPlot(
  _ title: String, of gradients: [Point], boundary: [Point], color: Color,
  _ clip: (Matrix) -> Matrix
) -> Plot {
  let zero = Point(0, 0)
  let clipped = gradients.map { g in
    let c = clip(Matrix(row: [g.x, g.y]))
    return Point(c[0, 0], c[0, 1])
  }
  return Plot(
    title, x: Axis("g₁", over: -2...2), y: Axis("g₂", over: -2...2), aspect: .equal,
    marks: [.line(boundary, color: .grey)]
      + gradients.map { .arrow(from: zero, to: $0, color: .grey) }
      + clipped.map { .arrow(from: zero, to: $0, color: color) })
}

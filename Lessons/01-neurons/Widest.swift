import Engine

/// How far the line stays from the nearest example, in the plane: the smallest y z/‖(w₁, w₂)‖.
func width(of weights: [Double], on examples: [Example]) -> Double {
  examples.map { $0.label * dot(weights, $0.x) }.min()!
    / length([weights[1], weights[2]])
}

/// The line that stays farthest from all examples of the plane: the directions of a ruler are
/// tried, each laid half-way between the nearest examples of the two labels.
func widestLine(_ examples: [Example]) -> [Double] {
  var best = (width: -Double.infinity, angle: 0.0, weights: [0.0, 0, 0])
  for reach in [Double.pi, .pi / 45, .pi / 2000] {
    let center = best.angle
    for step in -90...90 {
      let angle = center + reach * Double(step) / 90
      let normal = [cos(angle), sin(angle)]
      var (above, below) = (Double.infinity, -Double.infinity)
      for e in examples {
        let along = normal[0] * e.x[1] + normal[1] * e.x[2]
        if e.label > 0 { above = min(above, along) } else { below = max(below, along) }
      }
      let width = (above - below) / 2
      if width > best.width { best = (width, angle, [-(above + below) / 2] + normal) }
    }
  }
  return best.weights
}

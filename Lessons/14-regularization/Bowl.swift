import Engine
import Plots

/// A loss of two weights: ½ (w − w*)ᵀ H (w − w*), least at w*.
struct Bowl {
  let center: Point  // w*
  let h: (Double, Double, Double)  // H₁₁, H₁₂ = H₂₁, H₂₂

  /// A bowl whose curvatures are 1 and `steep`, with the flat direction turned by an angle.
  init(at center: Point, steep: Double, turned angle: Double) {
    let (c, s) = (cos(angle), sin(angle))
    self.center = center
    h = (c * c + steep * s * s, (1 - steep) * c * s, s * s + steep * c * c)
  }

  func loss(_ w: Point) -> Double {
    let (x, y) = (w.x - center.x, w.y - center.y)
    return 0.5 * (h.0 * x * x + 2 * h.1 * x * y + h.2 * y * y)
  }

  func slope(_ w: Point) -> Point {
    let (x, y) = (w.x - center.x, w.y - center.y)
    return Point(h.0 * x + h.1 * y, h.1 * x + h.2 * y)
  }

  /// The minimum with (λ/2)‖w‖² added: (H + λI) w = H w*.
  func withL2(_ λ: Double) -> Point { solve(minus: slope(Point(0, 0)), adding: λ) }

  /// The minimum with λ(|w₁| + |w₂|) added: inside a quadrant, on half an axis, or 0.
  func withL1(_ λ: Double) -> Point {
    let g = slope(Point(0, 0))
    var candidates = [Point(0, 0)]
    for s in [-1.0, 1] {
      let (x, y) = ((-g.x - λ * s) / h.0, (-g.y - λ * s) / h.2)
      if x * s > 0 { candidates.append(Point(x, 0)) }
      if y * s > 0 { candidates.append(Point(0, y)) }
      for t in [-1.0, 1] {
        let w = solve(minus: Point(g.x + λ * s, g.y + λ * t), adding: 0)
        if w.x * s > 0, w.y * t > 0 { candidates.append(w) }
      }
    }
    func cost(_ w: Point) -> Double { loss(w) + λ * w.sumOfSizes }
    return candidates.min { cost($0) < cost($1) }!
  }

  /// (H + λI) w = −g.
  private func solve(minus g: Point, adding λ: Double) -> Point {
    let (a, b, d) = (h.0 + λ, h.1, h.2 + λ)
    let determinant = a * d - b * b
    return Point((b * g.y - d * g.x) / determinant, (b * g.x - a * g.y) / determinant)
  }

  /// The minimum with |w₁| + |w₂| ≤ c, by walking along the four edges of the diamond.
  func inDiamond(_ c: Double) -> Point {
    if center.sumOfSizes <= c { return center }
    let corners = [Point(c, 0), Point(0, c), Point(-c, 0), Point(0, -c)]
    let lowest = corners.indices.map { i -> Point in
      let (start, end) = (corners[i], corners[(i + 1) % 4])
      let along = Point(end.x - start.x, end.y - start.y)
      let g = slope(start)
      let bend =
        h.0 * along.x * along.x + 2 * h.1 * along.x * along.y + h.2 * along.y * along.y
      let t = -(g.x * along.x + g.y * along.y) / bend
      if t <= 0 { return start }
      return t >= 1 ? end : Point(start.x + t * along.x, start.y + t * along.y)
    }
    return lowest.min { loss($0) < loss($1) }!
  }

  /// The minimum with ‖w‖ ≤ c, by looking all around the circle and then closer.
  func inCircle(_ c: Double) -> Point {
    if center.size <= c { return center }
    func point(_ angle: Double) -> Point { Point(c * cos(angle), c * sin(angle)) }
    let angles = (0..<90).map { Double($0) * .pi / 45 }
    let best = angles.min { loss(point($0)) < loss(point($1)) }!
    var (low, high) = (best - .pi / 45, best + .pi / 45)
    for _ in 0..<60 {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      if loss(point(a)) < loss(point(b)) { high = b } else { low = a }
    }
    return point((low + high) / 2)
  }
}

extension Point {
  /// |x| + |y|.
  var sumOfSizes: Double { abs(x) + abs(y) }
  /// √(x² + y²).
  var size: Double { sqrt(x * x + y * y) }
  /// Whether one of the two is exactly 0 and the other is not.
  var isOnAxis: Bool { (x == 0) != (y == 0) }

  func distance(to other: Point) -> Double { Point(x - other.x, y - other.y).size }
}

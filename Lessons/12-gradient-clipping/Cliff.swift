import Engine
import Plots

/// A recurrent multiplication with two weights, and the loss of its last state: small enough to draw, with a wall in it.
///
///     x₀ = 0.5,   xₜ = w σ(xₜ₋₁) + b,   t = 1 … 50,   L = (σ(x₅₀) − 0.7)²
///
/// Source: the single hidden unit of Pascanu, Mikolov, Bengio (ICML 2013).
enum Cliff {
  static let steps = 50
  static let start = 0.5
  static let target = 0.7

  /// The loss at (w, b).
  static func loss(at place: Point) -> Double {
    var x = start
    for _ in 1...steps { x = place.x * sigmoid(x) + place.y }
    let error = sigmoid(x) - target
    return error * error
  }

  /// ∂L/∂w and ∂L/∂b at (w, b) as a 1 × 2 matrix.
  ///
  /// The derivatives of xₜ come from those of xₜ₋₁: first the direct part, then the part that the last state passes on.
  static func gradient(at place: Point) -> Matrix {
    let (w, b) = (place.x, place.y)
    var x = start
    var dxdw = 0.0
    var dxdb = 0.0
    for _ in 1...steps {
      let s = sigmoid(x)
      let factor = w * s * (1 - s)
      dxdw = s + factor * dxdw
      dxdb = 1 + factor * dxdb
      x = w * s + b
    }
    let s = sigmoid(x)
    let dx = 2 * (s - target) * s * (1 - s)
    return Matrix(row: [dx * dxdw, dx * dxdb])
  }

  /// ∂²L/∂b² at (w, b), from the slopes a little above and below.
  static func curvature(at place: Point, over step: Double) -> Double {
    let slopes = [step, -step].map { gradient(at: Point(place.x, place.y + $0))[0, 1] }
    return (slopes[0] - slopes[1]) / (2 * step)
  }

  /// The height of the wall's crest: b as a function of w, where the start is a fixed point.
  static func crest(_ w: Double) -> Double { start - w * sigmoid(start) }

  /// The losses whose level lines are drawn: few, so that the wall stands out where they run together.
  static let levels = [0.001, 0.02, 0.05, 0.15, 0.3]
}

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

  static func loss(_ w: Double, _ b: Double) -> Double {
    var x = start
    for _ in 1...steps { x = w * sigmoid(x) + b }
    let error = sigmoid(x) - target
    return error * error
  }

  /// ∂L/∂w and ∂L/∂b as a 1 × 2 matrix.
  ///
  /// The derivatives of xₜ come from those of xₜ₋₁: first the direct part, then the part that the last state passes on.
  static func gradient(_ w: Double, _ b: Double) -> Matrix {
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

  /// The height of the wall's crest: b as a function of w, where the start is a fixed point.
  static func crest(_ w: Double) -> Double { start - w * sigmoid(start) }

  /// The points (w, b) before each update and after the last one, with or without clipping by norm.
  static func descent(from start: Point, rate: Double, limit: Double?, updates: Int) -> [Point] {
    var path = [start]
    for _ in 1...updates {
      let place = path[path.count - 1]
      var g = gradient(place.x, place.y)
      if let limit { g = g.clipped(toNorm: limit) }
      path.append(Point(place.x - rate * g[0, 0], place.y - rate * g[0, 1]))
    }
    return path
  }
}

extension Point {
  func distance(to other: Point) -> Double { Matrix(row: [x - other.x, y - other.y]).norm }
}

/// The lengths of the steps along a path.
func stepLengths(_ path: [Point]) -> [Double] { zip(path, path.dropFirst()).map { $0.distance(to: $1) } }

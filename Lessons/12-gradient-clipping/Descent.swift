import Engine
import Plots

/// A descent on the cliff, with or without clipping by norm.
struct Descent {
  /// The points (w, b) before each update, and the one after the last.
  private(set) var path: [Point]
  /// The length of the gradient before each update, and before it was clipped.
  private(set) var gradientNorms: [Double] = []

  init(from start: Point, rate: Double, threshold: Double? = nil, updates: Int) {
    path = [start]
    for _ in 1...updates {
      var g = Cliff.gradient(at: end)
      gradientNorms.append(g.norm)
      if let threshold { g = g.clipped(toNorm: threshold) }
      path.append(Point(end.x - rate * g[0, 0], end.y - rate * g[0, 1]))
    }
  }

  var end: Point { path.last! }
  var loss: Double { Cliff.loss(at: end) }

  /// The longest step: which update made it, counted from 1, its length, and where it led.
  var longestStep: (update: Int, length: Double, end: Point) {
    let steps = zip(path, path.dropFirst()).map {
      Matrix(row: [$0.x - $1.x, $0.y - $1.y]).norm
    }
    let longest = steps.indices.max { steps[$0] < steps[$1] }!
    return (longest + 1, steps[longest], path[longest + 1])
  }
}

import Engine

/// A line ŷ = w₁x + w₀ that is to be fitted to m points: the smallest learning problem.
///
/// Weights are a 2 × 1 matrix, w₁ above w₀; J is the mean squared error.
struct Line {
  /// The points, m × 2: the place, and a 1 for w₀.
  let x: Matrix
  let target: Matrix  // m × 1

  /// Points around a line, at random places and with random errors.
  init(count: Int, using generator: inout Generator) {
    let places = (0..<count).map { _ in generator.uniform(in: -1..<1.5) }
    x = Matrix(places.map { [$0, 1] })
    target = Matrix(column: places.map { 0.8 * $0 + 0.3 + 0.5 * generator.normal() })
  }

  var count: Int { x.rows }

  func loss(_ w: Matrix) -> Double {
    meanSquaredError(matmul(x, w), target: target).value
  }

  /// J's gradient at w, 2 × 1: the mean over the points whose numbers are given, or over all.
  func gradient(_ w: Matrix, of chosen: [Int]? = nil) -> Matrix {
    let x = chosen.map { self.x.selectingRows($0) } ?? self.x
    let target = chosen.map { self.target.selectingRows($0) } ?? self.target
    let loss = meanSquaredError(matmul(x, w), target: target)
    return matmul(transposing: x, loss.gradient)
  }

  /// J's second derivatives, (2/m) XᵀX: the same everywhere.
  var hessian: Matrix { (2 / Double(count)) * matmul(transposing: x, x) }

  /// The greatest curvature of J, and the least: the eigenvalues of the Hessian.
  var curvatures: (greatest: Double, least: Double) {
    let (a, b, d) = (hessian[0, 0], hessian[0, 1], hessian[1, 1])
    let root = sqrt((a - d) * (a - d) + 4 * b * b)
    return ((a + d + root) / 2, (a + d - root) / 2)
  }

  /// The rate from which on descent with all points does not settle, 2/λ.
  var limit: Double { 2 / curvatures.greatest }

  /// Where the gradient is 0: from J's gradient at w = 0, since ∇J = ∇J(0) + H w.
  var best: Matrix {
    let (h, g) = (hessian, gradient(Matrix(rows: 2, columns: 1)))
    let determinant = h[0, 0] * h[1, 1] - h[0, 1] * h[0, 1]
    return Matrix(column: [
      (h[0, 1] * g[1, 0] - h[1, 1] * g[0, 0]) / determinant,
      (h[0, 1] * g[0, 0] - h[0, 0] * g[1, 0]) / determinant,
    ])
  }

  /// The weights after 0, 1, 2, … updates with all points.
  func path(from start: Matrix, rate: Double, updates: Int) -> [Matrix] {
    var path = [start]
    for _ in 0..<updates {
      let w = path[path.count - 1]
      path.append(w - rate * gradient(w))
    }
    return path
  }

  /// The weights after 0, 1, 2, … updates with batches of points.
  func path(
    from start: Matrix, rate: Double, epochs: Int, batch: Int,
    using generator: inout Generator
  ) -> [Matrix] {
    var path = [start]
    for _ in 0..<epochs {
      let order = generator.permutation(of: count)
      for first in stride(from: 0, to: count, by: batch) {
        let w = path[path.count - 1]
        let chosen = Array(order[first..<min(first + batch, count)])
        path.append(w - rate * gradient(w, of: chosen))
      }
    }
    return path
  }
}

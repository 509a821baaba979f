import Engine

/// One hidden layer of ReLUs, set by hand: the polygon through a function's points at `knots`.
///
///     p(x) = f(x₀) + m₀ (x − x₀) + Σ (mⱼ − mⱼ₋₁) ReLU(x − xⱼ)
struct Polygon {
  let knots: [Double]
  private let start: Double
  private let slopes: [Double]  // of the pieces

  init(of f: (Double) -> Double, knots: [Double]) {
    self.knots = knots
    start = f(knots[0])
    slopes = zip(knots, knots.dropFirst()).map { (f($1) - f($0)) / ($1 - $0) }
  }

  /// With `bends` of them, at equal distances over [0, 1].
  init(of f: (Double) -> Double, bends: Int) {
    self.init(of: f, knots: (0...bends + 1).map { Double($0) / Double(bends + 1) })
  }

  func callAsFunction(_ x: Double) -> Double {
    var y = start + slopes[0] * (x - knots[0])
    for j in slopes.indices.dropFirst() where x > knots[j] {
      y += (slopes[j] - slopes[j - 1]) * (x - knots[j])
    }
    return y
  }

  /// The largest distance from f, looked for at 40 places in each piece.
  func largestError(to f: (Double) -> Double) -> Double {
    zip(knots, knots.dropFirst()).flatMap { a, b in
      (0...40).map { i in
        let x = a + (b - a) * Double(i) / 40
        return abs(self(x) - f(x))
      }
    }.max()!
  }
}

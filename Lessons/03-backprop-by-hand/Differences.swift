import Engine

/// How far difference quotients of exp are from its slope, which is exp itself, over many points at once.
struct Differences {
  let x: Matrix

  /// The greatest relative error of (f(x + h) − f(x)) / h.
  func forward(_ h: Double) -> Double { worst(from: 0, to: h) }

  /// The greatest relative error of (f(x + h) − f(x − h)) / 2h.
  func central(_ h: Double) -> Double { worst(from: -h, to: h) }

  /// The points move by what is left of the step after x + h is rounded, and the quotient is taken over that.
  private func worst(from low: Double, to high: Double) -> Double {
    let above = x.map { $0 + high }
    let below = x.map { $0 + low }
    let quotient = (exp(above) - exp(below)).zip(above - below) { $0 / $1 }
    return quotient.zip(exp(x)) { abs($0 / $1 - 1) }.max
  }
}

/// The gradient of `f` at `x` by central differences with step h, for any h: the engine's own step is fixed.
func differences(of f: (Matrix) -> Double, at x: Matrix, step h: Double) -> Matrix {
  Matrix(rows: x.rows, columns: x.columns) { i, j in
    var moved = x
    moved[i, j] = x[i, j] + h
    let above = f(moved)
    moved[i, j] = x[i, j] - h
    return (above - f(moved)) / (2 * h)
  }
}

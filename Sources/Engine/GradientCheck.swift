// Finite differences: the judge of every gradient in the course.

/// The gradient of `f` at `x` by central differences, (f(x + h) − f(x − h)) / 2h, one entry at a time.
///
/// The step is h = 6·10⁻⁶ · max(1, |x|): near the cube root of a `Double`'s rounding, where the formula's own
/// error (∝ h²) and the rounding of f (∝ 1/h) balance. Lesson 03 measures this. About ten digits can be trusted.
public func numericGradient(of f: (Matrix) -> Double, at x: Matrix) -> Matrix {
  var x = x
  return Matrix(rows: x.rows, columns: x.columns) { i, j in
    let here = x[i, j]
    let h = 6e-6 * Swift.max(1, Swift.abs(here))
    x[i, j] = here + h
    let above = f(x)
    x[i, j] = here - h
    let below = f(x)
    x[i, j] = here
    return (above - below) / ((here + h) - (here - h))
  }
}

/// How far two gradients are apart: the greatest |a − b| / max(|a|, |b|, floor) over all entries.
///
/// The floor is a hundredth of the greatest entry of both: below it, rounding in the larger entries' sums is all
/// that one would see. 0 for two zero gradients; infinity when either is not finite.
public func relativeError(_ a: Matrix, _ b: Matrix) -> Double {
  requireEqualShapes(a, b)
  guard a.isFinite && b.isFinite else { return .infinity }
  let floor = 0.01 * Swift.max(abs(a).max, abs(b).max)
  guard floor > 0 else { return 0 }
  return a.zip(b) { Swift.abs($0 - $1) / Swift.max(Swift.abs($0), Swift.abs($1), floor) }.max
}

extension Layer {
  /// The worst relative error of the layer's backward pass at `x`, over its input and all its parameters.
  ///
  /// The loss is L = Σ r ⊙ y with a random r, so that every output matters and no symmetry hides a mistake.
  /// Keep x away from kinks such as ReLU's 0: there no difference quotient is right.
  ///
  /// All gradients are judged as one, with one floor: a bias in front of a batch norm has the gradient 0,
  /// and what the differences find there is rounding.
  public func gradientError(at x: Matrix, mode: Mode = .training, using generator: inout Generator) -> Double {
    var layer = self
    let y = layer.forward(x, mode: mode)
    let r = Matrix(rows: y.rows, columns: y.columns) { _, _ in generator.normal() }
    func loss(_ layer: Self, _ x: Matrix) -> Double {
      var layer = layer
      return layer.forward(x, mode: mode).hadamard(r).sum
    }

    let dx = layer.backward(r)
    precondition(dx.shape == x.shape, "\(self): dx is \(dx.shape), but x is \(x.shape)")
    var claimed = dx.elements
    var numeric = numericGradient(of: { loss(self, $0) }, at: x).elements
    var parameters: [Parameter] = []
    layer.forEachParameter { parameters.append($0) }
    for (k, parameter) in parameters.enumerated() {
      let (value, gradient) = (parameter.value.shape, parameter.gradient.shape)
      precondition(
        gradient == value, "\(self): the gradient of parameter \(k) is \(gradient), but its value is \(value)")
      claimed += parameter.gradient.elements
      numeric +=
        numericGradient(
          of: { value in
            var moved = self
            moved.replaceParameter(k, with: value)
            return loss(moved, x)
          }, at: parameter.value
        ).elements
    }
    return relativeError(Matrix(row: claimed), Matrix(row: numeric))
  }

  private mutating func replaceParameter(_ index: Int, with value: Matrix) {
    var next = 0
    forEachParameter { parameter in
      if next == index { parameter.value = value }
      next += 1
    }
  }
}

/// A layer that applies one non-linear function to every entry. Its backward pass multiplies by the slope there.
///
///     y = g(x)        dx = dy ⊙ g′(x)
///
/// All three slopes below can be computed from y alone, so y is all that a layer remembers.
public protocol ActivationLayer: Layer {
  /// g′ where the output is `y`.
  static func slope(at y: Double) -> Double

  /// The greatest value of g′.
  static var greatestSlope: Double { get }
}

/// The logistic sigmoid, σ(x) = 1 / (1 + e⁻ˣ): to (0, 1), with σ(0) = 1/2 and slope σ(1 − σ) ≤ 1/4.
public struct Sigmoid: ActivationLayer {
  private var output: Matrix?

  public init() {}

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let y = sigmoid(x)
    output = y
    return y
  }

  public mutating func backward(_ dy: Matrix) -> Matrix {
    elementwise(dy, recalled(output, for: dy)) { dy, y, dx, entries in
      for i in entries { dx[i] = dy[i] * (y[i] * (1 - y[i])) }
    }
  }

  public static func slope(at y: Double) -> Double { y * (1 - y) }
  public static let greatestSlope = 0.25
}

/// The hyperbolic tangent: to (−1, 1), with tanh(0) = 0 and slope 1 − tanh² ≤ 1.
public struct Tanh: ActivationLayer {
  private var output: Matrix?

  public init() {}

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let y = tanh(x)
    output = y
    return y
  }

  public mutating func backward(_ dy: Matrix) -> Matrix {
    elementwise(dy, recalled(output, for: dy)) { dy, y, dx, entries in
      for i in entries { dx[i] = dy[i] * (1 - y[i] * y[i]) }
    }
  }

  public static func slope(at y: Double) -> Double { 1 - y * y }
  public static let greatestSlope = 1.0
}

/// The rectified linear unit, max(0, x): slope 1 where x > 0, else 0, and 0 at the kink as well.
///
/// A nan stays a nan, forward and backward, so that a run that diverges shows it: where y is not above 0 the
/// slope is y itself, 0 or nan.
public struct ReLU: ActivationLayer {
  private var output: Matrix?

  public init() {}

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let y = elementwise(x) { x, y, entries in
      for i in entries { y[i] = x[i] < 0 ? 0 : x[i] }
    }
    output = y
    return y
  }

  public mutating func backward(_ dy: Matrix) -> Matrix {
    elementwise(dy, recalled(output, for: dy)) { dy, y, dx, entries in
      for i in entries { dx[i] = y[i] > 0 ? dy[i] : y[i] }
    }
  }

  public static func slope(at y: Double) -> Double { y > 0 ? 1 : y }
  public static let greatestSlope = 1.0
}

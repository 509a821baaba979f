/// A layer that applies any function of one number to every entry. It remembers x, since a slope may not be known from y.
///
///     y = g(x)        dx = dy ⊙ g′(x)
///
///     ElementwiseLayer("leaky ReLU", { $0 < 0 ? 0.1 * $0 : $0 }, slope: { $0 > 0 ? 1 : 0.1 })
public struct ElementwiseLayer: Layer, CustomStringConvertible {
  public let description: String
  private let function: @Sendable (Double) -> Double
  private let slope: @Sendable (Double) -> Double
  private var input: Matrix?

  /// A layer with that name, of g and g′.
  public init(
    _ name: String, _ function: @escaping @Sendable (Double) -> Double,
    slope: @escaping @Sendable (Double) -> Double
  ) {
    description = name
    self.function = function
    self.slope = slope
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    input = x
    return x.map(function)
  }

  public mutating func backward(_ dy: Matrix) -> Matrix { dy.zip(recalled(input, for: dy)) { $0 * slope($1) } }
}

/// A way around some layers: what they make of the input is added to the input itself.
///
///     x (m × n) ──┬── branch ──┬──▶ y (m × n)        y = x + f(x)
///                 └────────────┘
///
/// The branch must give back the shape that it gets. Source: He, Zhang, Ren, Sun, *Deep Residual Learning for Image
/// Recognition* (CVPR 2016), equation 1.
public struct Residual: Layer {
  public var branch: Network

  /// A block around the given layers, in their order.
  public init(_ layers: [any Layer]) { branch = Network(layers) }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let change = branch.forward(x, mode: mode)
    precondition(
      change.shape == x.shape,
      "\(self): the branch must keep the shape, but it got \(x.shape) and gave \(change.shape)")
    return x + change
  }

  /// y = x + f(x), so x acts in two ways, and their gradients add:
  ///
  ///     ∂L/∂x = dy + (what the branch hands back for dy)
  public mutating func backward(_ dy: Matrix) -> Matrix { dy + branch.backward(dy) }

  public var description: String { "Residual (\(branch))" }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try branch.forEachParameter(body)
  }

  public mutating func forEachWeight(_ body: (inout Parameter) throws -> Void) rethrows {
    try branch.forEachWeight(body)
  }
}

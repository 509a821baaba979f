/// A step of a network, from x to y on the way forward and from ∂L/∂y to ∂L/∂x on the way back.
///
///     x (m × n_in) ──▶ forward ──▶ y (m × n_out)
///     dx (m × n_in) ◀── backward ◀── dy (m × n_out)       and each parameter's gradient
///
/// A layer's description names it: `Dense 64 → 32`.
public protocol Layer: Sendable, CustomStringConvertible {
  /// Computes y from x (one example per row), and remembers what `backward` needs.
  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix

  /// Turns dy = ∂L/∂y into dx = ∂L/∂x for the batch that `forward` saw last, and fills the parameters' gradients.
  ///
  /// Stops the program if there was no forward pass, or if dy has not the shape of its y.
  mutating func backward(_ dy: Matrix) -> Matrix

  /// Fills the parameters' gradients as `backward` does, without dx: for a step of training, which has no use for the
  /// dx of the network's own input.
  mutating func fillGradients(_ dy: Matrix)

  /// Calls `body` with each parameter, always in the same order.
  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows

  /// Calls `body` with each parameter that multiplies an input, as a dense layer's weight: those a penalty is put on.
  mutating func forEachWeight(_ body: (inout Parameter) throws -> Void) rethrows
}

extension Layer {
  public mutating func fillGradients(_ dy: Matrix) { _ = backward(dy) }

  public var description: String { "\(Self.self)" }

  /// Most layers have no parameters.
  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {}

  public mutating func forEachWeight(_ body: (inout Parameter) throws -> Void) rethrows {}

  /// How many numbers the layer learns.
  public var parameterCount: Int {
    var count = 0
    var copy = self
    copy.forEachParameter { count += $0.value.elements.count }
    return count
  }
}

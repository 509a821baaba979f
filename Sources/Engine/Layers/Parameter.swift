/// Numbers that are learned, with the gradient of the loss with respect to each of them.
public struct Parameter: Sendable {
  public var value: Matrix
  /// ∂L/∂value, of the same shape; each backward pass replaces it.
  public var gradient: Matrix

  public init(_ value: Matrix) {
    self.value = value
    gradient = Matrix(zerosLike: value)
  }
}

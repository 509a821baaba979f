/// What a batch's predictions cost: one number, and its gradient with respect to every prediction.
public struct Loss: Sendable {
  public let value: Double
  /// ∂value/∂prediction, of the predictions' shape.
  public let gradient: Matrix

  /// A loss of your own: its value, and the gradient with the predictions' shape.
  public init(value: Double, gradient: Matrix) {
    self.value = value
    self.gradient = gradient
  }
}

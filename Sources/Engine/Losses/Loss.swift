/// What a batch's predictions cost: one number, and its gradient for every prediction.
public struct Loss: Sendable {
  public let value: Double
  /// ∂value/∂prediction, of the predictions' shape.
  public let gradient: Matrix
}

/// What can keep a network from learning; the lesson that is about it in brackets.
public enum Illness: String, CaseIterable, Codable, Sendable, CustomStringConvertible {
  /// Nothing is wrong.
  case healthy
  /// Signals or gradients get smaller from layer to layer (05, 08).
  case vanishing
  /// They get larger from layer to layer (05, 08).
  case exploding
  /// Units give 0 for every example, from the start on (07).
  case dead
  /// The inputs are far from mean 0 and deviation 1 (06).
  case inputs
  /// Each step is too long (04).
  case rateTooLarge
  /// Each step is too short (04).
  case rateTooSmall
  /// What is learned holds for the training data alone (14).
  case overfitting

  public var description: String {
    switch self {
    case .healthy: "healthy"
    case .vanishing: "vanishing signals"
    case .exploding: "exploding signals"
    case .dead: "dead units"
    case .inputs: "badly scaled inputs"
    case .rateTooLarge: "a rate too large"
    case .rateTooSmall: "a rate too small"
    case .overfitting: "overfitting"
    }
  }
}

import Engine

/// How a network is built and trained. The values here are those of a healthy one.
///
///     var cured = patient.settings
///     cured.rate = 0.1
public struct Settings: Equatable, Sendable {
  /// What is done to the inputs before the network sees them.
  public var inputs = Inputs.standardized
  /// How many hidden layers there are, at least 1.
  public var layers = 3
  /// How many units each of them has.
  public var units = 32
  /// The hidden layers' activation.
  public var activation = Activation.relu
  /// How large the first weights are.
  public var start = Start.he
  /// What each bias of a hidden layer starts at.
  public var bias = 0.0
  /// Whether each hidden layer's sums are batch-normalized.
  public var batchNorm = false
  /// How a gradient becomes a step.
  public var rule = Rule.descent
  /// η, the learning rate.
  public var rate = 0.1
  /// The norm to which all gradients together are clipped; nil for no clipping.
  public var clip: Double? = nil
  /// The probability to keep a hidden unit in training; 1 for no dropout.
  public var keep = 1.0
  /// λ of the L2 penalty.
  public var penalty = 0.0
  /// How many times each example is seen.
  public var epochs = 8
  /// Whether the network kept is the one of the epoch with the lowest validation loss, and not the last.
  public var stopsInTime = false

  public init() {}

  /// What is done to the inputs.
  public enum Inputs: String, CaseIterable, Sendable {
    /// Nothing.
    case asMeasured
    /// Each feature is divided by the largest value that training has.
    case divided
    /// Each feature has mean 0 and deviation 1, by the training digits' numbers.
    case standardized
  }

  /// The first weights: normal, with the deviation that He's or Glorot's rule gives, or a multiple of He's.
  public enum Start: Equatable, Sendable {
    case glorot, he
    case heTimes(Double)
  }

  /// How a gradient becomes a step.
  public enum Rule: String, CaseIterable, Sendable { case descent, momentum, adam }
}

extension Settings {
  /// The names of what differs from `other`, in the order above.
  public func differences(from other: Settings) -> [String] {
    let pairs: [(String, Bool)] = [
      ("inputs", inputs != other.inputs), ("layers", layers != other.layers), ("units", units != other.units),
      ("activation", activation != other.activation), ("start", start != other.start), ("bias", bias != other.bias),
      ("batchNorm", batchNorm != other.batchNorm), ("rule", rule != other.rule), ("rate", rate != other.rate),
      ("clip", clip != other.clip), ("keep", keep != other.keep), ("penalty", penalty != other.penalty),
      ("epochs", epochs != other.epochs), ("stopsInTime", stopsInTime != other.stopsInTime),
    ]
    return pairs.filter(\.1).map(\.0)
  }
}

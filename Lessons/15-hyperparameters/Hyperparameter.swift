import Engine

/// A number that is tuned: its range, and the value at each place in it, from 0 to 1.
nonisolated struct Hyperparameter: Sendable {
  enum Scale: Sendable {
    /// Equal steps of the place are equal ratios of the value.
    case logarithmic
    /// The same, rounded to a whole number.
    case count
    /// The same for the value's distance from 1, as with momentum's β.
    case belowOne
    /// One of a few whole numbers, all equally likely.
    case choice
  }

  let name: String
  /// Of the value, or of its distance from 1.
  let range: ClosedRange<Double>
  let scale: Scale

  init(_ name: String, _ range: ClosedRange<Double>, _ scale: Scale = .logarithmic) {
    self.name = name
    self.range = range
    self.scale = scale
  }

  /// Exercise 15.1 asks for the first line.
  func value(at place: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    let logUniform = low * pow(high / low, place)
    return switch scale {
    case .logarithmic: logUniform
    case .count: logUniform.rounded()
    case .belowOne: 1 - logUniform
    case .choice: min(high, (low + (high - low + 1) * place).rounded(.down))
    }
  }

  /// As in `rate 0.001 to 10`.
  var description: String {
    let distance = scale == .belowOne ? "1 - " : ""
    return "\(distance)\(name) \(range.lowerBound) to \(range.upperBound)"
  }
}

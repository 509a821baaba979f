/// Something the lesson asserts, with the measurement that decides whether it holds.
struct Claim {
  /// What the measurement must be.
  enum Bound {
    case below(Double)
    case above(Double)
    case within(ClosedRange<Double>)

    func holds(for x: Double) -> Bool {
      switch self {
      case .below(let limit): x < limit
      case .above(let limit): x > limit
      case .within(let range): range.contains(x)
      }
    }

    func text(_ format: NumberFormat) -> String {
      switch self {
      case .below(let limit): "below \(format.exactText(limit))"
      case .above(let limit): "above \(format.exactText(limit))"
      case .within(let range) where range.lowerBound == range.upperBound:
        "exactly \(format.exactText(range.lowerBound))"
      case .within(let range): "between \(format.exactText(range.lowerBound)) and \(format.exactText(range.upperBound))"
      }
    }
  }

  let statement: String
  let measured: Double
  let bound: Bound
  let format: NumberFormat
  /// Whether it cannot be otherwise, so that it shows the lesson to be right and says nothing of networks.
  let isAlways: Bool

  /// A claim whose statement has one place for its number, `{}`.
  init(statement: String, measured: Double, bound: Bound, format: NumberFormat, isAlways: Bool = false) {
    let places = statement.ranges(of: "{}").count
    precondition(places == 1, "a claim has one place for its number, {}; '\(statement)' has \(places)")
    self.statement = statement
    self.measured = measured
    self.bound = bound
    self.format = format
    self.isAlways = isAlways
  }

  /// Never for a measurement that is not a number, or infinite: such a run has failed, whichever side it is on.
  var holds: Bool { measured.isFinite && bound.holds(for: measured) }

  var mark: String { holds ? "✓" : "✗" }

  /// The claim as prose: the number stands where the statement has `{}`, and what it must be comes after it.
  ///
  ///     The longest gradient is 3.7 medians long (must be above 2).
  ///     The largest mean is 3.3·10⁻¹⁶ (by construction).
  func sentence(emphasis: String = "") -> String {
    let bound = isAlways && holds ? "by construction" : "must be \(bound.text(format))"
    let said = emphasis + statement.replacing("{}", with: measuredText) + emphasis
    return "\(said) (\(bound))."
  }

  /// The measurement with as many digits more than `format` has as it takes to be on its side of the bound.
  var measuredText: String { format.refined(for: measured) { bound.holds(for: $0) == holds }.text(measured) }
}

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
      case .below(let limit): "below \(format.shortText(limit))"
      case .above(let limit): "above \(format.shortText(limit))"
      case .within(let range) where range.lowerBound == range.upperBound:
        "exactly \(format.shortText(range.lowerBound))"
      case .within(let range): "between \(format.shortText(range.lowerBound)) and \(format.shortText(range.upperBound))"
      }
    }
  }

  let statement: String
  let measured: Double
  let bound: Bound
  let format: NumberFormat

  /// Never for a measurement that is not a number.
  var holds: Bool { bound.holds(for: measured) }

  var mark: String { holds ? "✓" : "✗" }

  /// As in `measured 3.3·10⁻¹⁶, claimed below 10⁻¹²`.
  var evidence: String { "measured \(format.text(measured)), claimed \(bound.text(format))" }
}

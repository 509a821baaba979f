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

  /// Never for a measurement that is not a number, or infinite: such a run has failed, whichever side it is on.
  var holds: Bool { measured.isFinite && bound.holds(for: measured) }

  var mark: String { holds ? "✓" : "✗" }

  /// As in `measured 3.3·10⁻¹⁶, claimed below 10⁻¹²`.
  var evidence: String { "measured \(measuredText), claimed \(bound.text(format))" }

  /// The measurement with as many digits more than `format` has as it takes to be on its side of the bound.
  var measuredText: String { format.refined(for: measured) { bound.holds(for: $0) == holds }.text(measured) }
}

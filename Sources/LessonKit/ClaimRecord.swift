/// A claim of a lesson's as `--tsv` writes it, for a program to read: one line, with a tab between its fields.
public struct ClaimRecord: Equatable, Sendable {
  /// The line of main.swift that made it.
  public let line: Int
  public let holds: Bool
  public let measured: Double
  /// What the measurement must be within; one end is infinite where there is but one bound.
  public let bounds: ClosedRange<Double>
  public let statement: String

  /// How much room the measurement leaves, as a share of the bound: 0.1 for 90 below 100. Below 0 if the claim fails.
  ///
  /// Where there are two bounds it is the share of half their distance. Nil for a claim of a single number, which has no
  /// room; a bound of 0 is taken as 1, so that the room is a distance.
  public var margin: Double? {
    let (lower, upper) = (bounds.lowerBound, bounds.upperBound)
    if lower == upper { return holds ? nil : -.infinity }
    guard measured.isFinite else { return -.infinity }
    let unit = lower == -.infinity ? upper : upper == .infinity ? lower : (upper - lower) / 2
    return min(measured - lower, upper - measured) / (unit == 0 ? 1 : abs(unit))
  }

  /// As in `below 0.5`.
  public var boundText: String {
    let bound: Claim.Bound =
      if bounds.lowerBound == -.infinity { .below(bounds.upperBound) } else if bounds.upperBound == .infinity {
        .above(bounds.lowerBound)
      } else { .within(bounds) }
    return bound.text(.significant(3))
  }

  /// Reads a line that ``tsv`` wrote; nil for any other.
  public init?(tsv: some StringProtocol) {
    let fields = tsv.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 6, let line = Int(fields[0]), let holds = Bool(String(fields[1])),
      let measured = Double(fields[2]), let lower = Double(fields[3]), let upper = Double(fields[4]), lower <= upper
    else { return nil }
    self.line = line
    self.holds = holds
    self.measured = measured
    bounds = lower...upper
    statement = String(fields[5])
  }

  init(_ claim: Claim, line: Int) {
    self.line = line
    holds = claim.holds
    measured = claim.measured
    bounds =
      switch claim.bound {
      case .below(let limit): -.infinity...limit
      case .above(let limit): limit ... .infinity
      case .within(let range): range
      }
    statement = String(claim.statement.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// The fields, with every digit of the numbers.
  var tsv: String { "\(line)\t\(holds)\t\(measured)\t\(bounds.lowerBound)\t\(bounds.upperBound)\t\(statement)" }
}

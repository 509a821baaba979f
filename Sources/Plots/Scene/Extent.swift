/// From the smallest to the largest of some values; empty before the first.
struct Extent: Equatable {
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity

  init() {}

  /// The part of `range` that can be drawn; `nil` if there is none, or no range.
  init?(_ range: ClosedRange<Double>?) {
    guard let range, Extent.isDrawable(range.lowerBound), Extent.isDrawable(range.upperBound) else { return nil }
    low = range.lowerBound
    high = range.upperBound
  }

  /// From the smallest to the largest of the `values` that can be drawn.
  init(of values: [Double]) {
    for value in values where Extent.isDrawable(value) { include(value) }
  }

  var isEmpty: Bool { low > high }

  var range: ClosedRange<Double>? { isEmpty ? nil : low...high }

  func contains(_ value: Double) -> Bool { low <= value && value <= high }

  mutating func include(_ value: Double) {
    low = min(low, value)
    high = max(high, value)
  }

  mutating func include(_ other: Extent) {
    low = min(low, other.low)
    high = max(high, other.high)
  }

  /// Whether arithmetic on spans of such values stays finite.
  static func isDrawable(_ value: Double) -> Bool { abs(value) <= 4e307 }

  /// The range, or a wider one around its middle when it has no width to speak of.
  static func widened(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    let magnitude = max(abs(low), abs(high))
    if high - low > max(magnitude * 1e-10, 1e-300) { return low...high }
    let half = magnitude > 1e-290 ? magnitude / 10 : 1
    return low - half...high + half
  }
}

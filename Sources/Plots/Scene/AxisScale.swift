import Engine

/// An axis with its range settled: what turns values into fractions of its length.
struct AxisScale: Equatable {
  let label: String
  let kind: Axis.Scale
  let domain: ClosedRange<Double>
  private let low: Double
  private let length: Double

  /// - Parameters:
  ///   - extent: what the data cover, on this axis's scale.
  ///   - isRounded: whether to round an automatic range outwards to ticks.
  init(_ axis: Axis, extent: Extent, isRounded: Bool) {
    label = axis.label
    kind = axis.scale
    let given = AxisScale.usableRange(of: axis)
    switch axis.scale {
    case .whole:
      let data = extent.isEmpty ? 0...1 : Extent.widened(extent.low, extent.high)
      domain = given.map { Extent.widened($0.low, $0.high) } ?? data
      low = domain.lowerBound
      length = domain.upperBound - low
    case .linear:
      var range = given.map { Extent.widened($0.low, $0.high) }
      if range == nil {
        let data = extent.isEmpty ? 0...1 : Extent.widened(extent.low, extent.high)
        range = isRounded || extent.low == extent.high ? AxisScale.rounded(data) : data
      }
      domain = range ?? 0...1
      low = domain.lowerBound
      length = domain.upperBound - low
    case .logarithmic:
      let shown = given ?? extent
      var range = shown.isEmpty ? 1...10 : shown.low...shown.high
      if range.upperBound < range.lowerBound * (1 + 1e-9) {
        range = range.lowerBound / 2...range.upperBound * 2
      }
      domain = given == nil && isRounded ? AxisScale.roundedLogarithmically(range) : range
      low = log(domain.lowerBound)
      length = log(domain.upperBound) - low
    }
  }

  /// The axis's own range, if its scale can show it.
  static func usableRange(of axis: Axis) -> Extent? {
    guard let extent = Extent(axis.range), accepts(extent.low, on: axis.scale) else { return nil }
    return extent
  }

  /// Whether `value` has a place on a scale, whatever the range.
  static func accepts(_ value: Double, on scale: Axis.Scale) -> Bool {
    Extent.isDrawable(value) && (scale != .logarithmic || value > 1e-306)
  }

  /// Where `value` lies, from 0 at the lower end to 1 at the upper, beyond them outside; `nil` if it has no place.
  func fraction(_ value: Double) -> Double? {
    guard AxisScale.accepts(value, on: kind) else { return nil }
    let position = kind == .logarithmic ? log(value) : value
    return min(1e6, max(-1e6, (position - low) / length))
  }

  /// The fraction of a region's border: what has no place lies at the near edge.
  func edge(_ value: Double) -> Double {
    guard !value.isNaN else { return 0 }
    return min(1, max(0, fraction(value) ?? (value > 0 && value >= domain.upperBound ? 1 : 0)))
  }

  /// Ticks whose labels have room; `fits` says whether the labels stand clear of each other.
  func ticks(about count: Int, fits: ([Tick]) -> Bool) -> [Tick] {
    for count in stride(from: count, to: 0, by: -1) {
      let ticks =
        switch kind {
        case .linear: Ticks.linear(domain, about: count)
        case .whole: Ticks.linear(domain, about: count, least: 1)
        case .logarithmic: Ticks.logarithmic(domain, about: count)
        }
      if fits(ticks) { return ticks }
    }
    return []
  }

  /// `range`, extended to whole steps of a ten-part division, and to 0 if that is near.
  private static func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let isNearZero = range.lowerBound > 0 && range.lowerBound < 0.3 * range.upperBound
    let range = isNearZero ? 0...range.upperBound : range
    let step = Ticks.step(for: range, about: 10)
    func multiple(_ count: Double) -> Double {
      ShortDecimal(digits: Int(count) * step.digits, exponent: step.exponent).value
    }
    let low = multiple((range.lowerBound / step.value + 1e-6).rounded(.down))
    let high = multiple((range.upperBound / step.value - 1e-6).rounded(.up))
    return min(low, range.lowerBound)...max(high, range.upperBound)
  }

  /// `range`, extended to 1, 2 or 5 times a power of ten.
  private static func roundedLogarithmically(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let bottom = ShortDecimal.exponent(of: range.lowerBound)
    let top = ShortDecimal.exponent(of: range.upperBound)
    func candidates(_ k: Int) -> [Double] { [1, 2, 5].map { ShortDecimal(digits: $0, exponent: k).value } }
    let low = candidates(bottom).last { $0 <= range.lowerBound } ?? range.lowerBound
    let high = (candidates(top) + [ShortDecimal.power(top + 1)]).first { $0 >= range.upperBound }
    return low...max(high ?? range.upperBound, range.upperBound)
  }
}

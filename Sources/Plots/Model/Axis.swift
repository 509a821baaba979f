/// What one direction of a plot means: its label, its scale, and the part of it that is shown.
///
///     Axis("epoch")
///     Axis("loss", scale: .logarithmic)
///     Axis("activation", over: -1...1)
public struct Axis: Equatable, Sendable {
  /// How values become distances: equal steps, or equal ratios.
  public enum Scale: Equatable, Sendable {
    case linear
    /// Equal steps for what is counted, such as layers: only whole numbers have ticks.
    case whole
    /// For values above 0; the others are left out, and a note says how many.
    case logarithmic
  }

  /// What the values are, with their unit if they have one: `"epoch"`.
  public var label: String
  /// How values become distances.
  public var scale: Scale

  /// The values from edge to edge; `nil` shows all data, rounded outwards to a tick.
  ///
  /// What lies outside is cut off. A range that the scale cannot show is passed over.
  public var range: ClosedRange<Double>?

  /// An axis with its label, its scale and the part of it to show, by default what the data cover.
  public init(_ label: String = "", scale: Scale = .linear, over range: ClosedRange<Double>? = nil) {
    self.label = label
    self.scale = scale
    self.range = range
  }
}

/// A picture as a value: a title, two axes, and a list of marks drawn in order.
///
///     let loss = Plot(
///       "Loss on the digits", x: Axis("epoch"), y: Axis("loss", scale: .logarithmic),
///       marks: [.line(with, label: "with"), .line(without, label: "without"), .rule(y: 1)])
///     print(Figure.plot(loss).text())
///
/// A plot knows nothing of how it is drawn; ``Figure`` draws it as terminal text or as SVG.
public struct Plot: Equatable, Sendable {
  /// What the plot shows, in a line above it; empty for none.
  public var title: String
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// How long a unit of y is, compared with a unit of x.
  public var aspect: Aspect
  /// What is drawn, the first at the bottom.
  public var marks: [Mark]

  /// How long a unit of y is, compared with a unit of x.
  public enum Aspect: Equatable, Sendable {
    /// As long as it comes out: the frame has a fixed shape, and each axis fills it.
    case free
    /// The same, so that circles are round and angles true.
    ///
    /// The frame takes the shape of its ranges; where it would be more than five times as wide, or twice as high, the
    /// shorter range is extended. Two linear axes have an aspect, others are passed over.
    case equal
  }

  /// A plot of `marks`, with axes that show all of their data unless they have a range.
  public init(
    _ title: String = "", x: Axis = Axis(), y: Axis = Axis(), aspect: Aspect = .free, marks: [Mark]
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.aspect = aspect
    self.marks = marks
  }
}

/// A place in a plot, in the units of its axes.
public struct Point: Equatable, Sendable {
  /// From left to right.
  public var x: Double
  /// Upwards.
  public var y: Double

  /// The point (x, y).
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

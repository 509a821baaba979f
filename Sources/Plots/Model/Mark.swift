import Engine

/// One thing drawn in a plot: a line, a path, points, a cross, an arrow, a histogram, level lines, a region or a rule.
///
///     Mark.line(losses, label: "loss")                           // at x = 0, 1, 2, …
///     Mark.line(x: rates, y: accuracies, color: .orange)
///     Mark.rule(y: 2.3, label: "guessing")
///
/// A label stands beside the mark where there is room, otherwise in a legend; a mark without one is not explained.
/// Marks take the palette's colours in order unless given one. Values that are not finite are left out:
/// a line breaks there, and a note under the plot says how many were left out.
public struct Mark: Equatable, Sendable {
  /// What is drawn, in the units of the axes.
  enum Shape: Equatable, Sendable {
    case line([Point])
    case points([Point])
    case path([Point])
    case arrow(from: Point, to: Point)
    case cross(Point)
    case contours(Contours)
    case histogram(Histogram)
    case area(lower: [Point], upper: [Point])
    case bandX(ClosedRange<Double>)
    case bandY(ClosedRange<Double>)
    case ruleX(Double)
    case ruleY(Double)
  }

  let shape: Shape
  let label: String
  let color: Color?
}

// MARK: - Lines and points

extension Mark {
  /// A line through `ys` at x = first, first + 1, …
  public static func line(_ ys: [Double], from first: Int = 0, label: String = "", color: Color? = nil) -> Mark {
    line(numbered(ys, from: first), label: label, color: color)
  }

  /// A line through the points (xs[i], ys[i]), in the order given.
  public static func line(x xs: [Double], y ys: [Double], label: String = "", color: Color? = nil) -> Mark {
    line(paired(xs, ys), label: label, color: color)
  }

  /// A line through `points`, in the order given.
  public static func line(_ points: [Point], label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .line(points), label: label, color: color)
  }

  /// Points at `ys`, at x = first, first + 1, …
  public static func points(_ ys: [Double], from first: Int = 0, label: String = "", color: Color? = nil) -> Mark {
    points(numbered(ys, from: first), label: label, color: color)
  }

  /// Points at (xs[i], ys[i]).
  public static func points(x xs: [Double], y ys: [Double], label: String = "", color: Color? = nil) -> Mark {
    points(paired(xs, ys), label: label, color: color)
  }

  /// Points without a line between them.
  public static func points(_ points: [Point], label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .points(points), label: label, color: color)
  }

  private static func numbered(_ ys: [Double], from first: Int) -> [Point] {
    ys.enumerated().map { Point(Double(first + $0), $1) }
  }

  private static func paired(_ xs: [Double], _ ys: [Double]) -> [Point] {
    precondition(xs.count == ys.count, "\(xs.count) x values cannot be paired with \(ys.count) y values")
    return zip(xs, ys).map(Point.init)
  }
}

// MARK: - Planes

extension Mark {
  /// Level lines of `f` over a rectangle.
  ///
  ///     func loss(_ x: Double, _ y: Double) -> Double { x * x + 10 * y * y }
  ///     let plane = Mark.contours(x: -2...2, y: -1...1, loss)
  ///     let circle = Mark.contours(x: -2...2, y: -1...1, levels: [1], label: "‖w‖ = 1", color: .blue) { $0 * $0 + $1 * $1 }
  ///
  /// A plot with contours shows their rectangle, and cuts off what lies outside, unless its axes have a range.
  ///
  /// - Parameters:
  ///   - levels: the values whose lines to draw; by default twelve that spread over the rectangle.
  ///   - color: grey and thin unless given.
  ///   - f: evaluated on a grid of 101 × 101 points.
  public static func contours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil, label: String = "", color: Color? = nil,
    _ f: (Double, Double) -> Double
  ) -> Mark {
    Mark(shape: .contours(Contours(x: x, y: y, levels: levels, f)), label: label, color: color)
  }

  /// A way through the plane, such as a descent: a line with a ring at its start and a disc at its end.
  ///
  /// Each point has a dot of its own, as long as the dots keep clear of each other.
  public static func path(_ points: [Point], label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .path(points), label: label, color: color)
  }

  /// A way through the points (xs[i], ys[i]).
  public static func path(x xs: [Double], y ys: [Double], label: String = "", color: Color? = nil) -> Mark {
    path(paired(xs, ys), label: label, color: color)
  }

  /// A cross, such as marks a minimum; it stays visible on top of everything, grey unless given a color.
  public static func cross(_ point: Point, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .cross(point), label: label, color: color)
  }

  /// A vector; one of no length is a dot.
  public static func arrow(from start: Point, to end: Point, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .arrow(from: start, to: end), label: label, color: color)
  }
}

extension [Mark] {
  /// One mark of points for each class: `marks: .scatter(examples, classes: labels)`.
  ///
  /// - Parameters:
  ///   - examples: m × 2, one point per row.
  ///   - classes: the class of each row, m numbers from 0.
  ///   - names: what to call class 0, 1, …; by default `"class 0"`, `"class 1"`, …
  public static func scatter(_ examples: Matrix, classes: [Int], names: [String] = []) -> [Mark] {
    precondition(examples.columns == 2, "a scatter plot takes an m × 2 matrix, not \(examples.shape)")
    precondition(examples.rows == classes.count, "\(examples.rows) examples cannot have \(classes.count) classes")
    return Set(classes).sorted().map { number in
      let members = classes.indices.filter { classes[$0] == number }
      let name = names.indices.contains(number) ? names[number] : "class \(number)"
      return .points(members.map { Point(examples[$0, 0], examples[$0, 1]) }, label: name)
    }
  }
}

// MARK: - Distributions, regions, rules

extension Mark {
  /// The distribution of `values`, in `bins` of equal width.
  ///
  /// - Parameters:
  ///   - range: where the bins lie; by default from the smallest to the largest value.
  ///   - measure: heights as counts, or as densities, whose area is the share of values within the range.
  public static func histogram(
    _ values: [Double], bins: Int = 30, over range: ClosedRange<Double>? = nil, as measure: Histogram.Measure = .count,
    label: String = "", color: Color? = nil
  ) -> Mark {
    let histogram = Histogram(values, bins: bins, over: range, as: measure)
    return Mark(shape: .histogram(histogram), label: label, color: color)
  }

  /// The region between two curves over the same `xs`, such as a mean plus and minus a deviation.
  public static func area(
    x xs: [Double], from lower: [Double], to upper: [Double], label: String = "", color: Color? = nil
  ) -> Mark {
    Mark(shape: .area(lower: paired(xs, lower), upper: paired(xs, upper)), label: label, color: color)
  }

  /// A shaded band from top to bottom; `-.infinity...(-3)` reaches the plot's edge.
  public static func band(x range: ClosedRange<Double>, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .bandX(range), label: label, color: color)
  }

  /// A shaded band from side to side.
  public static func band(y range: ClosedRange<Double>, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .bandY(range), label: label, color: color)
  }

  /// A vertical rule.
  public static func rule(x: Double, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .ruleX(x), label: label, color: color)
  }

  /// A horizontal rule.
  public static func rule(y: Double, label: String = "", color: Color? = nil) -> Mark {
    Mark(shape: .ruleY(y), label: label, color: color)
  }
}

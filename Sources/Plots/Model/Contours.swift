import Engine

/// The level lines of a function over a rectangle: on each, the function has one value.
///
/// The function is sampled on a grid of 100 × 100 cells and taken as linear along their edges: the lines are off by
/// about f″h²/8|∇f|, where h is a cell's width.
struct Contours: Equatable, Sendable {
  /// The lines of one value.
  struct Level: Equatable, Sendable {
    let value: Double
    /// Where the function has this value; a closed line ends where it began.
    let lines: [[Point]]
  }

  static let cells = 100

  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let levels: [Level]
  /// The share of the samples that are not finite; no line runs beside them.
  let missing: Double

  init(x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]?, _ f: (Double, Double) -> Double) {
    let samples = ScalarField(x: x, y: y, cells: Contours.cells, f)
    let finite = samples.values.filter(Extent.isDrawable).sorted()
    self.x = x
    self.y = y
    let levels = (levels ?? Contours.levels(for: finite)).filter(Extent.isDrawable)
    self.levels = levels.map { Level(value: $0, lines: samples.lines(at: $0)) }
    missing = 1 - Double(finite.count) / Double(samples.values.count)
  }

  /// Twelve levels between the smallest and the largest of the ascending `values`, none for a constant.
  ///
  /// The levels are min + (max − min) tᵖ for equal steps of t, with p such that half of the values lie below t = ½:
  /// p = 1 for a plane or a saddle, and about 2 for a bowl, whose lines then lie evenly. Where a few values dwarf the
  /// rest, that would leave the rest without a line; there each level is a fixed multiple of the one before.
  static func levels(for values: [Double], count: Int = 12) -> [Double] {
    guard let low = values.first, let high = values.last, high - low > max(abs(low), abs(high)) * 1e-12 else {
      return []
    }
    let half = (values[values.count / 2] - low) / (high - low)
    func level(_ k: Int) -> Double {
      let t = Double(k) / Double(count + 1)
      if half < 1 / 16.0 {
        // From a value that 2% lie below, apart from those at the bottom, up to the largest.
        let above = values.drop { ($0 - low) / (high - low) < 1e-12 }
        let first = (above[above.startIndex + above.count / 50] - low) / (high - low)
        return exp(log(first) * (1 - Double(k - 1) / Double(count)))
      }
      // tᵖ with ½ᵖ = half; a hill is a bowl upside down.
      if half <= 0.5 { return exp(log(t) * (log(half) / log(0.5))) }
      return 1 - exp(log(1 - t) * (log(max(1 / 16.0, 1 - half)) / log(0.5)))
    }
    return (1...count).map { low + (high - low) * level($0) }
  }
}

import Engine
import LessonKit

// What the lesson repeats over many sets of data, and how it reports what came out.

/// `count` examples of two independent features, each evenly spread over its range.
func features(
  _ first: ClosedRange<Double>, _ second: ClosedRange<Double>, count: Int = 200, using generator: inout Generator
) -> Matrix {
  Matrix(rows: count, columns: 2) { _, j in
    let range = j == 0 ? first : second
    return generator.uniform(in: range.lowerBound..<range.upperBound)
  }
}

/// The least, the middle and the greatest of some measurements.
struct Spread {
  let least: Double
  let median: Double
  let greatest: Double

  init(_ values: [Double]) {
    let sorted = values.sorted()
    let n = sorted.count
    (least, median, greatest) = (sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1])
  }

  init<T>(_ elements: [T], _ value: (T) -> Double) { self.init(elements.map(value)) }

  /// As in `4.80 (4.39–5.42)`: the median, and in brackets the least and the greatest.
  func text(_ format: NumberFormat) -> String {
    let (least, greatest) = (least.text(format), greatest.text(format))
    return median.text(format) + (least == greatest ? "" : " (\(least)–\(greatest))")
  }
}

/// The weights from which a linear unit's targets are made: each feature contributes a random share, counted in its
/// own standard deviations.
func randomTeacher(for x: Matrix, using generator: inout Generator) -> SIMD2<Double> {
  let angle = generator.uniform(in: 0..<2 * .pi)
  let deviations = sqrt(x.columnVariances)
  return SIMD2(cos(angle) / deviations[0, 0], sin(angle) / deviations[0, 1])
}

/// Updates at the best rate until `tolerance` of the distance is left: the least t with ρᵗ ≤ tolerance.
func updatesInTheory(condition κ: Double, tolerance: Double) -> Double { log(tolerance) / log((κ - 1) / (κ + 1)) }

/// `base` to a whole power, by repeated multiplication.
func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * base } }

/// The share of units (columns) of a weight's gradient in which no two weights move in opposite directions.
func unitsOfOneSign(_ gradient: Matrix) -> Double {
  let units = (0..<gradient.columns).map { gradient.column($0) }
  return Double(units.filter { $0.min()! >= 0 || $0.max()! <= 0 }.count) / Double(units.count)
}

/// Mean and deviation as the formulas have them, without a thought for constants.
func computedStatistics(of values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(values.count)).squareRoot())
}

import Engine
import LessonKit

/// A descent from some start towards the optimum of two weights, and what is measured of its path.
struct Descent {
  let problem: TwoWeights
  let path: [SIMD2<Double>]

  /// How many updates it took. A Double, as it goes into ratios and tables.
  var updates: Double { Double(path.count - 1) }

  /// The length of the path, divided by the straight line between its ends.
  var detour: Double { steps.map(length).reduce(0, +) / length(path.last! - path[0]) }

  /// The share of steps in which no weight grows while the other shrinks.
  var shareOfOneSign: Double {
    Double(steps.filter(isSameSign).count) / Double(steps.count)
  }

  private var steps: [SIMD2<Double>] { zip(path.dropFirst(), path).map { $0 - $1 } }
}

/// A row of the table about descents by one example after the other.
func row(_ name: String, _ descents: [Descent]) -> [String] {
  [
    name, Spread(descents, \.shareOfOneSign).text(.percent(0)),
    Spread(descents, \.updates).text(.whole),
    Spread(descents, \.detour).text(.fixed(2)),
  ]
}

import LessonKit

/// A problem of two weights, and the descent on its whole batch to a thousandth of the distance: counted, or told by
/// the formulas where nobody wants to wait for it.
struct Trial {
  let problem: TwoWeights
  let start: SIMD2<Double>
  private let descent: Descent?

  static let tolerance = 0.001

  init(_ problem: TwoWeights, from start: SIMD2<Double>) {
    self.problem = problem
    self.start = start
    descent =
      problem.conditionNumber < 1000
      ? problem.descend(from: start, to: Self.tolerance) : nil
  }

  var isCounted: Bool { descent != nil }
  var conditionNumber: Double { problem.conditionNumber }
  var updates: Double { descent?.updates ?? updatesInTheory }
  var detour: Double { descent?.detour ?? detourInTheory }
  var updatesInTheory: Double { problem.updatesInTheory(to: Self.tolerance) }
  var detourInTheory: Double { problem.detourInTheory(from: start) }
}

/// A row of the table for each scaling: the median of the trials, with the least and the greatest.
func rows(_ name: String, _ trials: [Results<Scaling, Trial>]) -> [[String]] {
  Scaling.allCases.map { scaling in
    let trials = trials.map { $0[scaling] }
    let (updates, detour) = (Spread(trials, \.updates), Spread(trials, \.detour))
    let isCounted = trials.allSatisfy(\.isCounted)
    return [
      "\(name), \(scaling.rawValue)",
      Spread(trials, \.conditionNumber).median.text(.significant(3)),
      isCounted ? updates.text(.whole) : "(\(updates.median.text(.significant(2))))",
      isCounted ? detour.text(.fixed(1)) : "(\(detour.median.text(.significant(2))))",
    ]
  }
}

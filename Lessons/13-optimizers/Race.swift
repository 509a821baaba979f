import LessonKit

/// How soon a rule gets to the minimum of a valley, at the best of some rates.
struct Race {
  let bestRate: Double
  let steps: Double  // ∞ if no rate gets there
  /// How many of the rates need at most twice the steps of the best.
  let goodRates: Int

  init(over rates: [Double], steps: (Double) -> Double) {
    let counts = rates.map(steps)
    let fewest = counts.min()!
    bestRate = rates[counts.firstIndex(of: fewest)!]
    self.steps = fewest
    goodRates = counts.filter { $0 <= 2 * fewest && $0.isFinite }.count
  }

  /// Cells of a table's row.
  var cells: [String] {
    steps.isFinite
      ? [bestRate.text(.significant(2)), steps.text(.whole), "\(goodRates)"]
      : ["", "never", "0"]
  }
}

import Engine

/// Finished trials of a random search: the values of each, and the loss that it ended with.
struct Search {
  let names: [String]
  let trials: [[Double]]  // the values, and the loss last
  var binCount = 6

  init(_ names: [String], _ trials: [[Double]]) {
    self.names = names
    self.trials = trials
  }

  var count: Int { trials.count }
  var losses: [Double] { trials.map { $0.last! } }
  func values(_ i: Int) -> [Double] { trials.map { $0[i] } }

  /// The trials that `isIncluded`, as if only they had been drawn.
  func filter(_ isIncluded: ([Double]) -> Bool) -> Search {
    var search = Search(names, trials.filter(isIncluded))
    search.binCount = binCount
    return search
  }

  /// The bins of each hyperparameter.
  var groups: [[Int]] { names.indices.map { bins(values($0), count: binCount) } }

  /// What each explains alone.
  var shares: [Double] {
    let once = Matrix(rows: 1, columns: count) { _, _ in 1 }
    return groups.map { explainedShares(of: losses, by: $0, weights: once)[0] }
  }

  /// What hyperparameters i and j explain together, less what each explains alone.
  func pairShare(_ i: Int, _ j: Int) -> Double {
    let once = Matrix(rows: 1, columns: count) { _, _ in 1 }
    let (a, b) = (groups[i], groups[j])
    let cells = zip(a, b).map { binCount * $0 + $1 }
    func share(_ groups: [Int]) -> Double {
      explainedShares(of: losses, by: groups, weights: once)[0]
    }
    return share(cells) - share(a) - share(b)
  }

  /// The shares of resampled searches, a row of all hyperparameters for each.
  func resampledShares(_ times: Int, using generator: inout Generator) -> [[Double]] {
    let weights = resamples(of: count, times, using: &generator)
    let columns = groups.map { explainedShares(of: losses, by: $0, weights: weights) }
    return (0..<times).map { row in columns.map { $0[row] } }
  }
}

/// How often each of `count` trials is drawn, when as many are drawn with replacement; one resample a row.
func resamples(of count: Int, _ times: Int, using generator: inout Generator) -> Matrix {
  var weights = Matrix(rows: times, columns: count)
  for row in 0..<times {
    for _ in 0..<count { weights[row, generator.integer(below: count)] += 1 }
  }
  return weights
}

/// An estimate with the interval in which 90 % of its resamples lie, moved to have their mean at the estimate.
struct Estimate {
  let value: Double
  let low: Double
  let high: Double

  init(_ value: Double, resampled: [Double]) {
    let sorted = resampled.map { $0 - resampled.mean + value }.sorted()
    self.value = value
    low = sorted[sorted.count / 20]
    high = sorted[sorted.count - 1 - sorted.count / 20]
  }
}

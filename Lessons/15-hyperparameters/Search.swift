import Engine

/// Finished trials of a random search: the values of each, and the loss that it ended with.
struct Search {
  let space: Space
  let trials: [[Double]]  // the values, and the loss last
  let losses: [Double]
  let binCount: Int
  /// The bins of each hyperparameter.
  let groups: [[Int]]

  init(_ space: Space, _ trials: [[Double]], bins binCount: Int) {
    self.space = space
    self.trials = trials
    losses = trials.map { $0.last! }
    self.binCount = binCount
    groups = space.names.indices.map { i in bins(trials.map { $0[i] }, count: binCount)
    }
  }

  var count: Int { trials.count }
  func values(_ i: Int) -> [Double] { trials.map { $0[i] } }

  /// The first so many trials, a smaller search.
  func first(_ count: Int) -> Search {
    Search(space, Array(trials.prefix(count)), bins: binCount)
  }

  /// The trials that `isIncluded`, as if only they had been drawn.
  func filter(_ isIncluded: ([Double]) -> Bool) -> Search {
    Search(space, trials.filter(isIncluded), bins: binCount)
  }

  /// What each hyperparameter explains alone.
  var shares: [Double] { groups.map { share(by: $0) } }

  /// What i and j explain together, less what each explains alone.
  func pairShare(_ i: Int, _ j: Int) -> Double {
    let cells = zip(groups[i], groups[j]).map { binCount * $0 + $1 }
    return share(by: cells) - share(by: groups[i]) - share(by: groups[j])
  }

  private func share(by groups: [Int]) -> Double {
    let once = Matrix(rows: 1, columns: count) { _, _ in 1 }
    return explainedShares(of: losses, by: groups, weights: once)[0]
  }

  /// The shares of resampled searches: for each hyperparameter, one number per resample.
  func resampledShares(_ times: Int, using generator: inout Generator) -> [[Double]] {
    let weights = resamples(of: count, times, using: &generator)
    return groups.map { explainedShares(of: losses, by: $0, weights: weights) }
  }
}

/// How often each of `count` trials is drawn, when as many are drawn with replacement; one resample a row.
func resamples(
  of count: Int, _ times: Int, using generator: inout Generator
) -> Matrix {
  var weights = [Double](repeating: 0, count: times * count)
  for row in 0..<times {
    for _ in 0..<count { weights[row * count + generator.integer(below: count)] += 1 }
  }
  return Matrix(rows: times, columns: count, elements: weights)
}

/// An estimate with the interval that holds 90 % of its resamples, moved to have their mean at the estimate.
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

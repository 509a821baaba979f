import Engine
import Solutions

extension Lesson10 {
  struct RunningInput: Sendable {
    let x: Matrix
    let mean: [Double]
    let variance: [Double]
    let decay: Double
  }

  typealias Statistics = (mean: [Double], variance: [Double])

  /// `old` · a + `new` · b, for each feature.
  private static func mixed(_ old: [Double], _ a: Double, _ new: [Double], _ b: Double) -> [Double] {
    zip(old, new).map { a * $0 + b * $1 }
  }

  /// The running statistics for given statistics of the batch and given weights of old and new.
  private static func mixed(
    _ input: RunningInput, variance spread: ([Double]) -> Double, old: Double? = nil, new: Double? = nil
  ) -> Statistics {
    let old = old ?? input.decay
    let new = new ?? 1 - input.decay
    return (
      mixed(input.mean, old, columns(input.x).map(mean), new),
      mixed(input.variance, old, columns(input.x).map(spread), new)
    )
  }

  private static func unbiased(_ column: [Double]) -> Double {
    squares(column, around: mean(column)) / Double(column.count - 1)
  }

  static let runningStatisticsUpdate = Bank<RunningInput, Statistics>(
    id: "10.2",
    cases: { generator in
      Batch.all(&generator).enumerated().map { k, batch in
        let n = batch.x.columns
        let center = batch.x[0, 0].rounded()
        let old = n == 2 ? [center, center] : list(n, -1, 1, &generator)
        let spread = n == 2 ? [1, 1] : list(n, 0.5, 2, &generator)
        let input = RunningInput(x: batch.x, mean: old, variance: spread, decay: [0.9, 0.99, 0.7][k % 3])
        return Case(input, tolerance: batch.tolerance, note: batch.note)
      }
    },
    input: {
      [.matrix("x", $0.x), .list("mean", $0.mean), .list("variance", $0.variance), .number("decay", $0.decay)]
    },
    output: { [.list("mean", $0.mean), .list("variance", $0.variance)] },
    reference: { runningStatistics(after: $0.x, mean: $0.mean, variance: $0.variance, decay: $0.decay) },
    alternatives: [
      Answer("a step from the old value towards the new one") { input in
        let step = 1 - input.decay
        return (
          zip(input.mean, columns(input.x)).map { $0 + step * (mean($1) - $0) },
          zip(input.variance, columns(input.x)).map { $0 - step * ($0 - variance($1)) }
        )
      }
    ],
    misconceptions: [
      Answer("You swapped the weights: ρ is the share of the old value (PyTorch's momentum is the new one's share).") {
        mixed($0, variance: variance, old: 1 - $0.decay, new: $0.decay)
      },
      Answer("You divided the batch's variance by m − 1: the biased one, with 1/m, is averaged here (PyTorch differs).")
      {
        mixed($0, variance: unbiased)
      },
      Answer("You swapped the weights and divided by m − 1: ρ is the share of the old value, and the variance has 1/m.")
      {
        mixed($0, variance: unbiased, old: 1 - $0.decay, new: $0.decay)
      },
      Answer("You returned the batch's own statistics: the old ones keep the share ρ.") {
        mixed($0, variance: variance, old: 0, new: 1)
      },
      Answer("You added the whole new value: only the share 1 − ρ of it enters.") {
        mixed($0, variance: variance, new: 1)
      },
      Answer("You did not divide by m: the variance is the mean of the squared deviations, not their sum.") {
        mixed($0, variance: { variance($0) * Double($0.count) })
      },
      Answer("You averaged the standard deviation into the variance: average σ², not its root.") {
        mixed($0, variance: { variance($0).squareRoot() })
      },
      Answer("You measured the batch's variance around the running mean: take the batch's own mean.") { input in
        let spreads = zip(columns(input.x), input.mean).map { squares($0, around: $1) / Double($0.count) }
        let means = mixed(input, variance: variance).mean
        return (means, mixed(input.variance, input.decay, spreads, 1 - input.decay))
      },
      Answer("You moved the mean but left the variance as it was: both follow the batch.") {
        (mixed($0, variance: variance).mean, $0.variance)
      },
    ])
}

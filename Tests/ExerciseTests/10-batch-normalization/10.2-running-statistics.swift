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

  private static func answer(_ input: RunningInput) -> Statistics {
    runningStatistics(after: input.x, mean: input.mean, variance: input.variance, decay: input.decay)
  }

  /// The right answer with another batch's statistics or another ρ.
  private static func moved(
    _ input: RunningInput, center: ([Double]) -> Double = mean, spread: ([Double]) -> Double = variance,
    decay: Double? = nil
  ) -> Statistics {
    let decay = decay ?? input.decay
    return combined(input, center: center, spread: spread) { average($0, $1, decay) }
  }

  private static func average(_ old: Double, _ new: Double, _ decay: Double) -> Double {
    decay * old + (1 - decay) * new
  }

  /// Each old value combined with the batch's.
  private static func combined(
    _ input: RunningInput, center: ([Double]) -> Double = mean, spread: ([Double]) -> Double = variance,
    _ combine: (_ old: Double, _ new: Double) -> Double
  ) -> Statistics {
    (
      zip(input.mean, columns(input.x)).map { combine($0, center($1)) },
      zip(input.variance, columns(input.x)).map { combine($0, spread($1)) }
    )
  }

  /// An answer with the right mean, and the variance made for each column from what there is.
  private static func otherVariance(
    _ diagnosis: String,
    _ variance: @escaping @Sendable (_ column: [Double], _ oldMean: Double, _ old: Double, _ decay: Double) -> Double
  ) -> Answer<RunningInput, Statistics> {
    Answer(diagnosis) { input in
      let batch = columns(input.x)
      let variances = batch.indices.map { variance(batch[$0], input.mean[$0], input.variance[$0], input.decay) }
      return (answer(input).mean, variances)
    }
  }

  private static func unbiased(_ column: [Double]) -> Double {
    squares(column, around: mean(column)) / Double(column.count - 1)
  }

  static let runningStatisticsUpdate: Bank<RunningInput, Statistics> = Bank(
    id: "10.2",
    cases: { generator in
      let decays = [0.9, 0.99, 0.7, 0.95, 0.9, 0.5, 0.999, 0.8, 0.98]
      return Batch.all(&generator).enumerated().map { k, batch in
        let n = batch.x.columns
        let zeros = [Double](repeating: 0, count: n)
        var (mean, variance, note) = (zeros, zeros, batch.note)
        switch k {
        case 0: (mean, variance) = ([1, 4], [4, 1])
        case 1: (variance, note) = (zeros.map { _ in 1 }, "The running mean is 0 so far, and the running variance 1.")
        case 2: note = "Both are 0 so far."
        default:
          mean = list(n, -1, 1, &generator).map { batch.x[0, 0].rounded() + $0 }
          variance = list(n, 0.5, 2, &generator)
        }
        let input = RunningInput(x: batch.x, mean: mean, variance: variance, decay: decays[k])
        return Case(input, tolerance: batch.tolerance, note: note)
      }
    },
    input: {
      [.matrix("x", $0.x), .list("mean", $0.mean), .list("variance", $0.variance), .number("decay", $0.decay)]
    },
    output: { [.list("mean", $0.mean), .list("variance", $0.variance)] },
    reference: answer,
    alternatives: [
      Answer("a step from the old value towards the new one") { input in
        combined(input) { $0 + (1 - input.decay) * ($1 - $0) }
      },
      Answer("the new value, and what is left of the distance to the old one") { input in
        combined(input) { $1 + input.decay * ($0 - $1) }
      },
    ],
    misconceptions: [
      Answer("You swapped the weights: ρ is the share of the old value (PyTorch's momentum is the new one's share).") {
        moved($0, decay: 1 - $0.decay)
      },
      Answer("You divided the batch's variance by m − 1: the biased one, with 1/m, is averaged here (PyTorch differs).")
      {
        moved($0, spread: unbiased)
      },
      Answer("You swapped the weights and divided by m − 1: ρ is the share of the old value, and the variance has 1/m.")
      {
        moved($0, spread: unbiased, decay: 1 - $0.decay)
      },
      Answer("You returned the batch's own statistics: the old ones keep the share ρ.") { combined($0) { $1 } },
      Answer("You added the whole new value: only the share 1 − ρ of it enters.") { input in
        combined(input) { input.decay * $0 + $1 }
      },
      Answer("You kept the whole old value: only the share ρ of it stays.") { input in
        combined(input) { $0 + (1 - input.decay) * $1 }
      },
      Answer("You added old and new: the old value has the share ρ, the new one 1 − ρ.") { combined($0) { $0 + $1 } },
      Answer("You weighted the old value by 1 − ρ as well: its share is ρ.") { input in
        combined(input) { (1 - input.decay) * ($0 + $1) }
      },
      Answer("You moved away from the new value: the step is (1 − ρ) (new − old).") { input in
        combined(input) { $0 - (1 - input.decay) * ($1 - $0) }
      },
      Answer("Mind the brackets: 1 − ρ · new takes ρ · new from 1. The share of the new value is (1 − ρ).") { input in
        combined(input) { input.decay * $0 + 1 - input.decay * $1 }
      },
      Answer("You weighted the new value by ρ as well: its share is 1 − ρ.") { input in
        combined(input) { input.decay * $0 + input.decay * $1 }
      },
      Answer("You averaged old and new half and half: the old value has the share ρ.") {
        combined($0) { ($0 + $1) / 2 }
      },
      Answer("Mind the brackets: (ρ · old + (1 − ρ)) · new multiplies the old value by the new one.") { input in
        combined(input) { (input.decay * $0 + (1 - input.decay)) * $1 }
      },
      Answer("You did not divide by m: the variance is the mean of the squared deviations, not their sum.") {
        moved($0, spread: { squares($0, around: mean($0)) })
      },
      Answer("You averaged the squares: take the deviations from the batch's mean first, then square.") {
        moved($0, spread: { squares($0, around: 0) / Double($0.count) })
      },
      Answer("You took E[x²] − E[x]²: where entries lie far from 0 it cancels. Subtract the mean first, then square.") {
        moved($0, spread: { squares($0, around: 0) / Double($0.count) - mean($0) * mean($0) })
      },
      Answer("You averaged the standard deviation into the variance: average σ², not its root.") {
        moved($0, spread: { variance($0).squareRoot() })
      },
      Answer("You moved the variance but left the mean as it was: both follow the batch.") {
        ($0.mean, answer($0).variance)
      },
      Answer("In the mean you swapped the weights: ρ is the share of the old value there, too.") { input in
        (moved(input, decay: 1 - input.decay).mean, answer(input).variance)
      },
      Answer("You divided by 1 − ρ: the weights ρ and 1 − ρ add up to 1 already.") { input in
        combined(input) { average($0, $1, input.decay) / (1 - input.decay) }
      },
      Answer("You added the batch up: its mean is the sum divided by m.") {
        moved($0, center: { $0.reduce(0, +) })
      },
      Answer("You divided by the number of features: a column has m entries, one for each example.") { input in
        let n = Double(input.x.columns)
        return moved(
          input, center: { $0.reduce(0, +) / n }, spread: { squares($0, around: $0.reduce(0, +) / n) / n })
      },
      Answer("You took one mean and one variance of the whole matrix: each column has its own.") { input in
        let entries = input.x.elements
        return moved(input, center: { _ in mean(entries) }, spread: { _ in variance(entries) })
      },
      Answer("You swapped the results: the returned tuple is (mean, variance).") {
        let right = answer($0)
        return (right.variance, right.mean)
      },
      Answer(beginning) { input in
        input.mean.allSatisfy { $0 == 0 } ? combined(input) { $1 } : answer(input)
      },
      Answer(beginning) { input in
        combined(input) { $0 == 0 ? $1 : average($0, $1, input.decay) }
      },
      Answer("A batch of one counts like any other: it moves mean and variance.") {
        $0.x.rows == 1 ? ($0.mean, $0.variance) : answer($0)
      },
    ] + varianceMistakes + epsilonMistakes + decayMistakes)

  private static let epsilonMistakes: [Answer<RunningInput, Statistics>] = [1e-3, 1e-5].map { number in
    Answer("You added a small number to the batch's variance: here nothing is divided by it.") {
      moved($0, spread: { variance($0) + number })
    }
  }

  private static let decayMistakes: [Answer<RunningInput, Statistics>] = [0.9, 0.99, 0.95, 0.999].map { number in
    Answer("You wrote a number for ρ: take the one that is given.") { moved($0, decay: number) }
  }

  /// The mean is right in these.
  private static let varianceMistakes: [Answer<RunningInput, Statistics>] = [
    otherVariance("You averaged the standard deviations and squared the result: average the variances.") {
      column, _, old, decay in
      let deviation = average(old.squareRoot(), variance(column).squareRoot(), decay)
      return deviation * deviation
    },
    otherVariance("You measured the batch's variance around the running mean: take the batch's own mean.") {
      column, oldMean, old, decay in
      average(old, squares(column, around: oldMean) / Double(column.count), decay)
    },
    otherVariance("You measured the batch's variance around the new running mean: take the batch's own mean.") {
      column, oldMean, old, decay in
      let center = average(oldMean, mean(column), decay)
      return average(old, squares(column, around: center) / Double(column.count), decay)
    },
    otherVariance(mixture) { column, oldMean, old, decay in
      let step = mean(column) - oldMean
      return average(old + step * step, variance(column), decay)
    },
    otherVariance("You took the variance of the batch as it is: the old one keeps the share ρ.") { column, _, _, _ in
      variance(column)
    },
    otherVariance(mixture) { column, oldMean, old, decay in
      let step = mean(column) - oldMean
      return average(old, variance(column), decay) + decay * (1 - decay) * step * step
    },
    otherVariance(mixture) { column, oldMean, old, decay in
      let step = mean(column) - oldMean
      return average(old, variance(column) + (1 - decay) * step * step, decay)
    },
    otherVariance("You squared ρ in the variance: mean and variance follow the same rule.") { column, _, old, decay in
      decay * decay * old + (1 - decay) * (1 - decay) * variance(column)
    },
    otherVariance("You moved the mean but left the variance as it was: both follow the batch.") { _, _, old, _ in old
    },
    otherVariance("In the variance you swapped the weights: ρ is the share of the old value there, too.") {
      column, _, old, decay in average(variance(column), old, decay)
    },
    otherVariance("A batch of one moves the running variance, too: its own is 0.") { column, _, old, decay in
      column.count == 1 ? old : average(old, variance(column), decay)
    },
  ]

  private static let mixture =
    "You added the distance of the means: that is the variance of a mixture. Here the two variances are averaged."
  private static let beginning =
    "You took the batch's statistics where old ones are 0: the old ones keep the share ρ even so."
}

import Engine
import Solutions

extension Lesson15 {
  struct TrialTable: Sendable {
    var values: Matrix
    var losses: [Double]
    var bins: Int

    init(_ columns: [[Double]], _ losses: [Double], bins: Int) {
      values = Matrix(rows: losses.count, columns: columns.count) { i, j in columns[j][i] }
      (self.losses, self.bins) = (losses, bins)
    }

    /// Trials with a rate that has a valley, a count with few values, and what has no effect; some of them blow up.
    init(trials: Int, columns: Int, bins: Int, using generator: inout Generator) {
      let rates = list(trials, -3, 1, &generator)
      let counts = (0..<trials).map { _ in Double(1 + generator.integer(below: 3)) }
      let others = list(trials, 0, 1, &generator)
      let losses = (0..<trials).map { i in
        let distance = rates[i] + 0.5 + 0.3 * counts[i] * (others[i] - 0.5)
        let loss = 0.3 + 0.4 * distance * distance + generator.uniform(in: 0..<0.6)
        return loss < 2.5 ? loss : [loss, loss, .nan, .infinity][generator.integer(below: 4)]
      }
      self.init(Array([rates.map { pow(10, $0) }, counts, others].prefix(columns)), losses, bins: bins)
    }

    var y: [Double] { losses.map { $0 < log(10) ? $0 : log(10) } }
    var columns: [[Double]] { (0..<values.columns).map(values.column) }
    var binned: [[Int]] { columns.map { x in x.map { value in bins * x.count { $0 < value } / x.count } } }

    /// What the trials are asked for, with parts that can be exchanged.
    func shares(
      y: [Double]? = nil, bins other: [[Int]]? = nil,
      cells: (Int, Int, Int) -> Int = { $0 * $2 + $1 }, share: @escaping (Parts) -> Double = \.share,
      ofCells: ((Parts) -> Double)? = nil, pair: (Double, Double, Double) -> Double = { $0 - $1 - $2 }
    ) -> Matrix {
      let (y, binned) = (y ?? self.y, other ?? self.binned)
      let alone = binned.map { share(Parts(y, by: $0, bins: bins)) }
      return Matrix(rows: values.columns, columns: values.columns) { i, j in
        if i == j { return alone[i] }
        let groups = zip(binned[i], binned[j]).map { cells($0, $1, bins) }
        return pair((ofCells ?? share)(Parts(y, by: groups, bins: bins * bins)), alone[i], alone[j])
      }
    }
  }

  /// What a share is made of.
  struct Parts {
    let groups: [[Double]]
    let bins: Double
    let y: [Double]

    init(_ y: [Double], by groups: [Int], bins: Int) {
      self.groups = Set(groups).sorted().map { group in zip(y, groups).filter { $0.1 == group }.map(\.0) }
      (self.y, self.bins) = (y, Double(bins))
    }

    var n: Double { Double(y.count) }
    var k: Double { Double(groups.count) }
    var total: Double { squares(y, around: y.mean) }
    var between: Double { groups.reduce(0) { $0 + Double($1.count) * ($1.mean - y.mean) * ($1.mean - y.mean) } }
    var within: Double { groups.reduce(0) { $0 + squares($1, around: $1.mean) } }
    /// Whether there is nothing to explain. (SST may be 10⁻³⁰ there: the mean of six numbers ln 10 is not ln 10.)
    var isFlat: Bool { y.allSatisfy { $0 == y[0] } }

    /// (SSB − `degrees` · `square`)/SST, and 0 where there is nothing to explain.
    func share(_ degrees: Double, _ square: Double) -> Double {
      isFlat ? 0 : (between - degrees * square) / total
    }

    var share: Double { share(k - 1, within / (n - k)) }
    /// The share, if nobody asks whether the losses are equal.
    var ratio: Double { (between - (k - 1) * within / (n - k)) / total }
  }

  static let shares: Bank<TrialTable, Matrix> = Bank(
    id: "15.4",
    cases: { generator in
      let readable = [
        Case(
          TrialTable([[1, 2, 3, 4, 5, 6]], [1, 1, 1, 2, 2, 2], bins: 2),
          note: "Two bins of three. All the variance lies between them: V = 1."),
        Case(
          TrialTable([[6, 1, 5, 2, 4, 3]], [2, 0, 1, 1, 0, 2], bins: 2),
          note: "Both bins have the mean 1: SSB = 0, and V is negative."),
        Case(
          TrialTable([[1, 1, 1, 2, 2, 3, 3, 3, 3, 3]], [2, 1, 2, 1, 0, 1, 2, 0, 1, 1], bins: 3),
          note: "Equal values share a bin: s is 0, 3 or 5, and the bins are 0, ⌊9/10⌋ = 0 and ⌊15/10⌋ = 1."),
        Case(
          TrialTable(
            [[1, 1, 1, 1, 9, 9, 9, 9], [3, 3, 5, 5, 3, 3, 5, 5]], [0, 0.5, 2, 1.5, 2, 1.5, 0, 0.5], bins: 2),
          note: "Each alone explains nothing; the four cells of the pair explain nearly all."),
        Case(
          TrialTable([[0.1, 0.4, 0.3, 0.2, 0.6, 0.5]], [1, 3, 2, .nan, 1, .infinity], bins: 2),
          note: "3, nan and ∞ count as ln 10 = 2.302585."),
      ]
      // Of the losses that are ln 10 in the end, the sum of squares is exactly 0 for 5 and 16, and 10⁻³⁰ for 6, 7 and 12.
      let everyThirdIsLost = (0..<16).map { i -> Double in i % 3 == 0 ? .nan : 3 + Double(i) }
      let flat: [Case<TrialTable>] = [
        Case(
          TrialTable([[3, 1, 2, 5, 4]], [3, .infinity, .nan, 5, 2.5], bins: 2),
          note: "All losses are equal, once they are cut off."),
        Case(
          TrialTable([[1, 1, 1, 1, 2, 2]], [.nan, 3, .infinity, 5, 2.5, 9], bins: 2),
          note: "All losses are equal, once they are cut off. (Added up, six times ln 10 is not exactly 6 ln 10.)"),
        Case(
          TrialTable([[4, 1, 2, 3, 6, 5, 7]], [3, .infinity, 8, .nan, 5, 7, 2.75], bins: 2),
          note: "All losses are equal, once they are cut off."),
        Case(
          TrialTable(
            [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1]],
            [3, .infinity, .nan, 5, 4, 3, .nan, .nan, 6, 2.5, .infinity, 3], bins: 3),
          note: "All losses are equal, once they are cut off; two hyperparameters."),
        Case(
          TrialTable([(0..<16).map(Double.init)], everyThirdIsLost, bins: 3),
          note: "All losses are equal, once they are cut off."),
        Case(
          TrialTable([[1, 1, 1, 1, 2, 2]], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], bins: 2),
          note: "All losses are equal. (Added up, six times 0.1 is not exactly 0.6.)"),
      ]
      let edges = [
        Case(
          TrialTable(
            [[1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 2, 1, 1, 2, 2]], [Double](repeating: 1.5, count: 8), bins: 2),
          note: "All losses are equal: there is nothing to explain."),
        Case(
          TrialTable([[4, 2, 1, 3], [1, 2, 3, 4]], [0.5, 1, 2, 0], bins: 1),
          note: "K = 1: a single bin explains nothing."),
        Case(
          TrialTable([[7, 7, 7, 7, 7, 7], [1, 2, 3, 4, 5, 6]], [0.5, 1, 2, 0, 1.5, 1], bins: 2),
          note: "The first hyperparameter has one value: k = 1."),
        Case(
          TrialTable([[1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3]], [1, 0, 2, 1, 0.5, 1.5, 0, 1, 1, 2, 2, 1.5], bins: 3),
          note: "Nine trials have the smallest value: the bin in the middle stays empty, so k = 2."),
        Case(
          TrialTable([[-3, 0, 2, -1, 5, -2, 1]], [2.25, 2.5, 2.3, 0, 1, 1.5, 2.29], bins: 2),
          note: "Values may be negative. 2.3 is below ln 10, 2.5 above. n is odd."),
        Case(
          TrialTable([[3, 1, 2, 5, 4, 7, 6]], [1, 0.5, 2, .nan, 1.5, .infinity, 0.25], bins: 2),
          note: "nan and ∞ count as ln 10, though no other loss is as high."),
        Case(
          TrialTable([[1, 2, 3, 4, 5, 6, 7], [7, 5, 3, 1, 2, 4, 6]], [9, 9, 8, 2, 0, 1, 40], bins: 2),
          note: "All above ln 10 counts as ln 10."),
      ]
      let generated = [(12, 2, 3), (20, 2, 3), (30, 3, 2), (40, 1, 6), (60, 2, 4), (50, 3, 5), (120, 2, 6)].map {
        Case(TrialTable(trials: $0, columns: $1, bins: $2, using: &generator))
      }
      return readable + flat + edges + generated
    },
    input: { [.matrix("values", $0.values), .list("losses", $0.losses), .number("bins", Double($0.bins))] },
    output: { [.matrix("shares", $0)] },
    reference: { explainedShares(values: $0.values, losses: $0.losses, bins: $0.bins) },
    alternatives: [
      Answer("by the variance that is left, as the adjusted R²") { input in
        input.shares(share: { parts in
          if parts.isFlat { return 0 }
          return 1 - parts.within / (parts.n - parts.k) / (parts.total / (parts.n - 1))
        })
      },
      Answer("sorted, quotients of Doubles, and sums of squares", sharesBySorting),
    ],
    misconceptions: mistakesOfLosses + mistakesOfBins + mistakesOfShares + mistakesOfPairs)

  private typealias Mistake = Answer<TrialTable, Matrix>

  private static func sharesBySorting(_ input: TrialTable) -> Matrix {
    let n = Double(input.losses.count)
    let cap = log(10)
    let y = input.losses.map { $0.isFinite ? min($0, cap) : cap }
    let binned = input.columns.map { x in
      let sorted = x.sorted()
      return x.map { (value: Double) -> Int in
        let smaller = Double(sorted.firstIndex(of: value)!)
        return Int((smaller * Double(input.bins) / n).rounded(.down))
      }
    }
    func share(_ groups: [Int]) -> Double {
      var counts: [Int: Double] = [:]
      for group in groups { counts[group, default: 0] += 1 }
      if y.max() == y.min() { return 0 }
      let shifted = y.map { $0 - y.mean }
      let total = shifted.reduce(0) { $0 + $1 * $1 }
      let between = counts.reduce(0.0) { (sum: Double, entry) -> Double in
        let own = zip(shifted, groups).filter { $0.1 == entry.key }
        let all = own.map(\.0).reduce(0, +)
        return sum + all * all / entry.value
      }
      let k = Double(counts.count)
      return (between * (n - 1) - (k - 1) * total) / (total * (n - k))
    }
    return Matrix(rows: input.values.columns, columns: input.values.columns) { i, j in
      if i == j { return share(binned[i]) }
      let cells = zip(binned[i], binned[j]).map { 1000 * $0 + $1 }
      return share(cells) - share(binned[i]) - share(binned[j])
    }
  }

  private static func losses(_ diagnosis: String, _ loss: @escaping @Sendable (Double) -> Double) -> Mistake {
    Mistake(diagnosis) { $0.shares(y: $0.losses.map(loss)) }
  }

  private static func bins(_ diagnosis: String, _ bins: @escaping @Sendable ([Double], Int) -> [Int]) -> Mistake {
    Mistake(diagnosis) { input in input.shares(bins: input.columns.map { bins($0, input.bins) }) }
  }

  private static func formula(_ diagnosis: String, _ share: @escaping @Sendable (Parts) -> Double) -> Mistake {
    Mistake(diagnosis) { $0.shares(share: share) }
  }

  private static func pair(
    _ diagnosis: String, _ pair: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { $0.shares(pair: pair) }
  }

  private static let mistakesOfLosses: [Mistake] = [
    losses("You did not cap the losses: above ln 10, and for nan, they count as ln 10.") { $0 },
    losses("You capped only what is not finite: a loss above ln 10 counts as ln 10, too.") {
      $0.isFinite ? $0 : log(10)
    },
    losses("You let nan through: each comparison with it is false, so ask which losses *are* below ln 10.") {
      $0.isNaN ? $0 : min($0, log(10))
    },
    losses("You wrote 2.3 for ln 10: write `log(10)`.") { $0 < 2.3 ? $0 : 2.3 },
    Mistake("You gave what is not finite the largest loss that is finite: it counts as ln 10.") { input in
      let largest = input.losses.filter(\.isFinite).max() ?? log(10)
      return input.shares(y: input.losses.map { min($0.isFinite ? $0 : largest, log(10)) })
    },
    losses("You capped at 3.32, the logarithm of 10 to the base 2: here it is the natural one.") {
      let cap = log(10) / log(2)
      return $0 < cap ? $0 : cap
    },
    losses("You let what is not finite count as 10: it counts as ln 10.") { $0.isFinite ? min($0, log(10)) : 10 },
    losses("You set nan to 0, the best loss: it counts as ln 10.") { $0.isNaN ? 0 : min($0, log(10)) },
    losses("You capped at 10: the bound is ln 10 = 2.302585.") { $0 < 10 ? $0 : 10 },
    losses("You capped at 1, the logarithm of 10 to the base 10: here it is the natural one.") { $0 < 1 ? $0 : 1 },
    losses("You set what is not finite to 0, the best loss: it counts as ln 10.") {
      $0.isFinite ? min($0, log(10)) : 0
    },
    losses("You took the logarithm of the losses: they are used as they are, up to ln 10.") {
      log(max(1e-300, $0 < log(10) ? $0 : log(10)))
    },
    Mistake("You left out the trials that are not finite: they count as ln 10.") { input in
      let kept = input.losses.indices.filter { input.losses[$0].isFinite }
      if kept.count <= input.bins * input.bins { return input.shares(y: input.losses) }
      return TrialTable(input.columns.map { x in kept.map { x[$0] } }, kept.map { input.losses[$0] }, bins: input.bins)
        .shares()
    },
    Mistake("You left out all trials above ln 10: they count as ln 10.") { input in
      let kept = input.losses.indices.filter { input.losses[$0] < log(10) }
      if kept.count <= input.bins * input.bins { return input.shares(y: input.losses.map { _ in .nan }) }
      return TrialTable(input.columns.map { x in kept.map { x[$0] } }, kept.map { input.losses[$0] }, bins: input.bins)
        .shares()
    },
  ]

  private static let mistakesOfBins: [Mistake] = [
    bins("You made bins of equal width: it is the number of smaller values that decides.") { x, bins in
      let (low, high) = (x.min()!, x.max()!)
      return x.map { high > low ? min(bins - 1, Int(Double(bins) * ($0 - low) / (high - low))) : 0 }
    },
    bins("You cut the sorted trials into equal parts, so that equal values are torn apart: they share a bin.") {
      x, bins in
      var found = x.map { _ in 0 }
      for (place, i) in x.indices.sorted(by: { (x[$0], $0) < (x[$1], $1) }).enumerated() {
        found[i] = bins * place / x.count
      }
      return found
    },
    bins("You counted the value itself and its equals: s counts the *strictly* smaller ones.") { x, bins in
      x.map { value in bins * x.count { $0 <= value } / x.count }
    },
    bins("You counted the larger values: s counts the smaller ones.") { x, bins in
      x.map { value in bins * x.count { $0 > value } / x.count }
    },
    bins("You rounded K s/n to the nearest: it is rounded down.") { x, bins in
      x.map { value in Int((Double(bins * x.count { $0 < value }) / Double(x.count)).rounded()) }
    },
    bins("You rounded K s/n up: it is rounded down.") { x, bins in
      x.map { value in Int((Double(bins * x.count { $0 < value }) / Double(x.count)).rounded(.up)) }
    },
    bins("You divided n by K, rounded up, for the trials in a bin: the bin is ⌊K s/n⌋.") { x, bins in
      x.map { value in x.count { $0 < value } / ((x.count + bins - 1) / bins) }
    },
    bins("You counted the equal values before the last one, too: s counts the *strictly* smaller ones.") { x, bins in
      x.map { value in bins * (x.count { $0 <= value } - 1) / x.count }
    },
    bins("You divided s by n before you multiplied by K: of whole numbers that is 0.") { x, _ in x.map { _ in 0 } },
    bins("You divided by n − 1: the bin is ⌊K s/n⌋, and the largest value is in the last one, K − 1.") { x, bins in
      x.map { value in bins * x.count { $0 < value } / (x.count - 1) }
    },
    bins("You gave each value a bin of its own: there are K bins.") { x, _ in
      let sorted = Set(x).sorted()
      return x.map { sorted.firstIndex(of: $0)! }
    },
    bins("You counted places among the *different* values: s counts trials.") { x, bins in
      let sorted = Set(x).sorted()
      return x.map { bins * sorted.firstIndex(of: $0)! / sorted.count }
    },
    bins("You divided n by K, rounded down, for the trials in a bin: the bin is ⌊K s/n⌋.") { x, bins in
      x.map { value in min(bins - 1, x.count { $0 < value } / (x.count / bins)) }
    },
  ]

  private static let mistakesOfShares: [Mistake] = [
    formula("You did not subtract what chance puts between the bins: (k − 1) MSW.") { $0.share(0, 0) },
    formula("You set negative shares to 0: they are kept.") { max(0, $0.share) },
    formula("You counted empty bins: k is the number of bins, or cells, that are *not* empty.") {
      $0.share($0.bins - 1, $0.within / ($0.n - $0.bins))
    },
    formula("You counted the empty bins in (k − 1) MSW: k is the number of bins, or cells, that are *not* empty.") {
      $0.share($0.bins - 1, $0.within / ($0.n - $0.k))
    },
    formula("You counted the empty bins in n − k: k is the number of bins, or cells, that are *not* empty.") {
      $0.share($0.k - 1, $0.within / ($0.n - $0.bins))
    },
    formula("You subtracted k MSW: it is (k − 1) MSW.") { $0.share($0.k, $0.within / ($0.n - $0.k)) },
    formula("You subtracted MSW once: it is (k − 1) times.") { $0.share(1, $0.within / ($0.n - $0.k)) },
    formula("You divided SSW by n: within the bins it is n − k.") { $0.share($0.k - 1, $0.within / $0.n) },
    formula("You divided SSW by n − k − 1: within the bins it is n − k.") {
      $0.share($0.k - 1, $0.within / ($0.n - $0.k - 1))
    },
    formula("You divided SSW by n − 1: within the bins it is n − k.") { $0.share($0.k - 1, $0.within / ($0.n - 1)) },
    formula("You took SST/(n − 1) for MSW: it is the variance *within* the bins, (SST − SSB)/(n − k).") {
      $0.share($0.k - 1, $0.total / ($0.n - 1))
    },
    formula("You compared mean squares, SSB/(k − 1) with SST/(n − 1): V is a share of the sums.") { parts in
      let square = parts.within / (parts.n - parts.k)
      if parts.isFlat || parts.k == 1 { return 0 }
      return (parts.between / (parts.k - 1) - square) / (parts.total / (parts.n - 1))
    },
    formula("You divided by the variance SST/n: the whole is SST itself.") { $0.n * $0.share },
    formula("You gave the share within the bins, (SST − SSB)/SST: asked is what lies between them.") {
      $0.isFlat ? 0 : $0.within / $0.total
    },
    formula("You added distances of the means: SSB adds their *squares*.") { parts in
      let between = parts.groups.reduce(0) { $0 + Double($1.count) * abs($1.mean - parts.y.mean) }
      if parts.isFlat { return 0 }
      return (between - (parts.k - 1) * (parts.total - between) / (parts.n - parts.k)) / parts.total
    },
    formula("You took SST/(n − k) for MSW: SSB is subtracted first.") { $0.share($0.k - 1, $0.total / ($0.n - $0.k)) },
    formula("You did not weight the bins: each counts by its number of trials n_b.") { parts in
      let between = parts.groups.reduce(0) { $0 + ($1.mean - parts.y.mean) * ($1.mean - parts.y.mean) }
      if parts.isFlat { return 0 }
      return (between - (parts.k - 1) * (parts.total - between) / (parts.n - parts.k)) / parts.total
    },
    formula("You took the mean of the bins' means for ȳ: it is the mean of all trials.") { parts in
      let mean = parts.groups.map(\.mean).mean
      let between = parts.groups.reduce(0) { $0 + Double($1.count) * ($1.mean - mean) * ($1.mean - mean) }
      if parts.isFlat { return 0 }
      return (between - (parts.k - 1) * (parts.total - between) / (parts.n - parts.k)) / parts.total
    },
    formula("That is ω², which divides by SST + MSW: here the whole is SST.") { parts in
      let square = parts.within / (parts.n - parts.k)
      return parts.isFlat ? 0 : (parts.between - (parts.k - 1) * square) / (parts.total + square)
    },
    formula("That is the statistic F, a ratio of mean squares: a share is a part of SST.") { parts in
      parts.between / max(1, parts.k - 1) / max(1e-300, parts.within / (parts.n - parts.k))
    },
    formula("You gave what is left *within* the bins: the share is what lies between them.") { 1 - $0.share },
    formula("You forgot to divide by SST.") { $0.total * $0.share },
    formula("You forgot the case in which all losses are equal: nothing is explained, V = 0.") { $0.ratio },
    formula(
      "You asked whether SST is 0, but where all losses are equal, rounding may leave 10⁻³⁰ of it: compare the losses."
    ) { parts in
      parts.total == 0 ? 0 : parts.ratio
    },
    Mistake("You asked whether all losses are equal before you cut them off: ask it afterwards.") { input in
      let areEqual = input.losses.allSatisfy { $0 == input.losses[0] }
      return input.shares(share: { areEqual ? 0 : $0.ratio })
    },
  ]

  private static let mistakesOfPairs: [Mistake] = [
    pair("You gave what the cells explain: subtract what each of the two explains alone.") { all, _, _ in all },
    pair("You subtracted the share of one of the two only: both are to be subtracted.") { all, i, _ in all - i },
    pair("You added the two shares to that of the cells: they are subtracted.") { $0 + $1 + $2 },
    pair("You multiplied the two shares: a pair's share comes from cells of both bins.") { _, i, j in i * j },
    pair("You subtracted the product of the two shares: each of the two is to be subtracted.") { $0 - $1 * $2 },
    pair("You took the pair's share without its sign: it may be negative.") { abs($0 - $1 - $2) },
    pair("You left the pairs at 0.") { _, _, _ in 0 },
    pair("You subtracted the larger of the two only: both are to be subtracted.") { $0 - max($1, $2) },
    pair("You subtracted the pair's share from the two: it is the other way round.") { $1 + $2 - $0 },
    pair("You set the negative shares of pairs to 0: they are kept.") { max(0, $0 - $1 - $2) },
    Mistake("You added the two bins' numbers, so that different cells are taken for one: use K bᵢ + bⱼ.") {
      $0.shares(cells: { i, j, _ in i + j })
    },
    Mistake("You multiplied the two bins' numbers, so that different cells are taken for one: use K bᵢ + bⱼ.") {
      $0.shares(cells: { i, j, _ in i * j })
    },
    Mistake("You counted K² cells: k is the number of cells that are not empty.") {
      $0.shares(ofCells: { $0.share($0.bins - 1, $0.within / ($0.n - $0.bins)) })
    },
    Mistake("You did not correct the cells for chance: they get the same formula as the bins.") {
      $0.shares(ofCells: { $0.share(0, 0) })
    },
    Mistake("You corrected the cells with the k of bins: there it is the number of cells that are not empty.") {
      input in
      let k = Double(input.bins)
      return input.shares(ofCells: { $0.share(k - 1, $0.within / ($0.n - k)) })
    },
    Mistake("You used the pair's formula on the diagonal, too: there stands V alone.") { input in
      let right = input.shares()
      return Matrix(rows: right.rows, columns: right.columns) { $0 == $1 ? -right[$0, $1] : right[$0, $1] }
    },
    Mistake("You gave each half of the matrix half of the pair's share: both have the whole.") { input in
      let right = input.shares()
      return Matrix(rows: right.rows, columns: right.columns) { $0 == $1 ? right[$0, $1] : right[$0, $1] / 2 }
    },
    Mistake("You left the diagonal at 0: there stands what each explains alone.") { input in
      let right = input.shares()
      return Matrix(rows: right.rows, columns: right.columns) { $0 == $1 ? 0 : right[$0, $1] }
    },
    Mistake("You gave the diagonal 1: there stands what each explains alone.") { input in
      let right = input.shares()
      return Matrix(rows: right.rows, columns: right.columns) { $0 == $1 ? 1 : right[$0, $1] }
    },
    Mistake("You filled one half only: a pair's share stands at [i, j] and at [j, i].") { input in
      let right = input.shares()
      return Matrix(rows: right.rows, columns: right.columns) { $0 <= $1 ? right[$0, $1] : 0 }
    },
  ]
}

import Engine
import Solutions

extension Lesson15 {
  struct HalvingInput: Sendable {
    let losses: Matrix
    let epochs: Int
    let factor: Int

    init(_ losses: [[Double]], epochs: Int, factor: Int) {
      (self.losses, self.epochs, self.factor) = (Matrix(losses), epochs, factor)
    }

    /// Losses that fall, each trial at its own pace, so that the order changes from rung to rung.
    init(trials: Int, epochs: Int, factor: Int, columns: Int, bad: Int = 0, using generator: inout Generator) {
      losses = Matrix(rows: trials, columns: columns) { i, k in
        if i % 5 < bad { return generator.uniform() < 0.5 ? .nan : .infinity }
        // Tenths, so that some are equal.
        return ((2.5 - 0.3 * Double(k) + generator.uniform(in: -1..<1)) * 10).rounded() / 10
      }
      (self.epochs, self.factor) = (epochs, factor)
    }

    /// Which of a rung's trials go on, with parts that can be exchanged: the order by (loss, number) and how many.
    func rungs(
      isBetter: (Trial, Trial) -> Bool = { $0.isBetter(than: $1) }, keep: ((Int) -> Int)? = nil,
      loss: ((Int, Int) -> Double)? = nil
    ) -> [[Int]] {
      var rungs = [Array(0..<losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        let k = min(rungs.count, losses.columns) - 1
        let trials = rung.map { Trial(number: $0, loss: loss?($0, k) ?? losses[$0, k]) }
        let kept = min(rung.count - 1, keep?(rung.count) ?? max(1, rung.count / factor))
        let best = trials.map { one in (one, trials.count { isBetter($0, one) }) }.sorted { $0.1 < $1.1 }
        rungs.append(best.prefix(kept).map(\.0.number))
      }
      return rungs
    }

    /// The cost, if rung k has trained its trials for `added` epochs of all that they have had, and of those before.
    func cost(of rungs: [[Int]], added: (Int, Int) -> Int = { $0 - $1 }) -> Int {
      var (cost, trained) = (0, 0)
      for rung in rungs {
        let now = trained == 0 ? epochs : trained * factor
        cost += rung.count * added(now, trained)
        trained = now
      }
      return cost
    }

    var right: Halving {
      let rungs = rungs()
      return Halving((rungs, cost(of: rungs)))
    }
  }

  struct Trial {
    let number: Int
    let loss: Double

    func isBetter(than other: Trial) -> Bool {
      let (a, b) = (loss.isNaN ? 1 : 0, other.loss.isNaN ? 1 : 0)
      if a != b { return a < b }
      return loss == other.loss || a == 1 ? number < other.number : loss < other.loss
    }
  }

  /// The rungs, each sorted by numbers, and the cost.
  struct Halving {
    let rungs: [[Int]]
    let cost: Int

    init(_ answer: (rungs: [[Int]], cost: Int)) { (rungs, cost) = (answer.rungs.map { $0.sorted() }, answer.cost) }

    var quantities: [Quantity] {
      [
        .list("trials in each rung", rungs.map { Double($0.count) }),
        .list("their numbers, rung by rung", rungs.flatMap(\.self).map(Double.init)),
        .number("cost", Double(cost)),
      ]
    }
  }

  static let halvings: Bank<HalvingInput, Halving> = Bank(
    id: "15.6",
    cases: { generator in
      let readable = [
        Case(
          HalvingInput([[3, 2, 1], [1, 3, 1], [4, 1, 1], [2, 1, 1]], epochs: 1, factor: 2),
          note: "Four trials at 1 epoch, trials 1 and 3 to 2, trial 3 to 4: 4 + 2 · 1 + 1 · 2 epochs."),
        Case(
          HalvingInput([[5, 0], [4, 0], [6, 0], [1, 0], [3, 0]], epochs: 2, factor: 3),
          note: "⌊5/3⌋ = 1: trial 3 alone goes on, from 2 epochs to 6. 10 + 4 epochs."),
        Case(
          HalvingInput(
            [[5, 2, 0], [4, 3, 0], [2, 4, 0], [6, 5, 0], [3, 1, 0], [7, 1, 0], [1, 6, 0]], epochs: 1, factor: 2),
          note: "Seven, three, one. Of trials 2, 4 and 6, trial 4 is best in the second rung."),
        Case(
          HalvingInput([[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]], epochs: 3, factor: 2),
          note: "All losses are equal: the lower numbers go on."),
        Case(
          HalvingInput([[.nan, 2, 0, 9], [.nan, 1, 0, 9], [3, 4, 0, 9], [.nan, 0, 0, 9]], epochs: 1, factor: 2),
          note: "One loss is a number, and two trials go on: 2, and of those with nan the first, 0."),
      ]
      let edges = [
        Case(HalvingInput([[2]], epochs: 4, factor: 3), note: "One trial: one rung."),
        Case(HalvingInput([[2, 1, 0]], epochs: 3, factor: 2), note: "One trial: one rung, however many columns."),
        Case(
          HalvingInput(
            [
              [.nan, 1, 9, 9], [.infinity, 2, 0, 9], [4, 3, 0, 9], [.nan, 0, 0, 9], [.infinity, 0, 0, 9],
              [.nan, 5, 9, 9],
            ],
            epochs: 1, factor: 2),
          note: "Trials 1, 2 and 4 go on: ∞ is better than nan."),
        Case(
          HalvingInput([[.infinity, .nan, 9], [.nan, 1, 9], [.nan, 0, 9], [.nan, 2, 9]], epochs: 2, factor: 2),
          note: "Trials 0 and 1 go on. A trial that had ∞ has nan now."),
        Case(HalvingInput([[2, 1], [1, 1]], epochs: 5, factor: 3), note: "⌊2/3⌋ = 0, but at least one goes on."),
        Case(
          HalvingInput([[.nan, 1], [.infinity, 1]], epochs: 1, factor: 2), note: "∞ is better than nan."),
        Case(
          HalvingInput([[.infinity, 0, 0], [.nan, 0, 0], [2, .nan, 1], [1, .infinity, 2]], epochs: 2, factor: 2),
          note: "Trials 2 and 3 go on; then ∞ is better than nan."),
        Case(
          HalvingInput([[.nan, 3], [.nan, 2], [.nan, 1]], epochs: 1, factor: 3), note: "nan only: the lower number."),
        Case(
          HalvingInput([[.nan, 1], [5, 1], [.nan, 1], [4, 1]], epochs: 7, factor: 4),
          note: "nan is worse than any number."),
        Case(
          HalvingInput([[.nan, 1], [-1, 1], [0, 1], [2, 1]], epochs: 2, factor: 4), note: "A loss may be negative."),
        Case(
          HalvingInput([[2, -1, 0], [1, -1, 0], [5, 0, 0], [6, 0, 0]], epochs: 2, factor: 2),
          note: "In the second rung trials 0 and 1 are equal: trial 0 is better, though it was not in the first."),
        Case(
          HalvingInput([[2, -1, 0], [1, -2, 0], [5, 0, 0], [6, 0, 0]], epochs: 2, factor: 2),
          note: "−2 is below −1."),
        Case(
          HalvingInput([[-1, 5, 5, 5], [0, -2, 5, 5], [-3, -1, 5, 5]], epochs: 1, factor: 2),
          note: "There are more columns than rungs: a rung with one trial is the last."),
        Case(
          HalvingInput([[4, 1], [3, 2], [3, 3], [4, 4], [5, 5]], epochs: 10, factor: 2),
          note: "Of the two 3 both go on; of two equal losses the lower number is better."
        ),
      ]
      // Column k belongs to rung k; the second of these is the lesson's.
      let generated = [
        (8, 1, 2, 4, 0), (27, 1, 3, 4, 0), (11, 2, 2, 5, 1), (30, 3, 2, 5, 2), (50, 1, 4, 4, 1), (16, 5, 3, 3, 0),
        (100, 1, 5, 4, 1), (9, 4, 10, 3, 0),
      ]
      return readable + edges
        + generated.map { trials, epochs, factor, columns, bad in
          Case(
            HalvingInput(
              trials: trials, epochs: epochs, factor: factor, columns: columns, bad: bad, using: &generator))
        }
    },
    input: {
      [.matrix("losses", $0.losses), .number("epochs", Double($0.epochs)), .number("factor", Double($0.factor))]
    },
    output: { $0.quantities },
    reference: { Halving(successiveHalving($0.losses, epochs: $0.epochs, factor: $0.factor)) },
    alternatives: [
      Answer("by the places of all, and the epochs of each trial") { input in
        let rungs = input.rungs()
        let trained = (0..<input.losses.rows).map { i in
          (1..<max(1, rungs.count { $0.contains(i) })).reduce(input.epochs) { epochs, _ in epochs * input.factor }
        }
        return Halving((rungs, trained.reduce(0, +)))
      },
      Answer("a call of itself with those that are left") { input in
        func halve(_ rung: [Int], _ k: Int, _ trained: Int) -> [[Int]] {
          if rung.count == 1 { return [rung] }
          let losses = rung.map { input.losses[$0, k] }
          let tuples = zip(losses, rung).map { ($0.isNaN ? 1 : 0, $0.isNaN ? 0 : $0, $1) }
          let best = tuples.sorted { $0 < $1 }.prefix(max(1, rung.count / input.factor))
          return [rung] + halve(best.map(\.2), k + 1, trained * input.factor)
        }
        let rungs = halve(Array(0..<input.losses.rows), 0, input.epochs)
        var (cost, epochs) = (0, input.epochs)
        for (k, rung) in rungs.enumerated() {
          cost += k == 0 ? rung.count * epochs : rung.count * (epochs - epochs / input.factor)
          epochs *= input.factor
        }
        return Halving((rungs, cost))
      },
    ],
    misconceptions: mistakesOfTheCost + mistakesOfTheOrder + mistakesOfTheRungs)

  private typealias Mistake = Answer<HalvingInput, Halving>

  private static func cost(_ diagnosis: String, _ cost: @escaping @Sendable (HalvingInput, [[Int]]) -> Int) -> Mistake {
    Mistake(diagnosis) { input in
      let rungs = input.rungs()
      return Halving((rungs, cost(input, rungs)))
    }
  }

  private static func rungs(_ diagnosis: String, _ rungs: @escaping @Sendable (HalvingInput) -> [[Int]]) -> Mistake {
    Mistake(diagnosis) { input in
      let rungs = rungs(input)
      return Halving((rungs, input.cost(of: rungs)))
    }
  }

  private static let mistakesOfTheCost: [Mistake] = [
    cost("You counted all epochs of each rung anew: trials go on from where they are.") { input, rungs in
      input.cost(of: rungs) { now, _ in now }
    },
    cost("You counted r epochs for each rung: it adds f times as many less those that were done.") { input, rungs in
      rungs.reduce(0) { $0 + $1.count * input.epochs }
    },
    cost("You let each rung add r epochs f times: 1, 3, 9 are reached by adding 2 and 6.") { input, rungs in
      rungs.enumerated().reduce(0) { $0 + $1.element.count * input.epochs * ($1.offset == 0 ? 1 : input.factor) }
    },
    cost("You added (f − 1) r epochs in each rung: the epochs are multiplied by f, to r, f r, f² r.") { input, rungs in
      rungs.enumerated().reduce(0) {
        $0 + $1.element.count * input.epochs * ($1.offset == 0 ? 1 : input.factor - 1)
      }
    },
    cost("You began with f r epochs: the first rung has r.") { input, rungs in
      input.factor * input.cost(of: rungs)
    },
    cost("You left out the last rung: its trial is trained, too.") { input, rungs in
      rungs.count == 1 ? input.cost(of: rungs) : input.cost(of: rungs.dropLast())
    },
    cost("You left out the first rung: there all trials are trained for r epochs.") { input, rungs in
      input.cost(of: rungs) - input.epochs * input.losses.rows
    },
    cost("You counted the epochs of the winner: the cost is that of all trials.") { input, rungs in
      (1..<rungs.count).reduce(input.epochs) { epochs, _ in epochs * input.factor }
    },
    cost("You counted trials, not epochs.") { _, rungs in rungs.reduce(0) { $0 + $1.count } },
    cost("You took r for 1: the first rung has r epochs.") { input, rungs in input.cost(of: rungs) / input.epochs },
    cost("You trained all trials to the end: those that are out stop.") { input, rungs in
      input.losses.rows * (1..<rungs.count).reduce(input.epochs) { epochs, _ in epochs * input.factor }
    },
    cost("You multiplied a rung's epochs by the trials of the rung before: count those that go on.") { input, rungs in
      input.cost(of: [rungs[0]] + rungs.dropLast())
    },
    cost(
      "You let the epochs grow by r at each rung, and counted all of them anew: they are multiplied by f, and trials go on."
    ) { input, rungs in
      rungs.enumerated().reduce(0) { $0 + $1.element.count * input.epochs * ($1.offset + 1) }
    },
  ]

  private static let mistakesOfTheOrder: [Mistake] = [
    rungs("You kept the highest losses: the lowest go on.") { input in
      input.rungs(isBetter: { a, b in
        Trial(number: a.number, loss: -a.loss).isBetter(than: Trial(number: b.number, loss: -b.loss))
      })
    },
    rungs("You kept the highest losses: the lowest go on.") { input in
      input.rungs(isBetter: { $1.isBetter(than: $0) })
    },
    rungs("You kept all whose loss equals the last that goes on: of equal losses the lower numbers go on.") { input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1, rungs.count < input.losses.columns {
        let trials = rung.map { Trial(number: $0, loss: input.losses[$0, rungs.count - 1]) }
        let last = trials.sorted { $0.isBetter(than: $1) }[max(1, rung.count / input.factor) - 1]
        rungs.append(trials.filter { !last.isBetter(than: $0) || $0.loss == last.loss }.map(\.number))
      }
      return rungs
    },
    rungs("Of equal losses you kept the higher number: the lower one counts as better.") { input in
      input.rungs(isBetter: { a, b in
        let nans = (a.loss.isNaN ? 1 : 0, b.loss.isNaN ? 1 : 0)
        if nans.0 != nans.1 { return nans.0 < nans.1 }
        return a.loss == b.loss || nans.0 == 1 ? a.number > b.number : a.loss < b.loss
      })
    },
    rungs("You took nan for the best: it is worse than any other loss.") { input in
      input.rungs(isBetter: { a, b in
        if a.loss.isNaN != b.loss.isNaN { return a.loss.isNaN }
        return a.loss == b.loss || a.loss.isNaN ? a.number < b.number : a.loss < b.loss
      })
    },
    rungs("You compared losses by < alone: with nan that is always false, so nan ends up anywhere. Ask for nan first.")
    {
      input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        let trials = rung.map { Trial(number: $0, loss: input.losses[$0, rungs.count - 1]) }
        let best = trials.sorted { ($0.loss, $0.number) < ($1.loss, $1.number) }
        rungs.append(best.prefix(max(1, rung.count / input.factor)).map(\.number))
      }
      return rungs
    },
    rungs("You left out the trials with nan: where there are places for them, they go on.") { input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        let trials = rung.map { Trial(number: $0, loss: input.losses[$0, rungs.count - 1]) }
        let best = trials.filter { !$0.loss.isNaN }.sorted { $0.isBetter(than: $1) }
        rungs.append(best.prefix(max(1, rung.count / input.factor)).map(\.number))
      }
      return rungs
    },
    rungs("You left out the trials whose loss is not finite: where there are places for them, they go on.") { input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        let trials = rung.map { Trial(number: $0, loss: input.losses[$0, rungs.count - 1]) }
        let best = trials.filter(\.loss.isFinite).sorted { $0.isBetter(than: $1) }
        rungs.append(best.prefix(max(1, rung.count / input.factor)).map(\.number))
      }
      return rungs
    },
    rungs("You took ∞ for worse than nan: nan is worse than any other loss.") { input in
      input.rungs(isBetter: { a, b in
        func order(_ x: Double) -> Int { x.isNaN ? 1 : x == .infinity ? 2 : 0 }
        if order(a.loss) != order(b.loss) { return order(a.loss) < order(b.loss) }
        return order(a.loss) > 0 || a.loss == b.loss ? a.number < b.number : a.loss < b.loss
      })
    },
    rungs("Of equal losses you kept the one that was better in the rung before: the lower number counts as better.") {
      input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        // Numbered by their places, which are the order of the rung before.
        let trials = rung.indices.map { Trial(number: $0, loss: input.losses[rung[$0], rungs.count - 1]) }
        let best = trials.sorted { $0.isBetter(than: $1) }
        rungs.append(best.prefix(max(1, rung.count / input.factor)).map { rung[$0.number] })
      }
      return rungs
    },
    rungs("You compared sizes without the sign: a loss of −1 is below 0.") { input in
      input.rungs(loss: { abs(input.losses[$0, $1]) })
    },
    rungs("You took nan for ∞: nan is worse.") { input in
      input.rungs(loss: { input.losses[$0, $1].isNaN ? .infinity : input.losses[$0, $1] })
    },
    rungs("You took nan for 0: it is worse than any other loss.") { input in
      input.rungs(loss: { input.losses[$0, $1].isNaN ? 0 : input.losses[$0, $1] })
    },
    rungs("You always sorted by the first rung's losses: each rung has its own.") { input in
      input.rungs(loss: { i, _ in input.losses[i, 0] })
    },
    rungs("You sorted by the last column: a rung sees the losses at its own end.") { input in
      input.rungs(loss: { i, _ in input.losses[i, input.losses.columns - 1] })
    },
    rungs("You sorted by the next rung's losses: a rung sees those at its own end.") { input in
      input.rungs(loss: { i, k in input.losses[i, min(k + 1, input.losses.columns - 1)] })
    },
    rungs("You sorted by the lowest loss so far: it is the one at the end of this rung.") { input in
      input.rungs(loss: { i, k in input.losses.row(i)[...k].min { $0 < $1 || $1.isNaN && !$0.isNaN }! })
    },
    rungs("You sorted by the sum of all losses so far: it is the one at the end of this rung.") { input in
      input.rungs(loss: { i, k in input.losses.row(i)[...k].reduce(0, +) })
    },
    rungs("You kept the first trials of each rung: those with the lowest losses go on.") { input in
      input.rungs(loss: { i, _ in Double(i) })
    },
  ]

  private static let mistakesOfTheRungs: [Mistake] = [
    rungs("You rounded up: of 5 trials ⌊5/2⌋ = 2 go on.") { input in
      input.rungs(keep: { ($0 + input.factor - 1) / input.factor })
    },
    rungs("You let stopped trials come back: only those of the rung before can go on.") { input in
      let all = (0..<input.losses.rows)
      return input.rungs().enumerated().map { k, rung in
        if k == 0 { return Array(all) }
        let trials = all.map { Trial(number: $0, loss: input.losses[$0, k - 1]) }
        return trials.sorted { $0.isBetter(than: $1) }.prefix(rung.count).map(\.number)
      }
    },
    rungs("You counted only the trials with a finite loss: c counts all of a rung.") { input in
      var rungs = [Array(0..<input.losses.rows)]
      while let rung = rungs.last, rung.count > 1 {
        let trials = rung.map { Trial(number: $0, loss: input.losses[$0, rungs.count - 1]) }
        let kept = max(1, trials.count { $0.loss.isFinite } / input.factor)
        rungs.append(trials.sorted { $0.isBetter(than: $1) }.prefix(kept).map(\.number))
      }
      return rungs
    },
    rungs("You let a single trial go on to a second rung: the first rung with one trial is the last.") { input in
      let rungs = input.rungs()
      return rungs.count == 1 ? rungs + rungs : rungs
    },
    rungs("You kept one more than ⌊c/f⌋: of 4 trials ⌊4/2⌋ = 2 go on.") { input in
      input.rungs(keep: { $0 / input.factor + 1 })
    },
    rungs("You took the columns for trials: row i belongs to trial i.") { input in
      let turned = input.losses.transposed
      return HalvingInput(
        (0..<turned.rows).map(turned.row), epochs: input.epochs, factor: input.factor
      ).rungs()
    },
    rungs("You rounded to the nearest: the number that go on is rounded down.") { input in
      input.rungs(keep: { max(1, Int((Double($0) / Double(input.factor)).rounded())) })
    },
    rungs("You always kept half: one of f goes on.") { input in input.rungs(keep: { max(1, $0 / 2) }) },
    rungs("You always kept a third: one of f goes on.") { input in input.rungs(keep: { max(1, $0 / 3) }) },
    rungs("You stopped one trial in f: one in f goes *on*.") { input in
      input.rungs(keep: { max(1, $0 - $0 / input.factor) })
    },
    rungs("You stopped f trials in each rung: one in f goes on.") { input in
      input.rungs(keep: { max(1, $0 - input.factor) })
    },
    rungs("You kept f trials: one in f goes on.") { input in input.rungs(keep: { min(input.factor, max(1, $0 - 1)) }) },
    rungs("You left out the last rung: the one that is left is trained further, as a rung of its own.") { input in
      let rungs = input.rungs()
      return rungs.count == 1 ? rungs : rungs.dropLast()
    },
    rungs("You left out the first rung: it has all trials.") { input in
      let rungs = input.rungs()
      return rungs.count == 1 ? rungs : Array(rungs.dropFirst())
    },
    rungs("You let no trial go on where there are fewer than f: at least one does.") { input in
      let rungs = input.rungs()
      let short = rungs.firstIndex { $0.count < input.factor && $0.count > 1 }
      return short.map { rungs[...$0] + [[]] } ?? rungs
    },
    rungs("You stopped where there are fewer than f trials: one still goes on.") { input in
      let rungs = input.rungs()
      let short = rungs.firstIndex { $0.count < input.factor }
      return short.map { Array(rungs[...$0]) } ?? rungs
    },
    rungs("You went on until the columns ended: a rung with one trial is the last.") { input in
      let rungs = input.rungs()
      return rungs + [[Int]](repeating: rungs[rungs.count - 1], count: max(0, input.losses.columns - rungs.count))
    },
    rungs("You gave places in the list that was left: keep the trials' own numbers.") { input in
      let rungs = input.rungs()
      return [rungs[0]]
        + zip(rungs, rungs.dropFirst()).map { before, rung in
          let before = before.sorted()
          return rung.map { before.firstIndex(of: $0)! }
        }
    },
    rungs("You looked up the losses by places in the list that was left: row i belongs to trial i, to the end.") {
      input in
      var rungs = [Array(0..<input.losses.rows)]
      for (k, rung) in input.rungs().dropFirst().enumerated() {
        let trials = (0..<rungs[k].count).map { Trial(number: $0, loss: input.losses[$0, k]) }
        rungs.append(trials.sorted { $0.isBetter(than: $1) }.prefix(rung.count).map(\.number))
      }
      return rungs
    },
    rungs("You counted the trials from 1: the first is 0.") { input in input.rungs().map { $0.map { $0 + 1 } } },
    rungs("You gave those that are stopped: asked are those that take part in each rung.") { input in
      let rungs = input.rungs()
      return zip(rungs, rungs.dropFirst() + [[]]).map { rung, next in rung.filter { !next.contains($0) } }
    },
  ]
}

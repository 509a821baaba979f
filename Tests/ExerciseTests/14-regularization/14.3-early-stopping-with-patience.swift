import Engine
import Solutions

extension Lesson14 {
  struct Curve: Sendable {
    let losses: [Double]
    let patience: Int

    init(_ losses: [Double], patience: Int) { (self.losses, self.patience) = (losses, patience) }

    /// The epoch of the lowest loss; of equal ones, the first.
    var lowest: Int { losses.indices.reduce(0) { losses[$1] < losses[$0] ? $1 : $0 } }
  }

  typealias Stop = (kept: Int, stopped: Int)

  static let stops: Bank<Curve, Stop> = Bank(
    id: "14.3",
    cases: { generator in
      let readable = [
        Case(Curve([5, 3, 4, 6, 7, 2], patience: 2), note: "Epochs 2 and 3 are not below 3: the 2 comes too late."),
        Case(Curve([5, 3, 4, 2, 6, 7, 8], patience: 2), note: "A new low at epoch 3: the count begins anew."),
        Case(
          Curve([5, 4, 3, 2, 1], patience: 1), note: "Patience never runs out: training stops with the last epoch."),
        Case(Curve([3, 4, 5, 6], patience: 1), note: "The first epoch is the best, and epoch 1 uses up all patience."),
        Case(
          Curve([4, 3, 3, 3, 2], patience: 2), note: "An equal loss is not below, and it is the first 3 that is kept."),
        Case(Curve([4, 2, 3, 2, 3, 1], patience: 3), note: "The second 2 is not below the first."),
        Case(
          Curve([6, 5, 7, 6.5, 5.5, 4, 8], patience: 4),
          note: "Losses that fall, but not below the lowest, do not count as better."),
      ]
      let edges = [
        Case(Curve([2], patience: 3), note: "A single epoch."),
        Case(Curve([2, 3], patience: 1)),
        Case(Curve([2, 3], patience: 2), note: "Training ends before patience does."),
        Case(Curve([2, 1, 3, 3, 3], patience: 3), note: "Patience runs out exactly with the last epoch."),
        Case(Curve([2, 1, 3, 3], patience: 20)),
        Case(Curve([0, -1, 0, -2, 0, 0], patience: 2), note: "A loss may be negative."),
        Case(
          Curve([3, .infinity, 2, .infinity, .infinity, 1], patience: 2), note: "An infinite loss is below nothing."),
        Case(Curve([3, .nan, 2, .nan, .nan, 1], patience: 2), note: "nan is below nothing, and nothing is below nan."),
        Case(Curve([3, 2, .nan], patience: 2), note: "A nan at the end: the 2 is kept."),
        Case(Curve([3, .nan, 4, 5, 1], patience: 3), note: "After the nan, 3 is still the lowest: 4 is not below it."),
        Case(Curve([3, .nan, .nan, 1], patience: 3), note: "Two epochs of nan, and patience for three."),
        Case(Curve([4, 5, .nan, 3, .nan, 2, 6], patience: 3), note: "A nan counts as an epoch without a new low."),
        Case(Curve([2, 3, .infinity, 1], patience: 2), note: "So does an infinite loss."),
        Case(Curve([3, 3, 3, 3, 3], patience: 3), note: "All losses are equal: the first is kept."),
        Case(Curve([5, 2, 4, 2, 4, 2, 4, 1], patience: 4), note: "Equal lows do not begin the count anew."),
        Case(Curve([9, 8, 7, 8, 6, 7, 8, 9], patience: 5), note: "The losses end before patience does."),
        Case(Curve([0.5, 0.499, 0.498, 0.497], patience: 1), note: "Each loss is a little below the one before."),
        Case(Curve([1, 1 - 1e-12, 1, 1, 0.5], patience: 2), note: "Below by 10⁻¹² is below."),
      ]
      let generated = [(12, 1), (15, 2), (20, 3), (25, 4), (30, 5), (8, 6), (30, 2)].map { count, patience in
        // A curve that falls and turns, with noise.
        Case(
          Curve(
            (0..<count).map { e in
              let t = Double(e) / Double(count)
              return 2 - 3 * t + 3 * t * t + generator.uniform(in: 0..<0.4)
            }, patience: patience))
      }
      return readable + edges + generated
    },
    input: { [.list("losses", $0.losses), .number("patience", Double($0.patience))] },
    output: { [.number("kept", Double($0.kept)), .number("stopped", Double($0.stopped))] },
    reference: { earlyStop($0.losses, patience: $0.patience) },
    alternatives: [
      Answer("a counter that starts anew") { input in
        var (kept, waited) = (0, 0)
        for epoch in input.losses.indices.dropFirst() {
          if input.losses[epoch] < input.losses[kept] { (kept, waited) = (epoch, 0) } else { waited += 1 }
          if waited >= input.patience { return (kept, epoch) }
        }
        return (kept, input.losses.count - 1)
      },
      Answer("from each low, a look ahead") { input in
        var kept = 0
        while true {
          let ahead = (kept + 1)..<min(kept + 1 + input.patience, max(kept + 1, input.losses.count))
          guard let next = ahead.first(where: { input.losses[$0] < input.losses[kept] }) else {
            return (kept, min(kept + input.patience, input.losses.count - 1))
          }
          kept = next
        }
      },
      Answer("the lowest of each beginning") { input in
        let lows = input.losses.indices.map { Curve(Array(input.losses[...$0]), patience: 1).lowest }
        let stopped = lows.indices.first { $0 - lows[$0] >= input.patience } ?? lows.count - 1
        return (lows[stopped], stopped)
      },
    ],
    misconceptions: mistakesOfPatience + mistakesOfMargins + mistakesOfTheResult)

  private typealias Mistake = Answer<Curve, Stop>

  /// Stops `late` epochs after the right one, and takes for better what `isBetter` says of a loss and the lowest.
  private static func stop(
    _ input: Curve, late: Int = 0, isBetter: (Double, Double) -> Bool = { $0 < $1 }
  ) -> Stop {
    var kept = 0
    for epoch in input.losses.indices {
      if epoch > 0, isBetter(input.losses[epoch], input.losses[kept]) { kept = epoch }
      if epoch - kept == input.patience + late { return (kept, epoch) }
    }
    return (kept, input.losses.count - 1)
  }

  /// A counter beside the lowest, which begins anew by another comparison than that which keeps an epoch.
  private static func waiting(
    _ input: Curve, isKept: (Double, Double) -> Bool, isNew: (Double, Double) -> Bool
  ) -> Stop {
    var (kept, waited) = (0, 0)
    for epoch in input.losses.indices.dropFirst() {
      waited = isNew(input.losses[epoch], input.losses[kept]) ? 0 : waited + 1
      if isKept(input.losses[epoch], input.losses[kept]) { kept = epoch }
      if waited == input.patience { return (kept, epoch) }
    }
    return (kept, input.losses.count - 1)
  }

  /// Passes over some losses.
  private static func skipping(_ isSkipped: (Double) -> Bool, _ input: Curve) -> Stop {
    var (kept, waited) = (0, 0)
    for epoch in input.losses.indices.dropFirst() where !isSkipped(input.losses[epoch]) {
      if input.losses[epoch] < input.losses[kept] { (kept, waited) = (epoch, 0) } else { waited += 1 }
      if waited == input.patience { return (kept, epoch) }
    }
    return (kept, input.losses.count - 1)
  }

  private static let mistakesOfPatience: [Mistake] = [
    Mistake("You counted an equal loss as better: it is to be strictly below, and the first of equals is kept.") {
      stop($0) { $0 <= $1 }
    },
    Mistake("You took for better what is not higher, so that nan counts: it is below nothing.") {
      stop($0) { !($0 >= $1) }
    },
    Mistake("You waited one epoch too long: after `patience` epochs without a new low, that epoch is the last.") {
      stop($0, late: 1)
    },
    Mistake("You gave up one epoch too early: `patience` epochs in a row have to pass without a new low.") { input in
      stop(Curve(input.losses, patience: max(1, input.patience - 1)))
    },
    Mistake("You compared with the epoch before: asked is whether a loss is below the *lowest* so far.") { input in
      var (kept, waited) = (0, 0)
      for epoch in input.losses.indices.dropFirst() {
        waited = input.losses[epoch] < input.losses[epoch - 1] ? 0 : waited + 1
        if input.losses[epoch] < input.losses[kept] { kept = epoch }
        if waited == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
    Mistake("You did not begin the count anew at a new low: patience is for epochs *in a row*.") { input in
      var (kept, waited) = (0, 0)
      for epoch in input.losses.indices.dropFirst() {
        if input.losses[epoch] < input.losses[kept] { kept = epoch } else { waited += 1 }
        if waited == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
    Mistake("You stopped at the first rise: `patience` says how many epochs to wait.") { input in
      stop(Curve(input.losses, patience: 1))
    },
    Mistake("You began the count anew at an equal loss: patience is for epochs without one strictly below.") { input in
      waiting(input, isKept: { $0 < $1 }, isNew: { $0 <= $1 })
    },
    Mistake("Of equal losses you kept the last: it is the first that is kept.") { input in
      waiting(input, isKept: { $0 <= $1 }, isNew: { $0 < $1 })
    },
    Mistake("You stopped at a nan: it is an epoch without a new low, no more.") { input in
      let end = input.losses.firstIndex { $0.isNaN } ?? input.losses.count - 1
      return earlyStop(Array(input.losses[...end]), patience: input.patience)
    },
    Mistake("You stopped at a loss that is not finite: it is an epoch without a new low, no more.") { input in
      let end = input.losses.firstIndex { !$0.isFinite } ?? input.losses.count - 1
      return earlyStop(Array(input.losses[...end]), patience: input.patience)
    },
    Mistake("After a nan you took the next loss for the lowest: the lowest before the nan still counts.") {
      input in
      var (kept, waited, lowest) = (0, 0, input.losses[0])
      for epoch in input.losses.indices.dropFirst() {
        let loss = input.losses[epoch]
        if loss < lowest || (lowest.isNaN && !loss.isNaN) {
          (kept, waited, lowest) = (epoch, 0, loss)
        } else {
          if loss.isNaN { lowest = loss }
          waited += 1
        }
        if waited == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
    Mistake("You did not count an epoch of nan: it is one without a new low.") { skipping(\.isNaN, $0) },
    Mistake("You did not count an epoch whose loss is not finite: it is one without a new low.") { input in
      skipping({ !$0.isFinite }, input)
    },
    Mistake("You compared with the loss `patience` epochs before: asked is the *lowest* so far.") { input in
      let stopped =
        input.losses.indices.dropFirst(input.patience).first {
          !(input.losses[$0] < input.losses[$0 - input.patience])
        } ?? input.losses.count - 1
      return (Curve(Array(input.losses[...stopped]), patience: 1).lowest, stopped)
    },
    Mistake("You compared with the epoch before, and kept the one before the rise: asked is the *lowest* so far.") {
      input in
      var waited = 0
      for epoch in input.losses.indices.dropFirst() {
        waited = input.losses[epoch] < input.losses[epoch - 1] ? 0 : waited + 1
        if waited == input.patience { return (epoch - waited, epoch) }
      }
      return (input.losses.count - 1 - waited, input.losses.count - 1)
    },
    Mistake("You counted epochs that rise in a row: one that falls, but not below the lowest, counts too.") { input in
      var (kept, waited) = (0, 0)
      for epoch in input.losses.indices.dropFirst() {
        waited = input.losses[epoch] > input.losses[epoch - 1] ? waited + 1 : 0
        if input.losses[epoch] < input.losses[kept] { kept = epoch }
        if waited == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
    Mistake("You counted an epoch that is above the lowest only: an equal loss is not below it, and counts too.") {
      input in
      var (kept, waited) = (0, 0)
      for epoch in input.losses.indices.dropFirst() {
        if input.losses[epoch] < input.losses[kept] {
          (kept, waited) = (epoch, 0)
        } else if input.losses[epoch] > input.losses[kept] {
          waited += 1
        }
        if waited == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
    Mistake("Your lowest loss was 0 at the beginning: it is the first loss.") { input in
      var (kept, lowest) = (0, 0.0)
      for (epoch, loss) in input.losses.enumerated() {
        if loss < lowest { (kept, lowest) = (epoch, loss) }
        if epoch - kept == input.patience { return (kept, epoch) }
      }
      return (kept, input.losses.count - 1)
    },
  ]

  /// A new low is asked to be lower by something: for both, or for patience alone.
  private static let mistakesOfMargins: [Mistake] =
    ([{ 0.01 * abs($0) }, { _ in 1e-2 }, { _ in 1e-4 }, { _ in 1e-8 }] as [@Sendable (Double) -> Double]).flatMap {
      margin in
      [
        Mistake("Below by little was not enough for you: any loss strictly below the lowest is a new low.") {
          stop($0) { $0 < $1 - margin($1) }
        },
        Mistake("Below by little did not begin your count anew: any loss strictly below the lowest does.") { input in
          waiting(input, isKept: { $0 < $1 }, isNew: { $0 < $1 - margin($1) })
        },
      ]
    }

  private static let mistakesOfTheResult: [Mistake] = [
    Mistake("You gave the kept epoch twice: the second number is the last epoch that is trained.") { input in
      let kept = earlyStop(input.losses, patience: input.patience).kept
      return (kept, kept)
    },
    Mistake("You kept the lowest of all losses: those after the stop are never seen.") { input in
      (input.lowest, earlyStop(input.losses, patience: input.patience).stopped)
    },
    Mistake("You never stopped: patience runs out before the last epoch.") { input in
      (input.lowest, input.losses.count - 1)
    },
    Mistake("You kept the weights of the last epoch: it is the lowest loss that counts.") { input in
      let stopped = earlyStop(input.losses, patience: input.patience).stopped
      return (stopped, stopped)
    },
    Mistake("If patience never runs out you kept the last epoch's weights: it is the lowest loss that counts.") {
      input in
      let right = earlyStop(input.losses, patience: input.patience)
      return right.stopped == right.kept + input.patience ? right : (right.stopped, right.stopped)
    },
    Mistake("You always kept stopped − patience: if the losses end before patience does, look for the lowest.") {
      input in
      let stopped = earlyStop(input.losses, patience: input.patience).stopped
      return (max(0, stopped - input.patience), stopped)
    },
    Mistake("You gave the number of losses for the last epoch where patience never runs out: they count from 0.") {
      input in
      let right = earlyStop(input.losses, patience: input.patience)
      return right.stopped == right.kept + input.patience ? right : (right.kept, input.losses.count)
    },
    Mistake("You counted epochs from 1: the first is 0.") { input in
      let right = earlyStop(input.losses, patience: input.patience)
      return (right.kept + 1, right.stopped + 1)
    },
    Mistake("You gave the number of epochs trained for the last one: they are counted from 0.") { input in
      let right = earlyStop(input.losses, patience: input.patience)
      return (right.kept, right.stopped + 1)
    },
    Mistake("You exchanged the two: first the epoch that is kept, then the last one.") { input in
      let right = earlyStop(input.losses, patience: input.patience)
      return (right.stopped, right.kept)
    },
    Mistake("You always gave kept + patience: if the losses end before that, the last epoch is theirs.") { input in
      let right = earlyStop(input.losses, patience: input.patience)
      return (right.kept, right.kept + input.patience)
    },
    Mistake("You gave the epoch before the stop: the one in which patience runs out is trained too.") { input in
      let right = earlyStop(input.losses, patience: input.patience)
      return (right.kept, right.stopped == right.kept + input.patience ? right.stopped - 1 : right.stopped)
    },
  ]
}

import Engine
import Solutions

extension Lesson15 {
  struct RangeTest: Sendable {
    let losses: [Double]
    let rates: ClosedRange<Double>
    let beta: Double

    init(_ losses: [Double], _ rates: ClosedRange<Double>, beta: Double) {
      (self.losses, self.rates, self.beta) = (losses, rates, beta)
    }

    /// A noisy loss that stays, falls, and explodes, or ends as nan.
    init(updates: Int, beta: Double, endsAt end: Int? = nil, using generator: inout Generator) {
      let low = pow(10, generator.uniform(in: -5 ..< -2))
      self.init(
        (0..<updates).map { t in
          if t == end { return generator.uniform() < 0.5 ? .nan : .infinity }
          let x = Double(t) / Double(updates - 1)
          let loss = 2.3 / (1 + exp(20 * (x - 0.5))) + exp(25 * (x - 0.85))
          return loss + generator.uniform(in: 0..<0.5)
        }, low...low * pow(10, generator.uniform(in: 3..<6)), beta: beta)
    }

    /// The losses up to the end of the test.
    var seen: [Double] { Array(losses.prefix { $0.isFinite }) }
    var updates: Double { Double(losses.count) }

    /// The rate of update t, if the exponent goes from 0 to 1 within so many updates more.
    func rate(_ t: Double, steps: Double? = nil) -> Double {
      rates.lowerBound * pow(rates.upperBound / rates.lowerBound, t / (steps ?? updates - 1))
    }

    /// The averages of what was seen, and v and t make an s.
    func averages(
      from start: Double = 0, new: Double? = nil, of losses: [Double]? = nil,
      s: (Double, Double) -> Double
    ) -> [Double] {
      var v = start
      return (losses ?? seen).enumerated().map { t, loss in
        v = beta * v + (new ?? 1 - beta) * loss
        return s(v, Double(t))
      }
    }

    var smoothed: [Double] { averages { v, t in v / (1 - pow(beta, t + 1)) } }
    var right: Pick { pick(smoothed) }

    /// The pick by other averages.
    func pick(_ smoothed: [Double]) -> Pick { (smoothed, rate(Double(firstLowest(smoothed))) / 10) }
  }

  typealias Pick = (smoothed: [Double], pick: Double)

  /// The place of the lowest number, of equal ones the first.
  static func firstLowest(_ values: [Double]) -> Int { values.indices.reduce(0) { values[$1] < values[$0] ? $1 : $0 } }

  static let rangeTests: Bank<RangeTest, Pick> = Bank(
    id: "15.5",
    cases: { generator in
      let readable = [
        Case(
          RangeTest([4, 3, 1, 2, 9], 0.001...10, beta: 0),
          note: "β = 0: s is L. The rates are 0.001, 0.01, 0.1, 1 and 10, and the lowest loss is that of 0.1."),
        Case(
          RangeTest([2, 1, 3], 0.01...1, beta: 0.5),
          note: "v is 1, 1 and 2, the divisors are 1/2, 3/4 and 7/8, and s is 2, 4/3 and 16/7."),
        Case(
          RangeTest([3, 1, .nan, 0, 0], 0.001...10, beta: 0),
          note: "The test ends before nan. Its rates are those of five updates all the same."),
        Case(
          RangeTest([4, 2, 3, 2, 5], 0.0001...1, beta: 0), note: "Of the two equal losses the first counts."),
        Case(
          RangeTest([4, 4, 0.5, 4, 2, 2, 2, 8], 0.0001...1000, beta: 0.5),
          note: "The lowest loss is at t = 2, the lowest average later."),
        Case(
          RangeTest([4, 2, 3, 1.9999995, 5], 0.0001...1, beta: 0),
          note: "Of two averages that differ by little the lower counts."),
      ]
      let edges = [
        Case(RangeTest([1, 2], 0.5...2, beta: 0.9), note: "The first is the lowest: the pick is a/10."),
        Case(RangeTest([2, 1], 0.5...2, beta: 0.9), note: "The last is the lowest: the pick is b/10."),
        Case(RangeTest([2, .infinity], 0.5...2, beta: 0.3), note: "The test ends after one update."),
        Case(RangeTest([2, .infinity, 1, .nan], 0.1...100, beta: 0.5), note: "What comes after ∞ is not looked at."),
        Case(RangeTest([3, 2, 1, .infinity], 0.001...1, beta: 0.5)),
        Case(RangeTest([3, 2, -.infinity, 1, 4], 0.001...10, beta: 0), note: "−∞ is infinite, too."),
        Case(
          RangeTest([2.5, 1.5, 1.5 - 4e-11, 1.5 - 8e-11, 2, 3], 0.01...1000, beta: 0),
          note: "Of averages that differ by little the lowest counts."),
        Case(RangeTest([2, 2, 2, 2], 0.01...10, beta: 0.5), note: "All averages are equal."),
        Case(RangeTest([0, 1, 2, 0.5], 0.3...30, beta: 0.25), note: "A loss may be 0."),
        Case(RangeTest([1, 0, -1, 3, 4], 0.01...100, beta: 0.5), note: "A loss may be negative."),
        Case(
          RangeTest([2, 1.9, 1000, 1, 0.5], 0.01...100, beta: 0),
          note: "A large loss is still finite: the test goes on."),
      ]
      let whole = [(8, 0.5), (20, 0.8), (50, 0.9), (100, 0.9), (30, 0)].map { updates, beta in
        Case(RangeTest(updates: updates, beta: beta, using: &generator), tolerance: 1e-11)
      }
      let ended = [(20, 0.5, 17), (50, 0.9, 40), (40, 0.7, 38)].map { updates, beta, end in
        Case(RangeTest(updates: updates, beta: beta, endsAt: end, using: &generator), tolerance: 1e-11)
      }
      return readable + edges + whole + ended
    },
    input: {
      [
        .list("losses", $0.losses), .list("rates", [$0.rates.lowerBound, $0.rates.upperBound]),
        .number("beta", $0.beta),
      ]
    },
    output: { [.list("smoothed", $0.smoothed), .number("pick", $0.pick)] },
    reference: { rangeTestPick($0.losses, rates: $0.rates, beta: $0.beta) },
    alternatives: [
      Answer("weighted means, and the logarithm of the rate") { input in
        let seen = input.seen
        let smoothed = seen.indices.map { t in
          let weights = (0...t).map { pow(input.beta, Double(t - $0)) }
          return zip(weights, seen).map { $0 * $1 }.reduce(0, +) / weights.reduce(0, +)
        }
        let place = Double(firstLowest(smoothed)) / (input.updates - 1)
        let (low, high) = (log(input.rates.lowerBound), log(input.rates.upperBound))
        return (smoothed, exp(low + place * (high - low) - log(10)))
      },
      Answer("step by step, the rate along") { input in
        let growth = pow(input.rates.upperBound / input.rates.lowerBound, 1 / (input.updates - 1))
        var (rate, power, v) = (input.rates.lowerBound, 1.0, 0.0)
        var (lowest, pick) = (Double.infinity, 0.0)
        var smoothed: [Double] = []
        for loss in input.losses {
          guard loss.isFinite else { break }
          v += (1 - input.beta) * (loss - v)
          power *= input.beta
          smoothed.append(v / (1 - power))
          if smoothed.last! < lowest { (lowest, pick) = (smoothed.last!, rate * 0.1) }
          rate *= growth
        }
        return (smoothed, pick)
      },
    ],
    misconceptions: mistakesOfRates + mistakesOfThePick + mistakesOfAverages + mistakesOfTheEnd)

  private typealias Mistake = Answer<RangeTest, Pick>

  /// Another pick, of the right averages.
  private static func pick(_ diagnosis: String, _ pick: @escaping @Sendable (RangeTest, Int) -> Double) -> Mistake {
    Mistake(diagnosis) { ($0.smoothed, pick($0, firstLowest($0.smoothed))) }
  }

  /// The pick of other averages.
  private static func averages(_ diagnosis: String, _ averages: @escaping @Sendable (RangeTest) -> [Double]) -> Mistake
  {
    Mistake(diagnosis) { $0.pick(averages($0)) }
  }

  private static let mistakesOfRates: [Mistake] = [
    pick("You let the rate grow by equal steps: it grows by the same *factor*.") { input, t in
      let (a, b) = (input.rates.lowerBound, input.rates.upperBound)
      return (a + Double(t) / (input.updates - 1) * (b - a)) / 10
    },
    pick("You divided t by T: from the first update to the last it is T − 1 steps.") { input, t in
      input.rate(Double(t), steps: input.updates) / 10
    },
    pick("You divided by the updates that were seen: the rates are planned for all T.") { input, t in
      input.rate(Double(t), steps: Double(max(1, input.seen.count - 1))) / 10
    },
    pick("You gave the rate of the update before: L_t belongs to the rate of update t.") { input, t in
      input.rate(Double(max(0, t - 1))) / 10
    },
    pick("You gave the rate of the update after: L_t belongs to the rate of update t.") { input, t in
      input.rate(Double(t + 1)) / 10
    },
    pick("You let the rate fall from b to a: it grows from a to b.") { input, t in
      input.rate(input.updates - 1 - Double(t)) / 10
    },
    pick("You left a out: (b/a)^(t/(T − 1)) goes from 1 to b/a.") { input, t in
      input.rate(Double(t)) / input.rates.lowerBound / 10
    },
    pick("You multiplied by b/a at each update: in all T − 1 steps together the rate grows by b/a.") { input, t in
      min(1e300, input.rates.lowerBound * pow(input.rates.upperBound / input.rates.lowerBound, Double(t))) / 10
    },
    pick("You took T + 1 steps: from the first update to the last it is T − 1 steps.") { input, t in
      input.rate(Double(t), steps: input.updates + 1) / 10
    },
    pick("You divided t by T − 1 as whole numbers, which gives 0: divide them as Doubles.") { input, t in
      input.rate((Double(t) / (input.updates - 1)).rounded(.down)) / 10
    },
    pick("You took t + 1 of T steps: at t = 0 the rate is a.") { input, t in
      input.rate(Double(t + 1), steps: input.updates) / 10
    },
    pick("You let the rate double at each update: its factor is such that it goes from a to b.") { input, t in
      input.rates.lowerBound * pow(2, Double(t)) / 10
    },
  ]

  private static func tolerant(of difference: Double) -> Mistake {
    pick("You took averages that differ by little for equal: the lowest counts, by however little.") { input, _ in
      let s = input.smoothed
      return input.rate(Double(s.indices.reduce(0) { s[$1] < s[$0] - difference ? $1 : $0 })) / 10
    }
  }

  private static let mistakesOfThePick: [Mistake] = [
    pick("You did not divide by 10.") { $0.rate(Double($1)) },
    pick("You divided the exponent by 10: it is the rate that is divided.") { $0.rate(Double($1) / 10) },
    pick("You multiplied by 10: the pick is a tenth.") { $0.rate(Double($1)) * 10 },
    tolerant(of: 1e-6), tolerant(of: 1e-9),
    pick("You looked for the lowest v: it is the lowest s, the corrected average, that counts.") { input, _ in
      input.rate(Double(firstLowest(input.averages { v, _ in v }))) / 10
    },
    pick("You took the rate in the middle, by ratio, between a and that of the lowest average: asked is a tenth.") {
      $0.rate(Double($1) / 2)
    },
    pick("You divided by e, or subtracted 1 from the natural logarithm: the pick is a tenth.") {
      $0.rate(Double($1)) / exp(1)
    },
    pick("You divided by 3: the pick is a tenth.") { $0.rate(Double($1)) / 3 },
    pick("You divided by 2: the pick is a tenth.") { $0.rate(Double($1)) / 2 },
    pick("You took the last of equal averages: the first counts.") { input, _ in
      let lowest = input.smoothed.indices.reduce(0) { input.smoothed[$1] <= input.smoothed[$0] ? $1 : $0 }
      return input.rate(Double(lowest)) / 10
    },
    pick("You looked for the lowest loss: it is the lowest average that counts.") { input, _ in
      input.rate(Double(firstLowest(input.seen))) / 10
    },
    pick("You looked for the highest average.") { input, _ in
      input.rate(Double(firstLowest(input.smoothed.map { -$0 }))) / 10
    },
    pick("You looked for the steepest fall: it is the lowest average that counts.") { input, _ in
      let falls = input.smoothed.indices.map { $0 == 0 ? 0 : input.smoothed[$0] - input.smoothed[$0 - 1] }
      return input.rate(Double(firstLowest(falls))) / 10
    },
    pick("You looked for the steepest fall: it is the lowest average that counts.") { input, _ in
      let falls = zip(input.smoothed, input.smoothed.dropFirst()).map { $1 - $0 }
      return input.rate(falls.isEmpty ? 0 : Double(firstLowest(falls))) / 10
    },
    pick("You stopped at the first rise of the average: the lowest may come later.") { input, _ in
      let s = input.smoothed
      return input.rate(Double(s.indices.dropLast().first { s[$0 + 1] >= s[$0] } ?? s.count - 1)) / 10
    },
    pick("You left the first update out of the search for the lowest.") { input, _ in
      input.smoothed.count == 1 ? .nan : input.rate(Double(1 + firstLowest(Array(input.smoothed.dropFirst())))) / 10
    },
    pick("You gave the lowest average itself: asked is the rate that belongs to it.") { $0.smoothed[$1] / 10 },
    pick("You gave the number of the update: asked is its rate.") { _, t in Double(t) },
  ]

  private static let mistakesOfAverages: [Mistake] = [
    averages("You did not correct the average: v is divided by 1 − βᵗ⁺¹.") { input in input.averages { v, _ in v } },
    Mistake("You did not correct the average: v is divided by 1 − βᵗ⁺¹.") { input in
      (input.averages { v, _ in v }, input.right.pick)
    },
    Mistake("You did not average: s is a decaying mean of the losses.") { ($0.seen, $0.right.pick) },
    averages("You divided by 1 − βᵗ: the first update has t = 0, so it is 1 − βᵗ⁺¹.") { input in
      input.averages { v, t in v / (1 - pow(input.beta, max(1, t))) }
    },
    averages("You did not average: s is a decaying mean of the losses.") { $0.seen },
    averages("You divided by 1 − βᵗ: the first update has t = 0, so it is 1 − βᵗ⁺¹.") { input in
      input.averages { v, t in v / (1 - pow(input.beta, t)) }
    },
    averages("You divided by 1 − β^T at each update: it is 1 − βᵗ⁺¹, with the t of this one.") { input in
      input.averages { v, _ in v / (1 - pow(input.beta, input.updates)) }
    },
    averages("You left out the brackets: v is divided by all of 1 − βᵗ⁺¹.") { input in
      input.averages { v, t in v / 1 - pow(input.beta, t + 1) }
    },
    averages("You divided by 1 − β each time: it is 1 − βᵗ⁺¹.") { input in
      input.averages { v, _ in v / (1 - input.beta) }
    },
    averages("You multiplied β by t + 1: it is β to that power.") { input in
      input.averages { v, t in v / (1 - input.beta * (t + 1)) }
    },
    averages("You exchanged the shares: the old average has β, and the new loss 1 − β.") { input in
      RangeTest(input.losses, input.rates, beta: 1 - input.beta).smoothed
    },
    averages("You began the average with the first loss: it begins with 0, and the division makes up for that.") {
      input in
      input.averages(from: input.losses[0]) { v, _ in v }
    },
    averages("You began the average with the first loss, and corrected it too: it begins with 0.") { input in
      input.averages(from: input.losses[0]) { v, t in v / (1 - pow(input.beta, t + 1)) }
    },
    averages("You went on with the corrected average: v is carried along as it is, and s is only read from it.") {
      input in
      var s = 0.0
      return input.seen.enumerated().map { t, loss in
        s = (input.beta * s + (1 - input.beta) * loss) / (1 - pow(input.beta, Double(t + 1)))
        return s
      }
    },
    averages("You left out the share 1 − β of the new loss.") { input in
      input.averages(new: 1) { v, t in v / (1 - pow(input.beta, t + 1)) }
    },
    averages("You took the mean of all losses so far: the old ones are to fade, by β.") { input in
      input.seen.indices.map { Array(input.seen[...$0]).mean }
    },
    averages("You averaged the logarithms of the losses.") { input in
      input.averages(of: input.seen.map(log)) { v, t in exp(v / (1 - pow(input.beta, t + 1))) }
    },
  ]

  private static let mistakesOfTheEnd: [Mistake] = [
    Mistake("You skipped the loss that is not finite and went on: the test ends there.") { input in
      let places = input.losses.indices.filter { input.losses[$0].isFinite }
      let smoothed = input.averages(of: places.map { input.losses[$0] }) { v, t in v / (1 - pow(input.beta, t + 1)) }
      return (smoothed, input.rate(Double(places[firstLowest(smoothed)])) / 10)
    },
    Mistake("You included the loss that is not finite: the test ends before it.") { input in
      let seen = Array(input.losses.prefix(input.seen.count + 1))
      let smoothed = input.averages(of: seen) { v, t in v / (1 - pow(input.beta, t + 1)) }
      return (smoothed, input.right.pick)
    },
    Mistake("You looked at all losses: the test ends before the first that is not finite.") { input in
      input.pick(input.averages(of: input.losses) { v, t in v / (1 - pow(input.beta, t + 1)) })
    },
    Mistake("You ended at nan only: ∞ ends the test, too.") { input in
      let seen = Array(input.losses.prefix { !$0.isNaN })
      return input.pick(input.averages(of: seen) { v, t in v / (1 - pow(input.beta, t + 1)) })
    },
    Mistake("You ended at ∞ only: nan ends the test, too.") { input in
      let seen = Array(input.losses.prefix { !$0.isInfinite })
      return input.pick(input.averages(of: seen) { v, t in v / (1 - pow(input.beta, t + 1)) })
    },
    Mistake("You ended one update too early: the last finite loss before the end is looked at.") { input in
      if input.seen.count == input.losses.count || input.seen.count == 1 { return input.right }
      return input.pick(Array(input.smoothed.dropLast()))
    },
    Mistake("You let −∞ pass: it is infinite, too, and ends the test.") { input in
      let seen = Array(input.losses.prefix { $0 < .infinity })
      return input.pick(input.averages(of: seen) { v, t in v / (1 - pow(input.beta, t + 1)) })
    },
    Mistake("You gave the averages only up to the lowest: they go on until the test ends.") { input in
      (Array(input.smoothed.prefix(firstLowest(input.smoothed) + 1)), input.right.pick)
    },
    Mistake("You filled the averages up to T: they end with the test.") { input in
      let right = input.right
      let rest = [Double](repeating: right.smoothed.last!, count: input.losses.count - right.smoothed.count)
      return (right.smoothed + rest, right.pick)
    },
    Mistake("You ended when an average was four times the lowest: only a loss that is not finite ends the test.") {
      input in
      var smoothed: [Double] = []
      for s in input.smoothed {
        if let lowest = smoothed.min(), s > 4 * lowest { break }
        smoothed.append(s)
      }
      return input.pick(smoothed)
    },
    Mistake("You ended when a loss was large: only one that is not finite ends the test.") { input in
      let seen = input.seen.prefix { $0 < 4 * abs(input.losses[0]) + 1 }
      return input.pick(Array(input.smoothed.prefix(seen.count)))
    },
  ]
}

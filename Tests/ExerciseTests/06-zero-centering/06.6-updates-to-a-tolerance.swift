import Engine
import Solutions

extension Lesson06 {
  struct UpdatesInput: Sendable {
    let conditionNumber: Double
    var tolerance: Double

    var factor: Double { (conditionNumber - 1) / (conditionNumber + 1) }
  }

  /// ln tolerance / ln factor, rounded by `rule`; at least 1, and 1 where the factor is not between 0 and 1.
  private static func count(
    _ input: UpdatesInput, factor: Double, _ rule: FloatingPointRoundingRule = .up
  ) -> Int {
    factor <= 0 || factor >= 1 ? 1 : max(1, Int((log(input.tolerance) / log(factor)).rounded(rule)))
  }

  static let updateCounting: Bank<UpdatesInput, Int> = Bank(
    id: "6.6",
    cases: { generator in
      // No case is near a whole number of updates, where rounding would decide: see the solutions' test.
      let fixed = [(3.0, 0.1), (9, 0.01), (25, 0.001), (1.2, 0.5), (100, 0.001), (1.5, 0.3), (200_000, 0.01)]
      // But for these two: 1/2 and its powers are exact, and so are their logarithms' quotients.
      let ties = [(3.0, 0.25), (3, 0.5)].map {
        Case(
          UpdatesInput(conditionNumber: $0, tolerance: $1),
          note: "Each update leaves a half, so that \($1) is reached exactly. *At most* that share may be left.")
      }
      let round = Case(
        UpdatesInput(conditionNumber: 1, tolerance: 0.01),
        note: "A round bowl: the first update goes all the way. Before it, the whole distance is left.")
      var drawn: [Case<UpdatesInput>] = []
      while drawn.count < 10 {
        let input = UpdatesInput(
          conditionNumber: exp(generator.uniform(in: 0.1..<6)), tolerance: exp(generator.uniform(in: -12..<(-0.2))))
        let count = log(input.tolerance) / log(input.factor)
        let fraction = count - count.rounded(.down)
        if 0.05 < fraction && fraction < 0.95 { drawn.append(Case(input)) }
      }
      return fixed.map { Case(UpdatesInput(conditionNumber: $0, tolerance: $1)) } + ties + [round] + drawn
    },
    input: { [.number("conditionNumber", $0.conditionNumber), .number("tolerance", $0.tolerance)] },
    output: { [.number("updates", Double($0))] },
    reference: { updatesNeeded(conditionNumber: $0.conditionNumber, tolerance: $0.tolerance) },
    alternatives: [
      Answer("multiplying until it is enough") { input in
        var left = 1.0
        var updates = 0
        while left > input.tolerance {
          left *= input.factor
          updates += 1
        }
        return updates
      },
      Answer("descent on the two eigenvalues themselves") { input in
        let (large, small) = (input.conditionNumber, 1.0)
        let rate = 2 / (large + small)
        var error = (1.0, 1.0)
        var updates = 0
        while (error.0 * error.0 + error.1 * error.1).squareRoot() > input.tolerance * 2.0.squareRoot() {
          error = ((1 - rate * large) * error.0, (1 - rate * small) * error.1)
          updates += 1
        }
        return updates
      },
    ],
    misconceptions: commonMistakes + otherMistakes + bounds)

  private static let commonMistakes: [Answer<UpdatesInput, Int>] = [
    Answer("You rounded down: after that many updates more than the tolerance is left.") { input in
      count(input, factor: input.factor, .down)
    },
    Answer("You rounded to the nearest number: round up, so that it is enough.") { input in
      count(input, factor: input.factor, .toNearestOrAwayFromZero)
    },
    Answer("You used κ/2 · ln(1/tolerance): that is its size for large κ, and the exact factor is (κ − 1)/(κ + 1).") {
      input in
      max(1, Int((input.conditionNumber / 2 * -log(input.tolerance)).rounded(.up)))
    },
    Answer("You took 1 − 1/κ as the factor: that belongs to the rate 1/λmax, and the best rate is 2/(λmax + λmin).") {
      input in
      count(input, factor: 1 - 1 / input.conditionNumber)
    },
    Answer("You took the share that an update removes, 2/(κ + 1), for the share that it leaves: (κ − 1)/(κ + 1).") {
      input in
      count(input, factor: 2 / (input.conditionNumber + 1))
    },
    Answer("You took 1/κ as the factor: an update leaves the share (κ − 1)/(κ + 1).") { input in
      count(input, factor: input.conditionNumber == 1 ? 0 : 1 / input.conditionNumber)
    },
    Answer("You took the root of κ: that is what momentum gains; plain descent has (κ − 1)/(κ + 1).") { input in
      let root = input.conditionNumber.squareRoot()
      return count(input, factor: (root - 1) / (root + 1))
    },
    Answer("You counted until the share `tolerance` is gone: it is the share that may be left.") { input in
      var one = input
      one.tolerance = 1 - input.tolerance
      return count(one, factor: input.factor)
    },
    Answer("Your quotient of logarithms is upside down: t = ln tolerance / ln ρ.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.factor) / log(input.tolerance)).rounded(.up)))
    },
    Answer("You counted for the loss, which falls by ρ²: the distance falls by ρ.") { input in
      count(input, factor: input.factor * input.factor)
    },
    Answer("You gave 0 updates for κ = 1: one is needed, before it the whole distance is left.") { input in
      input.factor == 0 ? 0 : count(input, factor: input.factor)
    },
    Answer("You counted one update too many: one less reaches the tolerance already.") { input in
      count(input, factor: input.factor) + 1
    },
  ]

  private static let otherMistakes: [Answer<UpdatesInput, Int>] = [
    Answer("At the tolerance it is enough: *at most* that share may be left, so stop there.") { input in
      var (left, updates) = (1.0, 0)
      while left >= input.tolerance {
        left *= input.factor
        updates += 1
      }
      return updates
    },
    Answer("You counted one update too few: to leave ρ of the distance has taken one already.") { input in
      count(input, factor: input.factor) - 1
    },
    Answer("You cut the fraction off: round up, and at least one update is needed.") { input in
      Int(log(input.tolerance) / log(input.factor))
    },
    Answer("You used κ · ln(1/tolerance): that is a rough size, and the exact factor is (κ − 1)/(κ + 1).") { input in
      max(1, Int((input.conditionNumber * -log(input.tolerance)).rounded(.up)))
    },
    Answer(
      "You used (κ + 1)/2 · ln(1/tolerance): that is its size for large κ, and the exact factor is (κ − 1)/(κ + 1)."
    ) {
      input in
      max(1, Int(((input.conditionNumber + 1) / 2 * -log(input.tolerance)).rounded(.up)))
    },
    Answer("You used √κ · ln(1/tolerance): that is what momentum gains; plain descent has (κ − 1)/(κ + 1).") { input in
      max(1, Int((input.conditionNumber.squareRoot() * -log(input.tolerance)).rounded(.up)))
    },
    Answer("You used κ/4 · ln(1/tolerance): that is the loss's, and only its size. Here ρ = (κ − 1)/(κ + 1).") {
      input in
      max(1, Int((input.conditionNumber / 4 * -log(input.tolerance)).rounded(.up)))
    },
    Answer("You used ln(1/tolerance) alone: it is to be divided by ln(1/ρ), ρ = (κ − 1)/(κ + 1).") { input in
      max(1, Int((-log(input.tolerance)).rounded(.up)))
    },
    Answer("You subtracted: each update multiplies what is left by ρ, it does not take off 1 − ρ.") { input in
      var (left, updates) = (input.factor, 1)
      while left > input.tolerance {
        left -= 1 - input.factor
        updates += 1
      }
      return updates
    },
    Answer("You took 1 − 2/κ as the factor: an update leaves the share (κ − 1)/(κ + 1), which is 1 − 2/(κ + 1).") {
      input in
      count(input, factor: 1 - 2 / input.conditionNumber)
    },
    Answer("You took 1 − 1/(κ + 1) as the factor: it is 1 − 2/(κ + 1) = (κ − 1)/(κ + 1).") { input in
      count(input, factor: 1 - 1 / (input.conditionNumber + 1))
    },
    Answer("Your number is negative: ln tolerance and ln ρ both are, so their quotient is not.") { input in
      input.factor == 0 ? 1 : -count(input, factor: input.factor)
    },
    Answer("You took 1/(κ + 1) as the factor: an update leaves the share (κ − 1)/(κ + 1).") { input in
      count(input, factor: 1 / (input.conditionNumber + 1))
    },
    Answer("You multiplied the logarithms: ρᵗ ≤ tolerance gives t ≥ ln tolerance / ln ρ.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.tolerance) * log(input.factor)).rounded(.up)))
    },
    Answer("You subtracted the logarithms: ρᵗ ≤ tolerance gives t ≥ ln tolerance / ln ρ.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.factor) - log(input.tolerance)).rounded(.up)))
    },
    Answer("You took logarithms to different bases: both must have the same.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.tolerance) / log(input.factor) / log(10)).rounded(.up)))
    },
    Answer("You took logarithms to different bases: both must have the same.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.tolerance) / log(input.factor) * log(10)).rounded(.up)))
    },
    Answer("You took logarithms to different bases: both must have the same.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.tolerance) / log(input.factor) * log(2)).rounded(.up)))
    },
    Answer("You took logarithms to different bases: both must have the same.") { input in
      input.factor == 0 ? 1 : max(1, Int((log(input.tolerance) / log(input.factor) / log(2)).rounded(.up)))
    },
    Answer("You gave κ itself: count the factors ρ until the tolerance is reached.") { input in
      Int(input.conditionNumber.rounded(.up))
    },
    Answer("You always gave 1: count the factors ρ until the tolerance is reached.") { _ in 1 },
    Answer("You squared the factor each time: each update multiplies what is left by ρ once.") { input in
      var (left, updates) = (input.factor, 1)
      while left > input.tolerance {
        left *= left
        updates += 1
      }
      return updates
    },
    Answer("You stopped when an update changes less than the tolerance: count until what is left is that small.") {
      input in
      var (left, updates) = (1.0, 0)
      repeat {
        let before = left
        left *= input.factor
        updates += 1
        if before - left <= input.tolerance { break }
      } while left > 0
      return updates
    },
    Answer("You took the root of the factor: the distance falls by ρ itself, in every update.") { input in
      count(input, factor: input.factor.squareRoot())
    },
    Answer("You left out the factor of each update: t is the number of equal factors ρ, not ⌈1/tolerance⌉.") { input in
      Int((1 / input.tolerance).rounded(.up))
    },
    Answer("You forgot the logarithms: ρᵗ ≤ tolerance gives t ≥ ln tolerance / ln ρ, not tolerance / ρ.") { input in
      input.factor == 0 ? 1 : max(1, Int((input.tolerance / input.factor).rounded(.up)))
    },
  ]

  private static let bounds: [Answer<UpdatesInput, Int>] = [50, 100, 200, 500, 1000, 2000].flatMap { (bound: Int) in
    [bound, bound + 1, bound - 1, 0, -1].map { (otherwise: Int) in
      Answer("You stopped after a fixed number of updates: go on until the tolerance is reached.") {
        let t = count($0, factor: $0.factor)
        return t > bound ? otherwise : t
      }
    }
  }
}

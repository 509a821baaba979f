import Engine
import Solutions

extension Lesson05 {
  struct UnderflowInput: Sendable {
    let factor: Double
    let least: Double

    /// ln least / ln f.
    var quotient: Double { log(least) / log(factor) }
  }

  static let underflow: Bank<UnderflowInput, Int> = Bank(
    id: "5.5",
    cases: { generator in
      let readable = [
        UnderflowInput(factor: 0.5, least: 0.3), UnderflowInput(factor: 0.1, least: 0.05),
        UnderflowInput(factor: 0.25, least: 1e-3), UnderflowInput(factor: 1e-5, least: 1e-7),
      ].map { Case($0) }
      let one = Case(UnderflowInput(factor: 0.2, least: 0.5), note: "A single factor is already below 0.5.")
      // Powers of two: product and logarithms are exact here, so that every method meets the tie.
      let tie = Case(UnderflowInput(factor: 0.5, least: 0.25), note: "0.5² is 0.25, and that is not below 0.25.")
      let real = [
        (0.25, 1e-16), (0.099, 1e-300), (0.53, Double.leastNormalMagnitude), (0.9, Double(Float.leastNormalMagnitude)),
        (0.999, 1e-308),
      ].map { Case(UnderflowInput(factor: $0, least: $1)) }
      // Inputs whose quotient is well away from a whole number: there rounding would decide.
      var generated: [Case<UnderflowInput>] = []
      while generated.count < 10 {
        let input = UnderflowInput(
          factor: generator.uniform(in: 0.05..<0.95), least: exp(generator.uniform(in: -700..<(-2))))
        let fraction = input.quotient - input.quotient.rounded(.down)
        if 0.05 < fraction && fraction < 0.95 { generated.append(Case(input)) }
      }
      return readable + [one, tie] + real + generated
    },
    input: { [.number("factor", $0.factor), .number("least", $0.least)] },
    output: { [.number("depth", Double($0))] },
    reference: { depthOfUnderflow(factor: $0.factor, least: $0.least) },
    alternatives: [
      Answer("multiplying and counting") { input in
        var product = 1.0
        var count = 0
        while product >= input.least {
          product *= input.factor
          count += 1
        }
        return max(1, count)
      },
      Answer("adding logarithms and counting") { input in
        var sum = log(input.factor)
        var count = 1
        while sum >= log(input.least) {
          sum += log(input.factor)
          count += 1
        }
        return count
      },
    ],
    misconceptions: commonMistakes + mistakesOfFormulas + mistakesOfLoops + bounds)

  private static let commonMistakes: [Mistake] = [
    Answer("You stopped one too early: after so many factors the product is not yet below `least`.") {
      Int($0.quotient.rounded(.down))
    },
    Answer("You rounded up: where fⁿ equals `least`, it is not yet below it, and one factor more is needed.") {
      Int($0.quotient.rounded(.up))
    },
    Answer("You rounded to the nearest whole number: the product must be *below* `least`, so go up to the next one.") {
      Int($0.quotient.rounded())
    },
    Answer("You stopped one too late: one factor less is already below `least`.") {
      Int($0.quotient.rounded(.down)) + 2
    },
    Answer("You subtracted: each neuron multiplies by f, so n of them multiply by fⁿ, not by 1 − n(1 − f).") {
      Int(((1 - $0.least) / (1 - $0.factor)).rounded(.down)) + 1
    },
    Answer("Your quotient is upside down: n > ln least / ln f.") { Int((1 / $0.quotient).rounded(.down)) + 1 },
    Answer("You took logarithms to different bases: both must have the same.") {
      Int(($0.quotient / log(10)).rounded(.down)) + 1
    },
    Answer("You took logarithms to different bases: both must have the same.") {
      Int(($0.quotient / log(2)).rounded(.down)) + 1
    },
    Answer("You took logarithms to different bases: both must have the same.") {
      Int(($0.quotient * log(2)).rounded(.down)) + 1
    },
  ]

  private typealias Mistake = Answer<UnderflowInput, Int>

  private static func right(_ input: UnderflowInput) -> Int {
    depthOfUnderflow(factor: input.factor, least: input.least)
  }

  private static let mistakesOfFormulas: [Mistake] = [
    Mistake("You subtracted the logarithms: fⁿ < least means n ln f < ln least, so divide.") {
      Int((log($0.factor) - log($0.least)).rounded(.towardZero)) + 1
    },
    Mistake("You left out the logarithm of f, as if f were 1/e: n > ln least / ln f.") {
      Int((-log($0.least)).rounded(.down)) + 1
    },
    Mistake("You divided the numbers themselves: n > ln least / ln f, with logarithms.") {
      Int(min($0.factor / $0.least, 1e9)) + 1
    },
    Mistake("You took ln(1 − f), what is lost in a factor: n > ln least / ln f.") {
      Int((log($0.least) / log(1 - $0.factor)).rounded(.down)) + 1
    },
    Mistake("You used 1 − f for −ln f: that is near only for f near 1. n > ln least / ln f.") {
      Int((-log($0.least) / (1 - $0.factor)).rounded(.down)) + 1
    },
    Mistake("You multiplied the logarithms: fⁿ < least means n ln f < ln least, so divide.") {
      Int((log($0.least) * log($0.factor)).rounded(.down)) + 1
    },
    Mistake("You took the root of the factor, or doubled the number: each neuron multiplies by f once.") {
      Int((2 * $0.quotient).rounded(.down)) + 1
    },
    Mistake("You took f/4, the sigmoid's steepest slope times f: f is the whole factor.") {
      Int((log($0.least) / log($0.factor / 4)).rounded(.down)) + 1
    },
    Mistake("You took the logarithm of `least` alone: n > ln least / ln f.") { Int(log($0.least)) },
    Mistake("Your number is negative: both logarithms are, so their quotient is not.") { -right($0) },
    Mistake("You squared the factor, or halved the number: each neuron multiplies by f once.") {
      Int(($0.quotient / 2).rounded(.down)) + 1
    },
  ]

  private static let mistakesOfLoops: [Mistake] = [
    Mistake("You subtracted f each time: each neuron multiplies by f.") {
      $0.factor < $0.least ? 1 : 2
    },
    Mistake("You counted until the product is 0: it is to be below `least`, which may be much larger.") { input in
      var (product, n) = (input.factor, 1)
      while product > 0 {
        let next = product * input.factor
        if next == product { return .max }
        (product, n) = (next, n + 1)
      }
      return n
    },
    Mistake("You began with two factors: one alone may be below `least` already.") { max(2, right($0)) },
    Mistake("You compared with the least normal Double: compare with `least`, whatever it is.") {
      Int((log(Double.leastNormalMagnitude) / log($0.factor)).rounded(.down)) + 1
    },
    Mistake("You squared the product each time: each factor is f, and it comes once.") { input in
      var (product, n) = (input.factor, 1)
      while product >= input.least {
        product *= product
        n += 1
      }
      return n
    },
    Mistake("You stopped at once: go on multiplying while the product is *not* below `least`.") { _ in 1 },
  ]

  private static let bounds: [Mistake] = [
    50, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
  ].flatMap { (bound: Int) in
    [bound, bound + 1, bound - 1, 0, -1].map { (otherwise: Int) in
      Mistake("You stopped after a fixed number of factors: go on until the product is below `least`.") {
        let n = right($0)
        return n > bound ? otherwise : n
      }
    }
  }
}

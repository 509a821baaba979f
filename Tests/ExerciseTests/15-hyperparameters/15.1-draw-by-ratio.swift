import Engine
import Solutions

extension Lesson15 {
  struct Draw: Sendable {
    let u: [Double]
    let rates: ClosedRange<Double>
    let units: ClosedRange<Int>
    let oneMinusBeta: ClosedRange<Double>

    init(
      _ u: [Double], _ rates: ClosedRange<Double>, _ units: ClosedRange<Int>, _ oneMinusBeta: ClosedRange<Double>
    ) {
      (self.u, self.rates, self.units, self.oneMinusBeta) = (u, rates, units, oneMinusBeta)
    }

    /// Any ranges of up to four powers of ten.
    init(using generator: inout Generator) {
      func range(_ low: Range<Double>, upTo highest: Double) -> ClosedRange<Double> {
        let a = pow(10, generator.uniform(in: low))
        return a...min(highest, a * pow(10, generator.uniform(in: 0.5..<4)))
      }
      let least = 1 + generator.integer(below: 30)
      self.init(
        [generator.uniform(), generator.uniform(), generator.uniform()], range(-4 ..< -1, upTo: 100),
        least...(least * (2 + generator.integer(below: 20))), range(-4 ..< -0.5, upTo: 1))
    }

    var right: Drawn { each { $1 * pow($2 / $1, $0) } }

    /// The three numbers, if x is `value` of u, a and b.
    func each(_ value: (Double, Double, Double) -> Double) -> Drawn {
      Drawn(
        value(u[0], rates.lowerBound, rates.upperBound),
        value(u[1], Double(units.lowerBound), Double(units.upperBound)).rounded(),
        1 - value(u[2], oneMinusBeta.lowerBound, oneMinusBeta.upperBound))
    }

    /// The units before they are rounded.
    var count: Double { Double(units.lowerBound) * pow(Double(units.upperBound) / Double(units.lowerBound), u[1]) }
  }

  struct Drawn {
    var rate: Double
    var units: Double
    var beta: Double

    init(_ rate: Double, _ units: Double, _ beta: Double) { (self.rate, self.units, self.beta) = (rate, units, beta) }
  }

  static let draws: Bank<Draw, Drawn> = Bank(
    id: "15.1",
    cases: { generator in
      let readable = [
        Case(
          Draw([0.5, 0.5, 0.5], 0.01...1, 4...65, 0.01...1),
          note: "Halfway by ratio: 0.01, 0.1, 1; 4, 16.1, 65; and 1 − β = 0.1."),
        Case(
          Draw([0.25, 0.75, 0.5], 0.0001...1, 2...33, 0.001...0.1),
          note: "A quarter of four powers of ten is one; three quarters of the way from 2 to 33 is 16.4; 1 − β is 0.01."
        ),
        Case(Draw([0.75, 0.25, 0.25], 0.1...1000, 1...250, 0.0625...1), note: "Rates may be above 1."),
        Case(Draw([0.5, 0.5, 0.5], 1...100, 3...5, 0.1...0.4), note: "√15 = 3.87 is rounded to 4."),
        Case(Draw([0.1, 0.3, 0.8], 0.001...10, 8...9, 0.01...0.5), note: "8.29 units are rounded to 8."),
      ]
      let edges = [
        Case(Draw([0, 0, 0], 0.003...3, 7...70, 0.02...0.2), note: "u = 0 gives the lower end of each range."),
        Case(Draw([0, 0, 0], 0.5...2, 1...2, 0.5...1), note: "u = 0 gives the lower end of each range."),
        Case(
          Draw([1 - 1e-12, 1 - 1e-12, 1 - 1e-12], 0.003...3, 7...70, 0.02...1),
          note: "u just below 1 gives the upper end, but for rounding; there β is 0."),
        Case(Draw([0.9, 0.4, 0.6], 1e-6...1e-3, 16...512, 1e-4...0.1), tolerance: 1e-13, note: "Small rates."),
        Case(Draw([0.2, 0.999, 0.05], 2...50, 1...1000, 0.3...0.9)),
        Case(Draw([0.3, 0.2, 0.1], 0.2...0.25, 100...110, 0.09...0.11), note: "Narrow ranges."),
      ]
      return readable + edges + (1...12).map { _ in Case(Draw(using: &generator), tolerance: 1e-11) }
    },
    input: {
      [
        .list("u", $0.u), .list("rates", [$0.rates.lowerBound, $0.rates.upperBound]),
        .list("units", [Double($0.units.lowerBound), Double($0.units.upperBound)]),
        .list("oneMinusBeta", [$0.oneMinusBeta.lowerBound, $0.oneMinusBeta.upperBound]),
      ]
    },
    output: { [.number("rate", $0.rate), .number("units", $0.units), .number("beta", $0.beta)] },
    reference: {
      let right = drawnByRatio($0.u, rates: $0.rates, units: $0.units, oneMinusBeta: $0.oneMinusBeta)
      return Drawn(right.rate, Double(right.units), right.beta)
    },
    alternatives: [
      formula("exp of the logarithm") { exp(log($1) + $0 * (log($2) - log($1))) },
      formula("from the upper end") { $2 * pow($1 / $2, 1 - $0) },
      formula("a weighted geometric mean") { pow($1, 1 - $0) * pow($2, $0) },
      formula("by powers of ten") { u, a, b in
        let (low, high) = (log(a) / log(10), log(b) / log(10))
        return pow(10, low + u * (high - low))
      },
    ],
    misconceptions: mistakesOfTheScale + mistakesOfUnits + mistakesOfBeta + mistakesOfDraws)

  private typealias Mistake = Answer<Draw, Drawn>

  /// All three by another formula of u, a and b.
  private static func formula(
    _ name: String, _ value: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> Mistake {
    Mistake(name) { $0.each(value) }
  }

  private static func units(_ diagnosis: String, _ units: @escaping @Sendable (Draw) -> Double) -> Mistake {
    Mistake(diagnosis) { input in
      var drawn = input.right
      drawn.units = units(input)
      return drawn
    }
  }

  private static func beta(_ diagnosis: String, _ beta: @escaping @Sendable (Draw) -> Double) -> Mistake {
    Mistake(diagnosis) { input in
      var drawn = input.right
      drawn.beta = beta(input)
      return drawn
    }
  }

  private static func single(u place: Int) -> Mistake {
    Mistake("You used one u for all three: each number has its own.") { input in
      Draw(input.u.map { _ in input.u[place] }, input.rates, input.units, input.oneMinusBeta).right
    }
  }

  private static func another(order: [Int]) -> Mistake {
    Mistake("You took the three u in another order: first the rate, then the units, then β.") { input in
      Draw(order.map { input.u[$0] }, input.rates, input.units, input.oneMinusBeta).right
    }
  }

  private static let mistakesOfTheScale: [Mistake] = [
    formula("You drew evenly, as the worked example does: here it is ln x that goes evenly.") { $1 + $0 * ($2 - $1) },
    formula("You gave the logarithms: take `exp` of them, to come back to x.") { u, a, b in
      log(a) + u * (log(b) - log(a))
    },
    formula("You went from b down to a: at u = 0 stands a.") { $2 * pow($1 / $2, $0) },
    formula("You raised b − a to the power of u: it is the ratio b/a.") { $1 * pow($2 - $1, $0) },
    formula("You raised b to the power of u: it is b/a, as a is there already.") { $1 * pow($2, $0) },
    formula("You left a out: (b/a)ᵘ goes from 1 to b/a.") { pow($2 / $1, $0) },
    formula("You raised b to the power of u: that goes from 1 to b, and not from a.") { pow($2, $0) },
    formula("You took the middle by ratio, √(ab), whatever u is: u says how far x goes from a to b.") { _, a, b in
      (a * b).squareRoot()
    },
    formula("You multiplied u by b/a: the ratio is raised to the power of u.") { $1 * $0 * $2 / $1 },
    formula("You added where it is to be multiplied: x is a *times* (b/a)ᵘ.") { $1 + pow($2 / $1, $0) },
    formula("You took 10 to the power of a natural logarithm: `exp` belongs to `log`.") { u, a, b in
      min(1e12, pow(10, log(a) + u * (log(b) - log(a))))
    },
    formula("You took `exp` of a logarithm to the base 10: `exp` belongs to the natural one, `log`.") { u, a, b in
      exp((log(a) + u * (log(b) - log(a))) / log(10))
    },
    formula("You drew 1/x evenly: it is ln x that goes evenly.") { u, a, b in 1 / (1 / a + u * (1 / b - 1 / a)) },
    formula("You squared u: that is not ln x going evenly from ln a to ln b.") { u, a, b in a + u * u * (b - a) },
    Mistake("You drew the rate evenly: its logarithm is to go evenly, too.") { input in
      var drawn = input.right
      drawn.rate = input.rates.lowerBound + input.u[0] * (input.rates.upperBound - input.rates.lowerBound)
      return drawn
    },
    Mistake("You drew only the rate by ratio: the units and 1 − β are drawn so, too.") { input in
      var drawn = input.each { $1 + $0 * ($2 - $1) }
      drawn.rate = input.right.rate
      return drawn
    },
  ]

  private static let mistakesOfUnits: [Mistake] = [
    units("You rounded the units down: take the nearest whole number.") { $0.count.rounded(.down) },
    units("You rounded the units up: take the nearest whole number.") { $0.count.rounded(.up) },
    units("You drew the units evenly: their logarithm is to go evenly, too.") { input in
      let (a, b) = (Double(input.units.lowerBound), Double(input.units.upperBound))
      return (a + input.u[1] * (b - a)).rounded()
    },
    units("You rounded the exponent, so that only powers of 2 come out: round x at the very end.") { input in
      pow(2, (log(input.count) / log(2)).rounded())
    },
    units("You drew from a to b + 1 and rounded down: draw from a to b, and take the nearest whole number.") { input in
      let (a, b) = (Double(input.units.lowerBound), Double(input.units.upperBound))
      return (a * pow((b + 1) / a, input.u[1])).rounded(.down)
    },
    units("You rounded ln x, so that only powers of e come out: round x at the very end.") { input in
      exp(log(input.count).rounded()).rounded()
    },
    units("You widened the range by ½ on both sides: x goes from a to b, and is rounded then.") { input in
      let (a, b) = (Double(input.units.lowerBound) - 0.5, Double(input.units.upperBound) + 0.5)
      return min(b - 0.5, (a * pow(b / a, input.u[1])).rounded())
    },
    units("You rounded the ratio (b/a)ᵘ: round x, at the very end.") { input in
      let a = Double(input.units.lowerBound)
      return a * (input.count / a).rounded()
    },
  ]

  private static let mistakesOfBeta: [Mistake] = [
    beta("You gave 1 − β for β: subtract it from 1.") { 1 - $0.right.beta },
    beta("You drew β itself by ratio, from 1 − b to 1 − a: what is drawn is 1 − β, from a to b.") { input in
      let (low, high) = (1 - input.oneMinusBeta.upperBound, 1 - input.oneMinusBeta.lowerBound)
      return low * pow(high / low, input.u[2])
    },
    beta("You rounded β to hundredths: only the units are rounded.") { ($0.right.beta * 100).rounded() / 100 },
    beta("You drew β itself, evenly: what is drawn is 1 − β, and its logarithm goes evenly.") { input in
      let (low, high) = (1 - input.oneMinusBeta.upperBound, 1 - input.oneMinusBeta.lowerBound)
      return low + input.u[2] * (high - low)
    },
    beta("You drew 1 − β evenly: its logarithm is to go evenly, too.") { input in
      let range = input.oneMinusBeta
      return 1 - range.lowerBound - input.u[2] * (range.upperBound - range.lowerBound)
    },
    beta("You drew 1 − β from b down to a: at u = 0 it is a, and β is largest.") { input in
      let range = input.oneMinusBeta
      return 1 - range.upperBound * pow(range.lowerBound / range.upperBound, input.u[2])
    },
  ]

  private static let mistakesOfDraws: [Mistake] = [
    single(u: 0), single(u: 1), single(u: 2),
    another(order: [2, 1, 0]), another(order: [0, 2, 1]), another(order: [1, 0, 2]), another(order: [1, 2, 0]),
    another(order: [2, 0, 1]),
    Mistake("You rounded the rate too: only the units are a whole number.") { input in
      var drawn = input.right
      drawn.rate = drawn.rate.rounded()
      return drawn
    },
  ]
}

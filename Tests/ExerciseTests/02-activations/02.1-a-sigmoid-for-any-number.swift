import Engine
import Solutions

extension Lesson02 {
  typealias Point = (value: Double, slope: Double)

  static let anySigmoid: Bank<Double, Point> = Bank(
    id: "2.1",
    cases: { generator in
      let readable = [
        exact(0, note: "Here the sigmoid is steepest: its slope is 1/4."), exact(1), exact(-2),
      ]
      let generated = (1...8).map { _ in exact(generator.uniform(in: -6..<6)) }
      let tails = [
        exact(-12, note: "The value is small, and so is the slope."),
        exact(12, note: "The value is near 1, and the slope is small."),
        exact(-40, note: "σ(−40) is 4.2·10⁻¹⁸, and so is the slope: small, and not 0."),
        exact(40, note: "σ(40) is 1 within rounding. The slope is 4.2·10⁻¹⁸, and not 0."),
      ]
      let far = (1...4).flatMap { _ in
        let z = generator.uniform(in: 60..<700)
        return [exact(z, note: "The slope is small, and not 0."), exact(-z, note: "Both are small, and not 0.")]
      }
      let edges = [
        exact(705, note: "e^−705 is small, and a `Double` holds it with all its digits."),
        exact(-705, note: "e^−705 is small, and a `Double` holds it with all its digits."),
      ]
      let beyond = [
        exact(1000, note: "e^1000 is infinite, and ∞/∞ is not a number."),
        exact(-1000, note: "e^1000 is infinite, and ∞/∞ is not a number."),
        exact(800, note: "e^800 is infinite, and ∞/∞ is not a number."),
        exact(-800, note: "e^800 is infinite, and ∞/∞ is not a number."),
      ]
      return readable + generated + tails + far + edges + beyond
    },
    input: { [.number("z", $0)] },
    output: { [.number("value", $0.value), .number("slope", $0.slope)] },
    reference: { sigmoidOfAny($0) },
    alternatives: [
      Answer("1/(1 + e^−z) at z and at −z, multiplied") { z in
        (plain(z), plain(z) * plain(-z))
      },
      Answer("e^−softplus(−z), and the slope in the same way") { z in
        (exp(-softplusOf(-z)), exp(-softplusOf(-z) - softplusOf(z)))
      },
      Answer("1/(e^z + 2 + e^−z), which may divide by infinity") { z in
        (plain(z), 1 / (exp(z) + 2 + exp(-z)))
      },
    ],
    misconceptions: mistakesOfRange + mistakesOfValue + mistakesOfSlope + limits)

  /// What is small is compared in proportion. Where the value is near 1, its last bits are free; and what is below 10⁻³⁰⁰
  /// at ±800 may be 0 or not.
  private static func exact(_ z: Double, note: String? = nil) -> Case<Double> {
    let power = exp(-abs(z))
    let least = 0 < z && z < 37 ? 1e-15 : power == 0 ? 1e-300 : 0
    return Case(z, tolerance: max(least, 1e-12 * power), note: note)
  }

  /// 1/(1 + e^−z) as it is written. It withstands any z too: 1/∞ is 0.
  private static func plain(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
  private static func softplusOf(_ z: Double) -> Double { max(0, z) + log(1 + exp(-abs(z))) }

  private typealias Mistake = Answer<Double, Point>

  private static func value(_ diagnosis: String, _ value: @escaping @Sendable (Double) -> Double) -> Mistake {
    Mistake(diagnosis) { (value($0), sigmoidOfAny($0).slope) }
  }

  private static func slope(_ diagnosis: String, _ slope: @escaping @Sendable (Double) -> Double) -> Mistake {
    Mistake(diagnosis) { (sigmoidOfAny($0).value, slope($0)) }
  }

  private static let mistakesOfRange: [Mistake] = [
    value("You divided e^z by 1 + e^z for a large z, where both are infinite: use 1/(1 + e^−z) there.") {
      exp($0) / (1 + exp($0))
    },
    value("You took a difference, of 1 or of tanh: left of 0 all digits of σ are lost. Divide e^z by 1 + e^z there.") {
      1 - plain(-$0)
    },
    Mistake("You took 1 − σ, or σ − σ²: at z = 40, σ is 1 within rounding, and the difference 0. 1 − σ(z) is σ(−z).") {
      (sigmoidOfAny($0).value, plain($0) * (1 - plain($0)))
    },
    Mistake(
      "You took differences, of 1 or of tanh, for the value as for the slope: all digits of what is small are lost."
    ) {
      let s = 1 - plain(-$0)
      return (s, s * (1 - s))
    },
    Mistake("You divided e^z by 1 + e^z for a large z, and took 1 − σ: use e^−|z| for both.") {
      let s = exp($0) / (1 + exp($0))
      return (s, s * (1 - s))
    },
    slope("You used tanh: 1 − tanh²(z/2) is 0 within rounding in both tails, and the slope is small there, not 0.") {
      (1 - tanh($0 / 2) * tanh($0 / 2)) / 4
    },
    slope("You divided by (1 + e^z)² for any z: it overflows right of 355. With e^−|z| nothing does.") {
      exp($0) / ((1 + exp($0)) * (1 + exp($0)))
    },
    slope("You divided by (1 + e^−z)² for any z: it overflows left of −355. With e^−|z| nothing does.") {
      exp(-$0) / ((1 + exp(-$0)) * (1 + exp(-$0)))
    },
    Mistake("You used e^z for any z, in the value as in the slope: it overflows. With e^−|z| nothing does.") {
      (exp($0) / (1 + exp($0)), exp($0) / ((1 + exp($0)) * (1 + exp($0))))
    },
    Mistake("You took e^z/(1 + e^z) for the value, where ∞/∞ is not a number, and e^−z for the slope: use e^−|z|.") {
      (exp($0) / (1 + exp($0)), exp(-$0) / ((1 + exp(-$0)) * (1 + exp(-$0))))
    },
  ]

  private static let mistakesOfValue: [Mistake] = [
    value("The sign in the exponent is wrong: σ(z) = 1/(1 + e^−z) rises with z.") { plain(-$0) },
    value("You used |z| for both signs: left of 0 the value is below 1/2, e^z/(1 + e^z).") { plain(abs($0)) },
    value("You used −|z| for both signs: right of 0 the value is above 1/2, 1/(1 + e^−z).") { plain(-abs($0)) },
    value("You gave tanh(z): the sigmoid goes from 0 to 1.") { tanh($0) },
    value("`1 / 1 + exp(-z)` needs brackets: write `1 / (1 + exp(-z))`.") { 1 + exp(-$0) },
    value("You forgot the 1 in the denominator: σ(z) = 1/(1 + e^−z).") { exp($0) },
    value("You divided by 1 − e^−z: σ(z) = 1/(1 + e^−z).") { 1 / (1 - exp(-$0)) },
    value("You gave the slope twice: the first number is σ(z) itself.") { sigmoidOfAny($0).slope },
    value("You gave softplus, log(1 + e^z): σ is its slope.") { softplusOf($0) },
    value("You took the logarithm: asked is σ(z) itself.") { -softplusOf(-$0) },
    value("You used σ(2z), which is (1 + tanh(z))/2: asked is σ(z).") { sigmoidOfAny(2 * $0).value },
    value("You used σ(z/2): asked is σ(z).") { sigmoidOfAny($0 / 2).value },
    value("You gave 0 at z = 0: the sigmoid is 1/2 there.") { $0 == 0 ? 0 : sigmoidOfAny($0).value },
    value("You rounded: σ(z) is neither 0 nor 1, but where a `Double` cannot hold the difference.") {
      $0 > 0 ? 1 : $0 < 0 ? 0 : 0.5
    },
    Mistake("You exchanged value and slope: the value comes first.") {
      (sigmoidOfAny($0).slope, sigmoidOfAny($0).value)
    },
    Mistake("You gave tanh and its slope: the sigmoid is 1/(1 + e^−z), and its slope σ(1 − σ).") {
      (tanh($0), 1 - tanh($0) * tanh($0))
    },
  ]

  private static let mistakesOfSlope: [Mistake] = [
    slope("You gave σ(z) twice: the second number is its slope, σ(z) σ(−z).") { sigmoidOfAny($0).value },
    slope("You gave 1 − σ(z): the slope is σ(z) times that.") { sigmoidOfAny(-$0).value },
    slope("You gave 1 − σ², which is made as tanh's slope is: the sigmoid's is σ(1 − σ).") {
      (1 + sigmoidOfAny($0).value) * sigmoidOfAny(-$0).value
    },
    slope("You gave tanh's slope: the sigmoid's is σ(1 − σ).") { 1 - tanh($0) * tanh($0) },
    slope("You squared σ: the slope is σ(1 − σ).") { sigmoidOfAny($0).value * sigmoidOfAny($0).value },
    slope("You added: the slope is σ(1 − σ), not σ(1 + σ).") {
      sigmoidOfAny($0).value * (1 + sigmoidOfAny($0).value)
    },
    slope("The slope has the wrong sign: the sigmoid rises everywhere.") { -sigmoidOfAny($0).slope },
    slope("The slope has the wrong sign left of 0: the sigmoid rises there too.") {
      $0 < 0 ? -sigmoidOfAny($0).slope : sigmoidOfAny($0).slope
    },
    slope("You made the slope from z, as z(1 − z): it is made from σ(z), as σ(1 − σ).") { $0 * (1 - $0) },
    slope("You took the sigmoid of σ(z) once more: the slope at z is σ(z)(1 − σ(z)).") {
      sigmoidOfAny(sigmoidOfAny($0).value).slope
    },
    slope("You scaled the slope so that it is 1 at 0: it is 1/4 there.") { 4 * sigmoidOfAny($0).slope },
    slope("You gave the greatest slope, 1/4, everywhere: it is σ(z)(1 − σ(z)).") { _ in 0.25 },
    slope("You took the slope of e^−|z| without the square below: the slope is e^−|z|/(1 + e^−|z|)².") {
      exp(-abs($0)) / (1 + exp(-abs($0)))
    },
    slope("You gave e^−|z| alone: the slope is e^−|z|/(1 + e^−|z|)².") { exp(-abs($0)) },
    slope("You squared only e^−|z|: the slope is e^−|z|/(1 + e^−|z|)², with the 1 in the bracket.") {
      exp(-abs($0)) / (1 + exp(-2 * abs($0)))
    },
    slope("You gave a difference quotient: it has few digits, and none in the tails. The slope is σ(z) σ(−z).") {
      (plain($0 + 1e-5) - plain($0 - 1e-5)) / 2e-5
    },
  ]

  /// What is cut off beyond a bound: z, or what is given.
  private static let limits: [Mistake] =
    [10, 15, 16, 20, 30, 35, 36, 37, 38, 40, 50, 60, 100, 200, 250, 300, 350, 500].flatMap { (bound: Double) in
      [
        Mistake("You cut z off at a bound: beyond it σ and its slope go on changing, and a `Double` can hold them.") {
          sigmoidOfAny(max(-bound, min(bound, $0)))
        },
        value("You cut z off at a bound: beyond it σ goes on changing, and a `Double` can hold it.") {
          sigmoidOfAny(max(-bound, min(bound, $0))).value
        },
        slope("You cut z off at a bound: beyond it the slope goes on falling, and a `Double` can hold it.") {
          sigmoidOfAny(max(-bound, min(bound, $0))).slope
        },
        Mistake("You gave 0 beyond a bound: what is small there is not 0, and a `Double` can hold it.") {
          $0 < -bound ? (0, 0) : $0 > bound ? (1, 0) : sigmoidOfAny($0)
        },
        value("You gave 0 for σ beyond a bound: what is small there is not 0, and a `Double` can hold it.") {
          $0 < -bound ? 0 : sigmoidOfAny($0).value
        },
        slope("You gave 0 for the slope beyond a bound: it is small there, and a `Double` can hold it.") {
          abs($0) > bound ? 0 : sigmoidOfAny($0).slope
        },
      ]
    }
}

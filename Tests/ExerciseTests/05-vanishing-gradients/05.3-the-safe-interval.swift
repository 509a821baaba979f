import Engine
import Solutions

extension Lesson05 {
  struct SafeInput: Sendable {
    let weight: Double
    let bias: Double
  }

  typealias Interval = (lower: Double, upper: Double)

  /// Z, how far z may be from 0; nil if |w| < 4.
  private static func reach(_ weight: Double) -> Double? {
    abs(weight) >= 4 ? log(abs(weight) * (1 + (1 - 4 / abs(weight)).squareRoot()) / 2 - 1) : nil
  }

  /// The interval made of Z and the input; nil if there is no Z.
  private static func interval(_ input: SafeInput, _ make: (Double) -> Interval) -> Interval? {
    reach(input.weight).map(make)
  }

  static let safeInputs: Bank<SafeInput, Interval?> = Bank(
    id: "5.3",
    cases: { generator in
      let readable = [
        Case(SafeInput(weight: 5, bias: 0)),
        Case(SafeInput(weight: 8, bias: -4), note: "The neuron is steepest at z = 0, that is at a = −b/w = 0.5."),
        Case(
          SafeInput(weight: 5, bias: -7), note: "Also inputs beyond 1 count, whatever the neuron before can put out."),
        Case(SafeInput(weight: 6, bias: 9), note: "Also inputs below 0 count, whatever the neuron before can put out."),
        Case(SafeInput(weight: -8, bias: 4), note: "w is negative. Where it divides, lower and upper change places."),
        Case(SafeInput(weight: 3.9, bias: 1), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(SafeInput(weight: -2, bias: 0), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(SafeInput(weight: 0.5, bias: -2), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(SafeInput(weight: 1.5, bias: 1), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(SafeInput(weight: -3.999, bias: 7), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(
          SafeInput(weight: 4.001, bias: -3), note: "|w| is just above 4: the interval is narrow, but there is one."),
        // At |w| = 4 a search finds the interval's ends only to the root of a rounding error.
        Case(
          SafeInput(weight: 4, bias: -2), tolerance: 1e-6,
          note: "At |w| = 4 one input will do, the one with z = 0: lower and upper are both −b/w."),
        Case(
          SafeInput(weight: -4, bias: 1), tolerance: 1e-6, note: "At |w| = 4 one input will do, the one with z = 0."),
      ]
      let generated = (1...10).map { k in
        Case(
          SafeInput(
            weight: generator.uniform(in: 4.1..<12) * (k.isMultiple(of: 2) ? -1 : 1),
            bias: generator.uniform(in: -6..<6))
        )
      }
      return readable + generated + [Case(SafeInput(weight: 100, bias: -50)), Case(SafeInput(weight: -1000, bias: 3))]
    },
    input: { [.number("weight", $0.weight), .number("bias", $0.bias)] },
    // Nil is told by a number of its own, so that a report can say so.
    output: {
      [
        .number("interval (1: there is one, 0: nil)", $0 == nil ? 0 : 1), .number("lower", $0?.lower ?? 0),
        .number("upper", $0?.upper ?? 0),
      ]
    },
    reference: { safeInterval(weight: $0.weight, bias: $0.bias) },
    alternatives: [
      Answer("Z = 2 arcosh(√|w| / 2)") { input in
        let root = abs(input.weight).squareRoot() / 2
        guard root >= 1 else { return nil }
        let half = 2 * log(root + (root * root - 1).squareRoot()) / abs(input.weight)
        return (-input.bias / input.weight - half, -input.bias / input.weight + half)
      },
      Answer("bisection for Z, then both ends sorted") { input in
        let isSafe = { (z: Double) in abs(input.weight) * sigmoidSlope(z) >= 1 }
        guard isSafe(0) else { return nil }
        var (inside, outside) = (0.0, 50.0)
        for _ in 1...80 {
          let middle = (inside + outside) / 2
          if isSafe(middle) { inside = middle } else { outside = middle }
        }
        let ends = [(-inside - input.bias) / input.weight, (inside - input.bias) / input.weight].sorted()
        return (ends[0], ends[1])
      },
    ],
    misconceptions: mistakesOfEnds + mistakesOfReach + widened + mistakesOfNil)

  private typealias Mistake = Answer<SafeInput, Interval?>

  /// A mistake in what is made of Z.
  private static func mistake(
    _ diagnosis: String, _ make: @escaping @Sendable (_ reach: Double, _ w: Double, _ b: Double) -> Interval
  ) -> Mistake {
    Mistake(diagnosis) { input in interval(input) { make($0, input.weight, input.bias) } }
  }

  /// The right interval, but for its width.
  private static func around(_ input: SafeInput, _ half: Double) -> Interval {
    (-input.bias / input.weight - half, -input.bias / input.weight + half)
  }

  private static let mistakesOfEnds: [Mistake] = [
    mistake("You returned the interval of z: asked is the one of a, with z = w a + b.") { z, _, _ in (-z, z) },
    mistake("You forgot the bias: the middle of the interval is −b/w.") { z, w, _ in (-z / abs(w), z / abs(w)) },
    mistake("The bias has the wrong sign: w a + b = 0 at a = −b/w.") { z, w, b in
      (b / w - z / abs(w), b / w + z / abs(w))
    },
    mistake("For negative weights lower and upper are swapped: dividing by w turns the inequality around.") { z, w, b in
      ((-z - b) / w, (z - b) / w)
    },
    mistake("You took |w| for the middle as well: it is −b/w, with the sign of w.") { z, w, b in
      ((-z - b) / abs(w), (z - b) / abs(w))
    },
    mistake("You divided Z alone: both −b and Z are divided by w. Mind the brackets.") { z, w, b in
      (-b - z / abs(w), -b + z / abs(w))
    },
    mistake("You divided Z alone: both −b and Z are divided by w. Mind the brackets.") { z, w, b in
      (-b - z / w, -b + z / w)
    },
    mistake("You divided Z alone, and b has the wrong sign: the interval reaches Z/|w| to each side of −b/w.") {
      z, w, b in
      (b - z / abs(w), b + z / abs(w))
    },
    mistake("You cut the interval off at 0 and 1: asked are all inputs, whatever the neuron before can put out.") {
      z, w, b in (max(0, -b / w - z / abs(w)), min(1, -b / w + z / abs(w)))
    },
    mistake("You divided b alone: the interval reaches Z/|w| to each side of −b/w.") { z, w, b in
      (-b / w - z, -b / w + z)
    },
    mistake("You returned the interval of w a: subtract b, and divide by w as well.") { z, _, b in (-z - b, z - b) },
    mistake("You exchanged the ends, or took −Z for Z: lower ≤ upper.") { z, w, b in
      (-b / w + z / abs(w), -b / w - z / abs(w))
    },
    mistake("Your interval is twice as wide: it reaches Z/|w| to each side of −b/w, so its width is 2Z/|w|.") {
      z, w, b in (-b / w - 2 * z / abs(w), -b / w + 2 * z / abs(w))
    },
    mistake(
      "Your interval is half as wide as it should be: it reaches Z/|w| to each side of −b/w, so its width is 2Z/|w|."
    ) {
      z, w, b in (-b / w - z / 2 / abs(w), -b / w + z / 2 / abs(w))
    },
    mistake("Your interval begins in its middle: it reaches Z/|w| to both sides of −b/w.") { z, w, b in
      (-b / w, -b / w + z / abs(w))
    },
    mistake("You multiplied by w: z = w a + b is solved for a by dividing.") { z, w, b in
      (-b * w - z * abs(w), -b * w + z * abs(w))
    },
    mistake("You solved for a from the outputs: their interval is that of σ(z), and a is found from z = w a + b.") {
      z, w, b in
      let ends = [(sigmoid(-z) - b) / w, (sigmoid(z) - b) / w]
      return (min(ends[0], ends[1]), max(ends[0], ends[1]))
    },
    mistake("You forgot the bias, and multiplied by w: the interval reaches Z/|w| to each side of −b/w.") { z, w, _ in
      (-z * abs(w), z * abs(w))
    },
    mistake("The bias has the wrong sign, and Z is to be divided, too: (±Z − b)/w.") { z, w, b in
      (b / w - z, b / w + z)
    },
    mistake("Your interval ends in its middle: it reaches Z/|w| to both sides of −b/w.") { z, w, b in
      (-b / w - z / abs(w), -b / w)
    },
    mistake("You returned the middle twice: the interval reaches Z/|w| to each side of −b/w.") { _, w, b in
      (-b / w, -b / w)
    },
    mistake("You returned the middle and the half width: asked are the two ends.") { z, w, b in
      (-b / w, z / abs(w))
    },
    mistake("You cut the interval off at 0: asked are all inputs, whatever the neuron before can put out.") {
      z, w, b in (max(0, -b / w - z / abs(w)), -b / w + z / abs(w))
    },
    mistake("You returned outputs: the interval of σ(z). Asked is the one of the input a.") { z, _, _ in
      (sigmoid(-z), sigmoid(z))
    },
  ]

  /// A mistake in Z.
  private static func mistakeOfReach(
    _ diagnosis: String, _ reach: @escaping @Sendable (_ size: Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let size = abs(input.weight)
      return size >= 4 ? around(input, reach(size) / size) : nil
    }
  }

  private static let mistakesOfReach: [Mistake] = [
    mistakeOfReach("You left out the −1 in the logarithm: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w * (1 + (1 - 4 / w).squareRoot()) / 2)
    },
    mistakeOfReach("The −1 belongs inside the logarithm: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w * (1 + (1 - 4 / w).squareRoot()) / 2) - 1
    },
    mistakeOfReach("The root is missing: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w * (1 + (1 - 4 / w)) / 2 - 1)
    },
    mistakeOfReach("The half is missing: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w * (1 + (1 - 4 / w).squareRoot()) - 1)
    },
    mistakeOfReach("The sign of 4/|w| is wrong: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w * (1 + (1 + 4 / w).squareRoot()) / 2 - 1)
    },
    mistakeOfReach("The logarithm is missing: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      w * (1 + (1 - 4 / w).squareRoot()) / 2 - 1
    },
    mistakeOfReach("You left out |w| in the logarithm: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log((1 + (1 - 4 / w).squareRoot()) / 2)
    },
    mistakeOfReach("You took the root of |w| − 4: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1), the root of 1 − 4/|w|.") { w in
      log(w * (1 + (w - 4).squareRoot()) / 2 - 1)
    },
    mistakeOfReach("That is ln(|w|/2 − 1): Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1), with the root.") { w in log(w / 2 - 1)
    },
    mistakeOfReach("That is arcosh(|w|/2): Z = arcosh(|w|/2 − 1), or ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w / 2 + (w * w / 4 - 1).squareRoot())
    },
    mistakeOfReach("That is arcosh(|w|/4): Z = arcosh(|w|/2 − 1), or ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in
      log(w / 4 + max(0, w * w / 16 - 1).squareRoot())
    },
    mistakeOfReach("That is ln(|w| − 2): e^z + e^−z = |w| − 2 has the solution Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") {
      w in log(w - 2)
    },
    mistakeOfReach("That is ln|w|: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in log(w) },
    mistakeOfReach("That is ln(|w|/4): Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in log(w / 4) },
    mistakeOfReach("That is ln(|w| − 1), where σ itself is 1/|w|: its slope is to be 1/|w|.") { w in log(w - 1) },
    mistakeOfReach("You took σ(1 − σ) ≥ 1/|w| with a root of 1 − 1/|w|: it is √(1 − 4/|w|).") { w in
      log(w * (1 + (1 - 1 / w).squareRoot()) / 2 - 1)
    },
    mistakeOfReach("You took a root of 1 − 2/|w|: it is √(1 − 4/|w|).") { w in
      log(w * (1 + (1 - 2 / w).squareRoot()) / 2 - 1)
    },
    mistakeOfReach("You squared w below the root: it is √(1 − 4/|w|).") { w in
      log(w * (1 + (1 - 4 / (w * w)).squareRoot()) / 2 - 1)
    },
    mistakeOfReach("You took a logarithm to base 10: the slope is made with e, so it is the natural one.") { w in
      log(w * (1 + (1 - 4 / w).squareRoot()) / 2 - 1) / log(10)
    },
    mistakeOfReach("You took a logarithm to base 2: the slope is made with e, so it is the natural one.") { w in
      log(w * (1 + (1 - 4 / w).squareRoot()) / 2 - 1) / log(2)
    },
    mistakeOfReach("You took the line |w|/4 − 1 for Z: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { w in w / 4 - 1 },
    Mistake("This is tanh's interval: the sigmoid's slope is at most 1/4, so |w| must be at least 4.") { input in
      let root = abs(input.weight).squareRoot()
      guard root >= 1 else { return nil }
      return around(input, log(root + (root * root - 1).squareRoot()) / abs(input.weight))
    },
    Mistake("You forgot the sign of w in 4/|w|: for a negative weight 1 − 4/w is above 1.") { input in
      let w = input.weight
      guard abs(w) >= 4 else { return nil }
      return around(input, log(abs(w) * (1 + (1 - 4 / w).squareRoot()) / 2 - 1) / abs(w))
    },
  ]

  private static let widened: [Mistake] = [1e-4, 1e-3, 1e-2, 0.1].flatMap { widened(by: $0) }

  /// An interval that is never narrower than some width, of a or of z.
  private static func widened(by width: Double) -> [Mistake] {
    let diagnosis = "You widened the interval: where |w| is 4 one input will do, so lower and upper are equal."
    @Sendable func right(_ w: Double) -> Double { reach(w) ?? 0 }
    return [
      mistakeOfReach(diagnosis) { w in max(right(w), width * w) },
      mistakeOfReach(diagnosis) { w in max(right(w), width) },
    ]
  }

  /// The formula for any weight, also where there is no Z; `bound` may keep what stands below the root from being negative.
  private static func unguarded(_ input: SafeInput, bound: (Double) -> Double = { $0 }) -> Interval {
    let size = abs(input.weight)
    return around(input, log(size * (1 + bound(1 - 4 / size).squareRoot()) / 2 - 1) / size)
  }

  private static let mistakesOfNil: [Mistake] = [
    Mistake("You returned nil for every negative weight: only |w| decides whether there is an interval.") { input in
      input.weight < 0 ? nil : safeInterval(weight: input.weight, bias: input.bias)
    },
    Mistake("At |w| = 4 you returned nil: there one input will do, so lower and upper are equal.") { input in
      abs(input.weight) == 4 ? nil : safeInterval(weight: input.weight, bias: input.bias)
    },
    Mistake("You asked for nothing: below |w| = 4 no input will do, so return nil.") { unguarded($0) },
    Mistake("Below |w| = 4 you returned the steepest point: even there the factor is below 1, so return nil.") {
      input in
      safeInterval(weight: input.weight, bias: input.bias) ?? around(input, 0)
    },
    Mistake("Below |w| = 4 you returned (0, 0): no input will do, so return nil.") { input in
      safeInterval(weight: input.weight, bias: input.bias) ?? (0, 0)
    },
    Mistake("Below |w| = 4 you returned (0, 1) or all inputs: none will do, so return nil.") { input in
      safeInterval(weight: input.weight, bias: input.bias) ?? (0, 1)
    },
    Mistake("You returned nil where the interval is narrow: only below |w| = 4 there is none.") { input in
      abs(input.weight) <= 4.1 ? nil : safeInterval(weight: input.weight, bias: input.bias)
    },
    Mistake("You always returned nil: from |w| = 4 on there is an interval.") { _ in nil },
    Mistake("You returned nil where the interval is not within 0 … 1: asked are all inputs.") { input in
      safeInterval(weight: input.weight, bias: input.bias).flatMap { $0.lower >= 0 && $0.upper <= 1 ? $0 : nil }
    },
    Mistake("You returned nil where 0 is not in the interval: it may lie anywhere.") { input in
      safeInterval(weight: input.weight, bias: input.bias).flatMap { $0.lower <= 0 && $0.upper >= 0 ? $0 : nil }
    },
    Mistake("You returned nil only for positive weights below 4: |w| decides, so −2 has none either.") { input in
      input.weight < 4 && input.weight > 0 ? nil : unguarded(input)
    },
    Mistake("Below |w| = 4 you bounded what stands below the root: no input will do, so return nil.") { input in
      unguarded(input) { max(0, $0) }
    },
    Mistake("You returned nil only below |w| = 1: the slope is at most 1/4, so |w| must be at least 4.") { input in
      abs(input.weight) < 1 ? nil : unguarded(input) { max(0, $0) }
    },
    Mistake("You returned nil only below |w| = 1: the slope is at most 1/4, so |w| must be at least 4.") { input in
      abs(input.weight) < 1 ? nil : unguarded(input)
    },
    Mistake("You returned nil only below |w| = 2: the slope is at most 1/4, so |w| must be at least 4.") { input in
      abs(input.weight) < 2 ? nil : unguarded(input)
    },
    Mistake("You returned nil for |w| = 5 as well: the slope is at most 1/4, so |w| need not be more than 4.") {
      input in
      abs(input.weight) <= 5 ? nil : unguarded(input)
    },
  ]
}

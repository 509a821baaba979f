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

  static let safeInputs = Bank<SafeInput, Interval?>(
    id: "5.3",
    cases: { generator in
      let readable = [
        Case(SafeInput(weight: 5, bias: 0)),
        Case(SafeInput(weight: 8, bias: -4), note: "The neuron is steepest at z = 0, that is at a = −b/w = 0.5."),
        Case(SafeInput(weight: -8, bias: 4), note: "w is negative. Where it divides, lower and upper change places."),
        Case(SafeInput(weight: 3.9, bias: 1), note: "|w| is below 4: no input will do, so the answer is nil."),
        Case(SafeInput(weight: -2, bias: 0), note: "|w| is below 4: no input will do, so the answer is nil."),
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
    output: { [.list("interval", $0.map { [$0.lower, $0.upper] } ?? [])] },
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
    misconceptions: [
      Answer("You returned the interval of z: asked is the one of a, with z = w a + b.") { input in
        interval(input) { (-$0, $0) }
      },
      Answer("You forgot the bias: the middle of the interval is −b/w.") { input in
        interval(input) { (-$0 / abs(input.weight), $0 / abs(input.weight)) }
      },
      Answer("The bias has the wrong sign: w a + b = 0 at a = −b/w.") { input in
        interval(input) {
          (input.bias / input.weight - $0 / abs(input.weight), input.bias / input.weight + $0 / abs(input.weight))
        }
      },
      Answer("For negative weights lower and upper are swapped: dividing by w turns the inequality around.") { input in
        interval(input) { ((-$0 - input.bias) / input.weight, ($0 - input.bias) / input.weight) }
      },
      Answer("You took |w| for the middle as well: it is −b/w, with the sign of w.") { input in
        interval(input) { ((-$0 - input.bias) / abs(input.weight), ($0 - input.bias) / abs(input.weight)) }
      },
      Answer("You returned nil for every negative weight: only |w| decides whether there is an interval.") { input in
        input.weight < 0 ? nil : safeInterval(weight: input.weight, bias: input.bias)
      },
      Answer("Your interval is twice as wide: it reaches Z/|w| to each side of −b/w, so its width is 2Z/|w|.") {
        input in
        interval(input) {
          (
            -input.bias / input.weight - 2 * $0 / abs(input.weight),
            -input.bias / input.weight + 2 * $0 / abs(input.weight)
          )
        }
      },
      Answer("Your interval is half as wide: it reaches Z/|w| to each side of −b/w, so its width is 2Z/|w|.") { input in
        interval(input) {
          (
            -input.bias / input.weight - $0 / 2 / abs(input.weight),
            -input.bias / input.weight + $0 / 2 / abs(input.weight)
          )
        }
      },
      Answer("You left out the −1 in the logarithm: Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1).") { input in
        let size = abs(input.weight)
        guard size >= 4 else { return nil }
        let half = log(size * (1 + (1 - 4 / size).squareRoot()) / 2) / size
        return (-input.bias / input.weight - half, -input.bias / input.weight + half)
      },
      Answer("This is tanh's interval: the sigmoid's slope is at most 1/4, so |w| must be at least 4.") { input in
        let root = abs(input.weight).squareRoot()
        guard root >= 1 else { return nil }
        let half = log(root + (root * root - 1).squareRoot()) / abs(input.weight)
        return (-input.bias / input.weight - half, -input.bias / input.weight + half)
      },
      Answer("At |w| = 4 you returned nil: there one input will do, so lower and upper are equal.") { input in
        abs(input.weight) == 4 ? nil : safeInterval(weight: input.weight, bias: input.bias)
      },
    ])
}

import Engine
import Solutions

extension Lesson02 {
  struct LeakyInput: Sendable {
    let x: Matrix
    let a: Double
  }

  typealias Curve = (output: Matrix, slope: Matrix)

  static let leakyReLUs: Bank<LeakyInput, Curve> = Bank(
    id: "2.3",
    cases: { generator in
      let readable = [
        Case(LeakyInput(x: Matrix([[2, -2]]), a: 0.5)),
        Case(LeakyInput(x: Matrix([[-4, 1, 3], [5, -0.5, -1]]), a: 0.25)),
        Case(LeakyInput(x: Matrix([[3, 0, -3]]), a: 0.25), note: "At 0 the slope is the left one, a."),
      ]
      let slopes = [0.01, 0.3, 0, 1, 2.5, -0.5, -1, -2]
      let shapes = [(2, 3), (3, 3), (4, 2), (1, 5), (5, 1), (2, 2), (3, 4), (4, 4)]
      let generated = zip(slopes, shapes).map { a, shape in
        let x = uniform(shape.0, shape.1, &generator, scale: 3)
        let note: String? =
          a < 0
          ? "a is negative: the output is positive on both sides."
          : a > 1 ? "a is above 1: the left side is the steeper one." : a == 0 ? "a is 0: this is ReLU." : nil
        return Case(LeakyInput(x: x, a: a), note: note)
      }
      let special = [
        Case(
          LeakyInput(x: Matrix(rows: 2, columns: 2), a: -3), note: "All entries are 0. There the slope is the left one."
        ),
        Case(LeakyInput(x: Matrix([[0, 1], [-1, 0]]), a: 0), note: "Where x is 0 the slope is the left one."),
        Case(LeakyInput(x: Matrix([[0, 2, -2]]), a: 3), note: "Where x is 0 the slope is the left one."),
        Case(LeakyInput(x: uniform(2, 3, &generator, offset: -2), a: 0.2), note: "No entry is positive."),
        Case(LeakyInput(x: uniform(3, 2, &generator, offset: 2), a: 0.2), note: "No entry is negative."),
        Case(LeakyInput(x: Matrix([[1000, -1000], [1e-6, -1e-6]]), a: 0.1), tolerance: 1e-12),
        Case(LeakyInput(x: Matrix([[0.05, 0.5, -0.5]]), a: 0.3)),
        Case(LeakyInput(x: Matrix([[-3]]), a: generator.uniform(in: 0.1..<0.9))),
      ]
      return readable + generated + special
    },
    input: { [.matrix("x", $0.x), .number("a", $0.a)] },
    output: { [.matrix("output", $0.output), .matrix("slope", $0.slope)] },
    reference: { leakyReLU($0.x, a: $0.a) },
    alternatives: [
      Answer("max(0, x) + a min(0, x), and a + (1 − a)[x > 0]") { input in
        (
          input.x.map { max(0, $0) + input.a * min(0, $0) },
          input.x.map { input.a + (1 - input.a) * ($0 > 0 ? 1 : 0) }
        )
      },
      Answer("the slope first, and the output as slope times x") { input in
        let slope = input.x.map { $0 > 0 ? 1 : input.a }
        return (slope.hadamard(input.x), slope)
      },
      Answer("(1 + a)/2 x + (1 − a)/2 |x|") { input in
        (
          input.x.map { (1 + input.a) / 2 * $0 + (1 - input.a) / 2 * abs($0) },
          input.x.map { $0 <= 0 ? input.a : 1 }
        )
      },
    ],
    misconceptions: mistakesAtZero + mistakesOfOutputs + mistakesOfSides + mistakesOfLeakySlopes)

  private typealias Mistake = Answer<LeakyInput, Curve>

  private static func right(_ input: LeakyInput) -> Curve { leakyReLU(input.x, a: input.a) }

  /// Other functions of an entry and of a, for one of the two or for both.
  private static func mistake(
    _ diagnosis: String,
    output: @escaping @Sendable (_ x: Double, _ a: Double) -> Double = { $0 > 0 ? $0 : $1 * $0 },
    slope: @escaping @Sendable (_ x: Double, _ a: Double) -> Double = { $0 > 0 ? 1 : $1 }
  ) -> Mistake {
    Mistake(diagnosis) { input in
      (input.x.map { output($0, input.a) }, input.x.map { slope($0, input.a) })
    }
  }

  private static let mistakesAtZero: [Mistake] = [
    mistake("At 0 you gave the slope 1: it is agreed to be the left one, a.", slope: { $0 >= 0 ? 1 : $1 }),
    mistake("At 0 you gave the slope 0: it is agreed to be the left one, a.", slope: { $0 > 0 ? 1 : $0 < 0 ? $1 : 0 }),
    mistake(
      "At 0 you gave the mean of the two slopes: it is agreed to be the left one, a.",
      slope: { $0 > 0 ? 1 : $0 < 0 ? $1 : (1 + $1) / 2 }),
    mistake(
      "At 0 you gave the slope 1/2: it is agreed to be the left one, a.", slope: { $0 > 0 ? 1 : $0 < 0 ? $1 : 0.5 }),
  ]

  private static let mistakesOfOutputs: [Mistake] = [
    mistake("max(a x, x) is leaky ReLU only for a ≤ 1: ask for the sign of x.", output: { max($1 * $0, $0) }),
    mistake(
      "min(a x, x) takes the wrong one of the two for a < 1: ask for the sign of x.", output: { min($1 * $0, $0) }),
    mistake(
      "max(a x, x) is leaky ReLU only for a ≤ 1: ask for the sign of x, in the output as in the slope.",
      output: { max($1 * $0, $0) }, slope: { $0 > $1 * $0 ? 1 : $1 }),
    mistake("Your output is ReLU's: left of 0 it is a x, not 0.", output: { x, _ in max(0, x) }),
    mistake("Left of 0 your output is a: it is a x.", output: { $0 > 0 ? $0 : $1 }),
    mistake("Left of 0 your output is a + x: it is a x.", output: { $0 > 0 ? $0 : $1 + $0 }),
    mistake("Left of 0 your output is −a x: it is a x.", output: { $0 > 0 ? $0 : -$1 * $0 }),
    mistake("Left of 0 your output is x/a: it is a x.", output: { $0 > 0 ? $0 : $0 / $1 }),
    mistake("Left of 0 your output is a² x: a multiplies once.", output: { $0 > 0 ? $0 : $1 * $1 * $0 }),
    mistake(
      "Left of 0 your output is a(e^x − 1), the ELU's: leaky ReLU's is a x.",
      output: { $0 > 0 ? $0 : $1 * (exp($0) - 1) }),
    mistake(
      "You gave the ELU and its slope: left of 0 leaky ReLU is a x, with the slope a.",
      output: { $0 > 0 ? $0 : $1 * (exp($0) - 1) }, slope: { $0 > 0 ? 1 : $1 * exp($0) }),
    mistake("Your output is a x on both sides: right of 0 it is x.", output: { $1 * $0 }),
    mistake("Your output is x on both sides: left of 0 it is a x.", output: { x, _ in x }),
    mistake("max(a, x) compares x with the slope: left of 0 the output is a x.", output: { max($1, $0) }),
    mistake("You added a x on the right side too: there the output is x.", output: { max(0, $0) + $1 * $0 }),
  ]

  private static let mistakesOfSides: [Mistake] =
    [
      mistake(
        "You gave ReLU and its slope: left of 0 the output is a x, with the slope a.", output: { x, _ in max(0, x) },
        slope: { x, _ in x > 0 ? 1 : 0 }),
      mistake(
        "You exchanged the sides: a multiplies where x is not above 0.", output: { $0 > 0 ? $1 * $0 : $0 },
        slope: { $0 > 0 ? $1 : 1 }),
      mistake("You exchanged the sides in the slope: it is 1 where x is above 0.", slope: { $0 > 0 ? $1 : 1 }),
      mistake(
        "You compared x with a: the bend is at 0.", output: { $0 > $1 ? $0 : $1 * $0 }, slope: { $0 > $1 ? 1 : $1 }),
      mistake(
        "You compared x with 1: the bend is at 0.", output: { $0 > 1 ? $0 : $1 * $0 }, slope: { $0 > 1 ? 1 : $1 }),
      mistake(
        "You took |a|: a may be negative, and then the left side rises to the left.",
        output: { $0 > 0 ? $0 : abs($1) * $0 }, slope: { $0 > 0 ? 1 : abs($1) }),
      mistake(
        "You raised a negative a to 0: a may be any number.", output: { $0 > 0 ? $0 : max(0, $1) * $0 },
        slope: { $0 > 0 ? 1 : max(0, $1) }),
      mistake(
        "You cut a off at 1: a may be any number.", output: { $0 > 0 ? $0 : min(1, $1) * $0 },
        slope: { $0 > 0 ? 1 : min(1, $1) }),
      mistake(
        "You took −a on the left: the output there is a x, with the slope a.", output: { $0 > 0 ? $0 : -$1 * $0 },
        slope: { $0 > 0 ? 1 : -$1 }),
      mistake(
        "You subtracted a on the left, where it multiplies: the output is a x, with the slope a.",
        output: { $0 > 0 ? $0 : $0 - $1 }, slope: { x, _ in 1 }),
      Mistake("You exchanged the two: the output comes first, then the slope.") {
        let (output, slope) = right($0)
        return (slope, output)
      },
      Mistake("You transposed the answer: it has the shape of x.") {
        let (output, slope) = right($0)
        return (output.transposed, slope.transposed)
      },
    ]
    + [0.01, 0.1, 0.2, 0.3].map { (fixed: Double) in
      mistake(
        "You multiply by a fixed number on the left: the slope there is a, a parameter.",
        output: { x, _ in x > 0 ? x : fixed * x }, slope: { x, _ in x > 0 ? 1 : fixed })
    }

  private static let mistakesOfLeakySlopes: [Mistake] = [
    mistake("Your slope is ReLU's: left of 0 it is a, not 0.", slope: { x, _ in x > 0 ? 1 : 0 }),
    mistake("Your slope is 1 on both sides: left of 0 it is a.", slope: { _, _ in 1 }),
    mistake("Your slope is a on both sides: right of 0 it is 1.", slope: { $1 }),
    mistake(
      "You gave the output in the place of the slope: left of 0 the slope is a, right of it 1.",
      slope: { $0 > 0 ? $0 : $1 * $0 }),
    mistake("Left of 0 your slope is a x: that is the output, and the slope is a.", slope: { $0 > 0 ? 1 : $1 * $0 }),
    mistake("Right of 0 your slope is x: the output there is x, and the slope 1.", slope: { $0 > 0 ? $0 : $1 }),
    mistake("Left of 0 your slope is −1, the sign of x: it is a.", slope: { x, _ in x > 0 ? 1 : x < 0 ? -1 : 0 }),
    mistake("Left of 0 your slope is −a: the output is a x, so it is a.", slope: { $0 > 0 ? 1 : -$1 }),
    mistake("Left of 0 your slope is 1 − a: the output is a x, so it is a.", slope: { $0 > 0 ? 1 : 1 - $1 }),
    mistake("Right of 0 your slope is 1 + a: the output there is x, so it is 1.", slope: { $0 > 0 ? 1 + $1 : $1 }),
    mistake(
      "You asked for the sign of the output, where the sign of x counts: with a < 0 an output left of 0 is positive.",
      slope: { ($0 > 0 ? $0 : $1 * $0) > 0 ? 1 : $1 }),
    mistake(
      "You divided the output by x: at 0 that is no number, and the slope there is a.",
      slope: { ($0 > 0 ? $0 : $1 * $0) / $0 }),
    mistake("Left of 0 your slope is a e^x, the ELU's: leaky ReLU's is a.", slope: { $0 > 0 ? 1 : $1 * exp($0) }),
  ]
}

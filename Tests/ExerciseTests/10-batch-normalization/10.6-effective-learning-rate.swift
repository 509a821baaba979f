import Engine
import Solutions

extension Lesson10 {
  struct RateInput: Sendable {
    let weight: Matrix
    let gradient: Matrix
    let learningRate: Double
    let l2: Double
  }

  private static func answer(_ input: RateInput) -> [Double] {
    effectiveLearningRates(
      weight: input.weight, gradient: input.gradient, learningRate: input.learningRate, l2: input.l2)
  }

  /// The squared length of every column.
  private static func squaredLengths(_ matrix: Matrix) -> [Double] { columns(matrix).map { squares($0, around: 0) } }

  /// An answer that takes another step, each entry made from the old one and the gradient's, with η and λ.
  private static func otherStep(
    _ diagnosis: String, _ step: @escaping @Sendable (_ w: Double, _ g: Double, _ η: Double, _ λ: Double) -> Double
  ) -> Answer<RateInput, [Double]> {
    Answer(diagnosis) { input in
      let stepped = Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in
        step(input.weight[i, j], input.gradient[i, j], input.learningRate, input.l2)
      }
      return squaredLengths(stepped).map { input.learningRate / $0 }
    }
  }

  /// An answer that makes another number of the right squared length after the step.
  private static func otherRate(
    _ diagnosis: String, _ rate: @escaping @Sendable (_ squaredLength: Double, _ input: RateInput) -> Double
  ) -> Answer<RateInput, [Double]> {
    Answer(diagnosis) { input in squaredLengths(stepped(input)).map { rate($0, input) } }
  }

  /// An answer that makes the squared length of what ‖w‖² and ‖g‖² were before the step.
  private static func otherLength(
    _ diagnosis: String, _ length: @escaping @Sendable (_ w: Double, _ g: Double, _ η: Double, _ λ: Double) -> Double
  ) -> Answer<RateInput, [Double]> {
    Answer(diagnosis) { input in
      zip(squaredLengths(input.weight), squaredLengths(input.gradient)).map {
        input.learningRate / length($0, $1, input.learningRate, input.l2)
      }
    }
  }

  /// The weight after the right step.
  private static func stepped(_ input: RateInput) -> Matrix {
    input.weight - input.learningRate * (input.gradient + input.l2 * input.weight)
  }

  /// A gradient at right angles to the weight, column by column, as the loss has it that comes after a batch norm.
  private static func perpendicular(to weight: Matrix, _ generator: inout Generator) -> Matrix {
    let direction = uniform(weight.rows, weight.columns, &generator)
    let shares = (0..<weight.columns).map { j in
      sum(direction.column(j), times: weight.column(j)) / squares(weight.column(j), around: 0)
    }
    return Matrix(rows: weight.rows, columns: weight.columns) { i, j in direction[i, j] - shares[j] * weight[i, j] }
  }

  static let effectiveRates: Bank<RateInput, [Double]> = Bank(
    id: "10.6",
    cases: { generator in
      let readable = RateInput(
        weight: Matrix([[3, 0], [4, 1]]), gradient: Matrix([[8, 2], [-6, 0]]), learningRate: 0.1, l2: 0.5)
      let shapes = [(3, 3, 0.3, 0.1, 1.0), (1, 2, 0.5, 0.2, 1), (4, 1, 0.05, 2, 1), (6, 4, 0.01, 1e-3, 0.01)]
      let generated = shapes.map { k, n, learningRate, l2, scale in
        // Rows of different sizes, and no weight near 0: the rate is a quotient.
        let weight = Matrix(rows: k, columns: n) { i, j in
          (j % 2 == 0 ? -scale : scale) * Double(i + 1) * generator.uniform(in: 0.5..<1.5)
        }
        let gradient = perpendicular(to: weight, &generator)
        return RateInput(
          weight: weight, gradient: Matrix(rows: k, columns: n) { i, j in k == 1 || j == 2 ? 0 : gradient[i, j] },
          learningRate: learningRate, l2: l2)
      }
      let plain = RateInput(
        weight: Matrix([[2], [0]]), gradient: Matrix([[0], [1]]), learningRate: 1, l2: 0)
      let turning = RateInput(weight: Matrix([[1], [0]]), gradient: Matrix([[0], [1]]), learningRate: 2, l2: 0.75)
      // Tight, for rates far below 1: an answer is a sum of squares and a quotient, good to 10⁻¹⁵ of itself.
      return ([Case(readable, tolerance: 1e-12)] + generated.map { Case($0, tolerance: 1e-12) })
        + [
          Case(
            plain, tolerance: 1e-12,
            note: "Without L2 the weights can only grow longer, as the gradient is at right angles to them."),
          Case(turning, tolerance: 1e-12, note: "1 − ηλ is negative here: the penalty's step goes beyond 0."),
        ]
    },
    input: {
      [
        .matrix("weight", $0.weight), .matrix("gradient", $0.gradient), .number("learningRate", $0.learningRate),
        .number("l2", $0.l2),
      ]
    },
    output: { [.list("rates", $0)] },
    reference: answer,
    alternatives: [
      otherLength("Pythagoras: (1 − ηλ)² ‖w‖² + η² ‖g‖²") { w, g, η, λ in
        (1 - η * λ) * (1 - η * λ) * w + η * η * g
      }
    ],
    misconceptions: [
      otherRate(
        "You divided by the length: a gradient half as long turns a vector twice as long, so it is the length squared."
      ) { $1.learningRate / $0.squareRoot() },
      otherRate("You multiplied by the squared length: long weights turn slowly, so divide by it.") {
        $1.learningRate * $0
      },
      otherRate("You squared the squared length: the effective rate is η/‖w‖².") { $1.learningRate / ($0 * $0) },
      otherRate("You multiplied by λ: it acts through the step alone, the effective rate is η/‖w‖².") {
        $1.learningRate * $1.l2 / $0
      },
      otherRate("You forgot η: the effective rate is η/‖w‖².") { length, _ in 1 / length },
      otherRate("You gave the squared lengths: the effective rate is η/‖w‖².") { length, _ in length },
      otherRate("You took the mean of the squares: the length squared is their sum.") {
        $1.learningRate / ($0 / Double($1.weight.rows))
      },
      otherRate("You shrank the rate, too: the effective rate is η/‖w‖², without 1 − ηλ.") {
        $1.learningRate * (1 - $1.learningRate * $1.l2) / $0
      },
      otherStep("You measured the weights before the step: the rate after it is asked for.") { w, _, _, _ in w },
      otherStep("You left the penalty out: its gradient λ w belongs to the step.") { w, g, η, _ in w - η * g },
      otherStep("You left the data's gradient out: the step has both, g + λ w.") { w, _, η, λ in w - η * λ * w },
      otherStep("You took 2λw as the penalty's gradient: the penalty is λ/2 ‖w‖², so its gradient is λ w.") {
        w, g, η, λ in w - η * (g + 2 * λ * w)
      },
      otherStep("You took λ/2 w as the penalty's gradient: that of λ/2 ‖w‖² is λ w, the square gives a 2.") {
        w, g, η, λ in w - η * (g + λ / 2 * w)
      },
      otherStep("You added λ to the gradient: the penalty's gradient is λ w.") { w, g, η, λ in w - η * (g + λ) },
      otherStep(
        "You shrank the weights by λ instead of ηλ: the penalty's gradient is multiplied by the learning rate, too."
      ) { w, g, η, λ in w - η * g - λ * w },
      otherStep("You kept 1 − ηλ from going below 0: a step may go beyond 0.") { w, g, η, λ in
        max(0, 1 - η * λ) * w - η * g
      },
      otherStep("You multiplied both gradients by λ: it belongs to the penalty's alone.") { w, g, η, λ in
        w - η * λ * (g + w)
      },
      otherStep("You did not multiply the data's gradient by η: the step is η (g + λ w).") { w, g, η, λ in
        w - g - η * λ * w
      },
      otherStep("You forgot the learning rate in the step: it is η (g + λ w).") { w, g, _, λ in w - g - λ * w },
      otherStep("A sign is wrong: descent subtracts both gradients, and that of λ/2 ‖w‖² makes the weights shorter.") {
        w, g, η, λ in w - η * (g - λ * w)
      },
      otherStep("You let the weights decay after the step: the penalty's gradient is that of the old weights.") {
        w, g, η, λ in (w - η * g) * (1 - η * λ)
      },
      otherLength("You did not square 1 − ηλ: it multiplies w, so its square multiplies ‖w‖².") { w, g, η, λ in
        (1 - η * λ) * w + η * η * g
      },
      otherLength("You did not square η: it multiplies g, so its square multiplies ‖g‖².") { w, g, η, λ in
        (1 - η * λ) * (1 - η * λ) * w + η * g
      },
      Answer("You added the penalty itself to the gradient: the step takes the penalty's gradient, λ w.") { input in
        let penalties = squaredLengths(input.weight).map { input.l2 / 2 * $0 }
        let stepped = Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in
          input.weight[i, j] - input.learningRate * (input.gradient[i, j] + penalties[j])
        }
        return squaredLengths(stepped).map { input.learningRate / $0 }
      },
      Answer("You added up sizes: the length squared is the sum of the squares.") { input in
        columns(stepped(input)).map { input.learningRate / $0.reduce(0) { $0 + abs($1) } }
      },
      Answer("You added up sizes: the length squared is the sum of the squares.") { input in
        columns(stepped(input)).map {
          let sum = $0.reduce(0) { $0 + abs($1) }
          return input.learningRate / (sum * sum)
        }
      },
      Answer("You took the length of the whole matrix: each unit, a column, has its own.") { input in
        let total = squaredLengths(stepped(input)).reduce(0, +)
        return input.weight.row(0).map { _ in input.learningRate / total }
      },
      Answer("You measured the rows: the weights of a unit are a column.") { input in
        squaredLengths(stepped(input).transposed).map { input.learningRate / $0 }
      },
    ]
      + [1e-5, 1e-8, 1e-12, 1e-6].map { number in
        otherRate("You added a tiny number to the squared length: it is above 0, and taken as it is.") {
          $1.learningRate / ($0 + number)
        }
      })
}

import Engine
import Solutions

extension Lesson10 {
  struct RateInput: Sendable {
    let weight: Matrix
    let gradient: Matrix
    let learningRate: Double
    let l2: Double
  }

  /// The squared length of every column.
  private static func squaredLengths(_ matrix: Matrix) -> [Double] { columns(matrix).map { squares($0, around: 0) } }

  /// The weight after a step, each entry made from the old one and the gradient's.
  private static func stepped(_ input: RateInput, _ step: (Double, Double) -> Double) -> Matrix {
    Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in
      step(input.weight[i, j], input.gradient[i, j])
    }
  }

  /// η/‖w‖² for every column of the weight after the step.
  private static func rates(_ input: RateInput, _ step: (Double, Double) -> Double) -> [Double] {
    squaredLengths(stepped(input, step)).map { input.learningRate / $0 }
  }

  private static func rightStep(_ input: RateInput) -> (Double, Double) -> Double {
    { w, g in w - input.learningRate * (g + input.l2 * w) }
  }

  /// A gradient at right angles to the weight, column by column, as the loss behind a batch norm has it.
  private static func perpendicular(to weight: Matrix, _ generator: inout Generator) -> Matrix {
    let direction = uniform(weight.rows, weight.columns, &generator)
    let shares = (0..<weight.columns).map { j in
      let along = zip(direction.column(j), weight.column(j)).reduce(0.0) { $0 + $1.0 * $1.1 }
      return along / squares(weight.column(j), around: 0)
    }
    return Matrix(rows: weight.rows, columns: weight.columns) { i, j in direction[i, j] - shares[j] * weight[i, j] }
  }

  static let effectiveRates = Bank<RateInput, [Double]>(
    id: "10.6",
    cases: { generator in
      let readable = RateInput(
        weight: Matrix([[3, 0], [4, 1]]), gradient: Matrix([[8, 2], [-6, 0]]), learningRate: 0.1, l2: 0.5)
      let shapes = [(3, 3), (1, 2), (4, 1), (6, 4)]
      let generated = shapes.map { k, n in
        // Rows of different sizes, and no weight near 0: the rate is a quotient.
        let weight = Matrix(rows: k, columns: n) { i, j in Double(i + 1) * generator.uniform(in: 0.5..<1.5) }
        let gradient = perpendicular(to: weight, &generator)
        return RateInput(weight: weight, gradient: gradient, learningRate: 0.3, l2: 0.1)
      }
      let plain = RateInput(
        weight: Matrix([[2], [0]]), gradient: Matrix([[0], [1]]), learningRate: 1, l2: 0)
      return [Case(readable)] + generated.map { Case($0) }
        + [
          Case(plain, note: "Without L2 the weights can only grow longer, as the gradient is at right angles to them.")
        ]
    },
    input: {
      [
        .matrix("weight", $0.weight), .matrix("gradient", $0.gradient), .number("learningRate", $0.learningRate),
        .number("l2", $0.l2),
      ]
    },
    output: { [.list("rates", $0)] },
    reference: {
      effectiveLearningRates(weight: $0.weight, gradient: $0.gradient, learningRate: $0.learningRate, l2: $0.l2)
    },
    alternatives: [
      Answer("Pythagoras: (1 − ηλ)² ‖w‖² + η² ‖g‖²") { input in
        let η = input.learningRate
        let shrink = (1 - η * input.l2) * (1 - η * input.l2)
        return zip(squaredLengths(input.weight), squaredLengths(input.gradient)).map { w, g in
          η / (shrink * w + η * η * g)
        }
      }
    ],
    misconceptions: [
      Answer(
        "You divided by the length: a gradient half as long turns a vector twice as long, so it is the length squared."
      ) {
        input in
        squaredLengths(stepped(input, rightStep(input))).map { input.learningRate / $0.squareRoot() }
      },
      Answer("You multiplied by the squared length: long weights turn slowly, so divide by it.") { input in
        squaredLengths(stepped(input, rightStep(input))).map { input.learningRate * $0 }
      },
      Answer("You measured the weights before the step: the rate after it is asked for.") { input in
        rates(input) { w, _ in w }
      },
      Answer("You left the penalty out: its gradient λ w belongs to the step.") { input in
        rates(input) { w, g in w - input.learningRate * g }
      },
      Answer("You left the data's gradient out: the step has both, g + λ w.") { input in
        rates(input) { w, _ in w - input.learningRate * input.l2 * w }
      },
      Answer("You took 2λw as the penalty's gradient: the penalty is λ/2 ‖w‖², so its gradient is λ w.") { input in
        rates(input) { w, g in w - input.learningRate * (g + 2 * input.l2 * w) }
      },
      Answer(
        "You shrank the weights by λ instead of ηλ: the penalty's gradient is multiplied by the learning rate, too."
      ) {
        input in
        rates(input) { w, g in w - input.learningRate * g - input.l2 * w }
      },
      Answer("You added the penalty with the wrong sign: descent on λ/2 ‖w‖² makes the weights shorter.") { input in
        rates(input) { w, g in w - input.learningRate * (g - input.l2 * w) }
      },
      Answer("You took the length of the whole matrix: each unit, a column, has its own.") { input in
        let total = squaredLengths(stepped(input, rightStep(input))).reduce(0, +)
        return (0..<input.weight.columns).map { _ in input.learningRate / total }
      },
    ])
}

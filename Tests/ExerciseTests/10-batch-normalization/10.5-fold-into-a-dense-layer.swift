import Engine
import Solutions

extension Lesson10 {
  struct FoldingInput: Sendable {
    let weight: Matrix
    let bias: [Double]
    let gamma: [Double]
    let beta: [Double]
    let mean: [Double]
    let variance: [Double]
    let epsilon: Double

    /// γ/√(variance + ε), for each unit.
    var scale: [Double] { zip(gamma, variance).map { $0 / ($1 + epsilon).squareRoot() } }
  }

  typealias DenseParameters = (weight: Matrix, bias: [Double])

  private static func answer(_ input: FoldingInput) -> DenseParameters {
    foldedBatchNormalization(
      weight: input.weight, bias: input.bias, gamma: input.gamma, beta: input.beta, mean: input.mean,
      variance: input.variance, epsilon: input.epsilon)
  }

  /// W and b for a given scale of each unit.
  private static func folded(_ input: FoldingInput, scale: [Double]) -> DenseParameters {
    (weight(input, scale), bias(input) { (input.bias[$0] - input.mean[$0]) * scale[$0] + input.beta[$0] })
  }

  private static func weight(_ input: FoldingInput, _ scale: [Double]) -> Matrix {
    Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in input.weight[i, j] * scale[j] }
  }

  private static func bias(_ input: FoldingInput, _ value: (Int) -> Double) -> [Double] {
    input.bias.indices.map(value)
  }

  /// An answer with the right weight, and the bias of each unit made from its four numbers and its scale.
  private static func otherBias(
    _ diagnosis: String,
    _ bias: @escaping @Sendable (_ b: Double, _ mean: Double, _ beta: Double, _ scale: Double) -> Double
  ) -> Answer<FoldingInput, DenseParameters> {
    Answer(diagnosis) { input in
      let scale = input.scale
      return (
        weight(input, scale), input.bias.indices.map { bias(input.bias[$0], input.mean[$0], input.beta[$0], scale[$0]) }
      )
    }
  }

  /// An answer that takes another number for γ/√(variance + ε), in weight and bias.
  private static func otherScale(
    _ diagnosis: String, _ scale: @escaping @Sendable (_ gamma: Double, _ variance: Double, _ epsilon: Double) -> Double
  ) -> Answer<FoldingInput, DenseParameters> {
    Answer(diagnosis) { input in
      folded(input, scale: zip(input.gamma, input.variance).map { scale($0, $1, input.epsilon) })
    }
  }

  @Sendable private static func withoutGamma(_ input: FoldingInput) -> DenseParameters {
    folded(input, scale: input.variance.map { 1 / ($0 + input.epsilon).squareRoot() })
  }

  /// What both layers give together for one example.
  private static func together(_ x: [Double], _ input: FoldingInput) -> [Double] {
    let z = (0..<input.weight.columns).map { j in
      zip(x, input.weight.column(j)).reduce(input.bias[j]) { $0 + $1.0 * $1.1 }
    }
    return batchNormalizedAtInference(
      Matrix(row: z), gamma: input.gamma, beta: input.beta, mean: input.mean, variance: input.variance,
      epsilon: input.epsilon
    ).elements
  }

  static let folding: Bank<FoldingInput, DenseParameters> = Bank(
    id: "10.5",
    cases: { generator in
      // The roots are 2.5 and 1.5, the scales 2 and −2.
      let readable = FoldingInput(
        weight: Matrix([[1, 2], [3, 4]]), bias: [1, 2], gamma: [5, -3], beta: [10, 20], mean: [3, 6],
        variance: [6, 2], epsilon: 0.25)
      // At most as many inputs as units, so that a scale taken by row instead of by column meets no index out of range.
      let shapes = [(2, 3, 1e-3), (1, 1, 1e-5), (1, 4, 0.1), (5, 5, 1e-5), (6, 9, 0.01)]
      let drawn = shapes.map { k, n, epsilon in
        FoldingInput(
          weight: uniform(k, n, &generator), bias: list(n, -1, 1, &generator), gamma: scales(n, &generator),
          beta: list(n, -1, 1, &generator), mean: list(n, -1, 1, &generator), variance: list(n, 1e-4, 2, &generator),
          epsilon: epsilon)
      }
      let constant = FoldingInput(
        weight: uniform(2, 3, &generator), bias: list(3, -1, 1, &generator), gamma: scales(3, &generator),
        beta: list(3, -1, 1, &generator), mean: list(3, -1, 1, &generator), variance: [0, 0.5, 0], epsilon: 0.01)
      return [Case(readable)] + drawn.map { Case($0) } + [
        Case(constant, note: "A running variance of 0: ε alone keeps the division defined.")
      ]
    },
    input: {
      [
        .matrix("weight", $0.weight), .list("bias", $0.bias), .list("gamma", $0.gamma), .list("beta", $0.beta),
        .list("mean", $0.mean), .list("variance", $0.variance), .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.matrix("weight", $0.weight), .list("bias", $0.bias)] },
    reference: answer,
    alternatives: [
      Answer("asking both layers: the bias is what 0 gives, a weight row is what its unit vector adds") { input in
        let k = input.weight.rows
        let zero = together([Double](repeating: 0, count: k), input)
        let rows = (0..<k).map { i in
          let unit = (0..<k).map { $0 == i ? 1.0 : 0.0 }
          return zip(together(unit, input), zero).map { $0 - $1 }
        }
        return (Matrix(rows), zero)
      }
    ],
    misconceptions: [
      otherBias("You folded the bias without subtracting the running mean: b′ = (b − mean) s + β.") { b, _, beta, s in
        b * s + beta
      },
      otherBias("You added the running mean: batch norm subtracts it, b′ = (b − mean) s + β.") { b, mean, beta, s in
        (b + mean) * s + beta
      },
      otherBias("You subtracted the bias from the running mean: it is the other way round, b′ = (b − mean) s + β.") {
        b, mean, beta, s in (mean - b) * s + beta
      },
      otherBias("You subtracted the running mean without scaling it: b′ = (b − mean) s + β.") { b, mean, beta, s in
        b * s - mean + beta
      },
      otherBias("You left the old bias unscaled: batch norm scales the whole x W + b.") { b, mean, beta, s in
        b - mean * s + beta
      },
      otherBias("You scaled neither the old bias nor the running mean: b′ = (b − mean) s + β.") { b, mean, beta, _ in
        b - mean + beta
      },
      otherBias("You dropped the old bias: b′ = (b − mean) s + β.") { _, mean, beta, s in beta - mean * s },
      otherBias("You left the bias as it was: b′ = (b − mean) s + β.") { b, _, _, _ in b },
      otherBias("You added the running mean and dropped the old bias: b′ = (b − mean) s + β.") { _, mean, beta, s in
        beta + mean * s
      },
      otherBias("You left the running mean and β out: b′ = (b − mean) s + β.") { b, _, _, s in b * s },
      otherBias("You added β to the old bias: it is scaled first, b′ = (b − mean) s + β.") { b, _, beta, _ in b + beta
      },
      otherBias("You took β for the new bias: b′ = (b − mean) s + β.") { _, _, beta, _ in beta },
      otherBias("You scaled β as well: it is added after the scaling.") { b, mean, beta, s in (b - mean + beta) * s },
      otherBias("You forgot β: it joins the new bias.") { b, mean, _, s in (b - mean) * s },
      otherBias("You subtracted β: batch norm adds it, b′ = (b − mean) s + β.") { b, mean, beta, s in
        (b - mean) * s - beta
      },
      Answer("You left the weight unscaled: every column of W is multiplied by its unit's scale.") {
        ($0.weight, answer($0).bias)
      },
      Answer("You scaled the weight twice: every column of W is multiplied by its unit's scale once.") { input in
        (weight(input, input.scale.map { $0 * $0 }), answer(input).bias)
      },
      Answer("You multiplied the weight by γ alone: weight and bias have the same scale, γ/√(variance + ε).") { input in
        (weight(input, input.gamma), answer(input).bias)
      },
      Answer("You scaled the rows of W: a unit is a column, and the scale belongs to the unit.") { input in
        let scale = input.scale
        let byRow = Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in
          input.weight[i, j] * scale[i]
        }
        return (byRow, answer(input).bias)
      },
      Answer("You folded β into the weight: what does not multiply x belongs to the bias alone.") { input in
        let right = answer(input)
        return (right.weight.addingRow(Matrix(row: input.beta)), right.bias)
      },
      Answer("In the weight γ is missing: weight and bias have the same scale, γ/√(variance + ε).") {
        (withoutGamma($0).weight, answer($0).bias)
      },
      Answer("In the bias γ is missing: weight and bias have the same scale, γ/√(variance + ε).") {
        (answer($0).weight, withoutGamma($0).bias)
      },
      Answer("You forgot γ: the scale is γ/√(variance + ε).", withoutGamma),
      otherScale("You took γ without its sign: the scale is γ/√(variance + ε).") { gamma, variance, epsilon in
        abs(gamma) / (variance + epsilon).squareRoot()
      },
      Answer("You divided the weight by its scale: it is multiplied, as the bias is.") { input in
        (weight(input, input.scale.map { 1 / $0 }), answer(input).bias)
      },
      otherBias("You scaled the bias twice: b′ = (b − mean) s + β.") { b, mean, beta, s in ((b - mean) * s + beta) * s
      },
      otherBias("You scaled the bias twice: b′ = (b − mean) s + β.") { b, mean, beta, s in (b - mean) * s * s + beta },
      Answer("You subtracted the mean from the weight: what does not multiply x belongs to the bias alone.") { input in
        (
          weight(input, input.scale).subtractingRow(Matrix(row: zip(input.mean, input.scale).map { $0 * $1 })),
          answer(input).bias
        )
      },
      otherScale("The scale is the other way round: it is γ/√(variance + ε).") { gamma, variance, epsilon in
        (variance + epsilon).squareRoot() / gamma
      },
    ]
      + [0, 1].map { value in
        otherScale("A running variance of 0 is no exception: ε keeps the division defined.") {
          gamma, variance, epsilon in
          variance == 0 ? value * gamma : gamma / (variance + epsilon).squareRoot()
        }
      }
      + wrongDivisors("variance").map { diagnosis, divisor in
        otherScale(diagnosis) { gamma, variance, epsilon in gamma / divisor(variance, epsilon) }
      })
}

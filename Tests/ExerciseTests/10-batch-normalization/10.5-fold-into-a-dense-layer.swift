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

  static let folding = Bank<FoldingInput, DenseParameters>(
    id: "10.5",
    cases: { generator in
      // At most as many inputs as units, so that a scale taken by row instead of by column meets no index out of range.
      [(2, 2), (2, 3), (1, 1), (1, 4), (5, 5), (6, 9)].map { k, n in
        let readable = k == 2 && n == 2
        return Case(
          FoldingInput(
            weight: readable ? Matrix([[1, 2], [3, 4]]) : uniform(k, n, &generator),
            bias: readable ? [1, 2] : list(n, -1, 1, &generator),
            gamma: readable ? [1, 3] : list(n, 0.5, 2, &generator),
            beta: readable ? [10, 20] : list(n, -1, 1, &generator),
            mean: readable ? [5, 6] : list(n, -1, 1, &generator),
            variance: readable ? [4, 0.25] : list(n, 1e-4, 2, &generator),
            epsilon: 1e-5))
      }
    },
    input: {
      [
        .matrix("weight", $0.weight), .list("bias", $0.bias), .list("gamma", $0.gamma), .list("beta", $0.beta),
        .list("mean", $0.mean), .list("variance", $0.variance), .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.matrix("weight", $0.weight), .list("bias", $0.bias)] },
    reference: {
      foldedBatchNormalization(
        weight: $0.weight, bias: $0.bias, gamma: $0.gamma, beta: $0.beta, mean: $0.mean, variance: $0.variance,
        epsilon: $0.epsilon)
    },
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
      Answer("You folded the bias without subtracting the running mean: b′ = (b − mean) s + β.") { input in
        (weight(input, input.scale), bias(input) { input.bias[$0] * input.scale[$0] + input.beta[$0] })
      },
      Answer("You added the running mean: batch norm subtracts it, b′ = (b − mean) s + β.") { input in
        let scale = input.scale
        return (weight(input, scale), bias(input) { (input.bias[$0] + input.mean[$0]) * scale[$0] + input.beta[$0] })
      },
      Answer("You subtracted the running mean without scaling it: b′ = (b − mean) s + β.") { input in
        let shifted = bias(input) { input.bias[$0] * input.scale[$0] - input.mean[$0] + input.beta[$0] }
        return (weight(input, input.scale), shifted)
      },
      Answer("You left the old bias unscaled: batch norm scales the whole x W + b.") { input in
        let unscaled = bias(input) { input.bias[$0] - input.mean[$0] * input.scale[$0] + input.beta[$0] }
        return (weight(input, input.scale), unscaled)
      },
      Answer("You dropped the old bias: b′ = (b − mean) s + β.") { input in
        (weight(input, input.scale), bias(input) { input.beta[$0] - input.mean[$0] * input.scale[$0] })
      },
      Answer("You scaled β as well: it is added after the scaling.") { input in
        let scale = input.scale
        return (weight(input, scale), bias(input) { (input.bias[$0] - input.mean[$0] + input.beta[$0]) * scale[$0] })
      },
      Answer("You forgot β: it joins the new bias.") { input in
        (weight(input, input.scale), bias(input) { (input.bias[$0] - input.mean[$0]) * input.scale[$0] })
      },
      Answer("You left the weight unscaled: every column of W is multiplied by its unit's scale.") { input in
        (input.weight, folded(input, scale: input.scale).bias)
      },
      Answer("You scaled the rows of W: a unit is a column, and the scale belongs to the unit.") { input in
        let scale = input.scale
        let byRow = Matrix(rows: input.weight.rows, columns: input.weight.columns) { i, j in
          input.weight[i, j] * scale[i]
        }
        return (byRow, folded(input, scale: scale).bias)
      },
      Answer("You divided by the variance: divide by its root, √(variance + ε).") { input in
        folded(input, scale: zip(input.gamma, input.variance).map { $0 / ($1 + input.epsilon) })
      },
      Answer("You left ε out: the folded layer must divide by what the batch norm divides by, √(variance + ε).") {
        input in
        folded(input, scale: zip(input.gamma, input.variance).map { $0 / $1.squareRoot() })
      },
      Answer("You forgot γ: the scale is γ/√(variance + ε).") { input in
        folded(input, scale: input.variance.map { 1 / ($0 + input.epsilon).squareRoot() })
      },
    ])
}

import Engine
import Solutions

extension Lesson16 {
  struct NetworkInput: Sendable {
    let x: Matrix
    let labels: [Int]
    let weights: [Matrix]
    let biases: [Matrix]
    let a: Double

    func with(a: Double) -> Self { Self(x: x, labels: labels, weights: weights, biases: biases, a: a) }
  }

  typealias NetworkGradients = [(weight: Matrix, bias: Matrix)]

  static let networks: Bank<NetworkInput, NetworkGradients> = Bank(
    id: "16.11", uses: ["1.6", "2.3", "3.5", "3.6"],
    cases: { generator in
      let readable = NetworkInput(
        x: Matrix([[1, 0], [0, 2]]), labels: [0, 1],
        weights: [Matrix([[1, -1], [0.5, 0]]), Matrix([[1, 0], [0, 2]])],
        biases: [Matrix([[0, 0.5]]), Matrix([[0, 0]])], a: 0.1)
      let atZero = NetworkInput(
        x: Matrix([[1, -1], [0, 0]]), labels: [1, 0],
        weights: [Matrix([[1, 2], [1, 1]]), Matrix([[1, -1], [2, 1]])],
        biases: [Matrix([[0, 0]]), Matrix([[0.5, 0]])], a: 0.1)
      let large = NetworkInput(
        x: Matrix([[2]]), labels: [1], weights: [Matrix([[500, 499]])], biases: [Matrix([[0, 1]])], a: 0.1)
      let farApart = NetworkInput(
        x: Matrix([[1, 0], [-1, 0]]), labels: [1, 1],
        weights: [Matrix([[1, -1], [0.5, 0]]), Matrix([[2000, 1000], [0, 0]])],
        biases: [Matrix([[0, 0.5]]), Matrix([[0, 0]])], a: 0.1)
      let drawn = [
        (3, [2, 3], 0.1), (4, [3, 4, 2], 0.2), (1, [2, 3, 3, 4], 0.01), (6, [4, 3, 5, 2, 3], 0.3), (5, [3, 4, 3], 0),
        (4, [2, 5, 2], 1), (4, [3, 3, 4], 1.5), (5, [3, 4, 2], -0.5),
      ].map { m, sizes, a in
        NetworkInput(
          x: uniform(m, sizes[0], &generator), labels: (0..<m).map { _ in generator.integer(below: sizes.last!) },
          weights: zip(sizes, sizes.dropFirst()).map { uniform($0, $1, &generator) },
          biases: sizes.dropFirst().map { uniform(1, $0, &generator) }, a: a)
      }
      // Some hundred roundings; a difference quotient is off by more.
      let first = ([readable] + drawn).map { Case($0, tolerance: 1e-12) }
      return first + [
        Case(atZero, tolerance: 1e-12, note: "Sums of exactly 0: the slope there is a."),
        Case(large, tolerance: 1e-12, note: "Scores of 1000 and 999: their exponentials are infinite."),
        Case(farApart, tolerance: 1e-12, note: "Scores in the thousands in one example, and below 0 in the other."),
      ]
    },
    input: { input in
      [.matrix("x", input.x), .list("labels", input.labels.map(Double.init)), .number("a", input.a)]
        + input.weights.indices.flatMap { l -> [Quantity] in
          [.matrix("weights[\(l)]", input.weights[l]), .matrix("biases[\(l)]", input.biases[l])]
        }
    },
    output: { gradients in
      gradients.enumerated().reversed().flatMap { l, gradient -> [Quantity] in
        [.matrix("[\(l)].bias", gradient.bias), .matrix("[\(l)].weight", gradient.weight)]
      }
    },
    reference: { networkGradients($0.x, labels: $0.labels, weights: $0.weights, biases: $0.biases, a: $0.a) },
    alternatives: [
      Answer("step by step, with matrices alone") { gradients($0) },
      Answer("the mean of the gradients of single examples") { input in
        let each = input.labels.indices.map { i in
          gradients(
            NetworkInput(
              x: input.x.selectingRows([i]), labels: [input.labels[i]], weights: input.weights, biases: input.biases,
              a: input.a))
        }
        let share = 1 / Double(each.count)
        return input.weights.indices.map { l in
          (
            each.dropFirst().reduce(share * each[0][l].weight) { $0 + share * $1[l].weight },
            each.dropFirst().reduce(share * each[0][l].bias) { $0 + share * $1[l].bias }
          )
        }
      },
    ],
    misconceptions: mistakesOfTheWhole + mistakesAtTheActivations + mistakesAtTheScores + mistakesInALayer)

  private static let mistakesOfTheWhole: [Answer<NetworkInput, NetworkGradients>] = [
    Answer("You left out the slope on the way back: what reaches a layer's sums is dx ⊙ g′(z).") {
      gradients($0) { _, _, dx in dx }
    },
    Answer("The last layer has no activation: its sums are the scores, and no slope belongs there.") { input in
      gradients(input, lastActivation: true)
    },
    Answer("You gave the gradients in the order in which they arise, from the last layer to the first.") {
      gradients($0).reversed()
    },
    Answer("The slope left of 0 is a. You took 0 there, as for a ReLU.") {
      gradients($0) { z, _, dx in dx.zip(z) { $1 > 0 ? $0 : 0 } }
    },
    Answer("You summed over the batch: the loss is the mean, so the scores' gradient is divided by m.") { input in
      gradients(input).map { (Double(input.labels.count) * $0.weight, Double(input.labels.count) * $0.bias) }
    },
    Answer("You divided by m once more: 3.6 has done that already.") { input in
      let share = 1 / Double(input.labels.count)
      return gradients(input).map { (share * $0.weight, share * $0.bias) }
    },
    Answer("You left out the biases on the way forward.") { input in
      gradients(
        NetworkInput(
          x: input.x, labels: input.labels, weights: input.weights,
          biases: input.biases.map { Matrix(zerosLike: $0) },
          a: input.a))
    },
    Answer("These are the steps downhill: the gradients have the other sign.") {
      gradients($0).map { (-1 * $0.weight, -1 * $0.bias) }
    },
    Answer("You multiplied by the activation's output on the way back, in the place of its slope.") {
      gradients($0) { _, y, dx in dx.hadamard(y) }
    },
    Answer("A layer's gradient needs the layer's input after the activation. You took the sums before it.") {
      gradients($0, inputsBeforeActivation: true)
    },
  ]

  private static let mistakesAtTheActivations: [Answer<NetworkInput, NetworkGradients>] = [
    Answer("You took ReLUs, on both ways. Left of 0 a leaky one gives a z, and its slope is a.") {
      gradients($0.with(a: 0))
    },
    Answer("You took ReLUs on the way forward: left of 0 a leaky one gives a z.") {
      gradients($0, forward: { z, _ in leaky(z, 0) })
    },
    Answer("Your hidden layers have no activation, neither forward nor back.") { gradients($0.with(a: 1)) },
    Answer("You left out the activation on the way forward: a layer's input is the output of the one below.") {
      gradients($0, forward: { z, _ in z })
    },
    Answer("You took a = 0.01: it is a parameter.") { gradients($0.with(a: 0.01)) },
    Answer("The slope left of 0 is a. You took −a.") { input in
      gradients(input) { z, _, dx in sloped(dx, by: z, -input.a) }
    },
    Answer("The slope goes by the sign of the layer's sums. You took the sign of the gradient that comes from above.") {
      input in
      gradients(input) { _, _, dx in sloped(dx, by: dx, input.a) }
    },
    Answer("The slope goes by the sign of the layer's sums. You took that of its outputs: a can be below 0.") { input in
      gradients(input) { _, y, dx in sloped(dx, by: y, input.a) }
    },
    Answer("You took the larger of z and a z: that is a leaky ReLU only where a is at most 1.") {
      gradients($0, forward: { z, a in z.map { max($0, a * $0) } })
    },
    Answer("At 0 the slope is a, as it is left of 0. You took 1.") { input in
      gradients(input) { z, _, dx in dx.zip(z) { $1 >= 0 ? $0 : input.a * $0 } }
    },
    Answer("At 0 the slope is a, as it is left of 0. You took 0.") { input in
      gradients(input) { z, _, dx in dx.zip(z) { $1 > 0 ? $0 : $1 < 0 ? input.a * $0 : 0 } }
    },
    Answer("You took the slope of the first example for all of them: each has its own.") { input in
      gradients(input) { z, _, dx in
        Matrix(rows: dx.rows, columns: dx.columns) { i, j in z[0, j] > 0 ? dx[i, j] : input.a * dx[i, j] }
      }
    },
    Answer("You applied the activation to the scores: the last layer has none.") {
      gradients($0, scored: { scores, input in scoresGradient(leaky(scores, input.a), input) })
    },
    Answer("You multiplied the scores' gradient by a slope: the last layer has no activation.") {
      gradients(
        $0, scored: { scores, input in sloped(scoresGradient(scores, input), by: scores, input.a) })
    },
  ]

  private static let mistakesAtTheScores: [Answer<NetworkInput, NetworkGradients>] = [
    Answer("Large scores have infinite exponentials. Subtract an example's largest score from its scores first.") {
      gradients($0, scored: { scores, input in scoresGradient(of: normalized(exp(scores)), input) })
    },
    Answer(
      "You subtracted the largest of all scores: then an example's exponentials can all be 0. Take its own largest."
    ) {
      gradients(
        $0,
        scored: { scores, input in
          scoresGradient(
            of: normalized(exp(scores - Matrix(rows: scores.rows, columns: scores.columns, repeating: scores.max))),
            input)
        })
    },
    Answer("You took the probabilities for the scores' gradient: 1 is subtracted at each example's label.") {
      gradients($0, scored: { scores, input in (1 / Double(scores.rows)) * probabilities(scores) })
    },
    Answer("You took the scores for probabilities: softmax comes first.") {
      gradients($0, scored: { scores, input in scoresGradient(of: scores, input) })
    },
    Answer("You left the exponentials of the scores undivided: each row of probabilities adds up to 1.") {
      gradients($0, scored: { scores, input in scoresGradient(of: unnormalized(scores), input) })
    },
    Answer("You normalized each class over the examples. Softmax is over an example's scores: each row adds up to 1.") {
      gradients(
        $0,
        scored: { scores, input in
          scoresGradient(of: probabilities(scores.transposed).transposed, input)
        })
    },
    Answer("You counted the labels from 1: class 0 has the first column.") {
      gradients(
        $0,
        scored: { scores, input in
          scoresGradient(of: probabilities(scores), labels: input.labels.map { $0 - 1 })
        })
    },
    Answer("You divided by the number of classes as well: the mean is over the examples.") {
      gradients($0, scored: { scores, input in (1 / Double(scores.columns)) * scoresGradient(scores, input) })
    },
  ]

  private static let mistakesInALayer: [Answer<NetworkInput, NetworkGradients>] = [
    Answer("You took the mean over the examples for the biases. The division by m is done: add the rows up.") { input in
      gradients(input).map { ($0.weight, (1 / Double(input.labels.count)) * $0.bias) }
    },
    Answer("You divided by m in each layer: once, at the scores, is enough.") { input in
      gradients(input, through: { dz, weight in (1 / Double(dz.rows)) * matmul(dz, transposing: weight) })
    },
    Answer("You gave zeros for the biases: their gradient is the sum of the rows of ∂L/∂z.") {
      gradients($0).map { ($0.weight, Matrix(zerosLike: $0.bias)) }
    },
    Answer("You gave a row for each example: the biases' gradient is one row, the sum of these.") {
      gradients($0, ofBias: { $0 })
    },
    Answer("You gave the biases' gradient as a column: it is a row, 1 × n_out.") {
      gradients($0).map { ($0.weight, $0.bias.transposed) }
    },
    Answer("You gave the weights' gradient transposed: it is n_in × n_out, like the weights.") {
      gradients($0).map { ($0.weight.transposed, $0.bias) }
    },
    Answer("On the way back, ∂L/∂z is multiplied by the transposed weights. You did not transpose.") {
      gradients(
        $0,
        through: { dz, weight in
          weight.rows == weight.columns ? matmul(dz, weight) : matmul(dz, transposing: weight)
        })
    },
    Answer("You gave zeros for all layers but the last: the gradient goes on, through the weights and the slopes.") {
      gradients($0, through: { dz, weight in Matrix(rows: dz.rows, columns: weight.rows) })
    },
  ]

  private static func leaky(_ z: Matrix, _ a: Double) -> Matrix { z.map { $0 > 0 ? $0 : a * $0 } }

  /// The gradient times the slope that belongs to the sign of z.
  private static func sloped(_ dx: Matrix, by z: Matrix, _ a: Double) -> Matrix { dx.zip(z) { $1 > 0 ? $0 : a * $0 } }

  private static func unnormalized(_ scores: Matrix) -> Matrix {
    Matrix(rows: scores.rows, columns: scores.columns) { i, j in exp(scores[i, j] - scores.row(i).max()!) }
  }

  private static func normalized(_ exponentials: Matrix) -> Matrix {
    Matrix(rows: exponentials.rows, columns: exponentials.columns) { i, j in
      exponentials[i, j] / exponentials.row(i).reduce(0, +)
    }
  }

  private static func probabilities(_ scores: Matrix) -> Matrix { normalized(unnormalized(scores)) }

  private static func scoresGradient(_ scores: Matrix, _ input: NetworkInput) -> Matrix {
    scoresGradient(of: probabilities(scores), input)
  }

  private static func scoresGradient(of p: Matrix, _ input: NetworkInput) -> Matrix {
    scoresGradient(of: p, labels: input.labels)
  }

  /// What belongs to these probabilities.
  private static func scoresGradient(of p: Matrix, labels: [Int]) -> Matrix {
    let share = 1 / Double(p.rows)
    return Matrix(rows: p.rows, columns: p.columns) { i, j in share * (labels[i] == j ? p[i, j] - 1 : p[i, j]) }
  }

  /// The whole way, with its parts as parameters.
  private static func gradients(
    _ input: NetworkInput, lastActivation: Bool = false, inputsBeforeActivation: Bool = false,
    back: ((_ z: Matrix, _ y: Matrix, _ dx: Matrix) -> Matrix)? = nil,
    forward: (_ z: Matrix, _ a: Double) -> Matrix = leaky,
    scored: (_ scores: Matrix, NetworkInput) -> Matrix = {
      softmaxCrossEntropyGradient(logits: $0, labels: $1.labels)
    },
    ofBias: (_ dz: Matrix) -> Matrix = \.columnSums,
    through: (_ dz: Matrix, _ weight: Matrix) -> Matrix = { matmul($0, transposing: $1) }
  ) -> NetworkGradients {
    let a = input.a
    let last = input.weights.count - 1
    var (sums, outputs) = ([Matrix](), [input.x])
    for (weight, bias) in zip(input.weights, input.biases) {
      sums.append(matmul(outputs.last!, weight).addingRow(bias))
      outputs.append(sums.count - 1 < last || lastActivation ? forward(sums.last!, a) : sums.last!)
    }
    var dz = scored(outputs.last!, input)
    if lastActivation { dz = sloped(dz, by: sums[last], a) }
    var result: NetworkGradients = []
    for l in input.weights.indices.reversed() {
      let x = inputsBeforeActivation && l > 0 ? sums[l - 1] : outputs[l]
      result.append((matmul(transposing: x, dz), ofBias(dz)))
      if l == 0 { break }
      let dx = through(dz, input.weights[l])
      dz = back?(sums[l - 1], outputs[l], dx) ?? sloped(dx, by: sums[l - 1], a)
    }
    return result.reversed()
  }
}

import Engine
import Solutions

extension Lesson16 {
  struct NetworkInput: Sendable {
    let x: Matrix
    let labels: [Int]
    let weights: [Matrix]
    let biases: [Matrix]
    let a: Double
  }

  typealias NetworkGradients = [(weight: Matrix, bias: Matrix)]

  static let networks = Bank<NetworkInput, NetworkGradients>(
    id: "16.11", uses: ["1.6", "2.3", "3.5", "3.6"],
    cases: { generator in
      let readable = NetworkInput(
        x: Matrix([[1, 0], [0, 2]]), labels: [0, 1],
        weights: [Matrix([[1, -1], [0.5, 0]]), Matrix([[1, 0], [0, 2]])],
        biases: [Matrix([[0, 0.5]]), Matrix([[0, 0]])], a: 0.1)
      let drawn = [
        (3, [2, 3], 0.1), (4, [3, 4, 2], 0.2), (1, [2, 3, 3, 4], 0.01), (6, [4, 3, 5, 2, 3], 0.3), (5, [3, 4, 3], 0),
        (4, [2, 5, 2], 1),
      ].map { m, sizes, a in
        NetworkInput(
          x: uniform(m, sizes[0], &generator), labels: (0..<m).map { _ in generator.integer(below: sizes.last!) },
          weights: zip(sizes, sizes.dropFirst()).map { uniform($0, $1, &generator) },
          biases: sizes.dropFirst().map { uniform(1, $0, &generator) }, a: a)
      }
      // Some hundred roundings; a difference quotient is off by more.
      return ([readable] + drawn).map { Case($0, tolerance: 1e-12) }
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
    misconceptions: [
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
    ])

  /// The whole way, with its parts as parameters.
  private static func gradients(
    _ input: NetworkInput, lastActivation: Bool = false, inputsBeforeActivation: Bool = false,
    back: ((_ z: Matrix, _ y: Matrix, _ dx: Matrix) -> Matrix)? = nil
  ) -> NetworkGradients {
    let a = input.a
    func g(_ z: Matrix) -> Matrix { z.map { $0 > 0 ? $0 : a * $0 } }
    func sloped(_ z: Matrix, _ dx: Matrix) -> Matrix { dx.zip(z) { $1 > 0 ? $0 : a * $0 } }
    let last = input.weights.count - 1
    var (sums, outputs) = ([Matrix](), [input.x])
    for (weight, bias) in zip(input.weights, input.biases) {
      sums.append(matmul(outputs.last!, weight).addingRow(bias))
      outputs.append(sums.count - 1 < last || lastActivation ? g(sums.last!) : sums.last!)
    }
    var dz = softmaxCrossEntropyGradient(logits: outputs.last!, labels: input.labels)
    if lastActivation { dz = sloped(sums[last], dz) }
    var result: NetworkGradients = []
    for l in input.weights.indices.reversed() {
      let x = inputsBeforeActivation && l > 0 ? sums[l - 1] : outputs[l]
      result.append((matmul(transposing: x, dz), dz.columnSums))
      if l == 0 { break }
      let dx = matmul(dz, transposing: input.weights[l])
      dz = back?(sums[l - 1], outputs[l], dx) ?? sloped(sums[l - 1], dx)
    }
    return result.reversed()
  }
}

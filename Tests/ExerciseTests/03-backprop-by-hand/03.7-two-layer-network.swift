import Engine
import Solutions

extension Lesson03 {
  struct TwoLayerInput: Sendable {
    let x: Matrix
    let labels: [Int]
    let weight1: Matrix
    let bias1: [Double]
    let weight2: Matrix
    let bias2: [Double]

    var z1: Matrix { matmul(x, weight1).addingRow(Matrix(row: bias1)) }
    var h: Matrix { tanh(z1) }
    var dlogits: Matrix {
      let logits = matmul(h, weight2).addingRow(Matrix(row: bias2))
      return softmaxCrossEntropyGradient(logits: logits, labels: labels)
    }

    /// One example as a batch of its own.
    func only(_ i: Int) -> TwoLayerInput {
      TwoLayerInput(
        x: x.selectingRows([i]), labels: [labels[i]], weight1: weight1, bias1: bias1, weight2: weight2, bias2: bias2)
    }
  }

  typealias TwoLayerResult = (dweight1: Matrix, dbias1: [Double], dweight2: Matrix, dbias2: [Double])

  private static func answer(_ input: TwoLayerInput) -> TwoLayerResult {
    twoLayerGradients(
      x: input.x, labels: input.labels, weight1: input.weight1, bias1: input.bias1, weight2: input.weight2,
      bias2: input.bias2)
  }

  private static func scaled(_ result: TwoLayerResult, by factor: Double) -> TwoLayerResult {
    (
      factor * result.dweight1, result.dbias1.map { factor * $0 }, factor * result.dweight2,
      result.dbias2.map { factor * $0 }
    )
  }

  /// The right second layer, and a first layer whose dz₁ is made from dh.
  private static func first(_ input: TwoLayerInput, dz: (Matrix) -> Matrix) -> TwoLayerResult {
    let right = answer(input)
    let dz1 = dz(matmul(input.dlogits, transposing: input.weight2))
    return (matmul(transposing: input.x, dz1), dz1.columnSums.elements, right.dweight2, right.dbias2)
  }

  static let twoLayers = Bank<TwoLayerInput, TwoLayerResult>(
    id: "3.7", uses: ["3.5", "3.6"],
    cases: { generator in
      let readable = TwoLayerInput(
        x: Matrix([[1, 0], [0, 2]]), labels: [0, 1], weight1: Matrix([[1, -1], [0.5, 0]]), bias1: [0, 0.5],
        weight2: Matrix([[1, 0], [0, 2]]), bias2: [0, 0])
      let drawn = [(1, 2, 3, 2), (4, 3, 5, 2), (3, 3, 3, 3), (6, 2, 4, 3), (9, 4, 2, 5)].map { m, n, k, c in
        TwoLayerInput(
          x: uniform(m, n, &generator), labels: (0..<m).map { _ in generator.integer(below: c) },
          weight1: uniform(n, k, &generator), bias1: list(k, -1, 1, &generator), weight2: uniform(k, c, &generator),
          bias2: list(c, -1, 1, &generator))
      }
      return ([readable] + drawn).map { Case($0) }
    },
    input: {
      [
        .matrix("x", $0.x), .list("labels", $0.labels.map(Double.init)), .matrix("weight1", $0.weight1),
        .list("bias1", $0.bias1), .matrix("weight2", $0.weight2), .list("bias2", $0.bias2),
      ]
    },
    output: {
      [
        .list("dbias2", $0.dbias2), .matrix("dweight2", $0.dweight2), .list("dbias1", $0.dbias1),
        .matrix("dweight1", $0.dweight1),
      ]
    },
    reference: answer,
    alternatives: [
      Answer("the engine's layers") { input in
        var network = Network([
          Dense(weight: input.weight1, bias: Matrix(row: input.bias1)), Tanh(),
          Dense(weight: input.weight2, bias: Matrix(row: input.bias2)),
        ])
        let logits = network.forward(input.x, mode: .training)
        network.backward(softmaxCrossEntropy(logits, labels: input.labels).gradient)
        var gradients: [Matrix] = []
        network.forEachParameter { gradients.append($0.gradient) }
        return (gradients[0], gradients[1].elements, gradients[2], gradients[3].elements)
      },
      Answer("the mean of the gradients of single examples") { input in
        let results = input.labels.indices.map { answer(input.only($0)) }
        let sum = results.dropFirst().reduce(results[0]) { a, b in
          (
            a.dweight1 + b.dweight1, zip(a.dbias1, b.dbias1).map { $0 + $1 }, a.dweight2 + b.dweight2,
            zip(a.dbias2, b.dbias2).map { $0 + $1 }
          )
        }
        return scaled(sum, by: 1 / Double(results.count))
      },
    ],
    misconceptions: [
      Answer("The factor 1/m is missing: the loss is the mean over the batch.") { input in
        scaled(answer(input), by: Double(input.labels.count))
      },
      Answer("You divided by m twice: once, in the gradient for the scores, is enough; the layers sum over the batch.")
      {
        input in
        scaled(answer(input), by: 1 / Double(input.labels.count))
      },
      Answer("The signs are wrong: return the gradients; stepping against them comes later.") { input in
        scaled(answer(input), by: -1)
      },
      Answer("You forgot the slope of tanh: between the two layers dh is multiplied by 1 − h².") { input in
        first(input) { $0 }
      },
      Answer("You took the slope of tanh at h: it is 1 − h², where h = tanh(z₁) is already the output.") { input in
        let h = input.h
        return first(input) { $0.zip(h) { $0 * (1 - tanh($1) * tanh($1)) } }
      },
      Answer("You took 1 − h for the slope: tanh's is 1 − h², with the square.") { input in
        let h = input.h
        return first(input) { $0.zip(h) { $0 * (1 - $1) } }
      },
      Answer("You took the sigmoid's slope, h(1 − h): the hidden layer is tanh, with 1 − h².") { input in
        let h = input.h
        return first(input) { $0.zip(h) { $0 * $1 * (1 - $1) } }
      },
      Answer("You took the slope as 1 − z₁²: it is 1 − h², made from the output of tanh.") { input in
        let z1 = input.z1
        return first(input) { $0.zip(z1) { $0 * (1 - $1 * $1) } }
      },
      Answer("In dweight2 you used z₁: the second layer's input is h = tanh(z₁).") { input in
        var result = answer(input)
        result.dweight2 = matmul(transposing: input.z1, input.dlogits)
        return result
      },
      Answer("Only the last example is left: add what each example contributes.") { input in
        let last = input.labels.count - 1
        return scaled(answer(input.only(last)), by: 1 / Double(input.labels.count))
      },
      Answer("dweight1 and dweight2 are transposed: each gradient has the shape of its weight.") { input in
        var result = answer(input)
        result.dweight1 = result.dweight1.transposed
        result.dweight2 = result.dweight2.transposed
        return result
      },
    ])
}

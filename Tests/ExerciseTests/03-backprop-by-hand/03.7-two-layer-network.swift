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
    misconceptions: mistakesOfMeans + mistakesOfSlopes + mistakesForward + mistakesOfScores + mistakesBackward
      + mistakesOfSteps)

  private typealias Mistake = Answer<TwoLayerInput, TwoLayerResult>

  /// The whole way, with its parts as parameters.
  private struct Way: Sendable {
    var hidden: @Sendable (Double) -> Double = { tanh($0) }
    /// The slope of the hidden layer, from its output h and its input z₁.
    var slope: @Sendable (_ h: Double, _ z: Double) -> Double = { h, _ in 1 - h * h }
    /// The factors of b₁ and b₂ on the way forward.
    var biases: (first: Double, second: Double) = (1, 1)
    /// ∂L/∂z₂, from the scores.
    var dlogits: @Sendable (Matrix, [Int]) -> Matrix = { softmaxCrossEntropyGradient(logits: $0, labels: $1) }

    func gradients(_ input: TwoLayerInput) -> TwoLayerResult {
      let z1 = matmul(input.x, input.weight1).addingRow(biases.first * Matrix(row: input.bias1))
      let h = z1.map(hidden)
      let dz2 = dlogits(matmul(h, input.weight2).addingRow(biases.second * Matrix(row: input.bias2)), input.labels)
      let dz1 = matmul(dz2, transposing: input.weight2).hadamard(h.zip(z1, slope))
      return (
        matmul(transposing: input.x, dz1), dz1.columnSums.elements, matmul(transposing: h, dz2),
        dz2.columnSums.elements
      )
    }
  }

  private static func mistake(_ diagnosis: String, _ change: @escaping @Sendable (inout Way) -> Void) -> Mistake {
    var way = Way()
    change(&way)
    return Mistake(diagnosis) { [way] in way.gradients($0) }
  }

  /// A mistake in what is returned, made of the right answer.
  private static func mistaken(
    _ diagnosis: String, _ change: @escaping @Sendable (inout TwoLayerResult, TwoLayerInput) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { input in
      var result = answer(input)
      change(&result, input)
      return result
    }
  }

  private static func averaged(_ row: [Double], over m: Int) -> [Double] { row.map { $0 / Double(m) } }

  private static let mistakesOfMeans: [Mistake] = [
    Mistake("The factor 1/m is missing: the loss is the mean over the batch.") { input in
      scaled(answer(input), by: Double(input.labels.count))
    },
    Mistake("You divided by m twice: once, in the gradient for the scores, is enough; the layers sum over the batch.") {
      input in
      scaled(answer(input), by: 1 / Double(input.labels.count))
    },
    mistaken("You averaged the biases' gradients: they are sums over the batch, the loss's 1/m is in them already.") {
      $0.dbias1 = averaged($0.dbias1, over: $1.labels.count)
      $0.dbias2 = averaged($0.dbias2, over: $1.labels.count)
    },
    mistaken("You divided the weights' gradients by m once more: the loss's 1/m is in them already.") {
      $0.dweight1 /= Double($1.labels.count)
      $0.dweight2 /= Double($1.labels.count)
    },
    mistaken("You divided the first layer's gradients by m once more: the loss's 1/m is in them already.") {
      $0.dweight1 /= Double($1.labels.count)
      $0.dbias1 = averaged($0.dbias1, over: $1.labels.count)
    },
    Mistake("The signs are wrong: return the gradients; stepping against them comes later.") { input in
      scaled(answer(input), by: -1)
    },
    Mistake("You divided by the number of entries: the loss is the mean over the m examples.") { input in
      scaled(answer(input), by: 1 / Double(input.bias2.count))
    },
  ]

  private static let mistakesOfSlopes: [Mistake] = [
    mistake("You forgot the slope of tanh: between the two layers dh is multiplied by 1 − h².") {
      $0.slope = { _, _ in 1 }
    },
    mistake("You took the slope of tanh at h: it is 1 − h², where h = tanh(z₁) is already the output.") {
      $0.slope = { h, _ in 1 - tanh(h) * tanh(h) }
    },
    mistake("You took 1 − h for the slope: tanh's is 1 − h², with the square.") { $0.slope = { h, _ in 1 - h } },
    mistake("You took the sigmoid's slope, h(1 − h): the hidden layer is tanh, with 1 − h².") {
      $0.slope = { h, _ in h * (1 - h) }
    },
    mistake("You took the slope as 1 − z₁²: it is 1 − h², made from the output of tanh.") {
      $0.slope = { _, z in 1 - z * z }
    },
    mistake("You took h² for the slope: tanh's is 1 − h².") { $0.slope = { h, _ in h * h } },
    mistake("You took h for the slope: tanh's is 1 − h².") { $0.slope = { h, _ in h } },
    mistake("You took 1 + h² for the slope: tanh's is 1 − h².") { $0.slope = { h, _ in 1 + h * h } },
    mistake("You took (1 − h)² for the slope: tanh's is 1 − h².") { $0.slope = { h, _ in (1 - h) * (1 - h) } },
    mistake("You took ReLU's slope, 1 where h is positive and 0 elsewhere: tanh's is 1 − h².") {
      $0.slope = { h, _ in h > 0 ? 1 : 0 }
    },
    mistake("You took the sigmoid's slope at z₁: the hidden layer is tanh, with 1 − h².") {
      $0.slope = { _, z in sigmoid(z) * (1 - sigmoid(z)) }
    },
  ]

  private static let mistakesForward: [Mistake] = [
    mistake("You left b₁ out on the way forward: h = tanh(x W₁ + b₁).") { $0.biases.first = 0 },
    mistake("You left b₂ out on the way forward: z₂ = h W₂ + b₂.") { $0.biases.second = 0 },
    mistake("You left both biases out on the way forward: h = tanh(x W₁ + b₁), and z₂ = h W₂ + b₂.") {
      $0.biases = (0, 0)
    },
    mistake("You went forward and back through a ReLU: the hidden layer is tanh.") {
      $0.hidden = { max(0, $0) }
      $0.slope = { h, _ in h > 0 ? 1 : 0 }
    },
    mistake("You went forward and back through a sigmoid: the hidden layer is tanh.") {
      $0.hidden = { sigmoid($0) }
      $0.slope = { h, _ in h * (1 - h) }
    },
    mistake("You left tanh out altogether: h = tanh(x W₁ + b₁), with the slope 1 − h².") {
      $0.hidden = { $0 }
      $0.slope = { _, _ in 1 }
    },
    mistake("You left tanh out on the way forward: h = tanh(x W₁ + b₁).") { $0.hidden = { $0 } },
    mistake("You left tanh out on the way forward: h = tanh(x W₁ + b₁).") {
      $0.hidden = { $0 }
      $0.slope = { _, z in 1 - tanh(z) * tanh(z) }
    },
    mistake("You took tanh of the scores, too: only the hidden layer has it.") {
      $0.dlogits = { softmaxCrossEntropyGradient(logits: tanh($0), labels: $1) }
    },
    mistake("You took tanh of the scores, too, and its slope: only the hidden layer has it.") {
      $0.dlogits = { logits, labels in
        softmaxCrossEntropyGradient(logits: tanh(logits), labels: labels).zip(logits) { $0 * (1 - tanh($1) * tanh($1)) }
      }
    },
  ]

  private static let mistakesOfScores: [Mistake] = [
    mistake("You forgot to subtract the label: the gradient with respect to the scores is (p − y)/m.") {
      $0.dlogits = { logits, labels in
        let y = Matrix(rows: logits.rows, columns: logits.columns) { i, j in labels[i] == j ? 1 : 0 }
        return softmaxCrossEntropyGradient(logits: logits, labels: labels) + y / Double(logits.rows)
      }
    },
    mistake("You subtracted the label from the scores: the gradient is that of the softmax, (p − y)/m.") {
      $0.dlogits = { logits, labels in
        let y = Matrix(rows: logits.rows, columns: logits.columns) { i, j in labels[i] == j ? 1 : 0 }
        return (logits - y) / Double(logits.rows)
      }
    },
    mistake("Only p is divided by m: with respect to the scores it is (p − y)/m, both.") {
      $0.dlogits = { logits, labels in
        let y = Matrix(rows: logits.rows, columns: logits.columns) { i, j in labels[i] == j ? 1 : 0 }
        let m = Double(logits.rows)
        return softmaxCrossEntropyGradient(logits: logits, labels: labels) + (1 / m - 1) * y
      }
    },
    mistake("You took tanh's slope on the scores: the second layer has no activation, it passes (p − y)/m on.") {
      $0.dlogits = { logits, labels in
        softmaxCrossEntropyGradient(logits: logits, labels: labels).zip(logits) { $0 * (1 - tanh($1) * tanh($1)) }
      }
    },
    mistake("You took the sigmoid of the scores: their loss is softmax's, p is a share of the sum over the classes.") {
      $0.dlogits = { logits, labels in
        let y = Matrix(rows: logits.rows, columns: logits.columns) { i, j in labels[i] == j ? 1 : 0 }
        return (sigmoid(logits) - y) / Double(logits.rows)
      }
    },
    mistake("You normalized the columns of the scores: each row, one example, is a distribution of its own.") {
      $0.dlogits = { logits, labels in
        let y = Matrix(rows: logits.rows, columns: logits.columns) { i, j in labels[i] == j ? 1 : 0 }
        let powers = exp(logits)
        return (powers.dividingColumns(by: powers.columnSums) - y) / Double(logits.rows)
      }
    },
  ]

  private static let mistakesBackward: [Mistake] = [
    mistaken("In dweight2 you used z₁: the second layer's input is h = tanh(z₁).") {
      $0.dweight2 = matmul(transposing: $1.z1, $1.dlogits)
    },
    mistaken("dbias1 was made before the slope of tanh: it is the sum of dz₁ = dh (1 − h²), not of dh.") {
      $0.dbias1 = matmul($1.dlogits, transposing: $1.weight2).columnSums.elements
    },
    mistaken("dweight1 was made before the slope of tanh: it is xᵀ dz₁ with dz₁ = dh (1 − h²), not xᵀ dh.") {
      $0.dweight1 = matmul(transposing: $1.x, matmul($1.dlogits, transposing: $1.weight2))
    },
    Mistake("Only the last example is left: add what each example contributes.") { input in
      let last = input.labels.count - 1
      return scaled(answer(input.only(last)), by: 1 / Double(input.labels.count))
    },
    mistaken("dweight1 and dweight2 are transposed: each gradient has the shape of its weight.") { result, _ in
      result.dweight1 = result.dweight1.transposed
      result.dweight2 = result.dweight2.transposed
    },
    mistaken("In the first layer the factor tanh′ is squared: multiply dh by 1 − h² once.") { result, input in
      let dh = matmul(input.dlogits, transposing: input.weight2)
      let dz1 = dh.zip(input.h) { $0 * (1 - $1 * $1) * (1 - $1 * $1) }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
  ]

  private static let mistakesOfSteps: [Mistake] = [0.01, 0.1].flatMap { step in
    [
      mistaken("W₂ has made a step before dh was found: all gradients are taken at the weights of the way forward.") {
        result, input in
        let dh = matmul(input.dlogits, transposing: input.weight2 - step * result.dweight2)
        let dz1 = dh.zip(input.h) { $0 * (1 - $1 * $1) }
        (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
      },
      mistaken("You added a share of the weights, as weight decay does: the loss is the cross-entropy alone.") {
        $0.dweight1 += step * $1.weight1
        $0.dweight2 += step * $1.weight2
      },
    ]
  }
}

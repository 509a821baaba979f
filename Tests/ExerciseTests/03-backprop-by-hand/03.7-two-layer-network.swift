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

  static let twoLayers: Bank<TwoLayerInput, TwoLayerResult> = Bank(
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
      // Some hundred roundings; a difference quotient is off by more.
      return ([readable] + drawn).map { Case($0, tolerance: 1e-12) }
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
    misconceptions: mistakesOfMeans + mistakesOfSlopes + mistakesForward + mistakesOfScores + mistakesOfEntries
      + mistakesBackward
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
    Mistake("You divided by m twice: once, in the scores' gradient, is enough; the layers sum over the batch.") {
      input in
      scaled(answer(input), by: 1 / Double(input.labels.count))
    },
    mistaken("You averaged the biases' gradients: they are sums over the batch, the loss's 1/m is in them already.") {
      $0.dbias1 = averaged($0.dbias1, over: $1.labels.count)
      $0.dbias2 = averaged($0.dbias2, over: $1.labels.count)
    },
    mistaken("You averaged dbias1: it is a sum over the batch, the loss's 1/m is in it already.") {
      $0.dbias1 = averaged($0.dbias1, over: $1.labels.count)
    },
    mistaken("You averaged dbias2: it is a sum over the batch, the loss's 1/m is in it already.") {
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
    mistaken("You divided the second layer's gradients by m once more: the loss's 1/m is in them already.") {
      $0.dweight2 /= Double($1.labels.count)
      $0.dbias2 = averaged($0.dbias2, over: $1.labels.count)
    },
    mistaken("You divided dweight1 by m once more: the loss's 1/m is in it already.") {
      $0.dweight1 /= Double($1.labels.count)
    },
    mistaken("You divided dweight2 by m once more: the loss's 1/m is in it already.") {
      $0.dweight2 /= Double($1.labels.count)
    },
    mistaken("The biases' gradients lack the factor 1/m: they are made from the same (p − y)/m as the weights'.") {
      let m = Double($1.labels.count)
      $0.dbias1 = $0.dbias1.map { m * $0 }
      $0.dbias2 = $0.dbias2.map { m * $0 }
    },
    Mistake("You doubled the gradients, as for a squared error: with respect to the scores it is (p − y)/m.") { input in
      scaled(answer(input), by: 2)
    },
    mistaken("The second layer's signs are wrong: with respect to the scores it is (p − y)/m.") { result, _ in
      result.dweight2 = -result.dweight2
      result.dbias2 = result.dbias2.map { -$0 }
    },
    mistaken("The first layer's signs are wrong: dz₁ = dh (1 − h²), without a minus.") { result, _ in
      result.dweight1 = -result.dweight1
      result.dbias1 = result.dbias1.map { -$0 }
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

  /// A mistake in what is made of p and y, entry by entry.
  private static func mistake(
    _ diagnosis: String, scores entry: @escaping @Sendable (_ p: Double, _ y: Double, _ m: Double) -> Double
  ) -> Mistake {
    mistake(diagnosis) {
      $0.dlogits = { logits, labels in
        let m = Double(logits.rows)
        let right = softmaxCrossEntropyGradient(logits: logits, labels: labels)
        return Matrix(rows: logits.rows, columns: logits.columns) { i, j in
          let y = labels[i] == j ? 1.0 : 0
          return entry(m * right[i, j] + y, y, m)
        }
      }
    }
  }

  private static let mistakesOfEntries: [Mistake] = [
    mistake("Only y is divided by m: with respect to the scores it is (p − y)/m, both.", scores: { $0 - $1 / $2 }),
    mistake(
      "You filled only the label's entry: every score has a gradient, (p − y)/m.", scores: { $1 * ($0 - 1) / $2 }),
    mistake("You left the label's entry at 0, or skipped it: it is (p − 1)/m.", scores: { (1 - $1) * $0 / $2 }),
    mistake(
      "You multiplied by p(1 − p), the slope of a sigmoid: (p − y)/m is the way back through loss and softmax already.",
      scores: { ($0 - $1) * $0 * (1 - $0) / $2 }),
    mistake(
      "You stopped at p: −1/p is ∂L/∂p, and the way back through the softmax is missing.",
      scores: { $1 == 0 ? 0 : -1 / $0 / $2 }),
    mistake("You subtracted 1 everywhere: y is 1 at the label, and 0 elsewhere.", scores: { p, _, m in (p - 1) / m }),
    mistake("You added the label: with respect to the scores it is (p − y)/m.", scores: { ($0 + $1) / $2 }),
    mistake(
      "You divided by the root of m: the loss is the mean, so divide by m.", scores: { ($0 - $1) / $2.squareRoot() }),
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
    mistaken("In dbias2 only the last example is left: add what each example contributes.") {
      $0.dbias2 = $1.dlogits.row($1.labels.count - 1)
    },
    mistaken("In dweight2 you used 1 − h²: it is hᵀ times the gradient of the scores.") {
      $0.dweight2 = matmul(transposing: $1.h.map { 1 - $0 * $0 }, $1.dlogits)
    },
    mistaken("dweight1 is transposed: each gradient has the shape of its weight.") { result, _ in
      result.dweight1 = result.dweight1.transposed
    },
    mistaken("dweight2 is transposed: each gradient has the shape of its weight.") { result, _ in
      result.dweight2 = result.dweight2.transposed
    },
    mistaken("You swapped the layers' gradients: the returned tuple is (dweight1, dbias1, dweight2, dbias2).") {
      result, _ in
      result = (result.dweight2, result.dbias2, result.dweight1, result.dbias1)
    },
    mistaken("You added 1 − h² to dh: the chain rule multiplies.") { result, input in
      let dz1 = matmul(input.dlogits, transposing: input.weight2).zip(input.h) { $0 + 1 - $1 * $1 }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
    mistaken("`dh * 1 - h * h` needs brackets: dz₁ = dh (1 − h²).") { result, input in
      let dz1 = matmul(input.dlogits, transposing: input.weight2).zip(input.h) { $0 - $1 * $1 }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
    mistaken("dweight1 and dweight2 are transposed: each gradient has the shape of its weight.") { result, _ in
      result.dweight1 = result.dweight1.transposed
      result.dweight2 = result.dweight2.transposed
    },
    mistaken("You made the slope from dh and forgot dh itself: dz₁ = dh (1 − h²).") { result, input in
      let dz1 = matmul(input.dlogits, transposing: input.weight2).map { 1 - $0 * $0 }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
    mistaken("You returned the slope without dh: dz₁ = dh (1 − h²).") { result, input in
      let dz1 = input.h.map { 1 - $0 * $0 }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
    mistaken("In the first layer the factor tanh′ is squared: multiply dh by 1 − h² once.") { result, input in
      let dh = matmul(input.dlogits, transposing: input.weight2)
      let dz1 = dh.zip(input.h) { $0 * (1 - $1 * $1) * (1 - $1 * $1) }
      (result.dweight1, result.dbias1) = (matmul(transposing: input.x, dz1), dz1.columnSums.elements)
    },
  ]

  private static let mistakesOfSteps: [Mistake] = [1e-4, 1e-3, 0.01, 0.05, 0.1, 0.5, 1].flatMap { step in
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
      mistaken("You added a share of the weights, as weight decay does: the loss is the cross-entropy alone.") {
        $0.dweight1 += 2 * step * $1.weight1
        $0.dweight2 += 2 * step * $1.weight2
      },
    ]
  }
}

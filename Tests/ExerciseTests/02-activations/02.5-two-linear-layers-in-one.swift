import Engine
import Solutions

extension Lesson02 {
  struct LayersInput: Sendable {
    let weight1: Matrix
    let bias1: Matrix
    let weight2: Matrix
    let bias2: Matrix

    /// n inputs, k units between, p outputs, all numbers drawn.
    init(_ n: Int, _ k: Int, _ p: Int, _ generator: inout Generator, scale: Double = 2) {
      self.init(
        uniform(n, k, &generator, scale: scale), uniform(1, k, &generator, scale: scale),
        uniform(k, p, &generator, scale: scale), uniform(1, p, &generator, scale: scale))
    }

    init(_ weight1: Matrix, _ bias1: Matrix, _ weight2: Matrix, _ bias2: Matrix) {
      (self.weight1, self.bias1, self.weight2, self.bias2) = (weight1, bias1, weight2, bias2)
    }

    /// Whether all layers have the same width, so that no product is refused.
    var isSquare: Bool { weight1.rows == weight1.columns && weight2.rows == weight2.columns }
    var right: Linear { collapsed(weight1: weight1, bias1: bias1, weight2: weight2, bias2: bias2) }
  }

  typealias Linear = (weight: Matrix, bias: Matrix)

  static let twoLayersInOne: Bank<LayersInput, Linear> = Bank(
    id: "2.5",
    cases: { generator in
      let readable = [
        Case(LayersInput(Matrix([[2]]), Matrix([[3]]), Matrix([[5]]), Matrix([[7]]))),
        Case(
          LayersInput(
            Matrix([[1, 2], [0, 1]]), Matrix([[1, -1]]), Matrix([[0, 1], [3, 0]]), Matrix([[10, 20]]))),
      ]
      // Square ones first, so that what should have been transposed meets no shape that stops it.
      let shapes = [
        (3, 3, 3), (4, 4, 4), (2, 2, 2), (1, 1, 1), (5, 5, 5), (3, 2, 4), (2, 5, 2), (4, 1, 3), (1, 4, 2), (3, 4, 1),
        (1, 3, 1), (2, 3, 3), (3, 3, 2),
      ]
      let generated = shapes.map { n, k, p in Case(LayersInput(n, k, p, &generator)) }
      let (a, b) = (LayersInput(3, 3, 3, &generator), LayersInput(3, 3, 3, &generator))
      let zeros = [
        Case(
          LayersInput(a.weight1, Matrix(rows: 1, columns: 3), a.weight2, a.bias2), note: "The first layer has no bias."),
        Case(
          LayersInput(b.weight1, b.bias1, b.weight2, Matrix(rows: 1, columns: 3)), note: "The second layer has no bias."
        ),
        Case(
          LayersInput(Matrix(rows: 3, columns: 3), a.bias1, b.weight2, b.bias2),
          note: "The first weight is 0: its bias still goes through the second."),
        Case(
          LayersInput(a.weight1, b.bias1, Matrix(rows: 3, columns: 3), a.bias2),
          note: "The second weight is 0: nothing of the first layer is left."),
        Case(LayersInput(2, 6, 3, &generator, scale: 100)),
      ]
      return readable + generated + zeros
    },
    input: {
      [
        .matrix("weight1", $0.weight1), .matrix("bias1", $0.bias1), .matrix("weight2", $0.weight2),
        .matrix("bias2", $0.bias2),
      ]
    },
    output: { [.matrix("weight", $0.weight), .matrix("bias", $0.bias)] },
    reference: { $0.right },
    alternatives: [
      Answer("what the layers make of 0, and of each input alone") { input in
        func through(_ x: Matrix) -> Matrix {
          matmul(matmul(x, input.weight1).addingRow(input.bias1), input.weight2).addingRow(input.bias2)
        }
        let n = input.weight1.rows
        let bias = through(Matrix(rows: 1, columns: n))
        return (through(Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0 }).subtractingRow(bias), bias)
      },
      Answer("sums of products") { input in
        let (k, p) = (input.weight2.rows, input.weight2.columns)
        let weight = Matrix(rows: input.weight1.rows, columns: p) { i, j in
          (0..<k).reduce(0.0) { $0 + input.weight1[i, $1] * input.weight2[$1, j] }
        }
        let bias = Matrix(rows: 1, columns: p) { _, j in
          (0..<k).reduce(input.bias2[0, j]) { $0 + input.bias1[0, $1] * input.weight2[$1, j] }
        }
        return (weight, bias)
      },
    ],
    misconceptions: mistakesOfBiases + mistakesOfWeights + mistakesOfBoth)

  private typealias Mistake = Answer<LayersInput, Linear>

  /// Another bias. Where shapes forbid it, it stays the right one.
  private static func bias(_ diagnosis: String, _ bias: @escaping @Sendable (LayersInput) -> Matrix?) -> Mistake {
    Mistake(diagnosis) { ($0.right.weight, bias($0) ?? $0.right.bias) }
  }

  /// A bias that only square layers allow.
  private static func squareBias(_ diagnosis: String, _ bias: @escaping @Sendable (LayersInput) -> Matrix) -> Mistake {
    Mistake(diagnosis) { ($0.right.weight, $0.isSquare ? bias($0) : $0.right.bias) }
  }

  /// Another weight. Where shapes forbid it, it stays the right one.
  private static func weight(_ diagnosis: String, _ weight: @escaping @Sendable (LayersInput) -> Matrix?) -> Mistake {
    Mistake(diagnosis) { (weight($0) ?? $0.right.weight, $0.right.bias) }
  }

  private static func squareWeight(
    _ diagnosis: String, _ weight: @escaping @Sendable (LayersInput) -> Matrix
  ) -> Mistake {
    Mistake(diagnosis) { ($0.isSquare ? weight($0) : $0.right.weight, $0.right.bias) }
  }

  private static let mistakesOfBiases: [Mistake] = [
    bias("You lost the first bias: it goes through the second layer, as b₁ W₂.") { $0.bias2 },
    bias("You lost the second bias: it is added at the end, b₁ W₂ + b₂.") { matmul($0.bias1, $0.weight2) },
    bias("You added the biases as they are: the first goes through the second layer, b₁ W₂ + b₂.") {
      $0.bias1.columns == $0.bias2.columns ? $0.bias1 + $0.bias2 : nil
    },
    bias("You gave the first bias: it goes through the second layer, and then b₂ is added.") {
      $0.bias1.columns == $0.bias2.columns ? $0.bias1 : nil
    },
    bias("You gave no bias: it is b₁ W₂ + b₂.") { Matrix(zerosLike: $0.bias2) },
    bias("You subtracted the second bias: it is added, b₁ W₂ + b₂.") { matmul($0.bias1, $0.weight2) - $0.bias2 },
    bias("You subtracted b₁ W₂: it is added, b₁ W₂ + b₂.") { $0.bias2 - matmul($0.bias1, $0.weight2) },
    bias("You added the second bias twice: it is added once, b₁ W₂ + b₂.") { $0.right.bias + $0.bias2 },
    bias("You multiplied the biases: it is b₁ W₂ + b₂.") {
      $0.bias1.columns == $0.bias2.columns ? $0.bias1.hadamard($0.bias2) : nil
    },
    bias("You multiplied b₁ W₂ by the second bias: it is added.") {
      matmul($0.bias1, $0.weight2).hadamard($0.bias2)
    },
    squareBias("You sent the second bias through the second layer, too: it comes after it, b₁ W₂ + b₂.") {
      matmul($0.bias1, $0.weight2) + matmul($0.bias2, $0.weight2)
    },
    squareBias("You sent the second bias through the layer, and not the first: it is b₁ W₂ + b₂.") {
      $0.bias1 + matmul($0.bias2, $0.weight2)
    },
    squareBias("You multiplied the first bias by its own weight: b₁ is added after W₁, and so it meets W₂ alone.") {
      matmul($0.bias1, $0.weight1) + $0.bias2
    },
    squareBias("You sent the first bias through both layers: it comes after the first, so b₁ W₂ + b₂.") {
      matmul($0.bias1, $0.right.weight) + $0.bias2
    },
    squareBias("You multiplied the second bias by the first weight: it is b₁ W₂ + b₂.") {
      matmul($0.bias2, $0.weight1) + $0.bias1
    },
    squareBias("You multiplied b₁ by the transposed weight: x stands on the left, so it is b₁ W₂.") {
      matmul($0.bias1, $0.weight2.transposed) + $0.bias2
    },
    squareBias("You multiplied b₁ by the weight's diagonal: b₁ W₂ is a matrix product.") { input in
      Matrix(rows: 1, columns: input.bias2.columns) { _, j in
        input.bias1[0, j] * input.weight2[j, j] + input.bias2[0, j]
      }
    },
    bias("You scaled the columns of W₂ and added them up: b₁ W₂ multiplies row k of W₂ by entry k of b₁.") {
      guard $0.bias1.columns == $0.bias2.columns else { return nil }
      return $0.weight2.multiplyingColumns(by: $0.bias1).columnSums + $0.bias2
    },
    bias("You added up the rows of W₂ as they are: row k is multiplied by entry k of b₁ first.") {
      $0.weight2.columnSums + $0.bias2
    },
    bias("You added b₂ once for each unit between: it is added once.") {
      matmul($0.bias1, $0.weight2) + Double($0.bias1.columns) * $0.bias2
    },
    bias("You made the bias a column: it is 1 × p.") { $0.right.bias.transposed },
    bias("You took the mean over the units between: b₁ W₂ is a sum.") {
      matmul($0.bias1, $0.weight2) / Double($0.bias1.columns) + $0.bias2
    },
    bias("You took tanh of the first bias: there is no activation between the layers.") {
      matmul(tanh($0.bias1), $0.weight2) + $0.bias2
    },
    bias("You dropped what is negative: there is no activation between the layers.") {
      matmul($0.bias1.map { max(0, $0) }, $0.weight2) + $0.bias2
    },
  ]

  private static let mistakesOfWeights: [Mistake] = [
    squareWeight("You multiplied the weights in the wrong order: x meets W₁ first, so W = W₁ W₂.") {
      matmul($0.weight2, $0.weight1)
    },
    squareWeight("You transposed the first weight: W = W₁ W₂.") { matmul($0.weight1.transposed, $0.weight2) },
    squareWeight("You transposed the second weight: W = W₁ W₂.") { matmul($0.weight1, $0.weight2.transposed) },
    squareWeight("You transposed both weights: W = W₁ W₂.") {
      matmul($0.weight1.transposed, $0.weight2.transposed)
    },
    weight("You transposed the product: it is n × p.") { $0.right.weight.transposed },
    squareWeight("You added the weights: a layer after a layer multiplies, W = W₁ W₂.") { $0.weight1 + $0.weight2 },
    squareWeight("You multiplied entry by entry: W₁ W₂ is the matrix product.") { $0.weight1.hadamard($0.weight2) },
    squareWeight("You gave the first weight alone: W = W₁ W₂.") { $0.weight1 },
    squareWeight("You gave the second weight alone: W = W₁ W₂.") { $0.weight2 },
    weight("You added the bias to the weight: what is multiplied by x is W₁ W₂ alone.") {
      $0.right.weight.addingRow($0.right.bias)
    },
    weight("You added the second bias to the weight: what is multiplied by x is W₁ W₂ alone.") {
      $0.right.weight.addingRow($0.bias2)
    },
    weight("You added the first bias to the weight: what is multiplied by x is W₁ W₂ alone.") {
      matmul($0.weight1.addingRow($0.bias1), $0.weight2)
    },
    weight("You took the mean over the units between: W₁ W₂ is a sum.") {
      $0.right.weight / Double($0.weight2.rows)
    },
    weight("You took tanh of the first weight: there is no activation between the layers.") {
      matmul(tanh($0.weight1), $0.weight2)
    },
  ]

  private static let mistakesOfBoth: [Mistake] = [
    Mistake("You exchanged the layers: x meets W₁ first, so W = W₁ W₂ and b = b₁ W₂ + b₂.") { input in
      input.isSquare
        ? LayersInput(input.weight2, input.bias2, input.weight1, input.bias1).right : input.right
    },
    Mistake("You multiplied in the wrong order, and lost the first bias: W = W₁ W₂, and b = b₁ W₂ + b₂.") { input in
      input.isSquare ? (matmul(input.weight2, input.weight1), input.bias2) : input.right
    },
    Mistake("You multiplied in the wrong order, and added the biases as they are: W = W₁ W₂, and b = b₁ W₂ + b₂.") {
      input in
      input.isSquare ? (matmul(input.weight2, input.weight1), input.bias1 + input.bias2) : input.right
    },
    Mistake("You wrote the layers as W x + b: here x is a row, so W = W₁ W₂ and b = b₁ W₂ + b₂.") { input in
      guard input.isSquare else { return input.right }
      let column = matmul(input.weight2, input.bias1.transposed)
      return (matmul(input.weight2, input.weight1), column.transposed + input.bias2)
    },
    Mistake("You added the layers up: one comes after the other, so W = W₁ W₂ and b = b₁ W₂ + b₂.") { input in
      input.isSquare ? (input.weight1 + input.weight2, input.bias1 + input.bias2) : input.right
    },
    Mistake("You put an activation between the layers: without one they collapse, W = W₁ W₂ and b = b₁ W₂ + b₂.") {
      (
        matmul($0.weight1.map { max(0, $0) }, $0.weight2),
        matmul($0.bias1.map { max(0, $0) }, $0.weight2) + $0.bias2
      )
    },
    bias("You added up the first biases: each is multiplied by the weights of its own unit, b₁ W₂ + b₂.") {
      Matrix(rows: 1, columns: $0.bias2.columns, repeating: $0.bias1.sum) + $0.bias2
    },
  ]
}

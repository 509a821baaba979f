import Engine
import Solutions

extension Lesson01 {
  struct LayerInput: Sendable {
    let x: Matrix
    let weight: Matrix
    let bias: Matrix

    init(_ x: Matrix, _ weight: Matrix, _ bias: Matrix) { (self.x, self.weight, self.bias) = (x, weight, bias) }

    /// m examples, n inputs, p neurons, all numbers drawn.
    init(_ m: Int, _ n: Int, _ p: Int, _ generator: inout Generator, scale: Double = 2) {
      self.init(
        uniform(m, n, &generator, scale: scale), uniform(n, p, &generator, scale: scale),
        uniform(1, p, &generator, scale: scale))
    }

    var product: Matrix { matmul(x, weight) }
    var right: Matrix { denseSums(x, weight: weight, bias: bias) }
    /// Whether all shapes are alike, so that no product is refused.
    var isSquare: Bool { x.rows == x.columns && weight.rows == weight.columns }
  }

  static let denseLayers: Bank<LayerInput, Matrix> = Bank(
    id: "1.6",
    cases: { generator in
      let readable = [
        Case(LayerInput(Matrix([[3]]), Matrix([[2]]), Matrix([[1]]))),
        Case(LayerInput(Matrix([[1, 2], [0, -1]]), Matrix([[1, 0], [3, 1]]), Matrix([[10, -20]]))),
      ]
      // Square ones first, so that what is transposed by mistake meets no shape that stops it.
      let shapes = [
        (3, 3, 3), (4, 4, 4), (2, 2, 2), (5, 5, 5), (4, 2, 3), (2, 4, 3), (1, 3, 2), (3, 1, 2), (3, 2, 1), (1, 1, 4),
        (7, 3, 5),
      ]
      let generated = shapes.map { m, n, p in Case(LayerInput(m, n, p, &generator)) }
      let a = LayerInput(3, 3, 3, &generator)
      let special = [
        Case(LayerInput(Matrix([[1, 2]]), Matrix([[1, 0, -1], [2, 1, 0]]), Matrix([[0.5, 1, -1]]))),
        Case(LayerInput(a.x, a.weight, Matrix(rows: 1, columns: 3)), note: "The biases are 0."),
        Case(LayerInput(Matrix(rows: 3, columns: 3), a.weight, a.bias), note: "The inputs are 0: the biases are left."),
        Case(LayerInput(a.x, Matrix(rows: 3, columns: 3), a.bias), note: "The weights are 0: the biases are left."),
        Case(
          LayerInput(Matrix(rows: 0, columns: 2), Matrix([[1, 2], [3, 4]]), Matrix([[5, 6]])), note: "No example."),
        Case(LayerInput(4, 6, 3, &generator, scale: 100)),
      ]
      return readable + generated + special
    },
    input: { [.matrix("x", $0.x), .matrix("weight", $0.weight), .matrix("bias", $0.bias)] },
    output: { [.matrix("z", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("sums of products") { input in
        Matrix(rows: input.x.rows, columns: input.weight.columns) { i, j in
          var z = input.bias[0, j]
          for k in 0..<input.weight.rows { z += input.x[i, k] * input.weight[k, j] }
          return z
        }
      },
      Answer("a column of ones before x, the bias above the weight") { input in
        let x = Matrix(rows: input.x.rows, columns: input.x.columns + 1) { i, j in j == 0 ? 1 : input.x[i, j - 1] }
        let weight = Matrix(rows: input.weight.rows + 1, columns: input.weight.columns) { i, j in
          i == 0 ? input.bias[0, j] : input.weight[i - 1, j]
        }
        return matmul(x, weight)
      },
      Answer("(Wᵀ xᵀ)ᵀ + b") {
        matmul($0.weight.transposed, $0.x.transposed).transposed.addingRow($0.bias)
      },
    ],
    misconceptions: mistakesOfDenseBias + mistakesOfDenseProduct + mistakesOfDenseEnd)

  private typealias Mistake = Answer<LayerInput, Matrix>

  /// What only square shapes allow; elsewhere it is right.
  private static func square(_ diagnosis: String, _ sums: @escaping @Sendable (LayerInput) -> Matrix) -> Mistake {
    Mistake(diagnosis) { $0.isSquare ? sums($0) : $0.right }
  }

  /// Another bias, entry by entry.
  private static func bias(
    _ diagnosis: String, _ entry: @escaping @Sendable (_ input: LayerInput, _ i: Int, _ j: Int) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let product = input.product
      return Matrix(rows: product.rows, columns: product.columns) { product[$0, $1] + entry(input, $0, $1) }
    }
  }

  private static let mistakesOfDenseBias: [Mistake] = [
    Mistake("You left out the bias: Z = X W + b.") { $0.product },
    bias("You subtracted the bias: Z = X W + b.") { -$0.bias[0, $2] },
    bias("You added the bias to the first example only: it is added to every row.") { $1 == 0 ? $0.bias[0, $2] : 0 },
    bias("You added the bias once for each input: once for each neuron.") {
      Double($0.weight.rows) * $0.bias[0, $2]
    },
    bias("You added the first bias to all neurons: each has its own.") { input, _, _ in input.bias[0, 0] },
    bias("You added the sum of the biases to all neurons: each has its own.") { input, _, _ in input.bias.sum },
    bias("You added the mean of the biases to all neurons: each has its own.") { input, _, _ in input.bias.mean },
    bias("You added the biases in reverse: neuron j has bias j.") { $0.bias[0, $0.bias.columns - 1 - $2] },
    square("You added a bias to each example: it belongs to a neuron, a column.") { input in
      let product = input.product
      return Matrix(rows: product.rows, columns: product.columns) { product[$0, $1] + input.bias[0, $0] }
    },
    bias("You took the bias of the example's number: bias j belongs to neuron j.") { input, i, _ in
      input.bias[0, i % input.bias.columns]
    },
    square("You added the bias to the inputs: it is added to the sums.") { matmul($0.x.addingRow($0.bias), $0.weight) },
    Mistake("You added the bias to the weights: it is added to the sums.") {
      matmul($0.x, $0.weight.addingRow($0.bias))
    },
    Mistake("You multiplied the sums by the bias: it is added.") { $0.product.multiplyingColumns(by: $0.bias) },
    Mistake("You took the bias without its sign: it may be negative.") { $0.product.addingRow(abs($0.bias)) },
  ]

  private static let mistakesOfDenseProduct: [Mistake] = [
    square("You multiplied in the wrong order: rows of x meet columns of W, so X W.") {
      matmul($0.weight, $0.x).addingRow($0.bias)
    },
    square("You transposed the weight: column j of W has the weights of neuron j.") {
      matmul($0.x, $0.weight.transposed).addingRow($0.bias)
    },
    square("You transposed the examples: each is a row of x.") {
      matmul($0.x.transposed, $0.weight).addingRow($0.bias)
    },
    square("You transposed x and W: the rows of x meet the columns of W as they are.") {
      matmul($0.x.transposed, $0.weight.transposed).addingRow($0.bias)
    },
    square("You multiplied entry by entry: X W is the matrix product.") {
      $0.x.hadamard($0.weight).addingRow($0.bias)
    },
    square("You added x and W: X W is the matrix product.") { ($0.x + $0.weight).addingRow($0.bias) },
    Mistake("You transposed the sums: row i belongs to example i, column j to neuron j.") { $0.right.transposed },
    Mistake("You left out the last input: the sum goes over all.") { input in
      let last = input.x.columns - 1
      return Matrix(rows: input.x.rows, columns: input.weight.columns) { i, j in
        input.right[i, j] - input.x[i, last] * input.weight[last, j]
      }
    },
    Mistake("You left out the first input: the list begins at 0.") { input in
      Matrix(rows: input.x.rows, columns: input.weight.columns) { i, j in
        input.right[i, j] - input.x[i, 0] * input.weight[0, j]
      }
    },
    Mistake("You gave the sums of the first neuron to all: each has its own weights.") { input in
      Matrix(rows: input.x.rows, columns: input.weight.columns) { i, j in
        input.product[i, 0] + input.bias[0, j]
      }
    },
    Mistake("You gave the sums of the first example to all: each row of x is one.") { input in
      Matrix(rows: input.x.rows, columns: input.weight.columns) { _, j in input.right[0, j] }
    },
    Mistake("You left out the weights: each input is multiplied by its own.") { input in
      Matrix(rows: input.x.rows, columns: input.weight.columns) { i, j in
        input.x.row(i).reduce(input.bias[0, j], +)
      }
    },
    Mistake("You divided by the number of inputs: a neuron takes the sum, not the mean.") {
      ($0.product / Double($0.x.columns)).addingRow($0.bias)
    },
  ]

  private static let mistakesOfDenseEnd: [Mistake] = [
    Mistake("You applied ReLU: asked are the sums, before any activation.") { $0.right.map { max(0, $0) } },
    Mistake("You applied the sigmoid: asked are the sums, before any activation.") { sigmoid($0.right) },
    Mistake("You applied tanh: asked are the sums, before any activation.") { tanh($0.right) },
    Mistake("You applied the step: asked are the sums, before any activation.") { $0.right.map { $0 > 0 ? 1 : 0 } },
    Mistake("You took the sums without their signs.") { abs($0.right) },
    Mistake("You turned the sign of all sums.") { -$0.right },
    Mistake("You divided by the number of examples: each has its own sums.") { $0.right / Double(max(1, $0.x.rows)) },
  ]
}

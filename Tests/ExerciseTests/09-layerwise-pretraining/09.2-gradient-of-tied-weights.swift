import Engine
import Solutions

extension Lesson09 {
  struct TiedWeights: Sendable {
    let x: Matrix
    let weight: Matrix

    var code: Matrix { matmul(x, weight) }
    /// E = x W Wᵀ − x.
    var error: Matrix { matmul(code, transposing: weight) - x }
    /// 2/(mn).
    var scale: Double { 2 / Double(x.elements.count) }
    /// xᵀ E W and Eᵀ x W.
    var byEncoder: Matrix { matmul(transposing: x, matmul(error, weight)) }
    var byDecoder: Matrix { matmul(transposing: error, code) }
    var right: Matrix { tiedGradient(x, weight: weight) }
  }

  private static func tied(_ m: Int, _ n: Int, _ k: Int, _ generator: inout Generator, scale: Double = 1)
    -> TiedWeights
  {
    TiedWeights(
      x: uniform(m, n, &generator, scale: 2, offset: 0.5), weight: uniform(n, k, &generator, scale: scale))
  }

  static let gradientOfTiedWeights: Bank<TiedWeights, Matrix> = Bank(
    id: "9.2",
    cases: { generator in
      let readable = [
        Case(
          TiedWeights(x: Matrix([[1]]), weight: Matrix([[2]])),
          note: "One weight: L = (w² − 1)², and its slope at 2 is 2 · 3 · 4."),
        Case(
          TiedWeights(x: Matrix([[1, 0]]), weight: Matrix([[0], [1]])),
          note: "The code sees nothing of x, and yet the decoder may turn."),
        Case(TiedWeights(x: Matrix([[1, 2], [3, -1]]), weight: Matrix([[1], [-1]]))),
        Case(TiedWeights(x: Matrix([[2, 1], [0, 1], [1, 1]]), weight: Matrix([[1, 0], [1, 1]]))),
      ]
      let shapes = [(3, 4, 2), (5, 3, 1), (2, 5, 3), (6, 4, 4), (4, 2, 1), (1, 3, 2), (8, 5, 2)]
      let generated = shapes.map { Case(tied($0, $1, $2, &generator)) }
      let edges = [
        Case(tied(4, 2, 5, &generator), note: "The code is wider than the input."),
        Case(
          TiedWeights(x: uniform(4, 3, &generator), weight: Matrix([[1, 0], [0, 1], [0, 0]])),
          note: "W keeps two of three numbers; it is a stationary point only for some x."),
        Case(
          TiedWeights(x: uniform(4, 2, &generator), weight: Matrix([[0, -1], [1, 0]])),
          note: "W is a rotation: all is rebuilt, and the gradient is 0."),
        Case(
          TiedWeights(x: uniform(3, 3, &generator), weight: Matrix(rows: 3, columns: 2)),
          note: "W is 0: neither side has anything to work with."),
        Case(TiedWeights(x: Matrix(rows: 3, columns: 2), weight: uniform(2, 2, &generator)), note: "x is 0."),
        Case(tied(3, 4, 2, &generator, scale: 3)),
      ]
      return readable + generated + edges
    },
    input: { [.matrix("x", $0.x), .matrix("weight", $0.weight)] },
    output: { [.matrix("gradient", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("by the covariance: (2/n)(C A W + A C W) with A = W Wᵀ − I") { input in
        let c = matmul(transposing: input.x, input.x) / Double(input.x.rows)
        let n = input.weight.rows
        let a =
          matmul(input.weight, transposing: input.weight)
          - Matrix(rows: n, columns: n) { $0 == $1 ? 1 : 0 }
        return (2 / Double(n)) * (matmul(c, matmul(a, input.weight)) + matmul(a, matmul(c, input.weight)))
      },
      Answer("two dense layers of the engine, the second one's gradient turned over") { input in
        var network = Network([
          Dense(weight: input.weight, bias: Matrix(rows: 1, columns: input.weight.columns)),
          Dense(weight: input.weight.transposed, bias: Matrix(rows: 1, columns: input.weight.rows)),
        ])
        let rebuilt = network.forward(input.x, mode: .training)
        network.backward(meanSquaredError(rebuilt, target: input.x).gradient)
        let dense = network.layers.map { $0 as! Dense }
        return dense[0].weight.gradient + dense[1].weight.gradient.transposed
      },
      Answer("example by example") { input in
        var sum = Matrix(zerosLike: input.weight)
        for i in 0..<input.x.rows {
          let x = Matrix(row: input.x.row(i))
          let error = Matrix(row: input.error.row(i))
          sum +=
            matmul(transposing: x, matmul(error, input.weight))
            + matmul(transposing: error, matmul(x, input.weight))
        }
        return input.scale * sum
      },
    ],
    misconceptions: mistakesOfPlaces + mistakesOfScale)

  private typealias Mistake = Answer<TiedWeights, Matrix>

  private static let mistakesOfPlaces: [Mistake] = [
    Mistake("You took W as the encoder only: it is the decoder too, and both gradients add up.") {
      $0.scale * $0.byEncoder
    },
    Mistake("You took W as the decoder only: it is the encoder too, and both gradients add up.") {
      $0.scale * $0.byDecoder
    },
    Mistake("You doubled the encoder's gradient: the decoder's is another one, Eᵀ x W.") {
      2 * $0.scale * $0.byEncoder
    },
    Mistake("You doubled the decoder's gradient: the encoder's is another one, xᵀ E W.") {
      2 * $0.scale * $0.byDecoder
    },
    Mistake("You subtracted the decoder's gradient from the encoder's: they add up.") {
      $0.scale * ($0.byEncoder - $0.byDecoder)
    },
    Mistake("You subtracted the encoder's gradient from the decoder's: they add up.") {
      $0.scale * ($0.byDecoder - $0.byEncoder)
    },
    Mistake("Your error is x − x̂: the derivative of (x̂ − x)² has 2 (x̂ − x), so the signs are turned.") { -$0.right },
    Mistake("Your error is x̂ alone: compare with the target, x.") { input in
      let rebuilt = matmul(input.code, transposing: input.weight)
      return input.scale
        * (matmul(transposing: input.x, matmul(rebuilt, input.weight)) + matmul(transposing: rebuilt, input.code))
    },
    Mistake("You took WᵀW for the identity: W's columns need not be at right angles, nor of length 1.") {
      -2 * $0.scale * matmul(transposing: $0.x, $0.code)
    },
    Mistake("You took EᵀE W for both parts: each has E once and x once.") { input in
      let square = matmul(transposing: input.error, input.error)
      return 2 * input.scale * matmul(square, input.weight)
    },
    Mistake("You centred x first: it is used as it is.") { input in
      TiedWeights(x: input.x.subtractingRow(input.x.columnMeans), weight: input.weight).right
    },
  ]

  private static let mistakesOfScale: [Mistake] = [
    Mistake("Half of it: the derivative of a square has a 2, and the gradients of the two places add up (no average).")
    {
      0.5 * $0.right
    },
    Mistake("You did not divide: the loss is a mean over m·n entries.") {
      2 * ($0.byEncoder + $0.byDecoder)
    },
    Mistake("You neither divided by m·n nor kept the 2.") { $0.byEncoder + $0.byDecoder },
    Mistake("You divided by the m examples only: the loss is a mean over all m·n entries.") {
      Double($0.x.columns) * $0.right
    },
    Mistake("You divided by m only, without the 2: the derivative of the mean square has 2/(mn).") {
      Double($0.x.columns) / 2 * $0.right
    },
    Mistake("You divided by the n features only: the loss is a mean over all m·n entries.") {
      Double($0.x.rows) * $0.right
    },
    Mistake("You divided by m·k: the errors are in the m·n entries of the output.") {
      Double($0.x.columns) / Double($0.weight.columns) * $0.right
    },
    Mistake("You multiplied by 4 where it is 2: the two places are two terms, not a factor.") { 2 * $0.right },
  ]
}

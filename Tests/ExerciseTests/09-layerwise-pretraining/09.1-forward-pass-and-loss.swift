import Engine
import Solutions

extension Lesson09 {
  struct Parts: Sendable {
    let x: Matrix
    let encoder: Matrix
    let encoderBias: Matrix
    let decoder: Matrix
    let decoderBias: Matrix

    /// x W + b.
    var sums: Matrix { matmul(x, encoder).addingRow(encoderBias) }
    var right: Coded {
      Coded(
        autoencoded(
          x, encoder: encoder, encoderBias: encoderBias, decoder: decoder, decoderBias: decoderBias))
    }

    /// z V + c.
    func decoded(_ code: Matrix) -> Matrix { matmul(code, decoder).addingRow(decoderBias) }

    /// What follows from another code.
    func following(_ code: Matrix) -> Coded { Coded((code, decoded(code), loss(decoded(code)))) }

    /// What follows from another output.
    func following(code: Matrix, rebuilt: Matrix) -> Coded { Coded((code, rebuilt, loss(rebuilt))) }

    /// The right code and output with another loss.
    func losing(_ loss: Double) -> Coded { Coded((right.code, right.rebuilt, loss)) }

    func loss(_ rebuilt: Matrix) -> Double { meanSquaredError(rebuilt, target: x).value }

    /// The sum of the squared errors.
    var sumOfSquares: Double { right.loss * Double(x.elements.count) }
  }

  struct Coded {
    let code: Matrix
    let rebuilt: Matrix
    let loss: Double

    init(_ result: (code: Matrix, rebuilt: Matrix, loss: Double)) { (code, rebuilt, loss) = result }
  }

  private static func parts(
    _ m: Int, _ n: Int, _ k: Int, _ generator: inout Generator, scale: Double = 1, bias: Double = 1
  ) -> Parts {
    Parts(
      x: uniform(m, n, &generator, scale: 2, offset: 0.5), encoder: uniform(n, k, &generator, scale: scale),
      encoderBias: uniform(1, k, &generator, scale: bias), decoder: uniform(k, n, &generator, scale: 2),
      decoderBias: uniform(1, n, &generator, scale: bias))
  }

  static let forwardPass: Bank<Parts, Coded> = Bank(
    id: "9.1",
    cases: { generator in
      let readable = [
        Case(
          Parts(
            x: Matrix([[0, 0]]), encoder: Matrix([[1], [2]]), encoderBias: Matrix([[0]]),
            decoder: Matrix([[4, -2]]), decoderBias: Matrix([[1, 1]])),
          note: "x is 0, so z is σ(0) = 0.5, x̂ is (3, 0), and the loss (9 + 0)/2."),
        Case(
          Parts(
            x: Matrix([[3, 5]]), encoder: Matrix([[0], [0]]), encoderBias: Matrix([[0]]),
            decoder: Matrix([[6, 10]]), decoderBias: Matrix([[0, 0]])),
          note: "Rebuilt exactly: the loss is 0."),
        Case(parts(2, 3, 1, &generator)), Case(parts(3, 2, 2, &generator)),
      ]
      let shapes = [(4, 3, 2), (5, 4, 3), (2, 5, 2), (6, 2, 1), (3, 6, 4), (1, 4, 2)]
      let generated = shapes.map { Case(parts($0, $1, $2, &generator)) }
      let edges = [
        Case(parts(3, 1, 1, &generator), note: "One number in, one in the code, one out."),
        Case(parts(4, 2, 5, &generator), note: "The code is wider than the input."),
        Case(parts(3, 3, 2, &generator, bias: 0), note: "All biases are 0."),
        Case(parts(3, 4, 2, &generator, scale: 300), note: "The sigmoids are at their ends."),
        Case(parts(20, 3, 2, &generator)),
        Case(
          Parts(
            x: Matrix(rows: 3, columns: 2), encoder: Matrix(rows: 2, columns: 2),
            encoderBias: uniform(1, 2, &generator), decoder: uniform(2, 2, &generator),
            decoderBias: uniform(1, 2, &generator)),
          note: "x and W are 0: the biases remain."),
      ]
      return readable + generated + edges
    },
    input: {
      [
        .matrix("x", $0.x), .matrix("encoder", $0.encoder), .matrix("encoderBias", $0.encoderBias),
        .matrix("decoder", $0.decoder), .matrix("decoderBias", $0.decoderBias),
      ]
    },
    output: { [.matrix("code", $0.code), .matrix("rebuilt", $0.rebuilt), .number("loss", $0.loss)] },
    reference: { $0.right },
    alternatives: [
      Answer("layers of the engine") { input in
        var encoder = Network([Dense(weight: input.encoder, bias: input.encoderBias), Sigmoid()])
        var decoder = Dense(weight: input.decoder, bias: input.decoderBias)
        let code = encoder.forward(input.x, mode: .inference)
        let rebuilt = decoder.forward(code, mode: .inference)
        return Coded((code, rebuilt, (rebuilt - input.x).hadamard(rebuilt - input.x).mean))
      },
      Answer("example by example, in loops") { input in
        let (m, n, k) = (input.x.rows, input.x.columns, input.encoder.columns)
        let code = Matrix(rows: m, columns: k) { i, j in
          let sum = (0..<n).reduce(input.encoderBias[0, j]) { $0 + input.x[i, $1] * input.encoder[$1, j] }
          return 1 / (1 + exp(-sum))
        }
        let rebuilt = Matrix(rows: m, columns: n) { i, j in
          (0..<k).reduce(input.decoderBias[0, j]) { $0 + code[i, $1] * input.decoder[$1, j] }
        }
        let perExample = (0..<m).map { i in
          mean((0..<n).map { (rebuilt[i, $0] - input.x[i, $0]) * (rebuilt[i, $0] - input.x[i, $0]) })
        }
        return Coded((code, rebuilt, mean(perExample)))
      },
    ],
    misconceptions: mistakesOfCode + mistakesOfOutput + mistakesOfLoss)

  private typealias Mistake = Answer<Parts, Coded>

  private static let mistakesOfCode: [Mistake] = [
    Mistake("The sigmoid of the code is missing: z = σ(x W + b).") { $0.following($0.sums) },
    Mistake("You put the sigmoid on the output: it belongs on the code, and the decoder is linear.") {
      $0.following(code: $0.sums, rebuilt: sigmoid($0.decoded($0.sums)))
    },
    Mistake("You left out both biases: this autoencoder has b and c.") {
      let code = sigmoid(matmul($0.x, $0.encoder))
      return $0.following(code: code, rebuilt: matmul(code, $0.decoder))
    },
    Mistake("You left out the encoder's bias b.") { $0.following(sigmoid(matmul($0.x, $0.encoder))) },
    Mistake("You added b after the sigmoid: it belongs inside, σ(x W + b).") {
      $0.following(sigmoid(matmul($0.x, $0.encoder)).addingRow($0.encoderBias))
    },
    Mistake("You subtracted b: it is added.") {
      $0.following(sigmoid(matmul($0.x, $0.encoder).addingRow(-$0.encoderBias)))
    },
    Mistake("You took tanh for the code: it has a sigmoid.") { $0.following(tanh($0.sums)) },
    Mistake("You took a ReLU for the code: it has a sigmoid.") { $0.following($0.sums.map { max(0, $0) }) },
    Mistake("You gave σ(−(x W + b)): the sign in e^(−s) belongs to s once.") { $0.following(sigmoid(-$0.sums)) },
    Mistake("You centred x first: the input is used as it is.") { input in
      input.following(
        sigmoid(
          matmul(input.x.subtractingRow(input.x.columnMeans), input.encoder).addingRow(input.encoderBias)))
    },
    Mistake("You gave x W + b as the code, and σ of it to the decoder: the code is z = σ(x W + b).") {
      Coded(($0.sums, $0.right.rebuilt, $0.right.loss))
    },
    Mistake("Your code is right, but the decoder got x W + b: it gets z.") { input in
      input.following(code: input.right.code, rebuilt: input.decoded(input.sums))
    },
    Mistake("You took the slope of the sigmoid, z (1 − z), for the code.") { input in
      input.following(input.right.code.map { $0 * (1 - $0) })
    },
    Mistake("You applied the sigmoid twice.") { $0.following(sigmoid($0.right.code)) },
  ]

  private static let mistakesOfOutput: [Mistake] = [
    Mistake("You put a sigmoid on the output too: the decoder is linear.") {
      $0.following(code: $0.right.code, rebuilt: sigmoid($0.right.rebuilt))
    },
    Mistake("You left out the decoder's bias c.") {
      $0.following(code: $0.right.code, rebuilt: matmul($0.right.code, $0.decoder))
    },
    Mistake("You subtracted c: it is added.") {
      $0.following(code: $0.right.code, rebuilt: matmul($0.right.code, $0.decoder).addingRow(-$0.decoderBias))
    },
    Mistake("You decoded with the transposed encoder: this decoder has weights of its own, V.") {
      $0.following(
        code: $0.right.code,
        rebuilt: matmul($0.right.code, transposing: $0.encoder).addingRow($0.decoderBias))
    },
    Mistake("You gave the error x̂ − x in the place of x̂.") {
      Coded(($0.right.code, $0.right.rebuilt - $0.x, $0.right.loss))
    },
    Mistake("You put a ReLU on the output: the decoder is linear.") {
      $0.following(code: $0.right.code, rebuilt: $0.right.rebuilt.map { max(0, $0) })
    },
    Mistake("You gave x in the place of x̂, with a loss of 0: the output is what the decoder makes of the code.") {
      Coded(($0.right.code, $0.x, 0))
    },
  ]

  private static let mistakesOfLoss: [Mistake] = [
    Mistake("You summed the squares: the loss is their mean over all m·n entries.") { $0.losing($0.sumOfSquares) },
    Mistake("You put a half in front of the loss: there is none.") { $0.losing($0.right.loss / 2) },
    Mistake("You put a half in front of the sum of the squares: the loss is their mean over all m·n entries.") {
      $0.losing($0.sumOfSquares / 2)
    },
    Mistake("You divided by the m examples only: the mean is over all m·n entries.") {
      $0.losing($0.sumOfSquares / Double($0.x.rows))
    },
    Mistake("You divided by 2m: the mean is over all m·n entries, and there is no half.") {
      $0.losing($0.sumOfSquares / Double(2 * $0.x.rows))
    },
    Mistake("You divided by the n features only: the mean is over all m·n entries.") {
      $0.losing($0.sumOfSquares / Double($0.x.columns))
    },
    Mistake("You divided by the m·k entries of the code: the errors are in the m·n entries of the output.") {
      $0.losing($0.sumOfSquares / Double($0.right.code.elements.count))
    },
    Mistake("You took the root of the loss: the mean of the squares is left as it is.") {
      $0.losing($0.right.loss.squareRoot())
    },
    Mistake("You averaged the sizes |x̂ − x|: the loss has their squares.") {
      $0.losing(abs($0.right.rebuilt - $0.x).mean)
    },
    Mistake("You averaged x̂ − x without squares: errors of both signs cancel.") {
      $0.losing(($0.right.rebuilt - $0.x).mean)
    },
    Mistake("You squared the mean error: first the squares, then their mean.") {
      let mean = ($0.right.rebuilt - $0.x).mean
      return $0.losing(mean * mean)
    },
    Mistake("Your loss is the mean of x̂²: it compares with the target, x.") {
      $0.losing($0.right.rebuilt.hadamard($0.right.rebuilt).mean)
    },
    Mistake("You divided by m·n − 1: the loss is a plain mean, over m·n.") {
      $0.losing($0.sumOfSquares / max(1, Double($0.x.elements.count - 1)))
    },
    Mistake("Your loss is the variance of the errors: their mean counts, too.") {
      $0.losing(($0.right.rebuilt - $0.x).variance)
    },
    Mistake("Your loss is that of the first example: it is over all of them.") { input in
      let errors = Matrix(row: (input.right.rebuilt - input.x).row(0))
      return input.losing(errors.hadamard(errors).mean)
    },
    Mistake("Your loss is the share of the variance that is missed: it is the mean squared error itself.") { input in
      input.losing(input.right.loss / input.x.columnVariances.mean)
    },
  ]
}

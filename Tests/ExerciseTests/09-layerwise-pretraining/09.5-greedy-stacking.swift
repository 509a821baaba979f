import Engine
import Solutions

extension Lesson09 {
  /// What stands for training: weights made of the examples by a rule, so that it shows what they were made of.
  struct Trainer: Sendable {
    let salt: Double

    func train(_ inputs: Matrix, _ width: Int) -> (encoder: Dense, decoder: Dense) {
      let (n, means) = (inputs.columns, inputs.columnMeans)
      let sizes = inputs.hadamard(inputs).columnMeans
      let encoder = Dense(
        weight: Matrix(rows: n, columns: width) { i, j in
          sin(salt + Double(3 * i + 5 * j)) + means[0, i] / Double(j + 1)
        },
        bias: Matrix(rows: 1, columns: width) { _, j in cos(salt * Double(j + 1)) + sizes.mean })
      let decoder = Dense(
        weight: Matrix(rows: width, columns: n) { i, j in cos(salt + Double(2 * i - j)) + sizes[0, j] },
        bias: Matrix(row: means.elements.map { 0.5 * $0 - salt }))
      return (encoder, decoder)
    }
  }

  struct Stacking: Sendable {
    let x: Matrix
    let widths: [Int]
    let trainer: Trainer

    init(_ x: Matrix, _ widths: [Int], salt: Double = 0.7) {
      (self.x, self.widths, trainer) = (x, widths, Trainer(salt: salt))
    }

    var right: Stacked { Stacked(greedyStack(x, widths: widths) { trainer.train($0, $1) }) }

    /// The stack whose layers are trained on what `next` makes of the inputs, the layer and its decoder.
    func stacked(
      _ widths: [Int]? = nil, from first: Matrix? = nil,
      next: (_ inputs: Matrix, _ encoder: Dense, _ decoder: Dense) -> Matrix
    ) -> Stacked {
      var (layers, h) = ([Dense](), first ?? x)
      for width in widths ?? self.widths {
        let (encoder, decoder) = trainer.train(h, width)
        layers.append(encoder)
        h = next(h, encoder, decoder)
      }
      return Stacked((layers, h))
    }

    /// The decoders of the right stack.
    var decoders: [Dense] {
      var h = x
      return widths.map { width in
        let (encoder, decoder) = trainer.train(h, width)
        h = sigmoid(applied(encoder, to: h))
        return decoder
      }
    }
  }

  struct Stacked {
    let layers: [Dense]
    let code: Matrix
    /// How often `train` was called beyond once for each layer.
    let extraCalls: Int

    init(_ result: (layers: [Dense], code: Matrix), extraCalls: Int = 0) {
      (layers, code) = result
      self.extraCalls = extraCalls
    }

    /// The number of layers first: then a missing one is told from a wrong one.
    var quantities: [Quantity] {
      var quantities = [Quantity.number("layers.count", Double(layers.count))]
      for (l, layer) in zip(0..., layers) {
        quantities.append(.matrix("layers[\(l)].weight.value", layer.weight.value))
        quantities.append(.matrix("layers[\(l)].bias.value", layer.bias.value))
      }
      quantities.append(.matrix("code", code))
      quantities.append(.number("calls of train beyond one a layer", Double(extraCalls)))
      return quantities
    }
  }

  /// x W + b.
  private static func applied(_ layer: Dense, to x: Matrix) -> Matrix {
    matmul(x, layer.weight.value).addingRow(layer.bias.value)
  }

  static let stackOfLayers: Bank<Stacking, Stacked> = Bank(
    id: "9.5",
    cases: { generator in
      let readable = [
        Case(Stacking(Matrix([[1, 0], [0, 2]]), [1]), note: "One layer of one unit."),
        Case(
          Stacking(Matrix([[1, -1], [0, 2], [3, 1]]), [2, 1]),
          note: "The second layer is trained on the first one's outputs."),
      ]
      let shapes = [
        (4, 3, [2]), (3, 4, [3, 2]), (5, 3, [3, 3]), (4, 2, [2, 3, 4]), (3, 5, [4, 2, 3]), (6, 3, [1, 2]),
      ]
      let generated = shapes.map { m, n, widths in
        Case(Stacking(uniform(m, n, &generator, scale: 2, offset: 0.3), widths, salt: generator.uniform(in: -1..<2)))
      }
      let edges = [
        Case(Stacking(Matrix([[1, -2], [-3, 4]]), []), note: "No layer: the code is x, minus signs and all."),
        Case(Stacking(uniform(1, 3, &generator), [2, 2], salt: 0.2), note: "One example."),
        Case(
          Stacking(Matrix(rows: 3, columns: 2), [2, 2], salt: 1.1), note: "x is 0; what a sigmoid makes of it is not."),
        Case(
          Stacking(uniform(4, 3, &generator), [3, 3, 3, 3, 3], salt: -0.4),
          note: "Five layers, all as wide as the input."),
        Case(Stacking(uniform(3, 2, &generator), [6, 1, 5], salt: 0.9), note: "Wider, narrower, wider."),
        Case(Stacking(uniform(70, 3, &generator), [2, 2], salt: 0.3), note: "Seventy examples: all are trained on."),
      ]
      return readable + generated + edges
    },
    input: {
      [.matrix("x", $0.x), .list("widths", $0.widths.map(Double.init)), .number("train's salt", $0.trainer.salt)]
    },
    output: { $0.quantities },
    reference: { $0.right },
    alternatives: [
      Answer("every layer's inputs anew, from x through a network of the layers so far") { input in
        var layers: [Dense] = []
        func outputs() -> Matrix {
          var network = Network(layers.flatMap { [$0, Sigmoid()] as [any Layer] })
          return network.forward(input.x, mode: .inference)
        }
        for width in input.widths { layers.append(input.trainer.train(outputs(), width).encoder) }
        return Stacked((layers, outputs()))
      },
      Answer("recursively, the first layer and the stack on its outputs") { input in
        func stack(_ h: Matrix, _ widths: ArraySlice<Int>) -> (layers: [Dense], code: Matrix) {
          guard let width = widths.first else { return ([], h) }
          let layer = input.trainer.train(h, width).encoder
          let upper = stack(sigmoid(applied(layer, to: h)), widths.dropFirst())
          return ([layer] + upper.layers, upper.code)
        }
        return Stacked(stack(input.x, input.widths[...]))
      },
    ],
    misconceptions: mistakesOfInputs + mistakesOfResult)

  private typealias Mistake = Answer<Stacking, Stacked>

  private static let mistakesOfInputs: [Mistake] = [
    Mistake("You trained every layer on x: a later one is trained on what the layers below it put out.") { input in
      let layers = input.widths.map { input.trainer.train(input.x, $0).encoder }
      return Stacked((layers, layers.last.map { sigmoid(applied($0, to: input.x)) } ?? input.x))
    },
    Mistake("The sigmoid is missing: the next layer is trained on σ(h W + b).") { input in
      input.stacked { h, encoder, _ in applied(encoder, to: h) }
    },
    Mistake("You left out the biases when you sent the examples through a layer.") { input in
      input.stacked { h, encoder, _ in sigmoid(matmul(h, encoder.weight.value)) }
    },
    Mistake(
      "You passed on what the decoder rebuilds: the next layer is trained on the code, and the decoder thrown away."
    ) {
      input in input.stacked { h, encoder, decoder in applied(decoder, to: sigmoid(applied(encoder, to: h))) }
    },
    Mistake("You took tanh: the layers have sigmoids.") { input in
      input.stacked { h, encoder, _ in tanh(applied(encoder, to: h)) }
    },
    Mistake("You took a ReLU: the layers have sigmoids.") { input in
      input.stacked { h, encoder, _ in applied(encoder, to: h).map { max(0, $0) } }
    },
    Mistake("You added the bias after the sigmoid: σ(h W + b).") { input in
      input.stacked { h, encoder, _ in sigmoid(matmul(h, encoder.weight.value)).addingRow(encoder.bias.value) }
    },
    Mistake("You centred the outputs before the next layer was trained: they are used as they are.") { input in
      input.stacked { h, encoder, _ in
        let code = sigmoid(applied(encoder, to: h))
        return code.subtractingRow(code.columnMeans)
      }
    },
    Mistake("You centred x first: it is used as it is.") { input in
      input.stacked(from: input.x.subtractingRow(input.x.columnMeans)) { h, encoder, _ in
        sigmoid(applied(encoder, to: h))
      }
    },
    Mistake("You put a sigmoid on x before the first layer: it is trained on x itself.") { input in
      input.stacked(from: sigmoid(input.x)) { h, encoder, _ in sigmoid(applied(encoder, to: h)) }
    },
    Mistake("You applied the sigmoid twice.") { input in
      input.stacked { h, encoder, _ in sigmoid(sigmoid(applied(encoder, to: h))) }
    },
    Mistake("You trained on outputs without sigmoids, and gave those of the last layer with them.") { input in
      let linear = input.stacked { h, encoder, _ in applied(encoder, to: h) }
      return Stacked((linear.layers, input.widths.isEmpty ? input.x : sigmoid(linear.code)))
    },
    Mistake("You took the widths from the last to the first.") { input in
      input.stacked(input.widths.reversed()) { h, encoder, _ in sigmoid(applied(encoder, to: h)) }
    },
    Mistake("You gave every layer the first width.") { input in
      input.stacked(input.widths.map { _ in input.widths[0] }) { h, encoder, _ in sigmoid(applied(encoder, to: h)) }
    },
    Mistake("You called `train` a second time, on the layer's own outputs, for the layer that you keep.") { input in
      input.stacked { h, encoder, _ in
        let code = sigmoid(applied(encoder, to: h))
        return sigmoid(applied(input.trainer.train(code, code.columns).encoder, to: code))
      }
    },
  ]

  private static let mistakesOfResult: [Mistake] = [
    Mistake("You kept the decoders in the place of the encoders.") { Stacked(($0.decoders, $0.right.code)) },
    Mistake("You kept the decoders too: they are thrown away.") { input in
      Stacked((zip(input.right.layers, input.decoders).flatMap { [$0, $1] }, input.right.code))
    },
    Mistake("You gave the layers from the last to the first.") {
      Stacked(($0.right.layers.reversed(), $0.right.code))
    },
    Mistake("You gave the last layer only: asked is for all.") {
      Stacked(($0.right.layers.suffix(1), $0.right.code))
    },
    Mistake("You gave the first layer only: asked is for all.") {
      Stacked((Array($0.right.layers.prefix(1)), $0.right.code))
    },
    Mistake("You called `train` twice for each layer: once gives both of its layers.") {
      Stacked(($0.right.layers, $0.right.code), extraCalls: $0.widths.count)
    },
    Mistake("You called `train` once more after the last layer: nobody needs what it gives.") {
      Stacked(($0.right.layers, $0.right.code), extraCalls: $0.widths.isEmpty ? 0 : 1)
    },
    Mistake("The last layer is missing.") { Stacked(($0.right.layers.dropLast(), $0.right.code)) },
    Mistake("The first layer is missing.") { Stacked((Array($0.right.layers.dropFirst()), $0.right.code)) },
    Mistake("The code is what the last layer got: asked is what its sigmoids put out.") { input in
      let below = Stacking(input.x, input.widths.dropLast(), salt: input.trainer.salt).right
      return Stacked((input.right.layers, below.code))
    },
    Mistake("The code lacks the last sigmoid.") { input in
      guard let last = input.right.layers.last else { return input.right }
      let below = Stacking(input.x, input.widths.dropLast(), salt: input.trainer.salt).right
      return Stacked((input.right.layers, applied(last, to: below.code)))
    },
    Mistake("The code is that of the first layer: asked is that of the last.") { input in
      guard let first = input.right.layers.first else { return input.right }
      return Stacked((input.right.layers, sigmoid(applied(first, to: input.x))))
    },
    Mistake("You gave x as the code: asked is what the last layer's sigmoids put out.") {
      Stacked(($0.right.layers, $0.x))
    },
    Mistake("Without a layer you gave the sizes of x as the code: it is x itself.") {
      Stacked(($0.right.layers, abs($0.right.code)))
    },
    Mistake("Without a layer you set what is below 0 in x to 0: the code is x itself.") {
      Stacked(($0.right.layers, $0.right.code.map { max(0, $0) }))
    },
    Mistake("The code is what the last decoder rebuilds: asked is what the last sigmoids put out.") { input in
      guard let last = input.decoders.last else { return input.right }
      return Stacked((input.right.layers, applied(last, to: input.right.code)))
    },
  ]
}

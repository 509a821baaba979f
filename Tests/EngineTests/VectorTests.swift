import Engine
import Testing

/// The engine against PyTorch and JAX in float64: the worst difference is at most 10⁻¹⁰.
@Suite(.serialized) struct `the engine agrees with PyTorch and JAX` {
  @Test func `the fixture is complete`() {
    #expect(VectorCase.all.count == 51)
  }

  @Test(arguments: ["1 x 1 to 1", "1 x 5 to 3", "6 x 4 to 3", "9 x 2 to 7"])
  func `on a dense layer`(shape: String) throws {
    let vectors = try #require(VectorCase.named("dense \(shape)"))
    compare(Dense(weight: vectors["weight"], bias: vectors["bias"]), ["weight", "bias"], with: vectors)
  }

  @Test func `on the sigmoid`() throws {
    compare(Sigmoid(), [], with: try #require(VectorCase.named("sigmoid")))
  }

  @Test func `on the hyperbolic tangent`() throws {
    compare(Tanh(), [], with: try #require(VectorCase.named("tanh")))
  }

  @Test func `on the rectified linear unit, its kink included`() throws {
    compare(ReLU(), [], with: try #require(VectorCase.named("relu")))
  }

  @Test(arguments: [Activation.leakyReLU, .elu, .softplus, .gelu])
  func `on the activations that are made of their functions`(g: Activation) throws {
    let vectors = try #require(VectorCase.named(g.description.lowercased()))
    compare(ElementwiseLayer("\(g)", { g($0) }, slope: { g.slope($0) }), [], with: vectors)
  }

  @Test(arguments: [
    ("batch norm", 3, [5, 1]), ("batch norm of keras", 2, [6, 1]), ("batch norm with a constant column", 2, [6, 1]),
    ("batch norm of one", 1, []),
  ])
  func `on batch normalization, batch after batch and then in inference`(
    name: String, batches: Int, inferences: [Int]
  ) throws {
    let first = try #require(VectorCase.named("\(name), training batch 1"))
    let constants = first.array("constants")
    var layer = BatchNorm(features: first["x"].columns, decay: constants[0], epsilon: constants[1])
    for t in 1...batches {
      let vectors = try #require(VectorCase.named("\(name), training batch \(t)"))
      layer.gamma.value = vectors["gamma"]
      layer.beta.value = vectors["beta"]
      layer = compare(layer, ["gamma", "beta"], with: vectors)
      expectWorst(
        "difference", of: vectors.name,
        [
          ("running mean", difference(layer.runningMean, vectors["running_mean"])),
          ("running variance", difference(layer.runningVariance, vectors["running_variance"])),
        ], atMost: 1e-10)
    }
    for m in inferences {
      compare(
        layer, ["gamma", "beta"], with: try #require(VectorCase.named("\(name), inference on \(m)")), mode: .inference)
    }
  }

  @Test(arguments: [(1, 1, 5), (6, 1, 12), (6, 2, 12), (6, 3, 12), (1, 6, 12), (4, 4, 4)])
  func `on layer and group normalization`(m: Int, groups: Int, n: Int) throws {
    let vectors = try #require(VectorCase.named("group norm of \(m) x \(n) in \(groups)"))
    let epsilon = vectors.array("constants")[1]
    var group = GroupNorm(features: n, groups: groups, epsilon: epsilon)
    (group.gamma.value, group.beta.value) = (vectors["gamma"], vectors["beta"])
    compare(group, ["gamma", "beta"], with: vectors)
    compare(group, ["gamma", "beta"], with: vectors, mode: .inference)
    if groups > 1 { return }
    var layer = LayerNorm(features: n, epsilon: epsilon)
    (layer.gamma.value, layer.beta.value) = (vectors["gamma"], vectors["beta"])
    compare(layer, ["gamma", "beta"], with: vectors)
  }

  /// PyTorch averages the unbiased variances: over t batches of m, what it adds to 0.9ᵗ is m / (m − 1) times ours.
  @Test func `on how its running variance and PyTorch's correspond`() throws {
    for t in 1...2 {
      let vectors = try #require(VectorCase.named("batch norm, training batch \(t)"))
      let start = t == 1 ? 0.9 : 0.9 * 0.9
      let m = Double(vectors["x"].rows)
      let converted = vectors["running_variance_of_torch"].map { start + ($0 - start) * (m - 1) / m }
      #expect(difference(converted, vectors["running_variance"]) <= 1e-14)
      #expect(difference(vectors["running_variance_of_torch"], vectors["running_variance"]) > 1e-3)
    }
  }

  @Test(arguments: [0.5, 0.8, 1, 0.1])
  func `on dropout, with the mask that its generator draws`(keep: Double) throws {
    let vectors = try #require(VectorCase.named("dropout \(keep)"))
    var generator = Generator(seed: UInt64(vectors.integers("constants")[1]))
    let layer = compare(Dropout(keep: keep, using: &generator), [], with: vectors)
    #expect(layer.mask == vectors["mask"])
  }

  @Test(arguments: ["0.3 0.0", "0.0 0.7", "0.02 0.5"])
  func `on penalties, whose biases are free`(constants: String) throws {
    let vectors = try #require(VectorCase.named("penalty \(constants)"))
    let (l1, l2) = (vectors.array("constants")[0], vectors.array("constants")[1])
    let weights = vectors.series("weight")
    let bias = { Matrix(rows: 1, columns: $0, repeating: 2) }
    var network = Network([
      Dense(weight: weights[0], bias: bias(3)), BatchNorm(features: 3), Tanh(),
      Residual([Dense(weight: weights[1], bias: bias(2))]),
    ])
    let before = network.parameters.map(\.gradient)
    network.addPenaltyGradients(l1: l1, l2: l2)
    let after = network.parameters.map(\.gradient)
    let penalties = zip(after, before).map { $0 - $1 }
    expectWorst(
      "difference", of: vectors.name,
      [
        ("value", abs(network.penalty(l1: l1, l2: l2) - vectors["value"][0, 0])),
        ("first weight", difference(penalties[0], vectors["dweight0"])),
        ("second weight", difference(penalties[4], vectors["dweight1"])),
        ("biases, γ and β", [1, 2, 3, 5].map { abs(penalties[$0]).max }.max()!),
      ], atMost: 1e-12)
  }

  @Test func `on the soft threshold`() throws {
    let vectors = try #require(VectorCase.named("soft threshold"))
    let y = vectors["x"].softThresholded(by: vectors.array("constants")[0])
    #expect(difference(y, vectors["y"]) <= 1e-15)
  }

  @Test(arguments: ["", " of one", " of equal logits", " at a thousand"])
  func `on softmax cross-entropy`(kind: String) throws {
    let vectors = try #require(VectorCase.named("cross-entropy\(kind)"))
    let loss = softmaxCrossEntropy(vectors["logits"], labels: vectors.integers("labels"))
    compare(loss, with: vectors, and: [("softmax", difference(softmax(vectors["logits"]), vectors["softmax"]))])
  }

  @Test func `on squared and absolute errors`() throws {
    let squared = try #require(VectorCase.named("squared error"))
    compare(meanSquaredError(squared["prediction"], target: squared["target"]), with: squared)
    let absolute = try #require(VectorCase.named("absolute error"))
    compare(meanAbsoluteError(absolute["prediction"], target: absolute["target"]), with: absolute)
  }

  @Test(arguments: ["deep network", "deep network with batch norm"])
  func `on a whole network`(name: String) throws {
    let vectors = try #require(VectorCase.named(name))
    let p = vectors.series("parameter")
    let withNorm = p.count == 14
    let stride = withNorm ? 4 : 2
    let activations: [any Layer] = [Sigmoid(), Tanh(), ReLU()]
    var layers: [any Layer] = []
    for (i, activation) in activations.enumerated() {
      layers.append(Dense(weight: p[stride * i], bias: p[stride * i + 1]))
      if withNorm {
        var norm = BatchNorm(features: p[stride * i + 2].columns)
        norm.gamma.value = p[stride * i + 2]
        norm.beta.value = p[stride * i + 3]
        layers.append(norm)
      }
      layers.append(activation)
    }
    layers.append(Dense(weight: p[p.count - 2], bias: p[p.count - 1]))

    var network = Network(layers)
    let y = network.forward(vectors["x"], mode: .training)
    let loss = softmaxCrossEntropy(y, labels: vectors.integers("labels"))
    let dx = network.backward(loss.gradient)
    let gradients = zip(network.parameters, vectors.series("dparameter"))
      .enumerated().map { ("parameter \($0)", difference($1.0.gradient, $1.1)) }
    #expect(gradients.count == p.count)
    expectWorst(
      "difference", of: name,
      [("y", difference(y, vectors["y"])), ("loss", abs(loss.value - vectors["value"][0, 0]))]
        + [("dx", difference(dx, vectors["dx"]))] + gradients, atMost: 1e-10)
  }

  @Test func `on a hundred steps of plain descent`() throws {
    let vectors = try #require(VectorCase.named("plain descent, 100 steps"))
    compareTraining(GradientDescent(learningRate: vectors.array("constants")[0]), with: vectors)
  }

  @Test func `on a hundred steps of momentum, in the engine's form`() throws {
    let vectors = try #require(VectorCase.named("momentum, 100 steps"))
    let constants = vectors.array("constants")
    compareTraining(Momentum(learningRate: constants[0], beta: constants[1]), with: vectors)
  }

  @Test func `on a hundred steps of the frameworks' momentum, at their rate divided by 1 − β`() throws {
    let vectors = try #require(VectorCase.named("momentum of torch, 100 steps"))
    compareTraining(Momentum(learningRate: 0.05 / (1 - 0.9), beta: 0.9), with: vectors)
  }

  @Test func `on a hundred steps of Adam`() throws {
    let vectors = try #require(VectorCase.named("adam, 100 steps"))
    compareTraining(Adam(learningRate: 0.02), with: vectors, atMost: 1e-12)
  }

  /// Compares y, dx and each parameter's gradient; returns the layer with what it now remembers.
  @discardableResult
  private func compare<L: Layer>(
    _ layer: L, _ names: [String], with vectors: VectorCase, mode: Mode = .training
  ) -> L {
    var layer = layer
    let y = layer.forward(vectors["x"], mode: mode)
    let dx = layer.backward(vectors["dy"])
    var figures = [("y", difference(y, vectors["y"])), ("dx", difference(dx, vectors["dx"]))]
    let parameters = layer.parameters
    #expect(parameters.count == names.count)
    for (name, parameter) in zip(names, parameters) {
      figures.append(("d" + name, difference(parameter.gradient, vectors["d" + name])))
    }
    expectWorst("difference", of: vectors.name, figures, atMost: 1e-10)
    return layer
  }

  private func compare(_ loss: Loss, with vectors: VectorCase, and more: [(String, Double)] = []) {
    let value = abs(loss.value - vectors["value"][0, 0])
    let gradient = difference(loss.gradient, vectors["gradient"])
    expectWorst("difference", of: vectors.name, [("value", value), ("gradient", gradient)] + more, atMost: 1e-10)
  }

  private func compareTraining(_ rule: some UpdateRule, with vectors: VectorCase, atMost limit: Double = 1e-10) {
    let p = vectors.series("parameter")
    var network = Network([Dense(weight: p[0], bias: p[1]), Tanh(), Dense(weight: p[2], bias: p[3])])
    var optimizer = Optimizer(rule)
    var losses: [Double] = []
    for _ in 0..<100 {
      let loss = softmaxCrossEntropy(
        network.forward(vectors["x"], mode: .training), labels: vectors.integers("labels"))
      network.backward(loss.gradient)
      optimizer.step(&network)
      losses.append(loss.value)
    }
    var figures = [("losses", difference(Matrix(row: losses), vectors["losses"]))]
    for (i, (ours, theirs)) in zip(network.parameters, vectors.series("trained")).enumerated() {
      figures.append(("parameter \(i)", difference(ours.value, theirs)))
    }
    #expect(figures.count == 5)
    expectWorst("difference", of: vectors.name, figures, atMost: limit)
  }
}

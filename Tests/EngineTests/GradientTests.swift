import Engine
import Testing

/// Every backward pass and every loss's gradient against central differences: relative error at most 10⁻⁷.
@Suite(.serialized) struct `every gradient is that of the function` {
  /// Rows and columns of the inputs, and seeds: each layer is checked on all of them.
  private static let shapes = [(4, 1), (5, 3), (12, 6)]
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  @Test func `for a dense layer`() {
    check("dense") { n, generator in
      Dense(weight: generator.normal(n, n + 2), bias: generator.normal(1, n + 2))
    }
  }

  @Test func `for a dense layer and a single example`() {
    check("dense, one example", shapes: [(1, 1), (1, 5)]) { n, generator in
      Dense(weight: generator.normal(n, 3), bias: generator.normal(1, 3))
    }
  }

  @Test func `for the sigmoid`() { check("sigmoid") { _, _ in Sigmoid() } }

  @Test func `for the hyperbolic tangent`() { check("tanh") { _, _ in Tanh() } }

  @Test func `for the rectified linear unit, away from its kink`() {
    // Each entry is moved outwards by a thousandth, a hundred times the step of the differences.
    check("ReLU", input: { $0.map { $0 + ($0 < 0 ? -1e-3 : 1e-3) } }) { _, _ in ReLU() }
  }

  @Test(arguments: [Activation.leakyReLU, .elu, .softplus, .gelu])
  func `for the activations that are made of their functions, away from a kink`(g: Activation) {
    check("\(g)", input: { $0.map { $0 + ($0 < 0 ? -1e-3 : 1e-3) } }) { _, _ in
      ElementwiseLayer("\(g)", { g($0) }, slope: { g.slope($0) })
    }
  }

  @Test(arguments: [Mode.training, .inference])
  func `for batch normalization, with γ and β of their own`(mode: Mode) {
    check("batch norm, \(mode)", mode: mode) { n, generator in
      var layer = BatchNorm(features: n)
      layer.gamma.value = generator.normal(1, n, mean: 1, deviation: 0.3)
      layer.beta.value = generator.normal(1, n)
      layer.runningMean = generator.normal(1, n)
      layer.runningVariance = generator.normal(1, n).map { 0.5 + $0 * $0 }
      return layer
    }
  }

  @Test func `for batch normalization of a column that is constant`() {
    // A difference quotient needs a step well below √ε: hence the large ε.
    check("batch norm, constant column", input: { $0.settingColumn(0, to: 2.5) }) {
      n, generator in
      var layer = BatchNorm(features: n, epsilon: 0.5)
      layer.gamma.value = generator.normal(1, n, mean: 1, deviation: 0.3)
      return layer
    }
  }

  @Test(arguments: [Mode.training, .inference])
  func `for layer normalization, with γ and β of their own`(mode: Mode) {
    check("layer norm, \(mode)", mode: mode, shapes: [(1, 5), (5, 3), (12, 6)]) { n, generator in
      var layer = LayerNorm(features: n)
      layer.gamma.value = generator.normal(1, n, mean: 1, deviation: 0.3)
      layer.beta.value = generator.normal(1, n)
      return layer
    }
  }

  /// In groups of two x̂ is ±1 but for ε, so a difference quotient sees next to nothing: hence the large ε.
  @Test(arguments: [(1, 1e-5), (2, 1e-5), (3, 1e-5), (6, 0.5), (12, 0.5)])
  func `for group normalization, with γ and β of their own`(groups: Int, epsilon: Double) {
    check("group norm in \(groups)", shapes: [(1, 12), (7, 12)]) { n, generator in
      var layer = GroupNorm(features: n, groups: groups, epsilon: epsilon)
      layer.gamma.value = generator.normal(1, n, mean: 1, deviation: 0.3)
      layer.beta.value = generator.normal(1, n)
      return layer
    }
  }

  @Test(arguments: [Mode.training, .inference])
  func `for a network of them all`(mode: Mode) {
    check("network, \(mode)", mode: mode, shapes: [(8, 4)]) { n, generator in
      Network([
        Dense(from: n, to: 5, .glorotNormal, using: &generator), BatchNorm(features: 5), Sigmoid(),
        Dense(from: 5, to: 4, .heUniform, using: &generator), Tanh(),
        Dense(from: 4, to: 3, .normal(standardDeviation: 1), using: &generator), BatchNorm(features: 3),
      ])
    }
  }

  @Test(arguments: [Mode.training, .inference], [0.3, 0.8])
  func `for dropout, whose copies draw the same mask`(mode: Mode, keep: Double) {
    check("dropout \(keep), \(mode)", mode: mode) { _, generator in Dropout(keep: keep, using: &generator) }
    check("dropout \(keep) in a network, \(mode)", mode: mode) { n, generator in
      Network([
        Dense(from: n, to: 5, .glorotNormal, using: &generator), Tanh(), Dropout(keep: keep, using: &generator),
        Dense(from: 5, to: 3, .glorotNormal, using: &generator),
      ])
    }
  }

  @Test func `for a residual block, whose input has two ways`() {
    check("residual") { n, generator in
      Residual([
        Dense(from: n, to: 4, .glorotNormal, using: &generator), Tanh(),
        Dense(from: 4, to: n, .glorotNormal, using: &generator),
      ])
    }
  }

  @Test func `for a bias whose gradient is zero, since a batch norm follows`() {
    // The differences leave rounding where the gradient is zero; that is no mistake.
    check("dense before batch norm", shapes: [(5, 3), (12, 6)]) { n, generator in
      Network([Dense(from: n, to: 3, .heNormal, using: &generator), BatchNorm(features: 3), Tanh()])
    }
  }

  @Test func `for softmax cross-entropy`() {
    checkLoss("softmax cross-entropy") { z, generator in
      let labels = (0..<z.rows).map { _ in generator.integer(below: z.columns) }
      return { softmaxCrossEntropy($0, labels: labels) }
    }
  }

  @Test func `for the mean squared error`() {
    checkLoss("mean squared error") { p, generator in
      let target = generator.normal(p.rows, p.columns)
      return { meanSquaredError($0, target: target) }
    }
  }

  @Test func `for the mean absolute error, away from its kink`() {
    checkLoss("mean absolute error") { p, generator in
      let target = p + generator.normal(p.rows, p.columns).map { $0 + ($0 < 0 ? -1e-3 : 1e-3) }
      return { meanAbsoluteError($0, target: target) }
    }
  }

  private func check<L: Layer>(
    _ subject: String, mode: Mode = .training, shapes: [(Int, Int)] = shapes, input: (Matrix) -> Matrix = { $0 },
    _ make: (Int, inout Generator) -> L
  ) {
    var figures: [(String, Double)] = []
    for (m, n) in shapes {
      for seed in Self.seeds {
        var generator = Generator(seed: seed)
        let layer = make(n, &generator)
        let x = input(generator.normal(m, n, mean: 0.3, deviation: 1.5))
        figures.append(("\(x.shape), seed \(seed)", layer.gradientError(at: x, mode: mode, using: &generator)))
      }
    }
    expectWorst("relative error", of: subject, figures, atMost: 1e-7)
  }

  private func checkLoss(_ subject: String, _ make: (Matrix, inout Generator) -> (Matrix) -> Loss) {
    var figures: [(String, Double)] = []
    for (m, n) in Self.shapes + [(1, 4)] {
      for seed in Self.seeds {
        var generator = Generator(seed: seed)
        let x = generator.normal(m, n, deviation: 2)
        let loss = make(x, &generator)
        let numeric = numericGradient(of: { loss($0).value }, at: x)
        figures.append(("\(x.shape), seed \(seed)", relativeError(loss(x).gradient, numeric)))
      }
    }
    expectWorst("relative error", of: subject, figures, atMost: 1e-7)
  }
}

extension Matrix {
  fileprivate func settingColumn(_ j: Int, to value: Double) -> Matrix {
    Matrix(rows: rows, columns: columns) { i, k in k == j ? value : self[i, k] }
  }
}

import Engine
import Testing

@Suite struct `a layer` {
  @Test func `lets a nan through forward and backward`() {
    func gradient(_ layer: some Layer) -> (y: Matrix, dx: Matrix) {
      var layer = layer
      let y = layer.forward(Matrix([[.nan, 2], [1, -1]]), mode: .training)
      return (y, layer.backward(Matrix([[1, 1], [1, 1]])))
    }
    for (y, dx) in [gradient(ReLU()), gradient(Sigmoid()), gradient(Tanh())] {
      #expect(y[0, 0].isNaN && dx[0, 0].isNaN)
      #expect([y[0, 1], y[1, 0], y[1, 1], dx[0, 1], dx[1, 0], dx[1, 1]].filter(\.isNaN).isEmpty)
    }
    let norm = gradient(BatchNorm(features: 2))
    #expect(norm.y.column(0).filter(\.isNaN).count == 2 && norm.dx.column(0).filter(\.isNaN).count == 2)
    #expect(Matrix(row: norm.y.column(1) + norm.dx.column(1)).isFinite)
    let dense = gradient(Dense(weight: Matrix([[1, 1], [1, 1]]), bias: Matrix([[0, 0]])))
    #expect(dense.y.row(0).filter(\.isNaN).count == 2 && Matrix(row: dense.y.row(1)).isFinite)
  }

  @Test func `lets an infinity through, or turns it into nan where there is no answer`() {
    let x = Matrix([[.infinity, 1], [-.infinity, 2]])
    var relu = ReLU()
    #expect(relu.forward(x, mode: .training) == Matrix([[.infinity, 1], [0, 2]]))
    #expect(relu.backward(Matrix([[3, 3], [3, 3]])) == Matrix([[3, 3], [0, 3]]))
    var sigmoid = Sigmoid()
    #expect(sigmoid.forward(x, mode: .training).column(0) == [1, 0])
    var tanh = Tanh()
    #expect(tanh.forward(x, mode: .training).column(0) == [1, -1])
    var norm = BatchNorm(features: 2)
    #expect(norm.forward(x, mode: .training).column(0).filter(\.isNaN).count == 2)
  }

  @Test func `with a way around it gives x + f(x), and on the way back dy + f's dx`() {
    var block = Residual([Dense(weight: Matrix([[0, 2], [3, 0]]), bias: Matrix([[10, 20]]))])
    #expect(block.forward(Matrix([[1, 5]]), mode: .training) == Matrix([[1 + 15 + 10, 5 + 2 + 20]]))
    #expect(block.backward(Matrix([[1, 100]])) == Matrix([[1 + 200, 100 + 3]]))
    #expect(block.parameters.map(\.gradient) == [Matrix([[1, 100], [5, 500]]), Matrix([[1, 100]])])
    #expect(block.parameterCount == 6)
  }

  @Test func `replaces its gradients at each backward pass`() {
    var dense = Dense(weight: Matrix([[1, 2], [3, 4]]), bias: Matrix([[0, 0]]))
    for _ in 0..<2 {
      _ = dense.forward(Matrix([[1, 2]]), mode: .training)
      _ = dense.backward(Matrix([[1, 10]]))
    }
    #expect(dense.weight.gradient == Matrix([[1, 10], [2, 20]]))
    #expect(dense.bias.gradient == Matrix([[1, 10]]))
  }

  /// A forward pass without training leaves what a backward pass needs as well: that of the batch that was seen last.
  @Test(arguments: [Mode.training, .inference])
  func `goes backward for the batch that it saw last, in either mode`(mode: Mode) {
    var generator = Generator(seed: 5)
    let (x1, x2, dy) = (generator.normal(4, 3), generator.normal(4, 3), generator.normal(4, 3))
    let dense = Dense(from: 3, to: 3, .heNormal, using: &generator)
    let layers: [any Layer] = [
      dense, Sigmoid(), Tanh(), ReLU(), BatchNorm(features: 3), Residual([dense, Tanh()]), Network([dense, ReLU()]),
    ]
    for layer in layers {
      var (used, fresh) = (layer, layer)
      _ = used.forward(x1, mode: .training)
      if let norm = used as? BatchNorm, var other = fresh as? BatchNorm {
        other.runningMean = norm.runningMean
        other.runningVariance = norm.runningVariance
        fresh = other
      }
      _ = used.forward(x2, mode: mode)
      _ = fresh.forward(x2, mode: mode)
      expectSameBits(used.backward(dy), fresh.backward(dy), "\(layer):")
      expectSameBits(used.parameters.map(\.gradient), fresh.parameters.map(\.gradient))
    }
  }

  @Test func `is called by its name and sizes`() {
    let dense = Dense(weight: Matrix(rows: 64, columns: 32), bias: Matrix(rows: 1, columns: 32))
    #expect("\(dense)" == "Dense 64 → 32" && "\(BatchNorm(features: 7))" == "BatchNorm 7" && "\(ReLU())" == "ReLU")
    #expect("\(Network([dense, ReLU(), Tanh()]))" == "Dense 64 → 32, ReLU, Tanh")
    #expect("\(Residual([Sigmoid()]))" == "Residual (Sigmoid)" && "\(Negation())" == "Negation")
  }

  @Test func `of one's own has no parameters, and fills gradients by going backward, until it says otherwise`() {
    var layer = Negation()
    layer.fillGradients(Matrix([[1]]))
    #expect(layer.backwardPasses == 1 && layer.parameterCount == 0)
  }

  @Test func `with a way around it passes the mode on`() {
    var norm = BatchNorm(features: 1)
    norm.runningMean = Matrix([[3]])
    norm.runningVariance = Matrix([[4 - 1e-5]])
    var block = Residual([norm])
    // In inference x̂ is (5 − 3) / 2, in training that of a batch of one, 0.
    #expect(difference(block.forward(Matrix([[5]]), mode: .inference), Matrix([[6]])) < 1e-15)
    #expect(block.forward(Matrix([[5]]), mode: .training) == Matrix([[5]]))
  }

  @Test func `counts its parameters`() {
    #expect(ReLU().parameterCount == 0)
    #expect(BatchNorm(features: 7).parameterCount == 14)
    let dense = Dense(weight: Matrix(rows: 3, columns: 4), bias: Matrix(rows: 1, columns: 4))
    #expect(Network([dense, Tanh(), BatchNorm(features: 4)]).parameterCount == 12 + 4 + 8)
  }
}

/// y = −x, and a count of the ways back.
private struct Negation: Layer {
  var backwardPasses = 0

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { -x }

  mutating func backward(_ dy: Matrix) -> Matrix {
    backwardPasses += 1
    return -dy
  }
}

@Suite struct `batch normalization` {
  @Test func `starts with γ = 1, β = 0, running statistics of 0 and 1, ρ = 0.9 and ε = 10⁻⁵`() {
    let layer = BatchNorm(features: 2)
    #expect(layer.gamma.value == Matrix([[1, 1]]) && layer.beta.value == Matrix([[0, 0]]))
    #expect(layer.runningMean == Matrix([[0, 0]]) && layer.runningVariance == Matrix([[1, 1]]))
    #expect(layer.decay == 0.9 && layer.epsilon == 1e-5)
  }

  /// 10⁶ and binary fractions are exact in a Double, so x̂ must be that of the fractions alone. One pass for the mean
  /// leaves 10⁻¹⁰.
  @Test func `gives numbers near 10⁶ the x̂ of their distances, to the last digits`() {
    var generator = Generator(seed: 7)
    var figures: [(String, Double)] = []
    for rows in [2, 3, 32, 257] {
      let offsets = Matrix(rows: rows, columns: 4) { _, j in
        Double(generator.integer(below: 1 << 30)) * 0x1p-28 - Double(j)
      }
      var layer = BatchNorm(features: 4)
      let y = layer.forward(offsets.map { 1e6 + $0 }, mode: .training)
      for j in 0..<4 {
        let column = offsets.column(j)
        let mean = column.mean
        let deviation = (column.mean { ($0 - mean) * ($0 - mean) } + 1e-5).squareRoot()
        let expected = Matrix(column: column.map { ($0 - mean) / deviation })
        figures.append(("\(rows) rows, column \(j)", difference(Matrix(column: y.column(j)), expected)))
      }
      #expect(difference(layer.runningMean, 0.1 * offsets.map { 1e6 + $0 }.columnMeans) <= 1e-10)
    }
    expectWorst("difference", of: "batch norm near 10⁶", figures, atMost: 2e-15)
  }

  @Test func `keeps its running statistics when a batch has no rows`() {
    var layer = BatchNorm(features: 2)
    _ = layer.forward(Matrix([[1, 2], [3, 8]]), mode: .training)
    let (mean, variance) = (layer.runningMean, layer.runningVariance)
    #expect(layer.forward(Matrix(rows: 0, columns: 2), mode: .training) == Matrix(rows: 0, columns: 2))
    #expect(layer.runningMean == mean && layer.runningVariance == variance)
    #expect(layer.backward(Matrix(rows: 0, columns: 2)) == Matrix(rows: 0, columns: 2))
    #expect(layer.gamma.gradient == Matrix([[0, 0]]) && layer.beta.gradient == Matrix([[0, 0]]))
  }

  @Test func `with ε = 0 makes a constant feature nan, and no other`() {
    var layer = BatchNorm(features: 2, epsilon: 0)
    let y = layer.forward(Matrix([[4, 1], [4, 3]]), mode: .training)
    #expect(y.column(0).filter(\.isNaN).count == 2 && y.column(1) == [-1, 1])
  }

  @Test(arguments: [0.0, 1]) func `with ρ = 0 knows the last batch only, with ρ = 1 none`(decay: Double) {
    var layer = BatchNorm(features: 1, decay: decay)
    for x in [Matrix(column: [1, 3]), Matrix(column: [10, 14])] { _ = layer.forward(x, mode: .training) }
    #expect(layer.runningMean == (decay == 0 ? Matrix([[12]]) : Matrix([[0]])))
    #expect(layer.runningVariance == (decay == 0 ? Matrix([[4]]) : Matrix([[1]])))
  }

  @Test func `leaves each feature with mean β and variance γ² σ² ÷ (σ² + ε)`() {
    var generator = Generator(seed: 2)
    let x = generator.normal(50, 3, mean: 4, deviation: 2)
    var layer = BatchNorm(features: 3)
    layer.gamma.value = Matrix([[1, 2, 0.5]])
    layer.beta.value = Matrix([[0, -1, 3]])
    let y = layer.forward(x, mode: .training)
    #expect(difference(y.columnMeans, layer.beta.value) < 1e-14)
    let expected = x.columnVariances.zip(layer.gamma.value) { $1 * $1 * $0 / ($0 + 1e-5) }
    #expect(difference(y.columnVariances, expected) < 1e-13)
  }

  @Test func `does not notice that its input was shifted and, but for ε, stretched`() {
    var generator = Generator(seed: 3)
    let x = generator.normal(20, 3)
    var layer = BatchNorm(features: 3, epsilon: 1e-12)
    let y = layer.forward(x, mode: .training)
    #expect(difference(layer.forward(x.map { 8 * $0 + 100 }, mode: .training), y) < 1e-10)
  }

  @Test(arguments: [0, 2.5, -7, 0.1, 1e8])
  func `a constant column leaves as β`(constant: Double) {
    var layer = BatchNorm(features: 1)
    layer.beta.value = Matrix([[0.75]])
    let y = layer.forward(Matrix(rows: 7, columns: 1, repeating: constant), mode: .training)
    #expect(difference(y, Matrix(rows: 7, columns: 1, repeating: 0.75)) < 1e-10)
    let dx = layer.backward(Matrix(column: [1, 2, 3, 4, 5, 6, 7]))
    #expect(dx.isFinite)
    #expect(layer.beta.gradient == Matrix([[28]]))
  }

  @Test func `a batch of one leaves as β and sends nothing back`() {
    var layer = BatchNorm(features: 2)
    layer.beta.value = Matrix([[0.5, -3]])
    #expect(layer.forward(Matrix([[4, -1e6]]), mode: .training) == Matrix([[0.5, -3]]))
    #expect(layer.backward(Matrix([[1, 2]])) == Matrix([[0, 0]]))
    #expect(layer.gamma.gradient == Matrix([[0, 0]]) && layer.beta.gradient == Matrix([[1, 2]]))
  }

  @Test func `keeps running averages that decay by ρ, and by nothing in inference`() {
    var layer = BatchNorm(features: 1, decay: 0.75)
    let x = Matrix(column: [1, 3])  // mean 2, biased variance 1
    for _ in 0..<3 { _ = layer.forward(x, mode: .training) }
    let kept = 0.75 * 0.75 * 0.75
    #expect(layer.runningMean == Matrix([[2 * (1 - kept)]]))
    #expect(layer.runningVariance == Matrix([[1]]))
    let before = layer.runningMean
    _ = layer.forward(Matrix(column: [100, 200]), mode: .inference)
    #expect(layer.runningMean == before)
  }

  @Test func `answers each example alone in inference, whatever else is in the batch`() {
    var generator = Generator(seed: 4)
    var layer = BatchNorm(features: 3)
    for _ in 0..<5 { _ = layer.forward(generator.normal(16, 3, mean: 1), mode: .training) }
    let x = generator.normal(4, 3)
    let together = layer.forward(x, mode: .inference)
    for i in 0..<4 {
      #expect(layer.forward(x.selectingRows([i]), mode: .inference) == together.selectingRows([i]))
    }
  }
}

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

  @Test func `counts its parameters`() {
    #expect(ReLU().parameterCount == 0)
    #expect(BatchNorm(features: 7).parameterCount == 14)
    let dense = Dense(weight: Matrix(rows: 3, columns: 4), bias: Matrix(rows: 1, columns: 4))
    #expect(Network([dense, Tanh(), BatchNorm(features: 4)]).parameterCount == 12 + 4 + 8)
  }
}

@Suite struct `batch normalization` {
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

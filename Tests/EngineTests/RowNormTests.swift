import Engine
import Testing

/// What layer and group normalization promise beside their numbers.
@Suite struct `layer and group normalization` {
  @Test func `start with γ = 1, β = 0 and ε = 10⁻⁵`() {
    let (layer, group) = (LayerNorm(features: 2), GroupNorm(features: 6, groups: 3))
    #expect(layer.gamma.value == Matrix([[1, 1]]) && layer.beta.value == Matrix([[0, 0]]) && layer.epsilon == 1e-5)
    #expect(group.gamma.value.shape == (1, 6) && group.beta.value.shape == (1, 6) && group.epsilon == 1e-5)
    #expect("\(layer)" == "LayerNorm 2" && "\(group)" == "GroupNorm 6 in 3")
    #expect(layer.parameterCount == 4 && group.parameterCount == 12)
  }

  @Test func `leave each group of each example with mean 0 and variance σ² ÷ (σ² + ε)`() {
    var generator = Generator(seed: 2)
    let x = generator.normal(5, 12, mean: 4, deviation: 2)
    for groups in [1, 2, 3] {
      var layer = GroupNorm(features: 12, groups: groups)
      let y = layer.forward(x, mode: .training)
      let size = 12 / groups
      for i in 0..<5 {
        for start in stride(from: 0, to: 12, by: size) {
          let before = Matrix(row: Array(x.row(i)[start..<start + size]))
          let after = Matrix(row: Array(y.row(i)[start..<start + size]))
          #expect(Swift.abs(after.mean) < 1e-15)
          #expect(Swift.abs(after.variance - before.variance / (before.variance + 1e-5)) < 1e-14)
        }
      }
    }
  }

  @Test func `answer each example alone, in training as in inference, to the last bit`() {
    var generator = Generator(seed: 4)
    let x = generator.normal(4, 6)
    for layer in [LayerNorm(features: 6), GroupNorm(features: 6, groups: 2)] as [any Layer] {
      var layer = layer
      let together = layer.forward(x, mode: .training)
      expectSameBits(together, layer.forward(x, mode: .inference))
      for i in 0..<4 {
        expectSameBits(layer.forward(x.selectingRows([i]), mode: .training), together.selectingRows([i]))
      }
    }
  }

  @Test func `do not notice that an example was shifted and, but for ε, stretched`() {
    var generator = Generator(seed: 3)
    let x = generator.normal(3, 6)
    var layer = LayerNorm(features: 6, epsilon: 1e-12)
    #expect(
      difference(layer.forward(x.map { 8 * $0 + 100 }, mode: .training), layer.forward(x, mode: .training)) < 1e-10)
  }

  @Test func `of one group are the same as layer norm, bit for bit`() {
    var generator = Generator(seed: 5)
    let (x, dy) = (generator.normal(4, 6), generator.normal(4, 6))
    var (layer, group) = (LayerNorm(features: 6), GroupNorm(features: 6, groups: 1))
    expectSameBits(layer.forward(x, mode: .training), group.forward(x, mode: .training))
    expectSameBits(layer.backward(dy), group.backward(dy))
    expectSameBits(layer.parameters.map(\.gradient), group.parameters.map(\.gradient))
  }

  @Test(arguments: [0, -7, 0.1, 1e14 / 3])
  func `send a constant row out as β`(constant: Double) {
    var layer = LayerNorm(features: 64)
    layer.beta.value = layer.beta.value.map { _ in 0.75 }
    let y = layer.forward(Matrix(rows: 2, columns: 64, repeating: constant), mode: .training)
    #expect(difference(y, Matrix(rows: 2, columns: 64, repeating: 0.75)) < 1e-10)
  }

  @Test func `in groups of one send out β, and nothing back`() {
    var layer = GroupNorm(features: 3, groups: 3)
    layer.beta.value = Matrix([[1, 2, 3]])
    #expect(layer.forward(Matrix([[4, -1e6, 0]]), mode: .training) == Matrix([[1, 2, 3]]))
    #expect(layer.backward(Matrix([[1, 2, 3]])) == Matrix([[0, 0, 0]]))
  }

  @Test func `send back what sums to 0 over each group`() {
    var generator = Generator(seed: 6)
    var layer = GroupNorm(features: 8, groups: 2)
    layer.gamma.value = generator.normal(1, 8)
    _ = layer.forward(generator.normal(5, 8), mode: .training)
    let dx = layer.backward(generator.normal(5, 8))
    for i in 0..<5 {
      let row = dx.row(i)
      #expect(Swift.abs(row[..<4].reduce(0, +)) < 1e-13 && Swift.abs(row[4...].reduce(0, +)) < 1e-13)
    }
  }

  @Test func `accept a batch of no examples`() {
    var layer = LayerNorm(features: 3)
    let none = Matrix(rows: 0, columns: 3)
    #expect(layer.forward(none, mode: .training) == none && layer.backward(none) == none)
  }
}

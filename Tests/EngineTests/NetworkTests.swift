import Engine
import Testing

@Suite struct `a network` {
  private static func make() -> Network {
    var generator = Generator(seed: 1)
    return Network([
      Dense(from: 3, to: 4, .heNormal, using: &generator), BatchNorm(features: 4), ReLU(),
      Dense(from: 4, to: 2, .glorotUniform, using: &generator),
    ])
  }

  private static let x: Matrix = {
    var generator = Generator(seed: 2)
    return generator.normal(6, 3)
  }()

  @Test(arguments: [Mode.training, .inference])
  func `shows every layer's output, the last of which is its answer, and is not changed by it`(mode: Mode) throws {
    var network = Self.make()
    _ = network.forward(Self.x, mode: .training)
    let norm = try #require(network.layers[1] as? BatchNorm)
    let outputs = network.outputs(for: 3 * Self.x, mode: mode)
    _ = network.statistics(for: 3 * Self.x, mode: mode)
    let after = try #require(network.layers[1] as? BatchNorm)
    #expect(after.runningMean == norm.runningMean && after.runningVariance == norm.runningVariance)
    #expect(outputs.map(\.shape.description) == ["6 × 4", "6 × 4", "6 × 4", "6 × 2"])

    // What the last forward pass left for the backward pass is still that of x, not of 3 x.
    var untouched = Self.make()
    _ = untouched.forward(Self.x, mode: .training)
    let dy = Matrix(rows: 6, columns: 2, repeating: 1)
    #expect(network.backward(dy) == untouched.backward(dy))
    for (a, b) in zip(network.parameters, untouched.parameters) { #expect(a.gradient == b.gradient) }

    #expect(network.forward(3 * Self.x, mode: mode) == outputs[3])
  }

  @Test func `is a value: training a copy leaves the original as it was`() {
    let original = Self.make()
    var copy = original
    let loss = softmaxCrossEntropy(copy.forward(Self.x, mode: .training), labels: [0, 1, 0, 1, 0, 1])
    copy.backward(loss.gradient)
    var optimizer = Optimizer(GradientDescent(learningRate: 0.1))
    optimizer.step(&copy)
    for (a, b) in zip(original.parameters, Self.make().parameters) { #expect(a.value == b.value) }
    #expect(copy.parameters[0].value != original.parameters[0].value)
  }

  @Test func `fills the same gradients without dx as with it, also in copies of itself`() {
    var (full, short) = (Self.make(), Self.make())
    for factor in [1.0, 2.0] {  // the second time, the gradients' memory is there already
      let dy = factor * full.forward(Self.x, mode: .training)
      _ = short.forward(Self.x, mode: .training)
      let copy = short
      let before = copy.parameters.map(\.gradient)
      full.backward(dy)
      short.fillGradients(dy)
      for (a, b) in zip(full.parameters, short.parameters) { #expect(a.gradient == b.gradient) }
      #expect(copy.parameters.map(\.gradient) == before)
    }
  }

  @Test func `of one layer fills its gradients too, whatever layer that is`() {
    var generator = Generator(seed: 3)
    let dense = Dense(from: 3, to: 3, .heNormal, using: &generator)
    let layers: [any Layer] = [dense, BatchNorm(features: 3), Residual([dense]), Network([dense, Tanh()])]
    for layer in layers {
      var (full, short) = (Network([layer]), Network([layer]))
      let dy = full.forward(Self.x, mode: .training)
      _ = short.forward(Self.x, mode: .training)
      full.backward(dy)
      short.fillGradients(dy)
      #expect(short.gradientNorm > 0)
      expectSameBits(full.parameters.map(\.gradient), short.parameters.map(\.gradient))
    }
  }

  @Test func `without layers hands on what it gets`() {
    var network = Network([])
    #expect(network.forward(Self.x, mode: .training) == Self.x && network.backward(Self.x) == Self.x)
    network.fillGradients(Self.x)
    #expect(network.outputs(for: Self.x, mode: .training).isEmpty && network.parameterCount == 0)
  }

  @Test func `names its layers and says where their outputs lie`() {
    let statistics = Self.make().statistics(for: Self.x, mode: .training)
    #expect(statistics.map(\.layer) == ["1 Dense", "2 BatchNorm", "3 ReLU", "4 Dense"])
    #expect(abs(statistics[1].mean) < 1e-15 && abs(statistics[1].standardDeviation - 1) < 1e-4)
    #expect(statistics.map { $0.saturated == nil } == [true, true, false, true])
    #expect(statistics.map { $0.dead == nil } == [true, true, false, true])
    #expect(statistics.filter { !$0.isFinite }.isEmpty)
  }

  @Test func `counts as saturated what has less than 1 % of the greatest slope left`() {
    // σ′ falls to 0.01 · 1/4 at |x| = 5.988, tanh′ to 0.01 at |x| = 2.993.
    let sigmoid = statistics(of: Sigmoid(), at: Matrix([[0, 5.98, 6.0, -5.98, -6.0, 50, 1, 2]]))
    #expect(sigmoid.saturated == 3 / 8.0)
    let tanh = statistics(of: Tanh(), at: Matrix([[0, 2.98, 3.0, -2.98, -3.0, 50, 1, 2]]))
    #expect(tanh.saturated == 3 / 8.0)
    let relu = statistics(of: ReLU(), at: Matrix([[-1, 0, 1e-9, 5]]))
    #expect(relu.saturated == 0.5)
  }

  @Test func `counts as dead the units without a slope for any example`() {
    let relu = statistics(of: ReLU(), at: Matrix([[-1, -1, 0, 1], [-2, 1, 0, 1]]))
    #expect(relu.dead == 2 && relu.saturated == 5 / 8.0)
    // Rounded to a Double, tanh 25 is 1; tanh 5 is not.
    let tanh = statistics(of: Tanh(), at: Matrix([[25, 25, 5], [-25, 0, 5]]))
    #expect(tanh.dead == 1 && tanh.saturated == 5 / 6.0)
  }

  @Test func `shows the layer at which a run stopped being finite, and takes no nan for a dead unit`() {
    let network = Network([
      Dense(weight: Matrix([[1]]), bias: Matrix([[0]])), ReLU(), Dense(weight: Matrix([[1e308]]), bias: Matrix([[0]])),
      ReLU(), Dense(weight: Matrix([[0]]), bias: Matrix([[0]])), ReLU(),
    ])
    let statistics = network.statistics(for: Matrix([[10]]), mode: .training)
    #expect(statistics.map(\.isFinite) == [true, true, false, false, false, false])
    #expect(statistics[4].mean.isNaN && statistics[5].mean.isNaN)
    #expect(statistics[5].dead == 0 && statistics[5].saturated == 0)
  }

  @Test func `takes large numbers for finite although their sum is not`() {
    let statistics = statistics(of: ReLU(), at: Matrix([[1e308, 1e308, 1e308]]))
    #expect(statistics.isFinite && statistics.mean == .infinity)
  }

  @Test func `has no dead unit where there is no example`() {
    for layer in [ReLU(), Tanh()] as [any Layer] {
      let statistics = statistics(of: layer, at: Matrix(rows: 0, columns: 3))
      #expect(statistics.dead == 0 && statistics.saturated?.isNaN == true && statistics.isFinite)
    }
  }

  private func statistics(of layer: any Layer, at x: Matrix) -> LayerStatistics {
    Network([layer]).statistics(for: x, mode: .training)[0]
  }
}

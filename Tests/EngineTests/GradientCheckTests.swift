import Engine
import Testing

/// The judge judged: central differences on functions whose gradient is known, and backward passes with a
/// mistake planted in them, which the check must catch.
@Suite struct `the gradient check` {
  @Test func `finds the gradient of a product of powers`() {
    // f = x²y/z at (3, 4, 2): ∂f = (2xy/z, x²/z, −x²y/z²) = (12, 4.5, −9).
    let numeric = numericGradient(of: { $0[0, 0] * $0[0, 0] * $0[0, 1] / $0[0, 2] }, at: Matrix([[3, 4, 2]]))
    #expect(relativeError(numeric, Matrix([[12, 4.5, -9]])) < 1e-9)
  }

  @Test func `moves one entry at a time and puts it back`() {
    let x = Matrix([[0.001, -2], [3, 1e6]])
    var seen: Set<Int> = []
    _ = numericGradient(
      of: { moved in
        let changed = (0..<4).filter { moved.elements[$0] != x.elements[$0] }
        #expect(changed.count == 1)
        seen.formUnion(changed)
        for i in changed {
          // The step is 6 · 10⁻⁶, for numbers beyond 1 that times their size.
          let step = abs(moved.elements[i] - x.elements[i]) / max(1, abs(x.elements[i]))
          #expect(abs(step / 6e-6 - 1) < 1e-4)
        }
        return 0
      }, at: x)
    #expect(seen == [0, 1, 2, 3])
  }

  @Test func `measures the relative error against the larger entry, with a floor`() {
    #expect(relativeError(Matrix([[1, 2]]), Matrix([[1, 2]])) == 0)
    #expect(relativeError(Matrix([[1, 2]]), Matrix([[1, 4]])) == 0.5)
    #expect(relativeError(Matrix([[4, 1]]), Matrix([[2, 1]])) == 0.5)
    #expect(abs(relativeError(Matrix([[100, 1e-9]]), Matrix([[100, 0]])) - 1e-9) < 1e-20)
    #expect(relativeError(Matrix([[0, 0]]), Matrix([[0, 0]])) == 0)
    #expect(relativeError(Matrix([[0, 1]]), Matrix([[0, -1]])) == 2)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `takes a gradient that is not finite for infinitely wrong`(bad: Double) {
    #expect(relativeError(Matrix([[1, bad]]), Matrix([[1, 2]])) == .infinity)
    #expect(relativeError(Matrix([[1, 2]]), Matrix([[1, bad]])) == .infinity)
    #expect(relativeError(Matrix([[bad]]), Matrix([[bad]])) == .infinity)
  }

  @Test func `passes the layers that the mistakes below are planted in`() {
    #expect(error(square) <= 1e-7)
    #expect(error(norm) <= 1e-7)
    #expect(error(Tanh()) <= 1e-7)
    #expect(error(Shortcut(around: square)) <= 1e-7)
  }

  @Test func `catches a transposed weight gradient, even where the shapes agree`() {
    expectCaught(Spoiled(square) { layer, _, _ in layer.weight.gradient = layer.weight.gradient.transposed })
  }

  @Test func `catches a transposed product on the way to the input`() {
    expectCaught(Spoiled(square) { layer, dx, dy in dx = matmul(dy, layer.weight.value) })
  }

  @Test func `catches a bias gradient that forgets to sum over the batch`() {
    expectCaught(Spoiled(square) { layer, _, dy in layer.bias.gradient = Matrix(row: dy.row(dy.rows - 1)) })
  }

  @Test func `catches a weight gradient divided once more by the batch's size`() {
    expectCaught(Spoiled(square) { layer, _, dy in layer.weight.gradient = layer.weight.gradient / Double(dy.rows) })
  }

  @Test func `catches a wrong sign`() {
    expectCaught(Spoiled(square) { layer, _, _ in layer.bias.gradient = -layer.bias.gradient })
    expectCaught(Spoiled(Tanh()) { _, dx, _ in dx = -dx })
  }

  @Test func `catches one wrong entry among all`() {
    expectCaught(Spoiled(square) { layer, _, _ in layer.weight.gradient[2, 1] *= 1.01 }, by: 1e-4)
    expectCaught(Spoiled(Tanh()) { _, dx, _ in dx[3, 0] *= 1.01 }, by: 1e-4)
  }

  @Test func `catches a batch norm without the 1/m of its means`() {
    let asConstants = dxWithConstantStatistics
    expectCaught(
      Spoiled(norm) { _, dx, dy in
        // dx is that of inference minus the two means' part; the mistake takes the sums in place of the means.
        let constantStatistics = asConstants(dy)
        dx = constantStatistics - Double(dy.rows) * (constantStatistics - dx)
      })
  }

  @Test func `catches a batch norm that takes the batch's mean and variance for constants`() {
    let asConstants = dxWithConstantStatistics
    expectCaught(Spoiled(norm) { _, dx, dy in dx = asConstants(dy) })
  }

  @Test func `catches a batch norm whose gamma forgets x̂`() {
    expectCaught(Spoiled(norm) { layer, _, dy in layer.gamma.gradient = dy.columnSums })
  }

  @Test func `catches a shortcut whose two paths are not added`() {
    expectCaught(Spoiled(Shortcut(around: square)) { _, dx, dy in dx = dx - dy })
  }

  @Test func `catches a loss gradient without its 1/m, with a wrong sign, or with a factor 2 missing`() {
    var generator = Generator(seed: 3)
    let x = generator.normal(6, 4)
    let target = generator.normal(6, 4)
    let labels = [0, 1, 2, 3, 0, 1]
    let crossEntropy = numericGradient(of: { softmaxCrossEntropy($0, labels: labels).value }, at: x)
    let squared = numericGradient(of: { meanSquaredError($0, target: target).value }, at: x)
    #expect(relativeError(6 * softmaxCrossEntropy(x, labels: labels).gradient, crossEntropy) > 0.1)
    #expect(relativeError(-softmaxCrossEntropy(x, labels: labels).gradient, crossEntropy) > 0.1)
    #expect(relativeError(0.5 * meanSquaredError(x, target: target).gradient, squared) > 0.1)
  }

  private let square: Dense = {
    var generator = Generator(seed: 8)
    return Dense(weight: generator.normal(3, 3), bias: generator.normal(1, 3))
  }()

  private let norm: BatchNorm = {
    var generator = Generator(seed: 9)
    var layer = BatchNorm(features: 3)
    layer.gamma.value = generator.normal(1, 3, mean: 1, deviation: 0.3)
    layer.beta.value = generator.normal(1, 3)
    return layer
  }()

  /// The input at which every layer here is checked.
  private static let x: Matrix = {
    var generator = Generator(seed: 10)
    return generator.normal(6, 3)
  }()

  private func error(_ layer: some Layer) -> Double {
    var generator = Generator(seed: 11)
    return layer.gradientError(at: Self.x, using: &generator)
  }

  /// The dx of the batch norm if the batch's mean and variance did not depend on x: (γ / d) dy.
  private var dxWithConstantStatistics: @Sendable (Matrix) -> Matrix {
    let deviation = sqrt(Self.x.columnVariances.map { $0 + 1e-5 })
    let scale = norm.gamma.value.dividingColumns(by: deviation)
    return { dy in dy.multiplyingColumns(by: scale) }
  }

  private func expectCaught(
    _ layer: some Layer, by margin: Double = 1e-2, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error(layer) > margin, sourceLocation: sourceLocation)
  }
}

/// A layer whose backward pass is right until `spoil` has changed its gradients or its dx.
private struct Spoiled<Base: Layer>: Layer {
  var base: Base
  let spoil: @Sendable (inout Base, _ dx: inout Matrix, _ dy: Matrix) -> Void

  init(_ base: Base, _ spoil: @escaping @Sendable (inout Base, inout Matrix, Matrix) -> Void) {
    self.base = base
    self.spoil = spoil
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { base.forward(x, mode: mode) }

  mutating func backward(_ dy: Matrix) -> Matrix {
    var dx = base.backward(dy)
    spoil(&base, &dx, dy)
    return dx
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try base.forEachParameter(body)
  }
}

/// y = x + f(x): x is used twice, so its two gradients add.
private struct Shortcut<Base: Layer>: Layer {
  var base: Base

  init(around base: Base) { self.base = base }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { x + base.forward(x, mode: mode) }

  mutating func backward(_ dy: Matrix) -> Matrix { dy + base.backward(dy) }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try base.forEachParameter(body)
  }
}

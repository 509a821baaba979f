import Engine
import Testing

@Suite struct `an optimizer` {
  @Test func `of plain descent on a quadratic shrinks the distance by 1 − ηλ at each step`() {
    // L = Σ λᵢ wᵢ² / 2, so gᵢ = λᵢ wᵢ and wᵢ after t steps is (1 − ηλᵢ)ᵗ: slow, at once, zig-zag, diverging.
    let lambda = Matrix([[0.1, 1, 1.9, 2.1]])
    var layer = Weights(Matrix([[1, 1, 1, 1]]))
    var optimizer = Optimizer(GradientDescent(learningRate: 1))
    var expected = [1.0, 1, 1, 1]
    for _ in 0..<50 {
      layer.weight.gradient = layer.weight.value.hadamard(lambda)
      optimizer.step(&layer)
      for i in 0..<4 { expected[i] *= 1 - lambda[0, i] }
      #expect(difference(layer.weight.value, Matrix(row: expected)) <= 1e-12)
    }
    #expect(layer.weight.value[0, 3] > 100)
  }

  @Test(arguments: [0, 0.5, 0.9, 0.99])
  func `with momentum on a constant gradient moves by (1 − βᵗ) g at step t`(beta: Double) {
    let g = Matrix([[1, -2], [0, 1e-3]])
    var layer = Weights(Matrix(rows: 2, columns: 2))
    var optimizer = Optimizer(Momentum(learningRate: 0.5, beta: beta))
    var power = 1.0
    for _ in 0..<200 {
      let before = layer.weight.value
      layer.weight.gradient = g
      optimizer.step(&layer)
      power *= beta
      #expect(difference(before - layer.weight.value, 0.5 * (1 - power) * g) <= 1e-12)
    }
  }

  @Test func `with momentum on a quadratic follows the roots of its recurrence`() {
    // v ← βv + (1 − β)λw and w ← w − ηv give w₊ = (1 + β − ηλ(1 − β)) w − β w₋.
    let (eta, beta, lambda) = (2.0, 0.8, 3.0)
    var layer = Weights(Matrix([[1]]))
    var optimizer = Optimizer(Momentum(learningRate: eta, beta: beta))
    var path = [1.0, 1.0]  // w₋₁ = w₀, since v₀ = 0
    for _ in 0..<100 {
      layer.weight.gradient = lambda * layer.weight.value
      optimizer.step(&layer)
      path.append((1 + beta - eta * lambda * (1 - beta)) * path[path.count - 1] - beta * path[path.count - 2])
      #expect(abs(layer.weight.value[0, 0] - path[path.count - 1]) <= 1e-12)
    }
  }

  @Test(arguments: [(0.9, 0.999), (0, 0.5), (0.5, 0)])
  func `of Adam moves by η g / (|g| + ε) at every step of a constant gradient`(beta1: Double, beta2: Double) {
    // m = (1 − β₁ᵗ) g and v = (1 − β₂ᵗ) g², so m̂ = g and √v̂ = |g|, from the first step on.
    let g = Matrix([[1, -2, 1e-3], [0, 1e-8, -1e6]])
    var layer = Weights(Matrix(rows: 2, columns: 3))
    var optimizer = Optimizer(Adam(learningRate: 0.5, beta1: beta1, beta2: beta2))
    for _ in 0..<200 {
      let before = layer.weight.value
      layer.weight.gradient = g
      optimizer.step(&layer)
      #expect(difference(before - layer.weight.value, g.map { 0.5 * $0 / (abs($0) + 1e-8) }) <= 1e-12)
    }
    #expect(layer.weight.value[1, 0] == 0)
  }

  @Test func `of Adam takes the second of two opposite steps by the averages that algorithm 1 gives`() {
    // g₁ = 2, g₂ = −1, β₁ = ½, β₂ = ¾: m₂ = 0, v₂ = ¾ · 1 + ¼ · 1 = 1. Then g₃ = 3: m₃ = 3/2, v₃ = 3.
    var layer = Weights(Matrix([[0]]))
    var optimizer = Optimizer(Adam(learningRate: 1, beta1: 0.5, beta2: 0.75, epsilon: 0.25))
    var expected = -2 / (2 + 0.25)
    let third: Double = (12 / 7.0) / ((192 / 37.0).squareRoot() + 0.25)  // m̂ = 3/2 · 8/7, v̂ = 3 · 64/37
    for (g, step) in [(2.0, 0.0), (-1.0, 0.0), (3.0, third)] {
      layer.weight.gradient = Matrix([[g]])
      optimizer.step(&layer)
      expected -= step
      #expect(abs(layer.weight.value[0, 0] - expected) <= 1e-14)
    }
  }

  @Test func `keeps a state for each parameter, in their order`() {
    let gradients = [Matrix([[1, 2, 3]]), Matrix([[-10], [20]]), Matrix([[0.5]])]
    var network = Network(gradients.map { Weights(Matrix(rows: $0.rows, columns: $0.columns)) })
    var together = Optimizer(Momentum(learningRate: 0.1, beta: 0.9))
    for t in 1...20 {
      var next = 0
      network.forEachParameter {
        $0.gradient = Double(t) * gradients[next]
        next += 1
      }
      together.step(&network)
    }

    for (parameter, g) in zip(network.parameters, gradients) {
      var alone = Weights(Matrix(rows: g.rows, columns: g.columns))
      var optimizer = Optimizer(Momentum(learningRate: 0.1, beta: 0.9))
      for t in 1...20 {
        alone.weight.gradient = Double(t) * g
        optimizer.step(&alone)
      }
      #expect(parameter.value == alone.weight.value)
    }
  }

  @Test func `has the defaults of the papers and frameworks`() {
    #expect(Momentum(learningRate: 1).beta == 0.9 && Nesterov(learningRate: 1).beta == 0.9)
    #expect(Adagrad(learningRate: 1).epsilon == 1e-10)
    let (rmsProp, adadelta, adam) = (RMSProp(learningRate: 1), Adadelta(), Adam())
    #expect(rmsProp.beta == 0.9 && rmsProp.epsilon == 1e-8)
    #expect(adadelta.learningRate == 1 && adadelta.rho == 0.95 && adadelta.epsilon == 1e-6)
    #expect(adam.learningRate == 0.001 && adam.beta1 == 0.9 && adam.beta2 == 0.999 && adam.epsilon == 1e-8)
  }

  /// Sizes around the number of lanes, whose last entries go another way.
  @Test(arguments: [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 100, 40_001])
  func `of descent and of momentum moves each entry by its formula, to the bit`(count: Int) {
    var generator = Generator(seed: 50)
    let (start, g) = (generator.normal(1, count), generator.normal(1, count))
    var w = start
    var nothing: Void = ()
    GradientDescent(learningRate: 0.3).update(&w, gradient: g, state: &nothing)
    expectSameBits(w, start.zip(g) { $0 - 0.3 * $1 })

    var v = generator.normal(1, count)
    let expected = v.zip(g) { 0.8 * $0 + (1 - 0.8) * $1 }
    w = start
    Momentum(learningRate: 0.3, beta: 0.8).update(&w, gradient: g, state: &v)
    expectSameBits(v, expected)
    expectSameBits(w, start.zip(expected) { $0 - 0.3 * $1 })
  }

  @Test func `goes on from an earlier one's states to the same bits`() {
    func expectResumed(_ rule: some UpdateRule) {
      var generator = Generator(seed: 51)
      let gradients = (0..<12).map { _ in generator.normal(2, 5) }
      var (whole, parted) = (Weights(generator.normal(2, 5)), Weights(.empty))
      parted.weight.value = whole.weight.value
      var optimizer = Optimizer(rule)
      #expect(optimizer.states.isEmpty)
      whole.descend(gradients, by: &optimizer)
      var first = Optimizer(rule)
      parted.descend(gradients[..<7], by: &first)
      var second = Optimizer(first.rule, states: first.states)
      parted.descend(gradients[7...], by: &second)
      expectSameBits(parted.weight.value, whole.weight.value, "\(rule):")
    }
    expectResumed(GradientDescent(learningRate: 0.1))
    expectResumed(Momentum(learningRate: 0.1))
    expectResumed(Nesterov(learningRate: 0.1))
    expectResumed(Adagrad(learningRate: 0.1))
    expectResumed(RMSProp(learningRate: 0.1))
    expectResumed(Adadelta())
    expectResumed(Adam())
  }

  @Test func `of Adam goes on from averages and a number of steps to the same bits`() {
    var generator = Generator(seed: 52)
    let gradients = (0..<40).map { _ in generator.normal(3, 4) }
    let rule = Adam(learningRate: 0.01, beta1: 0.8, beta2: 0.99)
    for pause in [0, 1, 5, 39] {
      var value = Matrix(rows: 3, columns: 4, repeating: 1)
      var state = rule.initialState(for: value)
      for g in gradients[..<pause] { rule.update(&value, gradient: g, state: &state) }
      var resumed = value
      var resumedState = rule.state(mean: state.mean, square: state.square, after: pause)
      for g in gradients[pause...] {
        rule.update(&value, gradient: g, state: &state)
        rule.update(&resumed, gradient: g, state: &resumedState)
      }
      expectSameBits(resumed, value, "after \(pause) steps:")
      expectSameBits(resumedState.square, state.square)
    }
  }

  @Test func `of Adadelta goes on from the averages that it is given`() {
    var value = Matrix([[0]])
    var state = Adadelta.State(square: Matrix([[14]]), squaredStep: Matrix([[7]]))
    Adadelta(learningRate: 3, rho: 0.5, epsilon: 9).update(&value, gradient: Matrix([[4]]), state: &state)
    // s = ½ · 14 + ½ · 16 = 15; Δ = √(7 + 9) / √(15 + 9) · 4; d = ½ · 7 + ½ · Δ², before η.
    let step = 16 / 24.0.squareRoot()
    #expect(state.square == Matrix([[15]]) && abs(value[0, 0] + 3 * step) < 1e-14)
    #expect(abs(state.squaredStep[0, 0] - (3.5 + 0.5 * step * step)) < 1e-14)
  }

  @Test func `leaves a number whose gradients were all 0 where it is, unless ε is 0: then it is nan`() {
    func moved(by rule: some UpdateRule, gradient: Double) -> Double {
      var value = Matrix([[2]])
      var state = rule.initialState(for: value)
      rule.update(&value, gradient: Matrix([[gradient]]), state: &state)
      return value[0, 0]
    }
    let rules: [any UpdateRule] = [Adagrad(learningRate: 1), RMSProp(learningRate: 1), Adadelta(), Adam()]
    for rule in rules { #expect(moved(by: rule, gradient: 0) == 2) }
    let bare: [any UpdateRule] = [
      Adagrad(learningRate: 1, epsilon: 0), RMSProp(learningRate: 1, epsilon: 0), Adadelta(epsilon: 0),
      Adam(epsilon: 0),
    ]
    for rule in bare { #expect(moved(by: rule, gradient: 0).isNaN) }
    #expect(moved(by: Adadelta(epsilon: 0), gradient: 5) == 2)
    // RMSProp's s is not corrected: the first step is η / √(1 − β).
    #expect(abs(moved(by: RMSProp(learningRate: 1, beta: 0.75, epsilon: 0), gradient: -9) - 4) < 1e-15)
  }

  @Test func `takes a new learning rate from the next step on`() {
    var layer = Weights(Matrix([[1]]))
    var optimizer = Optimizer(GradientDescent(learningRate: 0.5))
    layer.weight.gradient = Matrix([[1]])
    optimizer.step(&layer)
    optimizer.rule.learningRate = 0.25
    optimizer.step(&layer)
    #expect(layer.weight.value == Matrix([[0.25]]))
  }

  @Test func `carries a nan of the gradient into the parameter`() {
    var layer = Weights(Matrix([[1, 1]]))
    var optimizer = Optimizer(Momentum(learningRate: 0.5))
    layer.weight.gradient = Matrix([[.nan, 1]])
    optimizer.step(&layer)
    #expect(layer.weight.value[0, 0].isNaN && layer.weight.value[0, 1] < 1)
  }
}

/// One parameter and nothing else.
private struct Weights: Layer {
  var weight: Parameter

  init(_ value: Matrix) { weight = Parameter(value) }

  /// A step for each gradient.
  mutating func descend(_ gradients: some Sequence<Matrix>, by optimizer: inout Optimizer<some UpdateRule>) {
    for g in gradients {
      weight.gradient = g
      optimizer.step(&self)
    }
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { x }
  mutating func backward(_ dy: Matrix) -> Matrix { dy }
  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows { try body(&weight) }
}

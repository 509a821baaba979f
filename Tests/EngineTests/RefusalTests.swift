import Testing

@testable import Engine

/// A programmer's error stops the program, in an optimized engine too, with one sentence that names the values, the
/// shapes and who refused them.
@Suite(.prompt) struct `a programmer's error` {
  @Test(arguments: Refusal.all) func `stops the program with one sentence`(_ refusal: Refusal) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [message = refusal.message as String] in
      Refusal.all.first { $0.message == message }?.provoke()
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("Fatal error: \(refusal.message)\n"), "it said: \(said.prefix(300))")
  }

  @Test func `is listed once`() {
    #expect(Set(Refusal.all.map(\.message)).count == Refusal.all.count)
  }
}

/// What must not be done, and what is said to it.
struct Refusal: Sendable, CustomTestStringConvertible {
  let message: String
  let provoke: @Sendable () -> Void
  var testDescription: String { message }

  init(_ message: String, _ provoke: @escaping @Sendable () -> Void) {
    self.message = message
    self.provoke = provoke
  }

  static let all = matrices + numbers + layers + losses + optimizers + schedules + random

  private static func zeros(_ rows: Int, _ columns: Int) -> Matrix { Matrix(rows: rows, columns: columns) }

  private static let matrices = [
    Refusal("a matrix cannot be -1 × -1") { _ = Matrix(rows: -1, columns: -1, elements: [1]) },
    Refusal("a matrix cannot be 2 × -3") { _ = zeros(2, -3) },
    Refusal("a matrix cannot be -2 × 3") { _ = Matrix(rows: -2, columns: 3) { _, _ in 0 } },
    Refusal("a matrix cannot be -1 × 1") { _ = Shape(rows: -1, columns: 1) },
    Refusal("a matrix cannot be \(Int.max) × 2") { _ = zeros(.max, 2) },
    Refusal("a matrix cannot be \(1 << 61) × 1") { _ = zeros(1 << 61, 1) },  // whose bytes cannot be counted
    Refusal("a 2 × 3 matrix has 6 elements, not 2") { _ = Matrix(rows: 2, columns: 3, elements: [1, 2]) },
    Refusal("row 1 has 1 entries, but row 0 has 2") { _ = Matrix([[1, 2], [3]]) },
    Refusal("no entry (0, 3) in a 2 × 3 matrix") { _ = zeros(2, 3)[0, 3] },
    Refusal("no entry (1, -1) in a 2 × 3 matrix") { _ = zeros(2, 3)[1, -1] },
    Refusal("no entry (-1, 1) in a 2 × 3 matrix") { _ = zeros(2, 3)[-1, 1] },
    Refusal("no entry (2, 0) in a 2 × 3 matrix") {
      var x = zeros(2, 3)
      x[2, 0] = 1
    },
    Refusal("no row 5 in a 2 × 3 matrix") { _ = zeros(2, 3).row(5) },
    Refusal("no row -2 in a 2 × 3 matrix") { _ = zeros(2, 3).row(-2) },
    Refusal("no column 3 in a 2 × 3 matrix") { _ = zeros(2, 3).column(3) },
    Refusal("no column -1 in a 2 × 3 matrix") { _ = zeros(2, 3).column(-1) },
    Refusal("no row 2 in a 2 × 3 matrix") { _ = zeros(2, 3).selectingRows([0, 2]) },
    Refusal("no row -1 in a 2 × 3 matrix") { _ = zeros(2, 3).selectingRows([-1]) },
    Refusal("no rows 1..<3 in a 2 × 3 matrix") { _ = zeros(2, 3).selectingRows(1..<3) },
    Refusal("no rows -1..<1 in a 2 × 3 matrix") { _ = zeros(2, 3).selectingRows(-1..<1) },
    Refusal("entry by entry needs equal shapes, not 2 × 3 and 3 × 2") { _ = zeros(2, 3) + zeros(3, 2) },
    Refusal("entry by entry needs equal shapes, not 2 × 3 and 2 × 2") { _ = zeros(2, 3).zip(zeros(2, 2), -) },
    Refusal("entry by entry needs equal shapes, not 1 × 9 and 1 × 8") {
      _ = elementwise(zeros(1, 9), zeros(1, 8)) { _, _, _, _ in }
    },
    Refusal("entry by entry needs equal shapes, not 1 × 9 and 9 × 1") {
      var a = zeros(1, 9)
      changeEntries(of: &a, by: zeros(9, 1)) { a, _ in a }
    },
    Refusal("a 2 × 3 matrix needs a row of 1 × 3, not 1 × 2") { _ = zeros(2, 3).addingRow(zeros(1, 2)) },
    Refusal("a 2 × 3 matrix needs a row of 1 × 3, not 2 × 3") { _ = zeros(2, 3).dividingColumns(by: zeros(2, 3)) },
    Refusal("a 2 × 3 matrix needs a row of 1 × 3, not 1 × 4") {
      var x = zeros(2, 3)
      x.add(row: zeros(1, 4))
    },
    Refusal("no product of 2 × 3 and 2 × 4: 3 columns, 2 rows") { _ = matmul(zeros(2, 3), zeros(2, 4)) },
    Refusal("no product of transposed 2 × 3 and 3 × 4: 2 rows, 3 rows") {
      _ = matmul(transposing: zeros(2, 3), zeros(3, 4))
    },
    Refusal("no product of 2 × 3 and transposed 3 × 4: 3 columns, 4 columns") {
      _ = matmul(zeros(2, 3), transposing: zeros(3, 4))
    },
  ]

  private static let numbers = [
    Refusal("a number has at least 1 digit, not 0") { _ = decimal(1.5, digits: 0) },
    Refusal("a mean needs at least 1 loss, not 0") { _ = History().means(ofEvery: 0) },
    Refusal("a loss is the mean over at least 1 example, not 0") {
      var history = History()
      history.record(Loss(value: 1, gradient: zeros(0, 1)), of: 0)
    },
  ]

  private static let dense = Dense(weight: zeros(2, 3), bias: zeros(1, 3))

  /// A layer after a forward pass, for which backward is called with dy.
  private static func backward(_ layer: any Layer, x: Matrix, dy: Matrix) {
    var layer = layer
    _ = layer.forward(x, mode: .training)
    _ = layer.backward(dy)
  }

  private static let layers = [
    Refusal("a weight of 2 × 3 needs a bias of 1 × 3, not 1 × 2") { _ = Dense(weight: zeros(2, 3), bias: zeros(1, 2)) },
    Refusal("a weight of 2 × 3 needs a bias of 1 × 3, not 2 × 3") { _ = Dense(weight: zeros(2, 3), bias: zeros(2, 3)) },
    Refusal("Dense 2 → 3: x is 4 × 5, but should have 2 columns") {
      var layer = dense
      _ = layer.forward(zeros(4, 5), mode: .training)
    },
    Refusal("Dense 2 → 3: its bias is 1 × 4, but should be 1 × 3") {
      var layer = dense
      layer.bias.value = zeros(1, 4)
      _ = layer.forward(zeros(4, 2), mode: .training)
    },
    Refusal("Dense 2 → 3: backward needs a forward pass before it") {
      var layer = dense
      _ = layer.backward(zeros(4, 3))
    },
    Refusal("Dense 2 → 3: dy is 4 × 2, but y is 4 × 3") { backward(dense, x: zeros(4, 2), dy: zeros(4, 2)) },
    Refusal("Dense 2 → 3: dy is 5 × 3, but y is 4 × 3") { backward(dense, x: zeros(4, 2), dy: zeros(5, 3)) },
    Refusal("Dense 2 → 3: dy is 4 × 5, but y is 4 × 3") {
      var network = Network([dense])
      _ = network.forward(zeros(4, 2), mode: .training)
      network.fillGradients(zeros(4, 5))
    },
    Refusal("Dense 3 → 3: dy is 4 × 7, but y is 4 × 3") {
      var network = Network([dense, Dense(weight: zeros(3, 3), bias: zeros(1, 3))])
      _ = network.forward(zeros(4, 2), mode: .training)
      network.fillGradients(zeros(4, 7))
    },
    Refusal("BatchNorm: features are at least 0, not -1") { _ = BatchNorm(features: -1) },
    Refusal("BatchNorm: the decay ρ must lie in 0.0...1.0, not 1.5") { _ = BatchNorm(features: 2, decay: 1.5) },
    Refusal("BatchNorm: the decay ρ must lie in 0.0...1.0, not nan") { _ = BatchNorm(features: 2, decay: .nan) },
    Refusal("BatchNorm: ε must lie in 0.0..<inf, not -1e-05") { _ = BatchNorm(features: 2, epsilon: -1e-5) },
    Refusal("BatchNorm 2: x is 4 × 3, but should have 2 columns") {
      var layer = BatchNorm(features: 2)
      _ = layer.forward(zeros(4, 3), mode: .training)
    },
    Refusal("BatchNorm 2: beta is 1 × 3, but should be 1 × 2") {
      var layer = BatchNorm(features: 2)
      layer.beta.value = zeros(1, 3)
      _ = layer.forward(zeros(4, 2), mode: .training)
    },
    Refusal("BatchNorm 2: gamma is 2 × 2, but should be 1 × 2") {
      var layer = BatchNorm(features: 2)
      layer.gamma.value = zeros(2, 2)
      _ = layer.forward(zeros(4, 2), mode: .training)
    },
    Refusal("BatchNorm 2: runningMean is 1 × 1, but should be 1 × 2") {
      var layer = BatchNorm(features: 2)
      layer.runningMean = zeros(1, 1)
      _ = layer.forward(zeros(4, 2), mode: .inference)
    },
    Refusal("BatchNorm 2: runningVariance is 2 × 1, but should be 1 × 2") {
      var layer = BatchNorm(features: 2)
      layer.runningVariance = zeros(2, 1)
      _ = layer.forward(zeros(4, 2), mode: .inference)
    },
    Refusal("BatchNorm 2: backward needs a forward pass before it") {
      var layer = BatchNorm(features: 2)
      _ = layer.backward(zeros(4, 2))
    },
    Refusal("BatchNorm 2: dy is 4 × 1, but y is 4 × 2") {
      backward(BatchNorm(features: 2), x: zeros(4, 2), dy: zeros(4, 1))
    },
    Refusal("LayerNorm: features are at least 0, not -1") { _ = LayerNorm(features: -1) },
    Refusal("LayerNorm: ε must lie in 0.0..<inf, not nan") { _ = LayerNorm(features: 2, epsilon: .nan) },
    Refusal("LayerNorm 2: x is 4 × 3, but should have 2 columns") {
      var layer = LayerNorm(features: 2)
      _ = layer.forward(zeros(4, 3), mode: .training)
    },
    Refusal("GroupNorm: 6 features cannot be dealt into 4 equal groups") { _ = GroupNorm(features: 6, groups: 4) },
    Refusal("GroupNorm: 6 features cannot be dealt into 0 equal groups") { _ = GroupNorm(features: 6, groups: 0) },
    Refusal("GroupNorm: -4 features cannot be dealt into 2 equal groups") { _ = GroupNorm(features: -4, groups: 2) },
    Refusal("GroupNorm: ε must lie in 0.0..<inf, not -1.0") { _ = GroupNorm(features: 4, groups: 2, epsilon: -1) },
    Refusal("GroupNorm 4 in 2: x is 1 × 8, but should have 4 columns") {
      var layer = GroupNorm(features: 4, groups: 2)
      _ = layer.forward(zeros(1, 8), mode: .training)
    },
    Refusal("GroupNorm 4 in 2: gamma is 2 × 4, but should be 1 × 4") {
      var layer = GroupNorm(features: 4, groups: 2)
      layer.gamma.value = zeros(2, 4)
      _ = layer.forward(zeros(1, 4), mode: .training)
    },
    Refusal("GroupNorm 4 in 2: beta is 4 × 1, but should be 1 × 4") {
      var layer = GroupNorm(features: 4, groups: 2)
      layer.beta.value = zeros(4, 1)
      _ = layer.forward(zeros(1, 4), mode: .training)
    },
    Refusal("GroupNorm 4 in 2: backward needs a forward pass before it") {
      var layer = GroupNorm(features: 4, groups: 2)
      _ = layer.backward(zeros(4, 4))
    },
    Refusal("GroupNorm 4 in 2: dy is 4 × 2, but y is 4 × 4") {
      backward(GroupNorm(features: 4, groups: 2), x: zeros(4, 4), dy: zeros(4, 2))
    },
    Refusal("Sigmoid: backward needs a forward pass before it") {
      var layer = Sigmoid()
      _ = layer.backward(zeros(4, 2))
    },
    Refusal("Tanh: backward needs a forward pass before it") {
      var layer = Tanh()
      _ = layer.backward(zeros(4, 2))
    },
    Refusal("ReLU: backward needs a forward pass before it") {
      var layer = Network([ReLU()])
      layer.backward(zeros(4, 2))
    },
    Refusal("Sigmoid: dy is 2 × 4, but y is 4 × 2") { backward(Sigmoid(), x: zeros(4, 2), dy: zeros(2, 4)) },
    Refusal("Tanh: dy is 9 × 9, but y is 4 × 2") { backward(Tanh(), x: zeros(4, 2), dy: zeros(9, 9)) },
    Refusal("ReLU: dy is 4 × 1, but y is 4 × 2") { backward(ReLU(), x: zeros(4, 2), dy: zeros(4, 1)) },
    Refusal("Dropout: the probability to keep must lie above 0 and not above 1, not 0.0") {
      draw { _ = Dropout(keep: 0, using: &$0) }
    },
    Refusal("Dropout: the probability to keep must lie above 0 and not above 1, not nan") {
      draw { _ = Dropout(keep: .nan, using: &$0) }
    },
    Refusal("Dropout 0.5: backward needs a forward pass before it") {
      draw {
        var layer = Dropout(keep: 0.5, using: &$0)
        _ = layer.backward(zeros(4, 2))
      }
    },
    Refusal("Dropout 0.5: dy is 2 × 4, but y is 4 × 2") {
      draw { backward(Dropout(keep: 0.5, using: &$0), x: zeros(4, 2), dy: zeros(2, 4)) }
    },
    Refusal("a penalty's λ₁ must lie in 0.0..<inf, not -1.0") { _ = dense.penalty(l1: -1) },
    Refusal("a penalty's λ₂ must lie in 0.0..<inf, not nan") {
      var layer = dense
      layer.addPenaltyGradients(l2: .nan)
    },
    Refusal("a soft threshold must lie in 0.0..<inf, not -0.5") { _ = zeros(1, 1).softThresholded(by: -0.5) },
    Refusal("Residual (Dense 2 → 3): the branch must keep the shape, but it got 4 × 2 and gave 4 × 3") {
      var block = Residual([dense])
      _ = block.forward(zeros(4, 2), mode: .training)
    },
    Refusal("Dense 2 → 2: backward needs a forward pass before it") {
      var block = Residual([Dense(weight: zeros(2, 2), bias: zeros(1, 2))])
      _ = block.backward(zeros(4, 2))
    },
    Refusal("Misshapen: dx is 2 × 1, but x is 1 × 2") {
      var generator = Generator(seed: 1)
      _ = Misshapen(dx: zeros(2, 1), gradient: zeros(1, 1)).gradientError(at: zeros(1, 2), using: &generator)
    },
    Refusal("Misshapen: the gradient of parameter 0 is 2 × 1, but its value is 1 × 1") {
      var generator = Generator(seed: 1)
      _ = Misshapen(dx: zeros(1, 2), gradient: zeros(2, 1)).gradientError(at: zeros(1, 2), using: &generator)
    },
    Refusal("entry by entry needs equal shapes, not 1 × 2 and 2 × 1") { _ = relativeError(zeros(1, 2), zeros(2, 1)) },
  ]

  private static let losses = [
    Refusal("2 rows of logits need as many labels, not 1") { _ = softmaxCrossEntropy(zeros(2, 3), labels: [0]) },
    Refusal("label 3 is not among 3 classes") { _ = softmaxCrossEntropy(zeros(2, 3), labels: [0, 3]) },
    Refusal("label -2 is not among 3 classes") { _ = softmaxCrossEntropy(zeros(2, 3), labels: [0, -2]) },
    Refusal("2 rows of scores need as many labels, not 3") { _ = accuracy(zeros(2, 3), labels: [0, 1, 2]) },
    Refusal("label -1 is not among 3 classes") { _ = accuracy(zeros(2, 3), labels: [0, -1]) },
    Refusal("label 4 is not among 3 classes") { _ = accuracy(zeros(2, 3), labels: [0, 4]) },
    Refusal("predictions of 2 × 3 cannot have targets of 3 × 2") {
      _ = meanSquaredError(zeros(2, 3), target: zeros(3, 2))
    },
    Refusal("predictions of 2 × 3 cannot have targets of 1 × 3") {
      _ = meanAbsoluteError(zeros(2, 3), target: zeros(1, 3))
    },
  ]

  private static func step(_ rule: some UpdateRule, value: Matrix, gradient: Matrix) {
    var value = value
    var state = rule.initialState(for: value)
    rule.update(&value, gradient: gradient, state: &state)
  }

  /// A step with a state that was made for another shape.
  private static func step<Rule: UpdateRule>(_ rule: Rule, state: Rule.State) {
    var (value, state) = (zeros(2, 3), state)
    rule.update(&value, gradient: zeros(2, 3), state: &state)
  }

  private static let schedules = [
    Refusal("updates are counted from 0, not from -1") { _ = Schedule.constant.factor(at: -1) },
    Refusal("a step is at least 1 update long, not 0") { _ = Schedule.step(every: 0, factor: 0.1).factor(at: 3) },
    Refusal("the factor of a decaying rate must lie in 0.0...1.0, not 1.5") {
      _ = Schedule.exponential(factor: 1.5).factor(at: 3)
    },
    Refusal("half a wave is at least 1 update long, not 0") { _ = Schedule.cosine(updates: 0).factor(at: 3) },
    Refusal("the decay of 1/(1 + κt) must lie in 0.0..<inf, not nan") {
      _ = Schedule.inverse(decay: .nan).factor(at: 3)
    },
    Refusal("a warm-up lasts at least 0 updates, not -2") {
      _ = Schedule.warmUp(-2, then: .constant).factor(at: 3)
    },
  ]

  private static let optimizers = [
    Refusal("GradientDescent: the learning rate must lie in 0.0..<inf, not -0.1") {
      _ = GradientDescent(learningRate: -0.1)
    },
    Refusal("Momentum: the learning rate must lie in 0.0..<inf, not inf") { _ = Momentum(learningRate: .infinity) },
    Refusal("Momentum: β must lie in 0.0..<1.0, not 1.0") { _ = Momentum(learningRate: 1, beta: 1) },
    Refusal("Nesterov: the learning rate must lie in 0.0..<inf, not nan") { _ = Nesterov(learningRate: .nan) },
    Refusal("Nesterov: β must lie in 0.0..<1.0, not -0.5") { _ = Nesterov(learningRate: 1, beta: -0.5) },
    Refusal("Adagrad: the learning rate must lie in 0.0..<inf, not -2.0") { _ = Adagrad(learningRate: -2) },
    Refusal("Adagrad: ε must lie in 0.0..<inf, not -1.0") { _ = Adagrad(learningRate: 1, epsilon: -1) },
    Refusal("RMSProp: the learning rate must lie in 0.0..<inf, not -2.0") { _ = RMSProp(learningRate: -2) },
    Refusal("RMSProp: β must lie in 0.0..<1.0, not nan") { _ = RMSProp(learningRate: 1, beta: .nan) },
    Refusal("RMSProp: ε must lie in 0.0..<inf, not -1.0") { _ = RMSProp(learningRate: 1, epsilon: -1) },
    Refusal("Adadelta: the learning rate must lie in 0.0..<inf, not -2.0") { _ = Adadelta(learningRate: -2) },
    Refusal("Adadelta: ρ must lie in 0.0...1.0, not 1.1") { _ = Adadelta(rho: 1.1) },
    Refusal("Adadelta: ε must lie in 0.0..<inf, not inf") { _ = Adadelta(epsilon: .infinity) },
    Refusal("Adam: the learning rate must lie in 0.0..<inf, not -1.0") { _ = Adam(learningRate: -1) },
    Refusal("Adam: β₁ must lie in 0.0..<1.0, not 1.0") { _ = Adam(beta1: 1) },
    Refusal("Adam: β₂ must lie in 0.0..<1.0, not 2.0") { _ = Adam(beta2: 2) },
    Refusal("Adam: ε must lie in 0.0..<inf, not -1e-08") { _ = Adam(epsilon: -1e-8) },
    Refusal("Adam: a state is that after at least 0 steps, not -1") {
      _ = Adam().state(mean: zeros(1, 1), square: zeros(1, 1), after: -1)
    },
    Refusal("GradientDescent: the learning rate must lie in 0.0..<inf, not nan") {
      var rule = GradientDescent(learningRate: 1)
      rule.learningRate = .nan
      step(rule, value: zeros(2, 3), gradient: zeros(2, 3))
    },
    Refusal("GradientDescent: the gradient is 2 × 2, but the value is 2 × 3") {
      step(GradientDescent(learningRate: 1), value: zeros(2, 3), gradient: zeros(2, 2))
    },
    Refusal("Momentum: the gradient is 3 × 2, but the value is 2 × 3") {
      step(Momentum(learningRate: 1), value: zeros(2, 3), gradient: zeros(3, 2))
    },
    Refusal("Nesterov: the gradient is 3 × 2, but the value is 2 × 3") {
      step(Nesterov(learningRate: 1), value: zeros(2, 3), gradient: zeros(3, 2))
    },
    Refusal("Adagrad: the gradient is 3 × 2, but the value is 2 × 3") {
      step(Adagrad(learningRate: 1), value: zeros(2, 3), gradient: zeros(3, 2))
    },
    Refusal("RMSProp: the gradient is 3 × 2, but the value is 2 × 3") {
      step(RMSProp(learningRate: 1), value: zeros(2, 3), gradient: zeros(3, 2))
    },
    Refusal("Adadelta: the gradient is 3 × 2, but the value is 2 × 3") {
      step(Adadelta(), value: zeros(2, 3), gradient: zeros(3, 2))
    },
    Refusal("Adam: the gradient is 9 × 9, but the value is 2 × 3") {
      step(Adam(), value: zeros(2, 3), gradient: zeros(9, 9))
    },
    Refusal("Momentum: its state is 1 × 3, but the value is 2 × 3") {
      step(Momentum(learningRate: 1), state: zeros(1, 3))
    },
    Refusal("Nesterov: its state is 1 × 3, but the value is 2 × 3") {
      step(Nesterov(learningRate: 1), state: zeros(1, 3))
    },
    Refusal("Adagrad: its state is 1 × 3, but the value is 2 × 3") {
      step(Adagrad(learningRate: 1), state: zeros(1, 3))
    },
    Refusal("RMSProp: its state is 1 × 3, but the value is 2 × 3") {
      step(RMSProp(learningRate: 1), state: zeros(1, 3))
    },
    Refusal("Adadelta: its state is 1 × 3, but the value is 2 × 3") {
      step(Adadelta(), state: Adadelta.State(square: zeros(1, 3), squaredStep: zeros(2, 3)))
    },
    Refusal("Adadelta: its state is 1 × 4, but the value is 2 × 3") {
      step(Adadelta(), state: Adadelta.State(square: zeros(2, 3), squaredStep: zeros(1, 4)))
    },
    Refusal("Adam: its state is 1 × 3, but the value is 2 × 3") {
      step(Adam(), state: Adam().state(mean: zeros(1, 3), square: zeros(2, 3), after: 1))
    },
    Refusal("Adam: its state is 1 × 4, but the value is 2 × 3") {
      step(Adam(), state: Adam().state(mean: zeros(2, 3), square: zeros(1, 4), after: 1))
    },
    Refusal("an optimizer of 2 parameters cannot move 4") {
      var (one, two) = (Network([dense]), Network([dense, dense]))
      var optimizer = Optimizer(GradientDescent(learningRate: 1))
      optimizer.step(&one)
      optimizer.step(&two)
    },
    Refusal("an optimizer of 3 parameters cannot move 2") {
      var layer = dense
      var optimizer = Optimizer(Momentum(learningRate: 1), states: [zeros(2, 3), zeros(1, 3), zeros(1, 3)])
      optimizer.step(&layer)
    },
    Refusal("a norm can be clipped to a positive limit, not to 0.0") { _ = zeros(1, 1).clipped(toNorm: 0) },
    Refusal("a norm can be clipped to a positive limit, not to nan") { _ = zeros(1, 1).clipped(toNorm: .nan) },
    Refusal("a norm can be clipped to a positive limit, not to -1.0") {
      var layer = ReLU()  // which has no gradient that could be clipped
      _ = layer.clipGradients(toNorm: -1)
    },
  ]

  private static func draw(_ scheme: Initializer, _ fanIn: Int = 2, _ fanOut: Int = 3) {
    var generator = Generator(seed: 1)
    _ = scheme.weight(fanIn: fanIn, fanOut: fanOut, using: &generator)
  }

  private static func draw(_ body: (inout Generator) -> Void) {
    var generator = Generator(seed: 1)
    body(&generator)
  }

  private static let random =
    [
      (Initializer.zeros, "zeros"), (.constant(1), "constant(1.0)"), (.uniform(limit: 1), "uniform(limit: 1.0)"),
      (.normal(standardDeviation: 1), "normal(standardDeviation: 1.0)"), (.glorotNormal, "glorotNormal"),
      (.glorotUniform, "glorotUniform"), (.heNormal, "heNormal"), (.heUniform, "heUniform"),
    ].flatMap { scheme, name in
      [
        Refusal("\(name): fans are at least 0, not -1 and 3") { draw(scheme, -1, 3) },
        Refusal("\(name): fans are at least 0, not -2 and -3") { draw(scheme, -2, -3) },
      ]
    } + [
      Refusal("a matrix cannot be \(Int.max) × \(Int.max)") { draw(.heNormal, .max, .max) },
      Refusal("a uniform weight's limit must lie in 0.0..<inf, not -1.0") { draw(.uniform(limit: -1)) },
      Refusal("a standard deviation must lie in 0.0..<inf, not -3.0") { draw(.normal(standardDeviation: -3)) },
      Refusal("a standard deviation must lie in 0.0..<inf, not -1.0") { draw { _ = $0.normal(standardDeviation: -1) } },
      Refusal("a standard deviation must lie in 0.0..<inf, not nan") {
        draw { _ = $0.normal(standardDeviation: .nan) }
      },
      Refusal("a standard deviation must lie in 0.0..<inf, not inf") {
        draw { _ = $0.normal(standardDeviation: .infinity) }
      },
      Refusal("uniform numbers need a range of finite length, not 0.0..<inf") {
        draw { _ = $0.uniform(in: 0..<Double.infinity) }
      },
      Refusal("uniform numbers need a range of finite length, not -1e+308..<1e+308") {
        draw { _ = $0.uniform(in: -1e308..<1e308) }
      },
      Refusal("a bound must be positive, not 0") { draw { _ = $0.integer(below: 0) } },
      Refusal("a bound must be positive, not -7") { draw { _ = $0.integer(below: -7) } },
      Refusal("a permutation is of at least 0 numbers, not -1") { draw { _ = $0.permutation(of: -1) } },
    ]
}

/// A layer whose gradients have the shapes that they are given.
private struct Misshapen: Layer {
  let dx: Matrix
  var parameter = Parameter(Matrix([[1]]))

  init(dx: Matrix, gradient: Matrix) {
    self.dx = dx
    parameter.gradient = gradient
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { x }
  mutating func backward(_ dy: Matrix) -> Matrix { dx }
  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows { try body(&parameter) }
}

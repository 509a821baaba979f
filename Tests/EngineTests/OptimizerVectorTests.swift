import Engine
import Testing

/// The update rules against PyTorch, optax and Keras in float64, over 200 steps: at most 10⁻¹² apart, relative to
/// numbers above 1.
@Suite struct `an update rule` {
  private let start: Matrix
  private let gradients: [Matrix]

  init() throws {
    let shared = try #require(VectorCase.optimizers.first)
    start = shared["start"]
    gradients = (0..<shared["gradients"].rows).map { Matrix(row: shared["gradients"].row($0)) }
  }

  @Test func `of momentum goes where PyTorch, optax and Keras go at a rate of η (1 − β)`() throws {
    try compare("momentum") { Momentum(learningRate: $0[0], beta: $0[1]) }
  }

  @Test func `of Nesterov goes where PyTorch, optax and Keras go`() throws {
    try compare("nesterov") { Nesterov(learningRate: $0[0], beta: $0[1]) }
  }

  @Test(arguments: ["adagrad", "adagrad with a large epsilon"])
  func `of Adagrad goes where PyTorch goes`(name: String) throws {
    try compare(name) { Adagrad(learningRate: $0[0], epsilon: $0[1]) }
  }

  @Test func `of Adadelta goes where PyTorch, optax and Keras go`() throws {
    try compare("adadelta") { Adadelta(learningRate: $0[0], rho: $0[1], epsilon: $0[2]) }
  }

  @Test func `of RMSProp goes where optax and Keras go, but not where PyTorch goes with tiny gradients`() throws {
    let (path, vectors) = try compare("rmsprop") { RMSProp(learningRate: $0[0], beta: $0[1], epsilon: $0[2]) }
    let apart = abs(path - vectors["path_of_torch"])
    #expect(apart.column(0).max()! < 1e-6)  // gradients of 1
    #expect(apart.column(2).max()! > 1e-3)  // gradients of 10⁻⁶: far below √ε, far above ε
  }

  @Test func `of Adam goes where PyTorch and optax go, but not where Keras goes with tiny gradients`() throws {
    let (path, vectors) = try compare("adam") {
      Adam(learningRate: $0[0], beta1: $0[1], beta2: $0[2], epsilon: $0[3])
    }
    let apart = abs(path - vectors["path_of_keras"])
    #expect(apart.column(0).max()! < 1e-6)
    #expect(apart.column(2).max()! > 1e-3)
  }

  // By hand, with numbers whose roots are whole.

  @Test func `of Adagrad takes steps of η g/5 and η g/13 after gradients of 5 and 12`() {
    #expect(steps(Adagrad(learningRate: 1, epsilon: 0), [5, 12]) == [-1, -12.0 / 13])
  }

  @Test func `of RMSProp with ε = 7 and β = 3/4 divides 6 by √(9 + 7)`() {
    #expect(steps(RMSProp(learningRate: 2, beta: 0.75, epsilon: 7), [6]) == [-3])
  }

  @Test func `of Adadelta starts with √ε/√(s + ε) and then knows how far it went`() {
    // s = 0 + ½ · 32 = 16 and √9/√25 · √32; then d = ½ · 9/25 · 32 = 5.76, s = 8 + 16 = 24.
    let g = 32.0.squareRoot()
    let expected = [-0.6 * g, -((5.76 + 9) / 33).squareRoot() * g]
    let got = steps(Adadelta(learningRate: 1, rho: 0.5, epsilon: 9), [g, g])
    #expect(zip(got, expected).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test func `of Nesterov moves 1 + β, then 1 + β + β² and so on towards 1/(1 − β), under a gradient of 1`() {
    #expect(steps(Nesterov(learningRate: 1, beta: 0.5), [1, 1, 1]) == [-1.5, -1.75, -1.875])
  }

  @Test func `of Adam takes steps of η, whatever the size of a constant gradient`() {
    for g in [1e-3, 1, 1e6] {
      let got = steps(Adam(learningRate: 0.5, epsilon: 0), [Double](repeating: g, count: 100))
      #expect(got.allSatisfy { abs($0 + 0.5) < 1e-12 })
    }
  }

  /// What a rule adds to a single number, step by step.
  private func steps<Rule: UpdateRule>(_ rule: Rule, _ gradients: [Double]) -> [Double] {
    var value = Matrix([[0]])
    var state = rule.initialState(for: value)
    return gradients.map { g in
      value = Matrix([[0]])
      rule.update(&value, gradient: Matrix([[g]]), state: &state)
      return value[0, 0]
    }
  }

  /// Follows the fixture's gradients, and compares every tenth place with the framework's.
  @discardableResult
  private func compare<Rule: UpdateRule>(
    _ name: String, _ rule: ([Double]) -> Rule
  ) throws -> (path: Matrix, vectors: VectorCase) {
    let vectors = try #require(VectorCase.optimizers.first { $0.name == name })
    let rule = rule(vectors.array("constants"))
    var value = start
    var state = rule.initialState(for: value)
    var rows: [[Double]] = []
    for (t, gradient) in gradients.enumerated() {
      rule.update(&value, gradient: gradient, state: &state)
      if t % 10 == 9 { rows.append(value.elements) }
    }
    let path = Matrix(rows)
    let expected = vectors["path"]
    #expect(path.shape == expected.shape && gradients.count == 200)
    let relative = (path - expected).zip(expected) { $0 / max(1, $1.magnitude) }
    expectWorst("difference", of: name, [("the path", abs(relative).max)], atMost: 1e-12)
    return (path, vectors)
  }
}

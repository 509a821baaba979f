import Engine
import Testing

@Suite struct `dropout` {
  private func ones(_ rows: Int, _ columns: Int) -> Matrix { Matrix(rows: rows, columns: columns, repeating: 1) }

  private func layer(keep: Double, seed: UInt64 = 1) -> Dropout {
    var generator = Generator(seed: seed)
    return Dropout(keep: keep, using: &generator)
  }

  @Test(arguments: [0.2, 0.5, 0.9])
  func `keeps so large a share, scaled so that the mean stays`(keep: Double) {
    var layer = layer(keep: keep)
    let y = layer.forward(ones(300, 200), mode: .training)
    #expect(y.elements.allSatisfy { $0 == 0 || $0 == 1 / keep })
    let share = Double(y.elements.filter { $0 != 0 }.count) / Double(y.elements.count)
    let deviation = (keep * (1 - keep) / Double(y.elements.count)).squareRoot()
    #expect(abs(share - keep) < 4 * deviation)
  }

  @Test func `drops each entry by itself: neither rows nor columns together`() {
    var layer = layer(keep: 0.5)
    let y = layer.forward(ones(40, 40), mode: .training)
    for line in (0..<40).flatMap({ [y.row($0), y.column($0)] }) {
      #expect((5...35).contains(line.filter { $0 == 0 }.count))
    }
  }

  @Test func `draws a new mask at each forward pass, and the same ones from the same seed`() {
    var (a, b) = (layer(keep: 0.5), layer(keep: 0.5))
    let first = a.forward(ones(5, 8), mode: .training)
    #expect(first == b.forward(ones(5, 8), mode: .training))
    #expect(first != a.forward(ones(5, 8), mode: .training))
  }

  @Test func `does nothing in inference, and draws nothing there`() {
    var (a, b) = (layer(keep: 0.3), layer(keep: 0.3))
    let x = Matrix([[1, -2, 0.1], [4, 5, 1e300]])
    #expect(a.forward(x, mode: .inference) == x)
    #expect(a.backward(x) == x)
    #expect(a.forward(x, mode: .training) == b.forward(x, mode: .training))
  }

  @Test func `with all kept does nothing in training either`() {
    var layer = layer(keep: 1)
    let x = Matrix([[1, -2], [3, 0.1]])
    #expect(layer.forward(x, mode: .training) == x && layer.backward(x) == x)
  }

  @Test func `hands back no gradient for what it dropped`() {
    var layer = layer(keep: 0.5)
    let y = layer.forward(ones(6, 6), mode: .training)
    #expect(layer.backward(3 * ones(6, 6)) == 3 * y)
    #expect(layer.parameterCount == 0 && layer.description == "Dropout 0.5")
  }

  @Test func `accepts a batch of no examples`() {
    var layer = layer(keep: 0.5)
    #expect(layer.forward(Matrix(rows: 0, columns: 4), mode: .training).shape == (0, 4))
  }
}

@Suite struct `a penalty` {
  @Test func `has the gradient that differences find, away from the kink`() {
    var generator = Generator(seed: 7)
    let weight = generator.normal(4, 3).map { $0 + ($0 < 0 ? -1e-3 : 1e-3) }
    for (l1, l2) in [(0.3, 0.0), (0, 0.7), (0.2, 0.4)] {
      var dense = Dense(weight: weight, bias: Matrix(rows: 1, columns: 3))
      dense.addPenaltyGradients(l1: l1, l2: l2)
      let numeric = numericGradient(
        of: { Dense(weight: $0, bias: Matrix(rows: 1, columns: 3)).penalty(l1: l1, l2: l2) }, at: weight)
      #expect(relativeError(dense.weight.gradient, numeric) <= 1e-7)
    }
  }

  @Test func `is added to the gradients that are there`() {
    var dense = Dense(weight: Matrix([[2, -3], [0, 1]]), bias: Matrix([[5, 5]]))
    dense.weight.gradient = Matrix([[10, 20], [30, 40]])
    dense.addPenaltyGradients(l1: 1, l2: 0.5)
    #expect(dense.weight.gradient == Matrix([[12, 17.5], [30, 41.5]]))
    #expect(dense.bias.gradient == Matrix([[0, 0]]))
    #expect(dense.penalty(l1: 1) == 6 && dense.penalty(l2: 1) == 7 && dense.penalty() == 0)
  }

  @Test func `of activations, dropout and batch norm is zero`() {
    var generator = Generator(seed: 1)
    let network = Network([ReLU(), BatchNorm(features: 2), Dropout(keep: 0.5, using: &generator)])
    #expect(network.penalty(l1: 1, l2: 1) == 0)
  }

  @Test func `shrinks weights onto zero and not beyond, biases not at all`() {
    var dense = Dense(weight: Matrix([[2, -3], [0.5, -0.25]]), bias: Matrix([[0.25, 9]]))
    dense.shrinkWeights(by: 0.5)
    #expect(dense.weight.value == Matrix([[1.5, -2.5], [0, 0]]))
    #expect(dense.bias.value == Matrix([[0.25, 9]]))
  }

  @Test func `lets a nan through`() {
    let y = Matrix([[.nan, .infinity, -.infinity]]).softThresholded(by: 1)
    #expect(y[0, 0].isNaN && y[0, 1] == .infinity && y[0, 2] == -.infinity)
  }

  /// The soft threshold is the least point of ½ (w − x)² + t |w|: no point nearby is lower.
  @Test func `has its least loss at the soft threshold`() {
    var generator = Generator(seed: 3)
    for _ in 0..<200 {
      let (x, t) = (generator.normal(), generator.uniform())
      let loss = { (w: Double) in 0.5 * (w - x) * (w - x) + t * Swift.abs(w) }
      let w = Matrix([[x]]).softThresholded(by: t)[0, 0]
      for step in [1e-6, 1e-3, 0.1, 1] { #expect(loss(w) <= min(loss(w + step), loss(w - step))) }
    }
  }
}

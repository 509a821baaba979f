import Engine
import Testing

@Suite struct `an activation by its name` {
  private static let points = [-40, -3, -1, -0.25, -1e-9, 0, 1e-9, 0.5, 1, 2.5, 40]

  @Test func `is the layer's function and slope`() {
    let x = Matrix(row: Self.points)
    let ones = x.map { _ in 1 }
    for g in Activation.allCases {
      var layer = g.layer
      expectSameBits(x.map { g($0) }, layer.forward(x, mode: .training), "\(g):")
      expectSameBits(x.map { g.slope($0) }, layer.backward(ones), "\(g)'s slope:")
      expectSameBits(x.map { g.slope(atOutput: g($0)) }, layer.backward(ones), "\(g)'s slope at its output:")
      let steepest = x.map { g.slope($0) }.max
      #expect(steepest == type(of: layer).greatestSlope)
    }
  }

  @Test func `has the values of the textbook`() {
    #expect(Activation.sigmoid(0) == 0.5 && Activation.sigmoid.slope(0) == 0.25)
    #expect(Activation.tanh(0) == 0 && Activation.tanh.slope(0) == 1)
    #expect(Activation.relu(-2) == 0 && Activation.relu(3) == 3)
    #expect(Activation.relu.slope(-2) == 0 && Activation.relu.slope(0) == 0 && Activation.relu.slope(3) == 1)
    // 1 / (1 + 1/3) at x = log 3; (3 − 1/3) / (3 + 1/3) = 4/5 there, of slope 1 − 16/25.
    #expect(abs(Activation.sigmoid(log(3)) - 0.75) < 1e-15 && abs(Activation.sigmoid.slope(log(3)) - 3 / 16.0) < 1e-15)
    #expect(abs(Activation.tanh(log(3)) - 0.8) < 1e-15 && abs(Activation.tanh.slope(log(3)) - 9 / 25.0) < 1e-15)
  }

  @Test func `lets a nan through`() {
    for g in Activation.allCases { #expect(g(.nan).isNaN && g.slope(.nan).isNaN) }
  }

  @Test func `is called as one reads it`() {
    #expect(Activation.allCases.map(\.description) == ["sigmoid", "tanh", "ReLU"])
    #expect(Activation.allCases.map { "\($0.layer)" } == ["Sigmoid", "Tanh", "ReLU"])
  }
}

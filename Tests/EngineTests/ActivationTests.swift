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
      if let kind = type(of: layer) as? any ActivationLayer.Type {
        expectSameBits(x.map { kind.slope(at: g($0)) }, layer.backward(ones), "\(g)'s slope at its output:")
        #expect(x.map { g.slope($0) }.max == kind.greatestSlope)
      }
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

  /// Hendrycks and Gimpel's 0.8413 at 1 is Φ(1); the slope of GELU is greatest at √2 and least at −√2, 1/2 ± 0.6289.
  @Test func `has the values that the others' definitions give`() {
    #expect(Activation.leakyReLU(-2) == -0.02 && Activation.leakyReLU.slope(-2) == 0.01)
    #expect(Activation.leakyReLU(3) == 3 && Activation.leakyReLU.slope(3) == 1)
    #expect(abs(Activation.elu(-log(4)) + 0.75) < 1e-15 && abs(Activation.elu.slope(-log(4)) - 0.25) < 1e-15)
    #expect(abs(Activation.softplus(0) - log(2)) < 1e-15 && Activation.softplus.slope(0) == 0.5)
    #expect(abs(Activation.softplus(log(3)) - log(4)) < 1e-15)
    #expect(Activation.gelu(0) == 0 && Activation.gelu.slope(0) == 0.5)
    #expect(abs(Activation.gelu(1) - 0.841_344_746_068_543) < 1e-15)
    #expect(abs(Activation.gelu.slope(sqrt(2)) - 1.128_904_145) < 1e-9)
    #expect(abs(Activation.gelu.slope(-sqrt(2)) + 0.128_904_145) < 1e-9)
  }

  /// Small z, where eᶻ − 1 and log(1 + eᶻ) lose their digits when they are computed as they are written.
  @Test func `keeps its digits where it is nearly 0`() {
    #expect(Activation.elu(-1e-18) == -1e-18 && abs(Activation.elu(-1e-9) / -9.999999995e-10 - 1) < 1e-15)
    for (z, y) in [(-40.0, 4.248354255291589e-18), (-20, 2.061153620314381e-9)] {
      #expect(abs(Activation.softplus(z) / y - 1) < 1e-14)
    }
    #expect(abs(Activation.gelu(-8) / (-8 * 6.220960574271785e-16) - 1) < 1e-13)
  }

  @Test func `has its limits at either end`() {
    for g in Activation.allCases {
      let left: [Activation: Double] = [.tanh: -1, .leakyReLU: -.infinity, .elu: -1]
      #expect(g(-.infinity) == left[g] ?? 0 && g(.infinity) == (g == .sigmoid || g == .tanh ? 1 : .infinity))
      #expect(g.slope(-.infinity) == (g == .leakyReLU ? 0.01 : 0))
      #expect(g.slope(.infinity) == (g == .sigmoid || g == .tanh ? 0 : 1))
    }
  }

  @Test func `lets a nan through`() {
    for g in Activation.allCases { #expect(g(.nan).isNaN && g.slope(.nan).isNaN) }
  }

  @Test func `is called as one reads it`() {
    #expect(
      Activation.allCases.map(\.description) == ["sigmoid", "tanh", "ReLU", "leaky ReLU", "ELU", "softplus", "GELU"])
    let names = ["Sigmoid", "Tanh", "ReLU", "leaky ReLU", "ELU", "softplus", "GELU"]
    #expect(Activation.allCases.map { "\($0.layer)" } == names)
  }
}

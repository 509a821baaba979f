import Engine
import Solutions
import Testing

private typealias Oracle = Oracle02

/// The greatest |a − b| / max(1, |b|).
private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
  zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) {
    max($0, abs($1.0 - $1.1) / max(1, abs($1.1)))
  }
}

/// The reference answers of lesson 02 against mpmath's, PyTorch's and the engine's, and against closed forms.
@Suite struct `The solutions of lesson 02` {
  @Test func `sigmoidOfAny agrees with mpmath in proportion, down to 10⁻³⁰⁶`() {
    for row in Oracle.sigmoids {
      let (value, slope) = sigmoidOfAny(row[0])
      #expect(abs(value / row[1] - 1) < 1e-14, "z = \(row[0])")
      #expect(abs(slope / row[2] - 1) < 1e-14, "z = \(row[0])")
    }
  }

  @Test func `sigmoidOfAny withstands what has no limit`() {
    for z in [1000, 1e308, .infinity] {
      #expect(sigmoidOfAny(z) == (1, 0))
      #expect(sigmoidOfAny(-z) == (0, 0))
    }
  }

  @Test func `tanhGradient agrees with PyTorch's automatic differentiation`() {
    let dx = tanhGradient(y: Matrix(Oracle.tanhOutput), dy: Matrix(Oracle.tanhOutputGradient))
    #expect(worst(dx, Oracle.tanhInputGradient) < 1e-14)
  }

  @Test func `tanhGradient agrees with finite differences`() {
    let (x, dy, h) = (Matrix([[0.3, -1.2], [0, 2]]), Matrix([[2, -1], [0.5, 3]]), 1e-5)
    let dx = tanhGradient(y: tanh(x), dy: dy)
    for k in x.elements.indices {
      let difference = (tanh(x.elements[k] + h) - tanh(x.elements[k] - h)) / (2 * h)
      #expect(abs(dx.elements[k] - dy.elements[k] * difference) < 1e-9)
    }
  }

  @Test func `leakyReLU agrees with PyTorch, output and slope, for a of any sign`() {
    let outputs = [Oracle.leakyOutput1, Oracle.leakyOutput2, Oracle.leakyOutput3, Oracle.leakyOutput4]
    let slopes = [Oracle.leakySlope1, Oracle.leakySlope2, Oracle.leakySlope3, Oracle.leakySlope4]
    for (k, a) in Oracle.leakyA.enumerated() {
      let (output, slope) = leakyReLU(Matrix(Oracle.leakyInput), a: a)
      #expect(worst(output, outputs[k]) < 1e-15)
      #expect(worst(slope, slopes[k]) == 0)
    }
  }

  @Test func `leakyReLU has the left slope at 0, as the engine's`() {
    #expect(leakyReLU(Matrix([[0]]), a: 0.01).slope == Matrix([[Activation.leakyReLU.slope(0)]]))
    #expect(leakyReLU(Matrix([[0]]), a: -2).slope == Matrix([[-2]]))
  }

  @Test func `softmaxAt agrees with PyTorch, hot and cold, and where scores are ±1000`() {
    for (temperature, expected) in [(1, Oracle.warm), (7.5, Oracle.hot), (0.01, Oracle.cold)] {
      #expect(worst(softmaxAt(Matrix(Oracle.scores), temperature: temperature), expected) < 1e-12)
    }
  }

  @Test func `softmaxAt does not see a shift of a row, and shares a tie`() {
    let shifted = softmaxAt(Matrix([[-1000, -998, -1000], [1002, 1004, 1002]]), temperature: 2)
    #expect(shifted.row(0) == shifted.row(1))
    #expect(shifted[0, 0] == shifted[0, 2])
    #expect(abs(shifted[0, 1] / shifted[0, 0] - exp(1)) < 1e-14)
  }

  @Test func `collapsed agrees with the Jacobian of PyTorch's two layers, and with what they make of 0`() {
    let (weight, bias) = collapsed(
      weight1: Matrix(Oracle.weight1), bias1: Matrix(row: Oracle.bias1), weight2: Matrix(Oracle.weight2),
      bias2: Matrix(row: Oracle.bias2))
    #expect(worst(weight, Oracle.weight) < 1e-15)
    #expect(worst(bias, [Oracle.bias]) < 1e-15)
  }

  @Test func `flatShares agrees with PyTorch's slopes`() {
    for (flat, shares) in zip(Oracle.thresholds, Oracle.shares) {
      #expect(flatShares(Matrix(Oracle.preactivations), flat: flat) == shares)
    }
  }

  @Test func `flatShares does not count a slope that equals the threshold`() {
    #expect(flatShares(Matrix([[0, 1], [0, 0]]), flat: 1) == [0, 0.5])
    #expect(flatShares(Matrix([[1000], [-1000]]), flat: 0) == [0])
  }
}

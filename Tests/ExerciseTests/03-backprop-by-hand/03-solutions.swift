import Engine
import Solutions
import Testing

/// The reference answers of lesson 03 against finite differences and closed forms.
@Suite struct `The solutions of lesson 03` {
  private func slope(_ f: (Double) -> Double, at x: Double) -> Double {
    numericGradient(of: { f($0[0, 0]) }, at: Matrix(row: [x]))[0, 0]
  }

  @Test(arguments: [(3.0, 4.0, 2.0), (-1.5, 0.5, -3)]) func `localGradients agrees with finite differences`(
    _ x: Double, _ y: Double, _ g: Double
  ) {
    let got = localGradients(x: x, y: y, upstream: g)
    #expect(abs(got.product.dx - slope({ g * $0 * y }, at: x)) < 1e-8)
    #expect(abs(got.product.dy - slope({ g * x * $0 }, at: y)) < 1e-8)
    #expect(abs(got.quotient.dx - slope({ g * $0 / y }, at: x)) < 1e-8)
    #expect(abs(got.quotient.dy - slope({ g * x / $0 }, at: y)) < 1e-8)
    #expect(abs(got.square - slope({ g * $0 * $0 }, at: x)) < 1e-8)
  }

  @Test func `workedExample gives the numbers worked out by hand`() {
    let got = workedExample(x: 3, y: 4, z: 2)
    #expect([got.f, got.dx, got.dy, got.dz] == [18, 12, 4.5, -9])
  }

  /// For a cubic the error of central differences is h² times a sixth of the third derivative, whatever x is.
  @Test func `centralDifferences is exact for a square, and off by h² for a cube`() {
    let got = centralDifferences(of: { $0[0] * $0[0] + $0[1] * $0[1] * $0[1] }, at: [3, 2], step: 0.5)
    #expect(got == [6, 12.25])
  }

  @Test func `gradientsOfLastNode gives 2x + 1 for x² + x, and those worked out by hand for x²y/z`() {
    let twice = gradientsOfLastNode(operands: [[], [0, 0], [1, 0]], derivatives: [[], [3, 3], [1, 1]])
    #expect(twice == [7, 1, 1])
    let notes = gradientsOfLastNode(
      operands: [[], [], [], [0], [3, 1], [4, 2]], derivatives: [[], [], [], [6], [4, 9], [0.5, -9]])
    #expect(notes == [12, 4.5, -9, 2, 0.5, 1])
  }

  @Test func `denseGradients agrees with finite differences`() {
    var generator = Generator(seed: 35)
    let x = uniform(4, 3, &generator)
    let weight = uniform(3, 2, &generator)
    let bias = uniform(1, 2, &generator)
    let dy = uniform(4, 2, &generator)
    func loss(_ x: Matrix, _ weight: Matrix, _ bias: Matrix) -> Double {
      matmul(x, weight).addingRow(bias).hadamard(dy).sum
    }
    let got = denseGradients(dy, x: x, weight: weight)
    #expect(relativeError(got.dx, numericGradient(of: { loss($0, weight, bias) }, at: x)) < 1e-8)
    #expect(relativeError(got.dweight, numericGradient(of: { loss(x, $0, bias) }, at: weight)) < 1e-8)
    #expect(relativeError(Matrix(row: got.dbias), numericGradient(of: { loss(x, weight, $0) }, at: bias)) < 1e-8)
  }

  @Test func `softmaxCrossEntropyGradient agrees with finite differences and has rows that add up to 0`() {
    var generator = Generator(seed: 36)
    let logits = uniform(5, 4, &generator, scale: 3)
    let labels = [0, 3, 1, 1, 2]
    let got = softmaxCrossEntropyGradient(logits: logits, labels: labels)
    func loss(_ z: Matrix) -> Double {
      labels.indices.reduce(0) { sum, i in
        sum + log(z.row(i).reduce(0) { $0 + exp($1) }) - z[i, labels[i]]
      } / 5
    }
    #expect(relativeError(got, numericGradient(of: loss, at: logits)) < 1e-8)
    #expect((0..<5).allSatisfy { abs(got.row($0).reduce(0, +)) < 1e-16 })
  }

  @Test func `twoLayerGradients agrees with finite differences`() {
    var generator = Generator(seed: 37)
    let x = uniform(6, 2, &generator)
    let labels = [0, 2, 1, 1, 0, 2]
    let parameters = [
      uniform(2, 4, &generator), uniform(1, 4, &generator), uniform(4, 3, &generator), uniform(1, 3, &generator),
    ]
    func loss(_ p: [Matrix]) -> Double {
      let h = tanh(matmul(x, p[0]).addingRow(p[1]))
      return softmaxCrossEntropy(matmul(h, p[2]).addingRow(p[3]), labels: labels).value
    }
    let got = twoLayerGradients(
      x: x, labels: labels, weight1: parameters[0], bias1: parameters[1].elements, weight2: parameters[2],
      bias2: parameters[3].elements)
    let gradients = [got.dweight1, Matrix(row: got.dbias1), got.dweight2, Matrix(row: got.dbias2)]
    for k in parameters.indices {
      let numeric = numericGradient(
        of: { value in
          var moved = parameters
          moved[k] = value
          return loss(moved)
        }, at: parameters[k])
      #expect(relativeError(gradients[k], numeric) < 1e-7)
    }
  }

  @Test(arguments: [(2.0, 0.5, -0.5), (-1.5, 0.4, 0.3)]) func `recordedNeuron and 3.4 agree with finite differences`(
    _ x: Double, _ w: Double, _ b: Double
  ) {
    let record = recordedNeuron(x: x, w: w, b: b)
    let gradients = gradientsOfLastNode(operands: record.operands, derivatives: record.derivatives)
    #expect(record.values[5] == tanh(w * x + b))
    #expect(abs(gradients[0] - slope({ tanh(w * $0 + b) }, at: x)) < 1e-8)
    #expect(abs(gradients[1] - slope({ tanh($0 * x + b) }, at: w)) < 1e-8)
    #expect(abs(gradients[2] - slope({ tanh(w * x + $0) }, at: b)) < 1e-8)
  }
}

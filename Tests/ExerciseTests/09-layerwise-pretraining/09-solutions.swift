import Engine
import Solutions
import Testing

private typealias Oracle = Oracle09

/// The reference answers of lesson 09 against PyTorch, NumPy, finite differences and the engine.
@Suite struct `The solutions of lesson 09` {
  private let x = Matrix(Oracle.x)

  private func isClose(_ a: Matrix, _ b: Matrix, _ tolerance: Double = 1e-13) -> Bool {
    a.shape == b.shape && abs(a - b).max < tolerance
  }

  @Test func `autoencoded agrees with PyTorch`() {
    let result = autoencoded(
      x, encoder: Matrix(Oracle.encoder), encoderBias: Matrix(row: Oracle.encoderBias),
      decoder: Matrix(Oracle.decoder), decoderBias: Matrix(row: Oracle.decoderBias))
    #expect(isClose(result.code, Matrix(Oracle.code)))
    #expect(isClose(result.rebuilt, Matrix(Oracle.rebuilt)))
    #expect(abs(result.loss - Oracle.loss) < 1e-13)
  }

  @Test func `tiedGradient agrees with PyTorch's`() {
    #expect(isClose(tiedGradient(x, weight: Matrix(Oracle.weight)), Matrix(Oracle.gradient), 1e-12))
  }

  @Test(arguments: [(5, 4, 2), (3, 2, 4), (1, 3, 1)])
  func `tiedGradient agrees with differences`(_ m: Int, _ n: Int, _ k: Int) {
    var generator = Generator(seed: 9)
    let x = uniform(m, n, &generator, scale: 2)
    let gradient = tiedGradient(x, weight: uniform(n, k, &generator))
    generator = Generator(seed: 9)
    _ = uniform(m, n, &generator, scale: 2)
    let numeric = numericGradient(
      of: { meanSquaredError(matmul(matmul(x, $0), transposing: $0), target: x).value },
      at: uniform(n, k, &generator))
    #expect(isClose(gradient, numeric, 1e-7))
  }

  @Test func `tiedGradient is 0 at the principal components`() {
    let centered = x.subtractingRow(x.columnMeans)
    let components = Matrix(Oracle.components)
    for k in 1...4 {
      let first = Matrix(rows: 4, columns: k) { components[$0, $1] }
      #expect(abs(tiedGradient(centered, weight: first)).max < 1e-12)
    }
  }

  @Test func `explainedVariance of components is the share of their eigenvalues`() {
    let means = x.columnMeans
    let components = Matrix(Oracle.components)
    for (k, share) in zip(1..., Oracle.explained) {
      let first = Matrix(rows: 4, columns: k) { components[$0, $1] }
      let rebuilt = matmul(matmul(x.subtractingRow(means), first), transposing: first).addingRow(means)
      #expect(abs(explainedVariance(x, rebuilt: rebuilt) - share) < 1e-12)
    }
    #expect(explainedVariance(x, rebuilt: Matrix(rows: 5, columns: 4, repeating: 100)) < 0)
  }

  @Test func `principalDirection finds NumPy's first eigenvector`() {
    let start = Matrix(column: [1, 0.2, 0.3, 0.4])
    let result = principalDirection(of: Matrix(Oracle.covariance), from: start, steps: 2000)
    let sign = result.direction[0, 0] < 0 ? -1.0 : 1
    #expect(isClose(sign * result.direction, Matrix(column: Oracle.direction), 1e-10))
    #expect(abs(result.variance - Oracle.variance) < 1e-12)
  }

  @Test func `principalDirection agrees with powers of a diagonal matrix`() {
    let diagonal = Matrix([[3, 0, 0], [0, 2, 0], [0, 0, 0.5]])
    for steps in [0, 1, 4] {
      let power = Matrix(column: [1, -1, 2].enumerated().map { $1 * pow([3, 2, 0.5][$0], Double(steps)) })
      let result = principalDirection(of: diagonal, from: Matrix(column: [1, -1, 2]), steps: steps)
      #expect(isClose(result.direction, power / power.norm))
    }
  }

  @Test func `greedyStack agrees with NumPy`() {
    let result = greedyStack(x, widths: [3, 2, 5]) { inputs, width in
      let means = inputs.columnMeans
      let encoder = Dense(
        weight: Matrix(rows: inputs.columns, columns: width) { means[0, $0] * Double($1 + 1) },
        bias: Matrix(rows: 1, columns: width) { 0.1 * Double($1) - 0.2 })
      return (encoder, Dense(weight: encoder.weight.value.transposed, bias: means))
    }
    let weights = [Oracle.stackedWeight1, Oracle.stackedWeight2, Oracle.stackedWeight3].map { Matrix($0) }
    #expect(zip(result.layers, weights).allSatisfy { isClose($0.weight.value, $1) })
    #expect(result.layers.count == 3)
    #expect(isClose(result.code, Matrix(Oracle.stackedCode)))
  }
}

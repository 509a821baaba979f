import Engine
import Solutions
import Testing

private typealias Oracle = Oracle05

/// The greatest |a − b| / max(1, |b|).
private func worst(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(a.count == b.count ? 0 : .infinity) { max($0, abs($1.0 - $1.1) / max(1, abs($1.1))) }
}

/// The reference answers of lesson 05 against PyTorch's, against mpmath's, and against closed forms.
@Suite struct `The solutions of lesson 05` {
  @Test func `sigmoidFactor agrees with PyTorch's automatic differentiation`() {
    let factors = Oracle.factors.indices.map {
      sigmoidFactor(weight: Oracle.factorWeights[$0], bias: Oracle.factorBiases[$0], input: Oracle.factorInputs[$0])
    }
    #expect(worst(factors, Oracle.factors) < 1e-13)
  }

  @Test func `sigmoidFactor is a quarter of the weight at z = 0, and 0 where the sigmoid is flat`() {
    #expect(sigmoidFactor(weight: -100, bias: 50, input: 0.5) == -25)
    #expect(abs(sigmoidFactor(weight: -1000, bias: 0, input: 1)) < 1e-300)
    #expect(sigmoidFactor(weight: 1000, bias: 0, input: 1) == 0)
  }

  @Test func `chainGradients agrees with PyTorch's automatic differentiation`() {
    let gradients = chainGradients(
      weights: Oracle.chainWeights, biases: Oracle.chainBiases, input: 0.7, target: 3)
    #expect(gradients.count == 8)
    // Relative, as the first of them are small.
    #expect(zip(gradients, Oracle.chainGradients).allSatisfy { abs($0 / $1 - 1) < 1e-11 })
  }

  @Test func `chainGradients grows by 25 with each neuron when all weights are 100 and all z are 0`() {
    let gradients = chainGradients(
      weights: [100, 100, 100, 100], biases: [-50, -50, -50, -50], input: 0.5, target: 1)
    #expect(gradients == [-1953.125, -78.125, -3.125, -0.125])
  }

  @Test func `safeInterval agrees with root finding by mpmath`() throws {
    for row in Oracle.intervals {
      let interval = try #require(safeInterval(weight: row[0], bias: row[1]))
      #expect(worst([interval.lower, interval.upper], [row[2], row[3]]) < 1e-13)
    }
  }

  @Test func `safeInterval is a point at 4, and nothing below`() throws {
    let point = try #require(safeInterval(weight: -4, bias: 2))
    #expect(point.lower == 0.5 && point.upper == 0.5)
    #expect(safeInterval(weight: 3.999, bias: 0) == nil)
  }

  @Test func `weightGradientNorms agrees with PyTorch's automatic differentiation`() {
    let weights = [Oracle.weight1, Oracle.weight2, Oracle.weight3, Oracle.weight4].map(Matrix.init)
    let norms = weightGradientNorms(x: Matrix(Oracle.x), weights: weights, dy: Matrix(Oracle.dy))
    #expect(worst(norms, Oracle.norms) < 1e-12)
  }

  @Test func `weightGradientNorms takes layers that change the width`() {
    let norms = weightGradientNorms(
      x: Matrix([[1, 2, 2]]), weights: [Matrix(rows: 3, columns: 2), Matrix(rows: 2, columns: 1)], dy: Matrix([[5]]))
    #expect(norms == [0, 0])
  }

  @Test func `depthOfUnderflow agrees with exact powers`() {
    for row in Oracle.depths { #expect(depthOfUnderflow(factor: row[0], least: row[1]) == Int(row[2])) }
  }
}

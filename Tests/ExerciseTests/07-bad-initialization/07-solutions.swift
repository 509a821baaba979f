import Engine
import Solutions
import Testing

private typealias Oracle = Oracle07

/// The reference answers of lesson 07 against all outcomes counted one by one, NumPy, PyTorch, sampling and the engine.
@Suite struct `The solutions of lesson 07` {
  @Test func `productVariance agrees with all outcomes of discrete variables, counted`() {
    #expect(Oracle.products.count == 25)
    for row in Oracle.products {
      let variance = productVariance(meanX: row[0], varianceX: row[1], meanY: row[2], varianceY: row[3])
      #expect(abs(variance - row[4]) <= 1e-14 * max(1, row[4]), "\(row)")
    }
  }

  @Test func `productVariance agrees with a sample of normal numbers`() {
    var generator = Generator(seed: 7)
    func sample(_ mean: Double, _ variance: Double) -> Matrix {
      Matrix(rows: 400, columns: 100) { _, _ in
        mean + generator.normal(standardDeviation: variance.squareRoot())
      }
    }
    for (meanX, varianceX, meanY, varianceY) in [(0.0, 2.0, 0.0, 0.3), (1, 0.5, -2, 1.5), (-3, 0.2, 0, 4)] {
      let counted = sample(meanX, varianceX).hadamard(sample(meanY, varianceY)).variance
      let variance = productVariance(meanX: meanX, varianceX: varianceX, meanY: meanY, varianceY: varianceY)
      #expect(abs(counted / variance - 1) < 0.05)
    }
  }

  @Test func `layerVariances agrees with all outcomes of two layers, counted`() {
    for row in Oracle.twoLayers {
      let variances = layerVariances(mean: row[0], variance: row[1], fanIns: [2, 2], weightVariance: row[2])
      #expect(zip(variances, row[3...]).allSatisfy { abs($0 - $1) <= 1e-13 * $1 }, "\(row)")
    }
  }

  @Test func `layerVariances agrees with draws of three linear layers of different widths`() {
    var generator = Generator(seed: 7)
    let widths = [3, 5, 2, 40]
    var squares = [Double](repeating: 0, count: 3)
    let draws = 4000
    for _ in 1...draws {
      // One example for each draw of weights: outputs of one draw are not independent.
      var z = Matrix(rows: 1, columns: 3) { _, _ in 1.5 + generator.normal(standardDeviation: 0.7) }
      for l in squares.indices {
        z = matmul(
          z,
          Initializer.normal(standardDeviation: 0.6)
            .weight(fanIn: widths[l], fanOut: widths[l + 1], using: &generator))
        squares[l] += z.hadamard(z).mean / Double(draws)
      }
    }
    let variances = layerVariances(mean: 1.5, variance: 0.49, fanIns: [3, 5, 2], weightVariance: 0.36)
    for (counted, variance) in zip(squares, variances) { #expect(abs(counted / variance - 1) < 0.15) }
  }

  @Test func `layerNumbers agrees with PyTorch`() {
    let numbers = layerNumbers([Oracle.outputs1, Oracle.outputs2, Oracle.outputs3].map { Matrix($0) })
    #expect(numbers.count == 3)
    for (got, expected) in zip(numbers, Oracle.numbers) {
      #expect(abs(got.mean - expected[0]) < 1e-14)
      #expect(abs(got.pooled - expected[1]) < 1e-14)
      #expect(abs(got.overExamples - expected[2]) < 1e-14)
    }
  }

  @Test func `layerNumbers tells units that differ from units that say something`() {
    let numbers = layerNumbers([Matrix([[1, -1], [1, -1]]), Matrix([[1, 1], [-1, -1]])])
    #expect(numbers.map(\.pooled) == [1, 1])
    #expect(numbers.map(\.overExamples) == [0, 1])
  }

  @Test func `distinctUnits agrees with NumPy for any number of units`() {
    for (n, expected) in zip(1..., Oracle.distinct) {
      let weight = Matrix(Oracle.weight.map { Array($0.prefix(n)) })
      let bias = Matrix(row: Array(Oracle.bias.prefix(n)))
      #expect(distinctUnits(weight: weight, bias: bias) == Int(expected), "\(n) units")
    }
  }

  @Test func `distinctUnits counts what training makes of equal and of unequal units`() {
    var generator = Generator(seed: 7)
    func trained(noise: Double) -> Int {
      let weight = Matrix(rows: 3, columns: 7) { _, _ in 0.3 + generator.normal(standardDeviation: 1) * noise }
      let out = Matrix(rows: 7, columns: 2) { i, j in j == 0 ? 0.2 : -0.4 }
      var network = Network([
        Dense(weight: weight, bias: Matrix(rows: 1, columns: 7)), Tanh(),
        Dense(weight: out, bias: Matrix(rows: 1, columns: 2)),
      ])
      let x = uniform(5, 3, &generator)
      let y = network.forward(x, mode: .training)
      network.backward(y)
      let dense = network.layers[0] as! Dense
      return distinctUnits(
        weight: dense.weight.value - 0.1 * dense.weight.gradient, bias: dense.bias.value - 0.1 * dense.bias.gradient)
    }
    #expect(trained(noise: 0) == 1)
    #expect(trained(noise: 0.1) == 7)
  }

  @Test func `deadUnits are those to which PyTorch gives a gradient of exactly 0, over both batches`() {
    let isDead = deadUnits([Matrix(Oracle.batch1), Matrix(Oracle.batch2)])
    #expect(isDead.map { $0 ? 1 : 0 } == Oracle.dead)
    #expect(isDead.contains(true) && isDead.contains(false))
  }

  @Test func `deadUnits are as many as the engine counts`() {
    var generator = Generator(seed: 7)
    let network = Network([
      Dense(weight: uniform(4, 30, &generator), bias: uniform(1, 30, &generator, scale: 0.3, offset: -0.9)), ReLU(),
    ])
    let x = uniform(12, 4, &generator)
    let z = network.outputs(for: x, mode: .inference)[0]
    let count = deadUnits([z]).count { $0 }
    #expect(count == network.statistics(for: x, mode: .inference)[1].dead)
    #expect(0 < count && count < 30)
  }
}

import Engine
import Solutions
import Testing

/// The reference answers of lesson 04 against PyTorch's losses, gradients, steps and batches, and against finite differences.
@Suite struct `The solutions of lesson 04` {
  private typealias Oracle = Oracle04

  private var y: Matrix { Matrix(Oracle.predictions) }
  private var t: Matrix { Matrix(Oracle.targets) }
  private var p: Matrix { Matrix(Oracle.probabilities) }
  private var labels: [Int] { Oracle.labels.map { Int($0) } }

  /// The greatest |a − b| / max(1, |b|).
  private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
    zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) {
      max($0, abs($1.0 - $1.1) / max(1, abs($1.1)))
    }
  }

  @Test func `threeLosses agrees with PyTorch's`() {
    let losses = threeLosses(y, t, p: p, labels: labels)
    #expect(abs(losses.squared / Oracle.squared - 1) < 1e-14)
    #expect(abs(losses.absolute / Oracle.absolute - 1) < 1e-14)
    #expect(abs(losses.crossEntropy / Oracle.crossEntropy - 1) < 1e-14)
  }

  @Test func `threeLosses agrees with the engine's`() {
    let losses = threeLosses(y, t, p: softmax(y), labels: [2, 0, 1, 1])
    #expect(abs(losses.squared - meanSquaredError(y, target: t).value) < 1e-15)
    #expect(abs(losses.absolute - meanAbsoluteError(y, target: t).value) < 1e-15)
    #expect(abs(losses.crossEntropy - softmaxCrossEntropy(y, labels: [2, 0, 1, 1]).value) < 1e-14)
  }

  @Test func `lossGradients agrees with PyTorch's automatic differentiation, and is 0 at the kink`() {
    let gradients = lossGradients(y, t, p: p, labels: labels)
    #expect(worst(gradients.squared, Oracle.squaredGradient) < 1e-15)
    #expect(worst(gradients.absolute, Oracle.absoluteGradient) < 1e-15)
    #expect(worst(gradients.crossEntropy, Oracle.crossEntropyGradient) < 1e-14)
    #expect(gradients.absolute[1, 2] == 0)
  }

  @Test func `lossGradients agrees with finite differences of threeLosses`() {
    let p = softmax(Matrix([[0, 1], [2, -1], [0.5, 0.5], [3, 1]]))
    let (labels, h) = ([0, 1, 1, 0], 1e-6)
    let gradients = lossGradients(y, t, p: p, labels: labels)
    for i in 0..<4 {
      for j in 0..<3 where (i, j) != (1, 2) {
        var (up, down) = (y, y)
        up[i, j] += h
        down[i, j] -= h
        let (above, below) = (
          threeLosses(up, t, p: p, labels: labels), threeLosses(down, t, p: p, labels: labels)
        )
        #expect(abs((above.squared - below.squared) / (2 * h) - gradients.squared[i, j]) < 1e-8)
        #expect(abs((above.absolute - below.absolute) / (2 * h) - gradients.absolute[i, j]) < 1e-8)
      }
      for j in 0..<2 {
        var (up, down) = (p, p)
        up[i, j] += h
        down[i, j] -= h
        let difference =
          threeLosses(y, t, p: up, labels: labels).crossEntropy
          - threeLosses(y, t, p: down, labels: labels).crossEntropy
        #expect(abs(difference / (2 * h) - gradients.crossEntropy[i, j]) < 1e-7)
      }
    }
  }

  @Test func `descentStep agrees with PyTorch's SGD on the mean of the examples' losses`() {
    for (rate, step) in zip(Oracle.rates, Oracle.steps) {
      let got = descentStep(
        weights: Oracle.weights, gradients: Matrix(Oracle.exampleGradients), learningRate: rate)
      #expect(worst(Matrix(row: got), [step]) < 1e-14)
    }
  }

  @Test func `miniBatches has the batches of PyTorch's DataLoader, and each example once`() {
    var generator = Generator(seed: 4)
    for row in Oracle.batches.map({ $0.map { Int($0) } }) {
      let (count, size) = (row[0], row[1])
      let batches = miniBatches(count: count, size: size, using: &generator)
      #expect(batches.count == row[2])
      #expect(batches.dropLast().allSatisfy { $0.count == size })
      #expect(batches.last?.count == row[3])
      #expect(batches.joined().sorted() == Array(0..<count))
    }
    #expect(miniBatches(count: 0, size: 3, using: &generator).isEmpty)
  }

  @Test func `miniBatches deals out every order of four examples about equally often`() {
    var generator = Generator(seed: 4)
    var times: [[[Int]]: Int] = [:]
    for _ in 0..<24_000 { times[miniBatches(count: 4, size: 3, using: &generator), default: 0] += 1 }
    #expect(times.count == 24)
    #expect(times.values.allSatisfy { abs($0 - 1000) < 200 })  // six standard deviations
  }

  @Test func `updateCounts agrees with the batches of PyTorch's DataLoader`() {
    for row in Oracle.batches.map({ $0.map { Int($0) } }) {
      for epochs in [0, 1, 3] {
        let counts = updateCounts(examples: row[0], batchSize: row[1], epochs: epochs)
        #expect(counts.updates == epochs * row[2])
        #expect(counts.examplesSeen == epochs * ((row[2] - 1) * row[1] + row[3]))
      }
    }
  }

  @Test func `fittedLine agrees with PyTorch's SGD, at rest and where it swings ever wider`() {
    for row in Oracle.lines {
      let line = fittedLine(x: Oracle.x, t: Oracle.t, learningRate: row[0], updates: Int(row[1]))
      #expect(abs(line.w - row[2]) < 1e-12 * max(1, abs(row[2])))
      #expect(abs(line.b - row[3]) < 1e-12 * max(1, abs(row[3])))
    }
  }

  @Test func `fittedLine comes to the line of least squares`() {
    let line = fittedLine(x: Oracle.x, t: Oracle.t, learningRate: 0.3, updates: 3000)
    #expect(abs(line.w - Oracle.best[0]) < 1e-12)
    #expect(abs(line.b - Oracle.best[1]) < 1e-12)
  }
}

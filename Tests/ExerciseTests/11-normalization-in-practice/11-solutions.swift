import Engine
import Solutions
import Testing

private typealias Oracle = Oracle11

private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
  zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

private func worst(_ a: [Double], _ b: [Double]) -> Double { worst(Matrix(row: a), [b]) }

/// The reference answers of lesson 11 against PyTorch's, against finite differences and against enumeration.
@Suite struct `The solutions of lesson 11` {
  private let x = Matrix(Oracle.x)

  @Test func `layerNormalized agrees with PyTorch`() {
    let y = layerNormalized(x, gamma: Oracle.gamma, beta: Oracle.beta, epsilon: Oracle.epsilon)
    #expect(worst(y, Oracle.layer) < 1e-12)
  }

  @Test func `layerNormalizationGradients agrees with PyTorch's automatic differentiation`() {
    let gradients = layerNormalizationGradients(
      Matrix(Oracle.dy), x: x, gamma: Oracle.gamma, epsilon: Oracle.epsilon)
    #expect(worst(gradients.dx, Oracle.dx) < 1e-11)
    #expect(worst(gradients.dgamma, Oracle.dgamma) < 1e-12)
    #expect(worst(gradients.dbeta, Oracle.dbeta) < 1e-12)
  }

  /// Central differences of L = Σ dy ⊙ y: the error is of order h², and rounding of order 10⁻¹⁶/h.
  @Test func `layerNormalizationGradients agrees with finite differences of layerNormalized`() {
    let h = 1e-5
    let x = Matrix([[0.5, -2, 1], [1.25, 3, -0.5]])
    let dy = Matrix([[1, 0.5, -0.25], [-2, 1, 3]])
    let gamma = [1.5, -0.5, 2]
    func loss(_ x: Matrix) -> Double {
      layerNormalized(x, gamma: gamma, beta: [0.25, 2, -1], epsilon: 0.1).hadamard(dy).sum
    }
    let differences = Matrix(rows: 2, columns: 3) { i, j in
      var (up, down) = (x, x)
      up[i, j] += h
      down[i, j] -= h
      return (loss(up) - loss(down)) / (2 * h)
    }
    let dx = layerNormalizationGradients(dy, x: x, gamma: gamma, epsilon: 0.1).dx
    #expect(zip(dx.elements, differences.elements).allSatisfy { abs($0 - $1) < 1e-8 })
  }

  @Test func `groupNormalized agrees with PyTorch`() {
    let y = groupNormalized(
      x, groups: Oracle.groups, gamma: Oracle.gamma, beta: Oracle.beta, epsilon: Oracle.epsilon)
    #expect(worst(y, Oracle.group) < 1e-12)
  }

  /// Each entry is x/p or 0, by itself: over all 2ⁿ masks with their probabilities.
  @Test(arguments: [0.25, 0.5, 0.9, 1]) func `varianceShift is that of all masks together`(_ p: Double) {
    let x = [1.5, -0.5, 2, 4]
    var (expected, expectedSquare) = (0.0, 0.0)
    for mask in 0..<16 {
      var probability = 1.0
      var y: [Double] = []
      for (k, value) in x.enumerated() {
        let isKept = mask >> k & 1 == 1
        probability *= isKept ? p : 1 - p
        y.append(isKept ? value / p : 0)
      }
      expected += probability * y.reduce(0, +) / 4
      expectedSquare += probability * y.reduce(0) { $0 + $1 * $1 } / 4
    }
    let inUse = x.reduce(0) { $0 + ($1 - 1.75) * ($1 - 1.75) } / 4
    #expect(abs(varianceShift(x, keep: p) - (expectedSquare - expected * expected) / inUse) < 1e-12)
  }

  /// The four positions of PyTorch's two switches, in training and in inference, trainable and not.
  @Test(arguments: 0..<4) func `batchNormUpdate does what PyTorch does`(_ position: Int) {
    let update = batchNormUpdate(
      batchMean: Oracle.batchMean, runningMean: Oracle.running, gamma: [1, 1, 1], gradient: Oracle.gradient[position],
      decay: Oracle.decay, learningRate: Oracle.rate, isTraining: position < 2, isTrainable: position % 2 == 0,
      frozenInfers: false)
    #expect(worst(update.normalizesBy, Oracle.used[position]) < 1e-12)
    #expect(worst(update.runningMean, Oracle.moved[position]) < 1e-12)
    #expect(worst(update.gamma, Oracle.stepped[position]) < 1e-12)
  }

  /// What Keras's guide to transfer learning says: "trainable = False" means inference mode, even in training.
  @Test func `batchNormUpdate leaves all as it was where frozen means inference`() {
    let update = batchNormUpdate(
      batchMean: [5], runningMean: [2], gamma: [3], gradient: [7], decay: 0.9, learningRate: 0.1, isTraining: true,
      isTrainable: false, frozenInfers: true)
    #expect(update == ([2], [2], [3]))
  }
}

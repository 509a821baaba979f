import Engine
import Solutions
import Testing

private typealias Oracle = Oracle10

private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
  zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

private func worst(_ a: [Double], _ b: [Double]) -> Double { worst(Matrix(row: a), [b]) }

/// The reference answers of lesson 10 against PyTorch's, against finite differences and against closed forms.
@Suite struct `The solutions of lesson 10` {
  private let x = Matrix(Oracle.x)
  private let dy = Matrix(Oracle.dy)

  @Test func `batchNormalized agrees with PyTorch`() {
    let y = batchNormalized(x, gamma: Oracle.gamma, beta: Oracle.beta, epsilon: Oracle.epsilon)
    #expect(worst(y, Oracle.y) < 1e-12)
  }

  @Test func `batchNormalized gives two examples ± d/√(d² + ε), half their distance being d`() {
    let y = batchNormalized(Matrix([[7], [13]]), gamma: [1], beta: [0], epsilon: 16)
    #expect(y == Matrix([[-0.6], [0.6]]))
  }

  @Test func `runningStatistics agrees with PyTorch, whose variance is unbiased`() {
    let new = runningStatistics(after: x, mean: Oracle.mean, variance: Oracle.variance, decay: 0.9)
    #expect(worst(new.mean, Oracle.newMean) < 1e-12)
    #expect(worst(new.variance, Oracle.newVariance) < 1e-12)
  }

  @Test func `batchNormalizedAtInference agrees with PyTorch`() {
    let y = batchNormalizedAtInference(
      x, gamma: Oracle.gamma, beta: Oracle.beta, mean: Oracle.mean, variance: Oracle.variance, epsilon: Oracle.epsilon)
    #expect(worst(y, Oracle.inference) < 1e-12)
  }

  @Test func `batchNormalizationGradients agrees with PyTorch's automatic differentiation`() {
    let gradients = batchNormalizationGradients(dy, x: x, gamma: Oracle.gamma, epsilon: Oracle.epsilon)
    #expect(worst(gradients.dx, Oracle.dx) < 1e-10)
    #expect(worst(gradients.dgamma, Oracle.dgamma) < 1e-12)
    #expect(worst(gradients.dbeta, Oracle.dbeta) < 1e-12)
  }

  /// Central differences of L = Σ dy ⊙ y: the error is of order h², and rounding of order 10⁻¹⁶/h.
  @Test func `batchNormalizationGradients agrees with finite differences of batchNormalized`() {
    let h = 1e-5
    let x = Matrix([[0.5, -2], [1.25, 3], [-0.75, 0.5], [2, 1]])
    let dy = Matrix([[1, 0.5], [-2, 1], [0.25, -1], [1.5, 2]])
    let gamma = [1.5, -0.5]
    let beta = [0.25, 2]
    func loss(_ x: Matrix, _ gamma: [Double], _ beta: [Double]) -> Double {
      let y = batchNormalized(x, gamma: gamma, beta: beta, epsilon: 0.1)
      return zip(y.elements, dy.elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    func slope(_ along: (Double) -> Double) -> Double { (along(h) - along(-h)) / (2 * h) }
    let gradients = batchNormalizationGradients(dy, x: x, gamma: gamma, epsilon: 0.1)
    let dx = Matrix(rows: 4, columns: 2) { i, j in
      slope { step in
        var moved = x
        moved[i, j] += step
        return loss(moved, gamma, beta)
      }
    }
    let dgamma = (0..<2).map { j in
      slope { step in
        var moved = gamma
        moved[j] += step
        return loss(x, moved, beta)
      }
    }
    #expect(zip(gradients.dx.elements, dx.elements).allSatisfy { abs($0 - $1) < 1e-8 })
    #expect(worst(gradients.dgamma, dgamma) < 1e-8)
    #expect(gradients.dbeta == [0.75, 2.5])
  }

  @Test func `foldedBatchNormalization agrees with PyTorch's fusion`() {
    let folded = foldedBatchNormalization(
      weight: Matrix(Oracle.weight), bias: Oracle.bias, gamma: Oracle.gamma, beta: Oracle.beta, mean: Oracle.mean,
      variance: Oracle.variance, epsilon: Oracle.epsilon)
    #expect(worst(folded.weight, Oracle.foldedWeight) < 1e-12)
    #expect(worst(folded.bias, Oracle.foldedBias) < 1e-12)
  }

  /// PyTorch takes the step and measures how far a further, tiny step turns each unit: a rate by its definition,
  /// known to the size of that step.
  @Test func `effectiveLearningRates agrees with how far PyTorch's weights turn`() {
    let rates = effectiveLearningRates(
      weight: Matrix(Oracle.unitWeight), gradient: Matrix(Oracle.unitGradient), learningRate: Oracle.learningRate,
      l2: Oracle.l2)
    #expect(zip(rates, Oracle.effectiveRates).allSatisfy { abs($0 / $1 - 1) < 1e-6 })
  }

  @Test func `effectiveLearningRates without a gradient is η/(1 − ηλ)² for a vector of length 1`() {
    let rates = effectiveLearningRates(
      weight: Matrix([[1]]), gradient: Matrix([[0]]), learningRate: 0.5, l2: 1)
    #expect(rates == [2])
  }
}

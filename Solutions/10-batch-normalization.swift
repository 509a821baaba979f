// Reference answers of lesson 10, batch normalization; the statements stand in Exercises/10-batch-normalization.swift.

import Engine

/// The mean and the biased variance of every column.
///
/// Two passes: E[x²] − E[x]² would be the same number on paper, and cancels when the mean is large.
func batchStatistics(of x: Matrix) -> (mean: [Double], variance: [Double]) {
  let m = Double(x.rows)
  var mean: [Double] = []
  var variance: [Double] = []
  for j in 0..<x.columns {
    let column = x.column(j)
    let μ = column.reduce(0, +) / m
    mean.append(μ)
    variance.append(column.reduce(0) { $0 + ($1 - μ) * ($1 - μ) } / m)
  }
  return (mean, variance)
}

/// Solution 10.1 · Training is inference with the batch's own statistics.
public func batchNormalized(_ x: Matrix, gamma: [Double], beta: [Double], epsilon: Double) -> Matrix {
  let (mean, variance) = batchStatistics(of: x)
  return batchNormalizedAtInference(x, gamma: gamma, beta: beta, mean: mean, variance: variance, epsilon: epsilon)
}

/// Solution 10.2 · A decaying average: ρ of the old, 1 − ρ of the new.
public func runningStatistics(
  after x: Matrix, mean: [Double], variance: [Double], decay: Double
) -> (mean: [Double], variance: [Double]) {
  let batch = batchStatistics(of: x)
  return (
    zip(mean, batch.mean).map { decay * $0 + (1 - decay) * $1 },
    zip(variance, batch.variance).map { decay * $0 + (1 - decay) * $1 }
  )
}

/// Solution 10.3 · Each entry needs its own column's four numbers, and no other entry.
public func batchNormalizedAtInference(
  _ x: Matrix, gamma: [Double], beta: [Double], mean: [Double], variance: [Double], epsilon: Double
) -> Matrix {
  Matrix(rows: x.rows, columns: x.columns) { i, j in
    gamma[j] * (x[i, j] - mean[j]) / (variance[j] + epsilon).squareRoot() + beta[j]
  }
}

/// Solution 10.4 · With x̂ the normalized column and d its deviation √(σ² + ε):
///
///     dβ = Σᵢ dyᵢ
///     dγ = Σᵢ dyᵢ x̂ᵢ
///     dxᵢ = γ/d (dyᵢ − dβ/m − x̂ᵢ dγ/m)        what the mean answers for, what the variance answers for
public func batchNormalizationGradients(
  _ dy: Matrix, x: Matrix, gamma: [Double], epsilon: Double
) -> (dx: Matrix, dgamma: [Double], dbeta: [Double]) {
  let m = Double(x.rows)
  let (mean, variance) = batchStatistics(of: x)
  let deviation = variance.map { ($0 + epsilon).squareRoot() }
  let normalized = Matrix(rows: x.rows, columns: x.columns) { i, j in (x[i, j] - mean[j]) / deviation[j] }
  var dgamma: [Double] = []
  var dbeta: [Double] = []
  for j in 0..<x.columns {
    dbeta.append(dy.column(j).reduce(0, +))
    dgamma.append(zip(dy.column(j), normalized.column(j)).reduce(0) { $0 + $1.0 * $1.1 })
  }
  let dx = Matrix(rows: x.rows, columns: x.columns) { i, j in
    gamma[j] / deviation[j] * (dy[i, j] - dbeta[j] / m - normalized[i, j] * dgamma[j] / m)
  }
  return (dx, dgamma, dbeta)
}

/// Solution 10.5 · s (x W + b − mean) + β with s = γ/√(variance + ε): what stands beside x, and what does not.
public func foldedBatchNormalization(
  weight: Matrix, bias: [Double], gamma: [Double], beta: [Double], mean: [Double], variance: [Double], epsilon: Double
) -> (weight: Matrix, bias: [Double]) {
  let scale = zip(gamma, variance).map { $0 / ($1 + epsilon).squareRoot() }
  return (
    Matrix(rows: weight.rows, columns: weight.columns) { i, j in weight[i, j] * scale[j] },
    bias.indices.map { (bias[$0] - mean[$0]) * scale[$0] + beta[$0] }
  )
}

/// Solution 10.6 · The gradient of λ/2 ‖w‖² is λ w; the rate is divided by the squared length after the step.
public func effectiveLearningRates(
  weight: Matrix, gradient: Matrix, learningRate: Double, l2: Double
) -> [Double] {
  (0..<weight.columns).map { j in
    let stepped = zip(weight.column(j), gradient.column(j)).map { $0 - learningRate * ($1 + l2 * $0) }
    return learningRate / stepped.reduce(0) { $0 + $1 * $1 }
  }
}

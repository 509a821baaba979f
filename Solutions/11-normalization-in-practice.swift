// Reference answers of lesson 11, normalization in practice; the statements stand in
// Exercises/11-normalization-in-practice.swift.

import Engine

/// Solution 11.1 · A single group.
public func layerNormalized(_ x: Matrix, gamma: [Double], beta: [Double], epsilon: Double) -> Matrix {
  groupNormalized(x, groups: 1, gamma: gamma, beta: beta, epsilon: epsilon)
}

/// Solution 11.2 · With x̂ the normalized row, d its deviation √(σ² + ε) and g = γ dy:
///
///     dβ = Σᵢ dyᵢ                                over the examples
///     dγ = Σᵢ dyᵢ x̂ᵢ
///     dx = (g − mean(g) − x̂ mean(g ⊙ x̂)) / d     the means along the row
public func layerNormalizationGradients(
  _ dy: Matrix, x: Matrix, gamma: [Double], epsilon: Double
) -> (dx: Matrix, dgamma: [Double], dbeta: [Double]) {
  let n = Double(x.columns)
  var dx = Matrix(rows: x.rows, columns: x.columns)
  var dgamma = [Double](repeating: 0, count: x.columns)
  var dbeta = dgamma
  for i in 0..<x.rows {
    let (normalized, deviation) = standardized(x.row(i), epsilon: epsilon)
    let g = zip(gamma, dy.row(i)).map { $0 * $1 }
    let meanOfG = g.reduce(0, +) / n
    let meanAlong = zip(g, normalized).reduce(0) { $0 + $1.0 * $1.1 } / n
    for j in 0..<x.columns {
      dx[i, j] = (g[j] - meanOfG - normalized[j] * meanAlong) / deviation
      dgamma[j] += dy[i, j] * normalized[j]
      dbeta[j] += dy[i, j]
    }
  }
  return (dx, dgamma, dbeta)
}

/// Solution 11.3 · Each group of neighbours is standardized by itself; γ and β belong to the features.
public func groupNormalized(
  _ x: Matrix, groups: Int, gamma: [Double], beta: [Double], epsilon: Double
) -> Matrix {
  let size = x.columns / groups
  var y = x
  for i in 0..<x.rows {
    for first in stride(from: 0, to: x.columns, by: size) {
      let group = Array(x.row(i)[first..<first + size])
      let normalized = standardized(group, epsilon: epsilon).normalized
      for (k, value) in normalized.enumerated() {
        y[i, first + k] = gamma[first + k] * value + beta[first + k]
      }
    }
  }
  return y
}

/// (x − μ)/d, and d = √(σ² + ε).
private func standardized(_ values: [Double], epsilon: Double) -> (normalized: [Double], deviation: Double) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
  let deviation = (variance + epsilon).squareRoot()
  return (values.map { ($0 - mean) / deviation }, deviation)
}

/// Solution 11.4 · 1 + (1/p − 1) E[x²] / Var(x)
public func varianceShift(_ x: [Double], keep p: Double) -> Double {
  let count = Double(x.count)
  let mean = x.reduce(0, +) / count
  let meanSquare = x.reduce(0) { $0 + $1 * $1 } / count
  let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
  return 1 + (1 / p - 1) * meanSquare / variance
}

/// Solution 11.5 · Two questions: whose statistics, and is there a step?
public func batchNormUpdate(
  batchMean: [Double], runningMean: [Double], gamma: [Double], gradient: [Double], decay: Double,
  learningRate: Double, isTraining: Bool, isTrainable: Bool, frozenInfers: Bool
) -> (normalizesBy: [Double], runningMean: [Double], gamma: [Double]) {
  let usesBatch = isTraining && (isTrainable || !frozenInfers)
  let moved = zip(runningMean, batchMean).map { decay * $0 + (1 - decay) * $1 }
  let stepped = zip(gamma, gradient).map { $0 - learningRate * $1 }
  return (
    usesBatch ? batchMean : runningMean, usesBatch ? moved : runningMean, isTraining && isTrainable ? stepped : gamma
  )
}

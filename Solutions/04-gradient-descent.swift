import Engine

/// Solution 4.1 · Three losses.
public func threeLosses(
  _ y: Matrix, _ t: Matrix, p: Matrix, labels: [Int]
) -> (squared: Double, absolute: Double, crossEntropy: Double) {
  let error = y - t
  let surprises = labels.indices.map { i in -log(p[i, labels[i]]) }
  return (error.hadamard(error).mean, abs(error).mean, surprises.mean)
}

/// Solution 4.2 · The gradients of the three losses.
public func lossGradients(
  _ y: Matrix, _ t: Matrix, p: Matrix, labels: [Int]
) -> (squared: Matrix, absolute: Matrix, crossEntropy: Matrix) {
  let error = y - t
  let entries = Double(error.rows * error.columns)
  var crossEntropy = Matrix(zerosLike: p)
  for (i, label) in labels.enumerated() {
    crossEntropy[i, label] = -1 / (Double(p.rows) * p[i, label])
  }
  return (2 / entries * error, error.map { $0 > 0 ? 1 / entries : $0 < 0 ? -1 / entries : 0 }, crossEntropy)
}

/// Solution 4.3 · One step of descent.
public func descentStep(weights: [Double], gradients: Matrix, learningRate: Double) -> [Double] {
  zip(weights, gradients.columnMeans.elements).map { w, g in w - learningRate * g }
}

/// Solution 4.4 · Mini-batches.
public func miniBatches(count: Int, size: Int, using generator: inout Generator) -> [[Int]] {
  let order = (0..<count).shuffled(using: &generator)
  return stride(from: 0, to: count, by: size).map { start in
    Array(order[start..<min(start + size, count)])
  }
}

/// Solution 4.5 · Counting updates.
public func updateCounts(examples: Int, batchSize: Int, epochs: Int) -> (updates: Int, examplesSeen: Int) {
  let batches = (examples + batchSize - 1) / batchSize
  return (epochs * batches, epochs * examples)
}

/// Solution 4.6 · Fit a line by gradient descent.
public func fittedLine(x: [Double], t: [Double], learningRate: Double, updates: Int) -> (w: Double, b: Double) {
  var (w, b) = (0.0, 0.0)
  for _ in 0..<updates {
    let errors = zip(x, t).map { x, t in w * x + b - t }
    let gradientOfW = 2 * zip(errors, x).map { $0 * $1 }.mean
    let gradientOfB = 2 * errors.mean
    w -= learningRate * gradientOfW
    b -= learningRate * gradientOfB
  }
  return (w, b)
}

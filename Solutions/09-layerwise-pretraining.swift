import Engine

/// Solution 9.1 · Forward pass and loss of an autoencoder.
public func autoencoded(
  _ x: Matrix, encoder: Matrix, encoderBias: Matrix, decoder: Matrix, decoderBias: Matrix
) -> (code: Matrix, rebuilt: Matrix, loss: Double) {
  let code = sigmoid(matmul(x, encoder).addingRow(encoderBias))
  let rebuilt = matmul(code, decoder).addingRow(decoderBias)
  return (code, rebuilt, meanSquaredError(rebuilt, target: x).value)
}

/// Solution 9.2 · Gradient of tied weights.
public func tiedGradient(_ x: Matrix, weight: Matrix) -> Matrix {
  let code = matmul(x, weight)
  let error = matmul(code, transposing: weight) - x
  let byEncoder = matmul(transposing: x, matmul(error, weight))
  let byDecoder = matmul(transposing: error, code)  // that of Wᵀ, turned over
  return (2 / Double(x.elements.count)) * (byEncoder + byDecoder)
}

/// Solution 9.3 · Explained variance of a bottleneck.
public func explainedVariance(_ x: Matrix, rebuilt: Matrix) -> Double {
  let missed = x - rebuilt
  return 1 - missed.hadamard(missed).sum / (x.columnVariances.sum * Double(x.rows))
}

/// Solution 9.4 · Principal direction by power iteration.
public func principalDirection(
  of covariance: Matrix, from start: Matrix, steps: Int
) -> (direction: Matrix, variance: Double) {
  var v = start / start.norm
  for _ in 0..<steps {
    let product = matmul(covariance, v)
    if product.norm > 0 { v = product / product.norm }
  }
  return (v, matmul(transposing: v, matmul(covariance, v))[0, 0])
}

/// Solution 9.5 · Greedy stacking.
public func greedyStack(
  _ x: Matrix, widths: [Int], train: (_ inputs: Matrix, _ width: Int) -> (encoder: Dense, decoder: Dense)
) -> (layers: [Dense], code: Matrix) {
  var (layers, code) = ([Dense](), x)
  for width in widths {
    let layer = train(code, width).encoder
    code = sigmoid(matmul(code, layer.weight.value).addingRow(layer.bias.value))
    layers.append(layer)
  }
  return (layers, code)
}

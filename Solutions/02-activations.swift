import Engine

/// Solution 2.1 · A sigmoid for any number.
public func sigmoidOfAny(_ z: Double) -> (value: Double, slope: Double) {
  let power = exp(-abs(z))  // at most 1
  let value = z < 0 ? power / (1 + power) : 1 / (1 + power)
  return (value, power / ((1 + power) * (1 + power)))
}

/// Solution 2.2 · The way back through tanh.
public func tanhGradient(y: Matrix, dy: Matrix) -> Matrix { dy.zip(y) { $0 * (1 - $1 * $1) } }

/// Solution 2.3 · Leaky ReLU and its slope.
public func leakyReLU(_ x: Matrix, a: Double) -> (output: Matrix, slope: Matrix) {
  (x.map { $0 > 0 ? $0 : a * $0 }, x.map { $0 > 0 ? 1 : a })
}

/// Solution 2.4 · Softmax at any temperature.
public func softmaxAt(_ scores: Matrix, temperature: Double) -> Matrix {
  let rows = (0..<scores.rows).map { i in
    let row = scores.row(i)
    let greatest = row.max()!
    let powers = row.map { exp(($0 - greatest) / temperature) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
  return Matrix(rows)
}

/// Solution 2.5 · Two linear layers in one.
public func collapsed(
  weight1: Matrix, bias1: Matrix, weight2: Matrix, bias2: Matrix
) -> (weight: Matrix, bias: Matrix) {
  (matmul(weight1, weight2), matmul(bias1, weight2) + bias2)
}

/// Solution 2.6 · The share of flat units.
public func flatShares(_ z: Matrix, flat: Double) -> [Double] {
  let slopes = z.map { 1 - tanh($0) * tanh($0) }
  return (0..<z.columns).map { j in
    let column = slopes.column(j)
    return Double(column.count { $0 < flat }) / Double(column.count)
  }
}

import Engine

/// Solution 1.1 · The weighted sum.
public func weightedSum(bias: Double, weights: [Double], inputs: [Double]) -> Double {
  zip(weights, inputs).reduce(bias) { $0 + $1.0 * $1.1 }
}

/// Solution 1.2 · What a neuron decides.
public func decisions(_ x: Matrix, bias: Double, weights: [Double]) -> [Double] {
  (0..<x.rows).map { i in
    weightedSum(bias: bias, weights: weights, inputs: x.row(i)) > 0 ? 1 : 0
  }
}

/// Solution 1.3 · A step of the perceptron rule.
public func perceptronStep(
  bias: Double, weights: [Double], inputs: [Double], label: Double
) -> (bias: Double, weights: [Double]) {
  let z = weightedSum(bias: bias, weights: weights, inputs: inputs)
  if label * z > 0 { return (bias, weights) }
  return (bias + label, zip(weights, inputs).map { $0 + label * $1 })
}

/// Solution 1.4 · Neurons for AND, OR and NOT.
///
/// The sum of the inputs is a whole number. AND's threshold is between n − 1 and n, OR's between 0 and 1.
public func gateNeurons(
  inputs n: Int
) -> (
  and: (bias: Double, weights: [Double]), or: (bias: Double, weights: [Double]),
  not: (bias: Double, weights: [Double])
) {
  let ones = [Double](repeating: 1, count: n)
  return (and: (0.5 - Double(n), ones), or: (-0.5, ones), not: (0.5, [-1]))
}

/// Solution 1.5 · A network for XOR.
///
/// The sum of the inputs is 2 low, low + high or 2 high. OR's threshold lies midway between the first two, AND's midway
/// between the last two; the output fires if OR does and AND does not.
public func xorNetwork(
  low: Double, high: Double
) -> (
  first: (bias: Double, weights: [Double]), second: (bias: Double, weights: [Double]),
  output: (bias: Double, weights: [Double])
) {
  let or = (bias: -(3 * low + high) / 2, weights: [1.0, 1.0])
  let and = (bias: -(low + 3 * high) / 2, weights: [1.0, 1.0])
  return (first: or, second: and, output: (bias: -0.5, weights: [1, -1]))
}

/// Solution 1.6 · A dense layer.
public func denseSums(_ x: Matrix, weight: Matrix, bias: Matrix) -> Matrix {
  matmul(x, weight).addingRow(bias)
}

// Reference answers of lesson 03, backprop by hand; the statements stand in Exercises/03-backprop-by-hand.swift.

import Engine

/// Solution 3.1 · Upstream times local.
public func localGradients(
  x: Double, y: Double, upstream: Double
) -> (product: (dx: Double, dy: Double), quotient: (dx: Double, dy: Double), square: Double) {
  (
    product: (dx: upstream * y, dy: upstream * x),
    quotient: (dx: upstream / y, dy: -upstream * x / (y * y)),
    square: 2 * upstream * x
  )
}

/// Solution 3.2 · Forward through v, u and f; back through the same nodes from the end.
public func workedExample(
  x: Double, y: Double, z: Double
) -> (f: Double, dx: Double, dy: Double, dz: Double) {
  let v = x * x
  let u = v * y
  let f = u / z

  let du = 1 / z
  let dz = -u / (z * z)
  let dv = y * du
  let dy = v * du
  let dx = 2 * x * dv
  return (f, dx, dy, dz)
}

/// Solution 3.3 · Two evaluations per coordinate, the others at rest.
public func centralDifferences(of f: ([Double]) -> Double, at x: [Double], step h: Double) -> [Double] {
  x.indices.map { k in
    var moved = x
    moved[k] = x[k] + h
    let above = f(moved)
    moved[k] = x[k] - h
    let below = f(moved)
    return (above - below) / (2 * h)
  }
}

/// Solution 3.4 · From the last node to the first; an operand *adds* what each use sends it.
public func gradientsOfLastNode(operands: [[Int]], derivatives: [[Double]]) -> [Double] {
  var gradients = [Double](repeating: 0, count: operands.count)
  gradients[operands.count - 1] = 1
  for i in operands.indices.reversed() {
    for (operand, derivative) in zip(operands[i], derivatives[i]) {
      gradients[operand] += gradients[i] * derivative
    }
  }
  return gradients
}

/// Solution 3.5 · dW = xᵀ dy, db = Σᵢ dyᵢ, dx = dy Wᵀ.
public func denseGradients(
  _ dy: Matrix, x: Matrix, weight: Matrix
) -> (dx: Matrix, dweight: Matrix, dbias: [Double]) {
  (matmul(dy, weight.transposed), matmul(x.transposed, dy), dy.columnSums.elements)
}

/// Solution 3.6 · (p − y) / m, with each row's largest score taken off before exp.
public func softmaxCrossEntropyGradient(logits: Matrix, labels: [Int]) -> Matrix {
  let m = Double(logits.rows)
  let rows = labels.indices.map { i in
    let scores = logits.row(i)
    let largest = scores.max()!
    let powers = scores.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.indices.map { j in (powers[j] / sum - (j == labels[i] ? 1 : 0)) / m }
  }
  return Matrix(rows)
}

/// Solution 3.7 · 3.6, then 3.5 with h for input, then the slope of tanh, then 3.5 with x for input.
public func twoLayerGradients(
  x: Matrix, labels: [Int], weight1: Matrix, bias1: [Double], weight2: Matrix, bias2: [Double]
) -> (dweight1: Matrix, dbias1: [Double], dweight2: Matrix, dbias2: [Double]) {
  let h = tanh(matmul(x, weight1).addingRow(Matrix(row: bias1)))  // m × k
  let logits = matmul(h, weight2).addingRow(Matrix(row: bias2))  // m × c

  let dlogits = softmaxCrossEntropyGradient(logits: logits, labels: labels)
  let second = denseGradients(dlogits, x: h, weight: weight2)
  let dz = second.dx.zip(h) { $0 * (1 - $1 * $1) }
  let first = denseGradients(dz, x: x, weight: weight1)
  return (first.dweight, first.dbias, second.dweight, second.dbias)
}

/// Solution 3.8 · Each node as it is computed, with its local derivatives beside it.
public func recordedNeuron(
  x: Double, w: Double, b: Double
) -> (values: [Double], operands: [[Int]], derivatives: [[Double]]) {
  let product = w * x
  let sum = product + b
  let a = tanh(sum)
  return (
    values: [x, w, b, product, sum, a],
    operands: [[], [], [], [1, 0], [3, 2], [4]],
    derivatives: [[], [], [], [x, w], [1, 1], [1 - a * a]]
  )
}

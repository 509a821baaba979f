import Engine

/// The two halves of a network whose hidden units get masks: what they put out, and what reads it.
struct Halves {
  let hidden: Matrix  // m × width, of some examples
  let output: Dense

  init(_ network: Network, at x: Matrix) {
    var first = Network(Array(network.layers.dropLast()))
    hidden = first.forward(x, mode: .inference)
    output = network.layers.last as! Dense
  }

  /// The probabilities when hidden unit j is multiplied by `mask[j]`, for all examples alike.
  func probabilities(_ mask: [Double]) -> Matrix {
    var output = output
    let masked = hidden.multiplyingColumns(by: Matrix(row: mask))
    return softmax(output.forward(masked, mode: .inference))
  }

  /// The geometric mean of the probabilities of all 2ⁿ masks, each as likely as it is, made to sum to 1.
  func geometricMean(keep p: Double) -> Matrix {
    let units = hidden.columns
    var logs = Matrix(rows: hidden.rows, columns: output.weight.value.columns)
    for number in 0..<(1 << units) {
      let kept = (0..<units).map { number >> $0 & 1 == 1 }
      let weight = kept.reduce(1.0) { $0 * ($1 ? p : 1 - p) }
      logs += weight * log(probabilities(kept.map { $0 ? 1 / p : 0 }))
    }
    return softmax(logs)
  }
}

/// A random mask for so many hidden units, with 1 ÷ p where a unit is kept.
func mask(of units: Int, keep p: Double, using generator: inout Generator) -> [Double] {
  (0..<units).map { _ in generator.uniform() < p ? 1 / p : 0 }
}

/// The mean of −log p(label).
func logLoss(_ probabilities: Matrix, _ labels: [Int]) -> Double {
  -labels.indices.map { log(probabilities[$0, labels[$0]]) }.mean
}

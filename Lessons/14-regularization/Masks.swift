import Engine

/// A unit of `w.count` inputs, g(Σ mᵢ wᵢ xᵢ), over all masks m of zeros and ones.
struct MaskedUnit {
  let w: [Double]
  let x: [Double]

  /// The mean output over all 2ⁿ masks, each with the probability pᵏ(1 − p)ⁿ⁻ᵏ, k the number kept.
  func mean(keep p: Double, _ g: (Double) -> Double) -> Double {
    outputs(keep: p).reduce(0) { $0 + $1.probability * g($1.z) }
  }

  /// The output with every weight multiplied by p.
  func scaled(keep p: Double, _ g: (Double) -> Double) -> Double {
    g(p * zip(w, x).reduce(0) { $0 + $1.0 * $1.1 })
  }

  /// Each mask's pre-activation and its probability, one input after another.
  private func outputs(keep p: Double) -> [(z: Double, probability: Double)] {
    var outputs = [(z: 0.0, probability: 1.0)]
    for (w, x) in zip(w, x) {
      outputs =
        outputs.map { ($0.z, $0.probability * (1 - p)) }
        + outputs.map { ($0.z + w * x, $0.probability * p) }
    }
    return outputs
  }
}

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

/// A random mask of a network with `units` hidden units, in inverted scaling.
func mask(of units: Int, keep p: Double, using generator: inout Generator) -> [Double] {
  (0..<units).map { _ in generator.uniform() < p ? 1 / p : 0 }
}

/// The mean of −log p(label).
func logLoss(_ probabilities: Matrix, _ labels: [Int]) -> Double {
  -labels.indices.map { log(probabilities[$0, labels[$0]]) }.mean
}

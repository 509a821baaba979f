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

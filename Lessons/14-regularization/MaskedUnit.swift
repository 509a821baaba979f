import Engine

/// A unit g(Σ mᵢ wᵢ xᵢ) under all masks m of zeros and ones, each mᵢ being 1 with
/// probability p.
struct MaskedUnit {
  /// Σ mᵢ wᵢ xᵢ of each mask, and the probability of the mask: pᵏ(1 − p)ⁿ⁻ᵏ, k the number kept.
  private let outcomes: [(z: Double, probability: Double)]
  /// p Σ wᵢ xᵢ.
  private let scaledSum: Double

  init(w: [Double], x: [Double], keep p: Double) {
    var outcomes = [(z: 0.0, probability: 1.0)]
    for (w, x) in zip(w, x) {
      outcomes =
        outcomes.map { ($0.z, $0.probability * (1 - p)) }
        + outcomes.map { ($0.z + w * x, $0.probability * p) }
    }
    self.outcomes = outcomes
    scaledSum = p * zip(w, x).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The mean output over all 2ⁿ masks.
  func mean(_ g: (Double) -> Double) -> Double {
    outcomes.reduce(0) { $0 + $1.probability * g($1.z) }
  }

  /// The output with every weight multiplied by p, and no mask.
  func scaled(_ g: (Double) -> Double) -> Double { g(scaledSum) }
}

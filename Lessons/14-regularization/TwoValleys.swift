/// A loss of one weight with two valleys, near 0.6 and at 2.
func twoValleys(_ w: Double) -> Double {
  (w - 2) * (w - 2) * (0.3 + (w - 0.6) * (w - 0.6))
}

/// The sizes |w| that a price λ|w| leads to, for many λ from 0 to 4, in ascending order.
func sizesPaid() -> [Double] {
  let weights = (0...240).map { Double($0) / 100 }
  let losses = weights.map(twoValleys)
  return (0...100).reversed().map { k in
    let λ = Double(k) / 25
    return weights[
      weights.indices.min { losses[$0] + λ * weights[$0] < losses[$1] + λ * weights[$1] }!]
  }
}

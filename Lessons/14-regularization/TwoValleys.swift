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
    let costs = zip(losses, weights).map { $0 + λ * $1 }
    return weights[costs.indices.min { costs[$0] < costs[$1] }!]
  }
}

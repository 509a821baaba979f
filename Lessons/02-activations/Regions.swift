import Engine

/// Where an activation is flat and where it is straight: two thresholds on its slope.
///
/// The slope is measured against that of its straight part: where it goes on rising, its
/// slope far to the right, and the greatest slope where it levels off.
struct Regions {
  enum Kind: String, CaseIterable { case flat, straight, useful }

  let activation: Activation
  /// Flat is a slope below this share of the straight part's.
  let flat: Double
  /// Straight is a slope within 1 − straight of it.
  let straight: Double
  let reference: Double

  private static let grid = (-12_000...12_000).map { Double($0) / 1000 }

  init(_ activation: Activation, flat: Double, straight: Double) {
    self.activation = activation
    self.flat = flat
    self.straight = straight
    let far = activation.slope(12)
    reference = far > 0.5 ? far : Self.grid.map(activation.slope).max()!
  }

  func kind(at z: Double) -> Kind {
    let share = activation.slope(z) / reference
    if abs(share) < flat { return .flat }
    return abs(share - 1) < 1 - straight ? .straight : .useful
  }

  /// The stretches of a kind within [−12, 12], from left to right; where the slope only
  /// passes through on its way, within 0.3, it is not counted.
  func stretches(_ kind: Kind) -> [ClosedRange<Double>] {
    var stretches: [ClosedRange<Double>] = []
    for z in Self.grid where self.kind(at: z) == kind {
      if let last = stretches.last, z - last.upperBound < 0.0015 {
        stretches[stretches.count - 1] = last.lowerBound...z
      } else {
        stretches.append(z...z)
      }
    }
    return stretches.filter { $0.upperBound - $0.lowerBound > 0.3 }
  }

  /// The stretches of a kind in words, as in `above 2.18`.
  func text(_ kind: Kind) -> String {
    let found = stretches(kind).map { stretch in
      let (low, high) = (stretch.lowerBound, stretch.upperBound)
      return low <= -12
        ? (high >= 12 ? "everywhere" : "below \(high.text(.fixed(2)))")
        : high >= 12
          ? "above \(low.text(.fixed(2)))"
          : "\(low.text(.fixed(2))) to \(high.text(.fixed(2)))"
    }
    return found.isEmpty ? "nowhere" : found.joined(separator: ", ")
  }
}

/// The two thresholds of a slope that is even and falls from 0 on, as sigmoid's and tanh's:
/// it is straight up to `straight` and flat from `flat` on.
struct Edges {
  let flat: Double
  let straight: Double

  init(_ regions: Regions) {
    func place(_ share: Double) -> Double {
      var (near, far) = (0.0, 100.0)
      for _ in 1...60 {
        let middle = (near + far) / 2
        let isSteeper = regions.activation.slope(middle) > share * regions.reference
        if isSteeper { near = middle } else { far = middle }
      }
      return near
    }
    flat = place(regions.flat)
    straight = place(regions.straight)
  }

  /// The share of N(0, s²) in each region.
  func share(_ kind: Regions.Kind, _ s: Double) -> Double {
    switch kind {
    case .flat: 1 - within(flat / s)
    case .straight: within(straight / s)
    case .useful: within(flat / s) - within(straight / s)
    }
  }

  /// The s with the largest useful share: s² = (z₂² − z₁²) / (2 ln(z₂/z₁)), flat from z₂ and straight up to z₁.
  var best: Double {
    sqrt((flat * flat - straight * straight) / (2 * log(flat / straight)))
  }
}

/// P(|Z| < z) of a normal Z: the area under the bell curve, by Simpson's rule.
func within(_ z: Double) -> Double {
  let (steps, end) = (200, min(z, 12))
  let h = end / Double(steps)
  let sum = (0...steps).reduce(0.0) { sum, i in
    let x = Double(i) * h
    let weight: Double = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2
    return sum + weight * exp(-x * x / 2)
  }
  return min(1, 2 * sum * h / 3 / sqrt(2 * Double.pi))
}

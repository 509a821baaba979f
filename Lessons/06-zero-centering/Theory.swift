import Engine

// What the condition number κ says of a descent on the whole batch at the best rate.

/// The updates until the share `tolerance` of the distance is left, where each leaves (κ − 1)/(κ + 1) of it.
func updates(condition κ: Double, to tolerance: Double) -> Double {
  log(tolerance) / log((κ - 1) / (κ + 1))
}

extension TwoWeights {
  /// The same, as a whole number: after so many, no more than `tolerance` of the distance is left.
  func updatesInTheory(to tolerance: Double) -> Double {
    max(1, updates(condition: conditionNumber, to: tolerance).rounded(.up))
  }

  /// √(κ² c₁² + c₂²), where c₁ and c₂ are the shares of the way along the steep and the flat direction.
  func detourInTheory(from start: SIMD2<Double>) -> Double {
    let way = optimum - start
    let c1 = (way * steepDirection).sum() / length(way)
    return sqrt(conditionNumber * conditionNumber * c1 * c1 + 1 - c1 * c1)
  }
}

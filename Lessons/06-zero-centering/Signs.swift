import Engine

/// Whether no weight grows while the other shrinks.
func isSameSign(_ step: SIMD2<Double>) -> Bool { step.x * step.y >= 0 }

/// The share of units (columns) of a weight's gradient in which no two weights move in opposite directions.
func unitsOfOneSign(_ gradient: Matrix) -> Double {
  let units = (0..<gradient.columns).map { gradient.column($0) }
  return Double(units.filter { $0.min()! >= 0 || $0.max()! <= 0 }.count)
    / Double(units.count)
}

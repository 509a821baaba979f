import Engine

/// `count` examples of two independent features, each evenly spread over its range: count × 2.
func features(
  _ first: ClosedRange<Double>, _ second: ClosedRange<Double>, count: Int = 200,
  using generator: inout Generator
) -> Matrix {
  Matrix(rows: count, columns: 2) { _, j in
    let range = j == 0 ? first : second
    return generator.uniform(in: range.lowerBound..<range.upperBound)
  }
}

/// The weights from which a linear unit's targets are made: each feature contributes a random share, counted in its
/// own standard deviations.
func randomTeacher(for x: Matrix, using generator: inout Generator) -> SIMD2<Double> {
  let angle = generator.uniform(in: 0..<2 * .pi)
  let deviations = sqrt(x.columnVariances)
  return SIMD2(cos(angle) / deviations[0, 0], sin(angle) / deviations[0, 1])
}

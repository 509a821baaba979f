import Engine

/// The losses of n × n settings, and how often one kind of search of them beats another, counted exactly.
struct Plane {
  let losses: [[Double]]  // a row for each rate
  var n: Int { losses.count }

  /// The best loss of every grid of p × p settings in equal steps: one for each place it can have.
  func gridBests(_ p: Int) -> [Double] {
    let step = n / p
    return (0..<step * step).map { offset in
      let (row, column) = (offset / step, offset % step)
      return (0..<p * p).map { losses[row + $0 / p * step][column + $0 % p * step] }.min()!
    }
  }

  /// So many points, each drawn from everywhere.
  func random(_ points: Int) -> Strata {
    Strata([[Double]](repeating: losses.flatMap(\.self), count: points))
  }

  /// So many points, one in each of as many bands of rates.
  func bands(_ points: Int) -> Strata {
    let height = n / points
    return Strata((0..<points).map { losses[$0 * height..<($0 + 1) * height].flatMap(\.self) })
  }
}

/// A search that draws one loss from each stratum, all equally likely there.
struct Strata {
  private let sorted: [[Double]]

  init(_ strata: [[Double]]) { sorted = strata.map { $0.sorted() } }

  /// The probability that all draws are above `limit`, or not below it.
  private func chanceAbove(_ limit: Double, orAt: Bool) -> Double {
    sorted.reduce(1) { product, losses in
      let first = losses.firstIndex { orAt ? $0 >= limit : $0 > limit } ?? losses.count
      return product * (1 - Double(first) / Double(losses.count))
    }
  }

  /// How likely its best is below the best of a rival; a tie counts half.
  func chanceToBeat(_ bests: [Double]) -> Double {
    bests.map { 1 - (chanceAbove($0, orAt: true) + chanceAbove($0, orAt: false)) / 2 }.mean
  }

  /// The mean of its best loss.
  var meanBest: Double {
    let values = Set(sorted.flatMap(\.self)).sorted()
    return values.indices.reduce(0) { sum, i in
      sum + values[i] * (chanceAbove(values[i], orAt: true) - chanceAbove(values[i], orAt: false))
    }
  }
}

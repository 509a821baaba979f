import Engine

/// What the distribution of weights looks like; its variance is the rule's business.
enum Distribution: String, CaseIterable {
  case normal, uniform
  case coin = "coin flip, ±σ"

  /// A fanIn × fanOut matrix of such weights, with the given standard deviation.
  func weight(
    _ fanIn: Int, _ fanOut: Int, deviation: Double, using generator: inout Generator
  ) -> Matrix {
    switch self {
    case .normal:
      Initializer.normal(standardDeviation: deviation).weight(
        fanIn: fanIn, fanOut: fanOut, using: &generator)
    case .uniform:
      Initializer.uniform(limit: sqrt(3) * deviation).weight(
        fanIn: fanIn, fanOut: fanOut, using: &generator)
    case .coin:
      Initializer.uniform(limit: 1).weight(
        fanIn: fanIn, fanOut: fanOut, using: &generator
      )
      .map { $0 < 0 ? -deviation : deviation }
    }
  }
}

extension Matrix {
  /// Independent normal numbers with mean 0 and variance 1.
  static func noise(_ rows: Int, _ columns: Int, using generator: inout Generator)
    -> Matrix
  {
    Distribution.normal.weight(rows, columns, deviation: 1, using: &generator)
  }
}

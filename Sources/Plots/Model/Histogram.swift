import Engine

/// How many values fall into each of a number of equally wide bins.
///
///     let histogram = Histogram([0, 0.2, 0.5, 1], bins: 2, over: 0...1)
///     histogram.counts   // [2, 2]: a bin contains its left edge; only the last one its right edge too
public struct Histogram: Equatable, Sendable {
  /// What a bar's height, or its area, stands for.
  public enum Measure: Equatable, Sendable {
    /// The height is the number of values.
    case count
    /// The area is the share of all finite values, so that histograms of different bins compare.
    case density
  }

  /// The borders of the bins, ascending; one more than there are bins.
  public let edges: [Double]
  /// The number of values in each bin.
  public let counts: [Int]
  /// How many finite values lie outside all bins.
  public let outside: Int
  /// How many values are NaN or infinite.
  public let nonFinite: Int
  let measure: Measure

  /// Counts `values` in `bins` bins over `range`, by default from the smallest to the largest value.
  public init(_ values: [Double], bins: Int, over range: ClosedRange<Double>? = nil, as measure: Measure = .count) {
    precondition(bins > 0, "a histogram needs at least 1 bin, not \(bins)")
    let finite = values.filter(Extent.isDrawable)
    var extent = Extent(range) ?? Extent()
    if extent.isEmpty { for value in finite { extent.include(value) } }
    let domain = extent.isEmpty ? 0...1 : Extent.widened(extent.low, extent.high)
    let low = domain.lowerBound
    let span = domain.upperBound - low

    let edges = (0...bins).map { $0 == bins ? domain.upperBound : low + span * (Double($0) / Double(bins)) }
    var counts = [Int](repeating: 0, count: bins)
    var outside = 0
    for value in finite {
      guard domain.contains(value) else {
        outside += 1
        continue
      }
      // The quotient can round across an edge; the edges themselves decide.
      var bin = min(bins - 1, Int((value - low) / span * Double(bins)))
      if value < edges[bin] { bin -= 1 } else if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    self.edges = edges
    self.counts = counts
    self.outside = outside
    nonFinite = values.count - finite.count
    self.measure = measure
  }

  /// The bars' heights: counts, or count ÷ (number of finite values · bin width).
  public var heights: [Double] {
    switch measure {
    case .count: return counts.map(Double.init)
    case .density:
      let total = Double(max(1, counts.reduce(outside, +)))
      return counts.indices.map { Double(counts[$0]) / total / (edges[$0 + 1] - edges[$0]) }
    }
  }
}

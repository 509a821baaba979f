/// Where the labels of lines and level rules go: beside their right ends if they fit there, otherwise into a legend.
struct EndLabels {
  /// The elements labelled directly, each with the place of its label.
  private(set) var direct: [(element: Scene.Element, at: Double)] = []
  /// The labelled elements that a legend must explain.
  private(set) var legend: [Scene.Element] = []

  /// - Parameters:
  ///   - gap: the smallest distance of two labels, in the unit of `place`.
  ///   - move: how far a label may stand from its line's end.
  ///   - span: where labels may be.
  ///   - fits: whether a label is short enough to stand in the margin.
  ///   - place: the place of a height.
  init(
    _ scene: Scene, gap: Double, move: Double, span: ClosedRange<Double>, fits: (String) -> Bool,
    place: (Double) -> Double
  ) {
    let labelled = scene.elements.filter { !$0.label.isEmpty }
    let lines = labelled.filter { $0.isLine && !$0.isArrow }
    let ends = labelled.compactMap { element in element.rightEnd.map { (element: element, at: place($0)) } }
    let allLinesEnd = lines.allSatisfy { $0.rightEnd != nil && fits($0.label) }
    let candidates = ends.filter { fits($0.element.label) && (allLinesEnd || !$0.element.isLine) }
      .sorted { $0.at < $1.at }
    if let places = EndLabels.spread(candidates.map(\.at), gap: gap, move: move, span: span) {
      direct = zip(candidates, places).map { ($0.element, $1) }
      legend = labelled.filter { element in !candidates.contains { $0.element.place == element.place } }
    } else {
      legend = labelled
    }
  }

  /// The places nearest to the `wanted` ones, ascending, that keep the gap; `nil` if one must move too far.
  ///
  /// Subtracting i · gap from the i-th place turns "at least a gap apart" into "not descending", and the nearest
  /// sequence that does not descend comes from averaging neighbours that do. Source: Barlow, Bartholomew, Bremner,
  /// Brunk, *Statistical Inference under Order Restrictions* (1972), the pool-adjacent-violators algorithm.
  static func spread(_ wanted: [Double], gap: Double, move: Double, span: ClosedRange<Double>) -> [Double]? {
    var pools: [(sum: Double, count: Int)] = []
    for (i, place) in wanted.enumerated() {
      pools.append((place - Double(i) * gap, 1))
      while pools.count > 1, let last = pools.last, last.sum / Double(last.count) < average(pools[pools.count - 2]) {
        pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    let highest = span.upperBound - Double(wanted.count - 1) * gap
    guard wanted.isEmpty || highest >= span.lowerBound else { return nil }
    let levels = pools.flatMap { [Double](repeating: average($0), count: $0.count) }
    let places = levels.enumerated().map { min(highest, max(span.lowerBound, $1)) + Double($0) * gap }
    return zip(places, wanted).allSatisfy { abs($0 - $1) <= move } ? places : nil
  }

  /// Where a pool of labels would like to stand together.
  static func average(_ pool: (sum: Double, count: Int)) -> Double { pool.sum / Double(pool.count) }
}

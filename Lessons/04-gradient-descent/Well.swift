import Engine

/// A loss with two minima, whose examples disagree about its slope:
///
///     Jᵢ(w) = (w² − 1)² + w/2 + ξᵢ w        the ξᵢ have the mean 0
///
/// The mean over all examples is (w² − 1)² + w/2: a deep minimum at the left, a shallow one at the right.
struct Well {
  let noises: [Double]

  init(count: Int, deviation: Double, using generator: inout Generator) {
    // The rare large noises would throw w out of the picture, so they are cut off at 3.
    let drawn = (0..<count).map { _ in min(3, max(-3, generator.normal())) }
    let centered = drawn.map { $0 - drawn.mean }
    let size = sqrt(centered.map { $0 * $0 }.mean)
    noises = centered.map { deviation * $0 / size }
  }

  static func loss(_ w: Double) -> Double { pow(w * w - 1, 2) + w / 2 }

  static func slope(_ w: Double) -> Double { 4 * w * (w * w - 1) + 0.5 }

  /// The minimum that exact descent finds from `start`.
  static func minimum(from start: Double) -> Double {
    var w = start
    for _ in 0..<500 { w -= 0.05 * slope(w) }
    return w
  }

  /// Where as many runs end as there are starts, each after 500 updates with random batches.
  func ends(
    from starts: [Double], batch: Int, rate: Double, using generator: inout Generator
  ) -> [Double] {
    var ends = starts
    for _ in 0..<500 {
      for run in ends.indices {
        var noise = 0.0
        for _ in 0..<batch {
          noise += noises[generator.integer(below: noises.count)]
        }
        ends[run] -= rate * (Well.slope(ends[run]) + noise / Double(batch))
      }
    }
    return ends
  }
}

import Engine
import Plots

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
  ///
  /// The examples of a batch are drawn anew each time, or dealt out in epochs, each once.
  func ends(
    from starts: [Double], batch: Int, rate: Double, replacing: Bool,
    using generator: inout Generator
  ) -> [Double] {
    starts.map { start in
      var (w, order) = (start, [Int]())
      for _ in 1...500 {
        var noise = 0.0
        if !replacing && order.count < batch {
          order = generator.permutation(of: noises.count)
        }
        for _ in 0..<batch {
          let drawn =
            replacing ? generator.integer(below: noises.count) : order.removeLast()
          noise += noises[drawn]
        }
        w -= rate * (Well.slope(w) + noise / Double(batch))
      }
      return w
    }
  }

  /// The mean loss, with both minima.
  static func plot(shallow: Double, deep: Double) -> Plot {
    let places = (-170...170).map { Double($0) / 100 }
    return Plot(
      "Two valleys", x: Axis("w"), y: Axis("J"),
      marks: [
        .line(x: places, y: places.map(loss), color: .grey),
        .cross(Point(shallow, loss(shallow)), label: "shallow", color: .green),
        .cross(Point(deep, loss(deep)), label: "deep", color: .purple),
      ])
  }
}

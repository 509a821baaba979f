import Engine
import Plots

/// The loss (u² − 1)²/4 + v²/2: a saddle at (0, 0) between two minima at u = −1 and u = 1.
enum Saddle {
  static func loss(_ u: Double, _ v: Double) -> Double {
    pow(u * u - 1, 2) / 4 + v * v / 2
  }

  /// The places after 0, 1, 2, … updates. A batch's gradient has normal noise of the given deviation.
  static func path(
    from u: Double, rate: Double, noise: Double, updates: Int,
    using generator: inout Generator
  ) -> [Point] {
    var path = [Point(u, 1)]
    for _ in 0..<updates {
      let (u, v) = (path.last!.x, path.last!.y)
      let du = u * (u * u - 1) + (noise > 0 ? noise * generator.normal() : 0)
      let dv = v + (noise > 0 ? noise * generator.normal() : 0)
      path.append(Point(u - rate * du, v - rate * dv))
    }
    return path
  }

  /// How many updates it takes until |u| is above one half; nil if it never is.
  static func updates(
    from u: Double, rate: Double, noise: Double, within limit: Int,
    using generator: inout Generator
  ) -> Int? {
    var u = u
    for count in 0...limit {
      if abs(u) > 0.5 { return count }
      u -= rate * (u * (u * u - 1) + (noise > 0 ? noise * generator.normal() : 0))
    }
    return nil
  }
}

import Engine
import Plots

extension Valley {
  /// The valley seen from above, with the path of a rule from (−1, 0.3), as along the
  /// floor and across it. The path is cut off where it leaves the picture.
  func map(
    _ title: String, of rule: some UpdateRule, steps: Int = 40,
    levels: [Double] = [0.1, 0.5, 2, 8, 32]
  ) -> Plot {
    let path = path(of: rule, from: points(Matrix([[-1, 0.3]])), steps: steps)
      .map { Point($0[0, 0], $0[0, 1]) }
    return Plot(
      title, x: Axis("a", over: -1.2...1.2), y: Axis("b", over: -1...1),
      marks: [
        .contours(x: -1.2...1.2, y: -1...1, levels: levels, loss),
        .path(path.prefix { abs($0.x) < 2 && abs($0.y) < 2 }, color: .orange),
      ])
  }
}

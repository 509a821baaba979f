import Engine
import LessonKit
import Plots

extension Valley {
  /// The valley seen from above, with the path of a rule from (−1, 0.2), as along the
  /// floor and across it. The path is cut off where it leaves the picture.
  func map(
    _ title: String, of rule: some UpdateRule, steps: Int, color: Color
  ) -> Plot {
    let isTurned = self.turn != 0
    let (x, y) = isTurned ? (-1.2...0.6, -1.2...0.6) : (-1.1...0.5, -0.35...0.35)
    let path = path(of: rule, from: points(Matrix([[-1, 0.2]])), steps: steps)
      .map { Point($0[0, 0], $0[0, 1]) }
    return Plot(
      title, x: Axis("a", over: x), y: Axis("b", over: y), aspect: .equal,
      marks: [
        .contours(x: x, y: y, levels: [0.02, 0.1, 0.4, 1], loss),
        .path(path.prefix { abs($0.x) < 2 && abs($0.y) < 2 }, color: color),
        .cross(Point(0, 0), label: "minimum"),
      ])
  }
}

/// A number as one would type it: 0.095, and not 0.0950.
func short(_ x: Double) -> String {
  var text = x.text(.significant(4))
  if text.contains(".") {
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
  }
  return text
}

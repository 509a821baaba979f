import Engine
import LessonKit
import Plots

/// What the neuron should fire for in blue, the others in orange.
func points(_ examples: [Example]) -> [Mark] {
  [1.0, -1].map { label in
    .points(
      examples.filter { $0.label == label }.map { Point($0.x[1], $0.x[2]) },
      label: label > 0 ? "fires" : "silent", color: label > 0 ? .blue : .orange)
  }
}

/// The line on which w₀ + w₁x₁ + w₂x₂ is 0; nothing where w₁ and w₂ are both 0.
func border(_ w: [Double], _ label: String = "", _ color: Color = .purple) -> Mark {
  let normal = [w[1], w[2]]
  let size = length(normal)
  if size == 0 { return .line([], label: label, color: color) }
  let foot = normal.map { -w[0] * $0 / (size * size) }
  let far = [-1000.0, 1000].map {
    Point(foot[0] - $0 * normal[1] / size, foot[1] + $0 * normal[0] / size)
  }
  return .line(far, label: label, color: color)
}

/// A square of the plane with its marks, its angles true.
func plane(
  _ title: String, over range: ClosedRange<Double>, _ marks: [Mark],
  axes: [String] = ["x₁", "x₂"]
) -> Plot {
  Plot(
    title, x: Axis(axes[0], over: range), y: Axis(axes[1], over: range), aspect: .equal,
    marks: marks)
}

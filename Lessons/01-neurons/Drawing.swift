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

/// A short arrow to the side on which the neuron fires, from the middle of the line's part in the square.
func firingSide(
  _ w: [Double], over range: ClosedRange<Double>, _ color: Color = .purple
) -> [Mark] {
  let size = length([w[1], w[2]])
  if size == 0 { return [] }
  let normal = [w[1] / size, w[2] / size]
  let along = [-normal[1], normal[0]]
  let foot = normal.map { -w[0] / size * $0 }
  let part = inside(range, from: foot, along: along)
  if part.isEmpty { return [] }
  let middle = (part.lowerBound + part.upperBound) / 2
  let start = zip(foot, along).map { $0 + middle * $1 }
  let room = inside(range, from: start, along: normal).upperBound
  let reach = min((range.upperBound - range.lowerBound) / 7, room)
  let tip = zip(start, normal).map { $0 + reach * $1 }
  return [
    .arrow(from: Point(start[0], start[1]), to: Point(tip[0], tip[1]), color: color)
  ]
}

/// How far one may go from a point in a direction, and back, in the square; empty if never in it.
private func inside(
  _ range: ClosedRange<Double>, from point: [Double], along direction: [Double]
) -> Range<Double> {
  var (low, high) = (-Double.infinity, Double.infinity)
  for (x, d) in zip(point, direction) {
    // With d = 0, and x outside, both ends are infinite, and alike.
    if d == 0 && range.contains(x) { continue }
    let ends = [(range.lowerBound - x) / d, (range.upperBound - x) / d].sorted()
    (low, high) = (max(low, ends[0]), min(high, ends[1]))
  }
  return low < high ? low..<high : 0..<0
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

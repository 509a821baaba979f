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
func border(_ weights: [Double], _ label: String = "", _ color: Color = .purple) -> Mark {
  let normal = [weights[1], weights[2]]
  let size = length(normal)
  if size == 0 { return .line([], label: label, color: color) }
  let foot = normal.map { -weights[0] * $0 / (size * size) }
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

/// A nerve cell, and under it what McCulloch and Pitts kept of it.
var cellAndModel: Graph {
  let boxes: [(id: String, label: String, column: Int, row: Double)] = [
    ("A", "a cell", 0, 0), ("B", "a cell", 0, 1), ("body", "cell body", 1, 0.5),
    ("hill", "threshold", 2, 0.5), ("axon", "axon", 3, 0.5),
    ("1", "1", 0, 2.2), ("x1", "x₁", 0, 3.2), ("x2", "x₂", 0, 4.2),
    ("sum", "Σ", 1, 3.2), ("g", "g", 2, 3.2), ("y", "ŷ", 3, 3.2),
  ]
  let arrows = [
    ("A", "body", "synapse"), ("B", "body", "synapse"), ("body", "hill", "charge"),
    ("hill", "axon", "pulse"), ("1", "sum", "w₀"), ("x1", "sum", "w₁"),
    ("x2", "sum", "w₂"), ("sum", "g", "z"), ("g", "y", "fires?"),
  ]
  return Graph(
    nodes: boxes.map {
      Graph.Node(id: $0.id, label: $0.label, column: $0.column, row: $0.row)
    },
    edges: arrows.map { Graph.Edge(from: $0.0, to: $0.1, above: $0.2) },
    above: "what passes", below: "")
}

/// A network with two inputs, two hidden units and one output, each name where it lives.
var namedNetwork: Graph {
  Graph(
    nodes: [
      Graph.Node(id: "x1", label: "x₁", column: 0, row: 0),
      Graph.Node(id: "x2", label: "x₂", column: 0, row: 2),
      Graph.Node(id: "h1", label: "a₁ = σ(z₁)", column: 1, row: 0),
      Graph.Node(id: "h2", label: "a₂ = σ(z₂)", column: 1, row: 2),
      Graph.Node(id: "o", label: "o = σ(z)", column: 2, row: 1),
    ],
    edges: [
      Graph.Edge(from: "x1", to: "h1", above: "W₁₁"),
      Graph.Edge(from: "x1", to: "h2", above: "W₁₂"),
      Graph.Edge(from: "x2", to: "h1", above: "W₂₁"),
      Graph.Edge(from: "x2", to: "h2", above: "W₂₂"),
      Graph.Edge(from: "h1", to: "o", above: "W₁₁"),
      Graph.Edge(from: "h2", to: "o", above: "W₂₁"),
    ], above: "weight", below: "")
}

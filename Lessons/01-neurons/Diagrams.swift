import Plots

/// A nerve cell, and under it what McCulloch and Pitts kept of it.
var cellAndModel: Graph {
  let boxes: [(id: String, label: String, column: Int, row: Double)] = [
    ("A", "cell", 0, 0), ("B", "cell", 0, 1), ("body", "body", 1, 0.5),
    ("hill", "threshold", 2, 0.5), ("axon", "axon", 3, 0.5),
    ("1", "1", 0, 2.2), ("x1", "x₁", 0, 3.2), ("x2", "x₂", 0, 4.2),
    ("sum", "Σ", 1, 3.2), ("g", "g", 2, 3.2), ("y", "ŷ", 3, 3.2),
  ]
  let arrows = [
    ("A", "body", "synapse"), ("B", "body", "synapse"), ("body", "hill", ""),
    ("hill", "axon", ""), ("1", "sum", "w₀"), ("x1", "sum", "w₁"),
    ("x2", "sum", "w₂"), ("sum", "g", "z"), ("g", "y", ""),
  ]
  return Graph(
    nodes: boxes.map {
      Graph.Node(id: $0.id, label: $0.label, column: $0.column, row: $0.row)
    },
    edges: arrows.map { Graph.Edge(from: $0.0, to: $0.1, above: $0.2) },
    above: "name", below: "")
}

/// Two inputs, and three neurons that look at both.
var denseLayer: Graph {
  let digits = ["₁", "₂", "₃"]
  return Graph(
    nodes: digits.prefix(2).enumerated().map {
      Graph.Node(id: "x" + $1, label: "x" + $1, column: 0, row: 2 * Double($0) + 1)
    }
      + digits.enumerated().map {
        Graph.Node(
          id: "z" + $1, label: "z\($1), b\($1)", column: 1, row: 2 * Double($0))
      },
    edges: digits.prefix(2).flatMap { i in
      digits.map { j in Graph.Edge(from: "x" + i, to: "z" + j, above: "W" + i + j) }
    },
    above: "weight", below: "")
}

/// A network with two inputs, two hidden units and one output, each name where it lives.
var namedNetwork: Graph {
  let digits = ["₁", "₂"]
  let units = digits.enumerated().flatMap { row, j in
    [
      Graph.Node(id: "x" + j, label: "x" + j, column: 0, row: 2 * Double(row)),
      Graph.Node(
        id: "a" + j, label: "b\(j), z\(j), a\(j)", column: 1, row: 2 * Double(row)),
    ]
  }
  let first = digits.flatMap { i in
    digits.map { j in Graph.Edge(from: "x" + i, to: "a" + j, above: "W⁽¹⁾" + i + j) }
  }
  let second = digits.map { j in Graph.Edge(from: "a" + j, to: "o", above: "W⁽²⁾\(j)₁")
  }
  return Graph(
    nodes: units + [Graph.Node(id: "o", label: "b, z, o", column: 2, row: 1)],
    edges: first + second, above: "weight", below: "")
}

import Plots

/// A batch's way through the layer, the statistics branching off above it.
func flow() -> Graph {
  Graph(
    nodes: [
      Graph.Node(id: "x", label: "x", column: 0, row: 1),
      Graph.Node(id: "statistics", label: "μ, σ²", column: 1, row: 0),
      Graph.Node(id: "running", label: "running", column: 2, row: 0),
      Graph.Node(id: "normalized", label: "x̂", column: 2, row: 1),
      Graph.Node(id: "parameters", label: "γ, β", column: 2, row: 2),
      Graph.Node(id: "y", label: "y", column: 3, row: 1),
    ],
    edges: [
      Graph.Edge(from: "x", to: "statistics"),
      Graph.Edge(from: "x", to: "normalized", above: "m × n"),
      Graph.Edge(from: "statistics", to: "running"),
      Graph.Edge(from: "statistics", to: "normalized", above: "1 × n"),
      Graph.Edge(from: "normalized", to: "y", above: "m × n"),
      Graph.Edge(from: "parameters", to: "y", above: "1 × n"),
    ], above: "shape")
}

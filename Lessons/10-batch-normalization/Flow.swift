import Plots

/// A batch's way through the layer, the statistics branching off above it.
func flow() -> Graph {
  Graph(
    nodes: [
      Graph.Node(id: "x", label: "x", column: 0, row: 1),
      Graph.Node(id: "mean", label: "μ", column: 1, row: 0),
      Graph.Node(id: "variance", label: "σ²", column: 2, row: 0),
      Graph.Node(id: "running", label: "running", column: 3, row: 0),
      Graph.Node(id: "centred", label: "x − μ", column: 2, row: 1),
      Graph.Node(id: "normalized", label: "x̂", column: 3, row: 1),
      Graph.Node(id: "parameters", label: "γ, β", column: 3, row: 2),
      Graph.Node(id: "y", label: "y", column: 4, row: 1),
    ],
    edges: [
      Graph.Edge(from: "x", to: "mean"),
      Graph.Edge(from: "x", to: "centred", above: "m × n"),
      Graph.Edge(from: "mean", to: "centred", above: "1 × n"),
      Graph.Edge(from: "mean", to: "variance"),
      Graph.Edge(from: "variance", to: "running"),
      Graph.Edge(from: "variance", to: "normalized", above: "1 × n"),
      Graph.Edge(from: "centred", to: "normalized", above: "m × n"),
      Graph.Edge(from: "normalized", to: "y", above: "m × n"),
      Graph.Edge(from: "parameters", to: "y", above: "1 × n"),
    ], above: "shape")
}

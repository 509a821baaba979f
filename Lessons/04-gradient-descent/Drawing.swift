import Plots

/// One update: what is computed from what, from the weights and a batch to the step.
var loop: Graph {
  func node(_ id: String, _ column: Int, _ row: Double) -> Graph.Node {
    Graph.Node(id: id, label: id, column: column, row: row)
  }
  return Graph(
    nodes: [
      node("batch", 0, 0), node("w", 0, 2), node("forward", 1, 0), node("loss", 2, 0),
      node("backward", 3, 0), node("step", 4, 2),
    ],
    edges: [
      Graph.Edge(from: "batch", to: "forward", above: "x"),
      Graph.Edge(from: "w", to: "forward"),
      Graph.Edge(from: "forward", to: "loss", above: "y"),
      Graph.Edge(from: "loss", to: "backward", above: "dy"),
      Graph.Edge(from: "backward", to: "step", above: "g"),
      Graph.Edge(from: "w", to: "step"),
    ],
    above: "value", below: "")
}

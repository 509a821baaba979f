import Plots

/// A unit that sums three products, drawn with what its edges carry.
func dotProduct(inputs: [String], weights: [String], products: [String], sum: String)
  -> Graph
{
  var nodes = [
    Graph.Node(id: "sum", label: "+", column: 2, row: 2.5),
    Graph.Node(id: "z", label: sum, column: 3, row: 2.5),
  ]
  var edges = [Graph.Edge(from: "sum", to: "z")]
  for i in inputs.indices {
    let row = 2 * Double(i)
    nodes += [
      Graph.Node(id: "x\(i)", label: inputs[i], column: 0, row: row),
      Graph.Node(id: "w\(i)", label: weights[i], column: 0, row: row + 1),
      Graph.Node(id: "p\(i)", label: "×", column: 1, row: row + 0.5),
    ]
    edges += [
      Graph.Edge(from: "x\(i)", to: "p\(i)"), Graph.Edge(from: "w\(i)", to: "p\(i)"),
      Graph.Edge(from: "p\(i)", to: "sum", above: products[i]),
    ]
  }
  return Graph(nodes: nodes, edges: edges, above: "product", below: "")
}

/// Two hidden units with equal weights in and equal weights out.
var equalUnits: Graph {
  let (inputs, units, outputs) = (["x₁", "x₂"], ["unit 1", "unit 2"], ["o₁", "o₂"])
  func column(_ names: [String], _ column: Int) -> [Graph.Node] {
    names.enumerated().map {
      Graph.Node(id: $1, label: $1, column: column, row: 2 * Double($0))
    }
  }
  let weightsIn = zip(inputs, ["w₁", "w₂"]).flatMap { input, weight in
    units.map { Graph.Edge(from: input, to: $0, above: weight) }
  }
  let weightsOut = units.flatMap { unit in
    zip(outputs, ["v₁", "v₂"]).map { Graph.Edge(from: unit, to: $0, above: $1) }
  }
  return Graph(
    nodes: column(inputs, 0) + column(units, 1) + column(outputs, 2),
    edges: weightsIn + weightsOut, above: "weight", below: "")
}

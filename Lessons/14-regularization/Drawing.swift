import Plots

/// Three inputs, four hidden units, one output: whole, and under three masks.
var masksGraph: Graph {
  let masks: [[Int]] = [[0, 1, 2, 3], [0, 2], [1, 2, 3], [3]]
  let names = ["whole", "mask 1010", "mask 0111", "mask 0001"]
  var (nodes, edges) = ([Graph.Node](), [Graph.Edge]())
  for (k, kept) in masks.enumerated() {
    let (column, row) = (k % 2 * 4, Double(k / 2) * 5)
    func id(_ part: String) -> String { "\(k)\(part)" }
    for i in 0..<3 {
      nodes.append(
        Graph.Node(id: id("x\(i)"), label: "x", column: column, row: row + Double(i) + 0.5))
    }
    for j in 0..<4 {
      let label = kept.contains(j) ? "h" : "0"
      nodes.append(
        Graph.Node(id: id("h\(j)"), label: label, column: column + 1, row: row + Double(j)))
    }
    nodes.append(Graph.Node(id: id("y"), label: names[k], column: column + 2, row: row + 1.5))
    for j in kept {
      for i in 0..<3 { edges.append(Graph.Edge(from: id("x\(i)"), to: id("h\(j)"))) }
      edges.append(Graph.Edge(from: id("h\(j)"), to: id("y")))
    }
  }
  return Graph(nodes: nodes, edges: edges, above: "", below: "")
}

/// A unit with two inputs under each of its four masks.
var fourMasks: Graph {
  let masks = [(true, true), (true, false), (false, true), (false, false)]
  let outputs = ["w₁x₁ + w₂x₂", "w₁x₁", "w₂x₂", "0"]
  var (nodes, edges) = ([Graph.Node](), [Graph.Edge]())
  for (k, mask) in masks.enumerated() {
    let row = Double(k) * 2.4
    for (i, kept) in [mask.0, mask.1].enumerated() {
      let name = ["x₁", "x₂"][i]
      nodes.append(
        Graph.Node(
          id: "\(k)\(name)", label: kept ? name : "0", column: 0, row: row + Double(i)))
      if kept { edges.append(Graph.Edge(from: "\(k)\(name)", to: "\(k)a", above: ["w₁", "w₂"][i])) }
    }
    nodes.append(Graph.Node(id: "\(k)a", label: "a = \(outputs[k])", column: 1, row: row + 0.5))
  }
  return Graph(nodes: nodes, edges: edges, above: "weight", below: "")
}

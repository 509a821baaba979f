import Plots

/// Three inputs, four hidden units and an output, without the hidden units that are 0.
func network(_ title: String, keeping kept: Set<Int>) -> Plot {
  let inputs = (0..<3).map { Point(0, Double($0) + 0.5) }
  let hidden = (0..<4).map { Point(1, Double($0)) }
  let output = Point(2, 1.5)
  let (works, rests) = (0..<4).reduce(into: ([Point](), [Point]())) { parts, j in
    if kept.contains(j) { parts.0.append(hidden[j]) } else { parts.1.append(hidden[j]) }
  }
  let weights = works.flatMap { unit in
    (inputs + [output]).map { Mark.line([unit, $0], color: .grey) }
  }
  return Plot(
    title, x: Axis("layer", scale: .whole, over: -0.2...2.2),
    y: Axis("unit", over: -0.4...3.4),
    marks: weights + [
      .points(inputs + works + [output], color: .grey)
    ] + rests.map { .cross($0, color: .grey) })
}

/// A unit with two inputs under each of its four masks.
var fourMasks: Graph {
  let masks = [(true, true), (true, false), (false, true), (false, false)]
  let outputs = ["w₁x₁ + w₂x₂", "w₁x₁", "w₂x₂", "0"]
  var (nodes, edges) = ([Graph.Node](), [Graph.Edge]())
  for (k, mask) in masks.enumerated() {
    let row = Double(k) * 2.4
    for (i, kept) in [mask.0, mask.1].enumerated() {
      let (name, weight) = (["x₁", "x₂"][i], ["w₁", "w₂"][i])
      nodes.append(
        Graph.Node(
          id: "\(k)\(name)", label: kept ? name : "0", column: 0, row: row + Double(i)))
      edges.append(Graph.Edge(from: "\(k)\(name)", to: "\(k)a", above: weight))
    }
    nodes.append(
      Graph.Node(id: "\(k)a", label: "a = \(outputs[k])", column: 1, row: row + 0.5))
  }
  return Graph(nodes: nodes, edges: edges, above: "weight", below: "")
}

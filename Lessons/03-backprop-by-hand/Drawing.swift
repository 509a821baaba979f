import LessonKit
import Plots
import Tape

/// A box of a drawing: a node with a label, in a column and a row.
struct Box {
  let node: Tape.Node
  let label: String
  let column: Int
  let row: Double
  /// The node whose operands lead into the box: `node`, or an earlier one if the box stands for several nodes.
  let entry: Tape.Node

  init(
    _ node: Tape.Node, from entry: Tape.Node? = nil, _ label: String, column: Int,
    row: Double
  ) {
    self.node = node
    self.label = label
    self.column = column
    self.row = row
    self.entry = entry ?? node
  }
}

extension Tape {
  /// The graph of `boxes`: on each arrow the value that went forward, and under it the gradient that came back.
  ///
  /// - Parameter name: what the last box gives, at the end of an arrow of its own; nil for no such arrow.
  func drawing(_ boxes: [Box], to name: String? = nil) -> Figure {
    let drawn = Set(boxes.map(\.node))
    var edges: [Graph.Edge] = []
    for box in boxes {
      for edge in self.edges(into: box.entry) where drawn.contains(edge.operand) {
        edges.append(
          Graph.Edge(
            from: "\(edge.operand.index)", to: "\(box.node.index)",
            above: short(self[edge.operand]),
            below: short(gradient(of: box.entry) * edge.derivative)))
      }
    }
    var nodes = boxes.map {
      Graph.Node(
        id: "\($0.node.index)", label: $0.label, column: $0.column, row: $0.row)
    }
    if let name, let last = boxes.last {
      nodes.append(
        Graph.Node(id: "end", label: name, column: last.column + 1, row: last.row))
      edges.append(
        Graph.Edge(
          from: "\(last.node.index)", to: "end", above: short(self[last.node]),
          below: "1"))
    }
    return .graph("", Graph(nodes: nodes, edges: edges))
  }
}

/// A number with as few decimals as it needs, at most two: 18, 4.5, −9.
func short(_ x: Double) -> String {
  func isWhole(_ y: Double) -> Bool { abs(y - y.rounded()) < 1e-9 }
  return x.text(.fixed(isWhole(x) ? 0 : isWhole(10 * x) ? 1 : 2))
}

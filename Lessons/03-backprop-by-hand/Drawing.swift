import LessonKit
import Plots
import Tape

/// A node of a drawing: a box with a label, in a column and a row.
struct Box {
  let node: Tape.Node
  let label: String
  let column: Int
  let row: Double

  init(_ node: Tape.Node, _ label: String, column: Int, row: Double) {
    self.node = node
    self.label = label
    self.column = column
    self.row = row
  }
}

extension Tape {
  /// The graph of `boxes`, ended by an arrow to `name`: on each arrow the value that went forward, and under it the
  /// gradient that came back.
  func drawing(_ boxes: [Box], to name: String) -> Figure {
    let last = boxes.last!
    let drawn = Dictionary(uniqueKeysWithValues: boxes.map { ($0.node, $0) })
    var edges: [Graph.Edge] = []
    for box in boxes {
      for edge in self.edges(into: box.node) where drawn[edge.operand] != nil {
        edges.append(
          Graph.Edge(
            from: "\(edge.operand.index)", to: "\(box.node.index)",
            above: short(self[edge.operand]),
            below: short(gradient(of: box.node) * edge.derivative)))
      }
    }
    edges.append(
      Graph.Edge(
        from: "\(last.node.index)", to: "end", above: short(self[last.node]),
        below: "1"))
    let nodes = boxes.map {
      Graph.Node(
        id: "\($0.node.index)", label: $0.label, column: $0.column, row: $0.row)
    }
    let end = Graph.Node(id: "end", label: name, column: last.column + 1, row: last.row)
    return .graph("", Graph(nodes: nodes + [end], edges: edges))
  }
}

/// A number with as few decimals as it needs, at most two: 18, 4.5, −9.
func short(_ x: Double) -> String {
  func isWhole(_ y: Double) -> Bool { abs(y - y.rounded()) < 1e-9 }
  return x.text(.fixed(isWhole(x) ? 0 : isWhole(10 * x) ? 1 : 2))
}

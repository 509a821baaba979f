import Engine
import Plots

extension Degenerate {
  /// Graphs of every awkward kind, and a number drawn at random.
  static let graphs: [(name: String, graph: Graph)] =
    [
      ("empty", Graph(nodes: [], edges: [])),
      ("one node", Graph(nodes: [Graph.Node(id: "a", label: "a", column: 3, row: 7)], edges: [])),
      ("one column", Graph(nodes: (0..<4).map { node($0, column: 0, row: Double($0)) }, edges: [])),
      ("one place", Graph(nodes: (0..<4).map { node($0, column: 0, row: 0) }, edges: [])),
      ("no labels", Graph(nodes: [blank("a", 0), blank("b", 1)], edges: [Graph.Edge(from: "a", to: "b")])),
      (
        "long texts",
        Graph(
          nodes: [node(0, column: 0, row: 0, label: "a label as long as a line"), node(1, column: 1, row: 5)],
          edges: [Graph.Edge(from: "0", to: "1", above: "an outright long text for an edge", below: "b\nc\u{1B}")])
      ),
      (
        "past other nodes",
        Graph(
          nodes: (0..<5).map { node($0, column: $0, row: 0) },
          edges: [(0, 4), (0, 3), (1, 4), (0, 1), (1, 2), (2, 3), (3, 4)].map { edge($0, $1) })
      ),
      (
        "the same edge five times",
        Graph(
          nodes: [node(0, column: 0, row: 0), node(1, column: 1, row: 0)],
          edges: (0..<5).map { Graph.Edge(from: "0", to: "1", above: "\($0)", below: "−\($0)") })
      ),
      (
        "crossed",
        Graph(
          nodes: [(0, 0), (0, 1), (1, 0), (1, 1)].enumerated().map { node($0, column: $1.0, row: Double($1.1)) },
          edges: [edge(0, 3), edge(1, 2)])
      ),
    ] + (1...25).map { ("random \($0)", random(seed: UInt64($0))) }

  private static func random(seed: UInt64) -> Graph {
    var generator = Generator(seed: seed)
    func integer(_ bound: Int) -> Int { Int(generator.uniform(in: 0..<1) * Double(bound)) }
    let nodes = (0..<4 + integer(6)).map { index in
      node(index, column: integer(5), row: Double(integer(12)) / 3, label: ["+", "×", "exp", "w₁"][integer(4)])
    }
    let pairs = (0..<integer(12)).map { _ in (integer(nodes.count), integer(nodes.count)) }
    return Graph(
      nodes: nodes,
      edges: pairs.filter { nodes[$0].column < nodes[$1].column }
        .map { edge($0, $1, above: "\(integer(900))", below: "−0.\(integer(99))") })
  }

  private static func node(_ id: Int, column: Int, row: Double, label: String? = nil) -> Graph.Node {
    Graph.Node(id: "\(id)", label: label ?? "n\(id)", column: column, row: row)
  }

  private static func blank(_ id: String, _ column: Int) -> Graph.Node {
    Graph.Node(id: id, label: "", column: column, row: 0)
  }

  private static func edge(_ from: Int, _ to: Int, above: String = "12.5", below: String = "−3") -> Graph.Edge {
    Graph.Edge(from: "\(from)", to: "\(to)", above: above, below: below)
  }
}

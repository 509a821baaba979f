/// A graph with its places settled: nodes in columns and rows, edges in lanes.
///
/// A lane is the row in which an edge runs from its node's column to its target's; between columns an edge climbs or
/// falls from its node to its lane, and from its lane to its target. Lanes that pass the same gap are at least 1 apart,
/// and a lane keeps clear of the nodes it passes. So texts in the gaps never meet, whatever the graph.
struct GraphLayout: Drawing {
  /// A node of the graph, in the graph's order.
  struct Node {
    let label: String
    /// From 0, without gaps.
    let column: Int
    /// From 0 at the highest node or lane.
    var row: Double
  }

  /// An edge of the graph, in the graph's order, with its lane.
  struct Route {
    /// Indices of nodes.
    let from: Int
    let to: Int
    let above: String
    let below: String
    /// The gaps it passes: gap i lies right of column i.
    let gaps: Range<Int>
    var lane: Double
  }

  let title: String
  let graph: Graph
  private(set) var nodes: [Node]
  private(set) var routes: [Route] = []
  let columnCount: Int

  /// How far a lane stays from a node that it passes.
  static let clearance = 0.75

  /// Settles nodes first, then lanes, and counts rows from the highest of them.
  init(_ graph: Graph, title: String = "") {
    self.title = title
    self.graph = graph
    let columns = Array(Set(graph.nodes.map(\.column))).sorted()
    columnCount = columns.count
    let rows = GraphLayout.rows(of: graph.nodes)
    nodes = graph.nodes.enumerated().map { index, node in
      Node(label: node.label, column: columns.firstIndex(of: node.column) ?? 0, row: rows[index])
    }
    placeLanes(graph)
    let top = (nodes.map(\.row) + routes.map(\.lane)).min() ?? 0
    for index in nodes.indices { nodes[index].row -= top }
    for index in routes.indices { routes[index].lane -= top }
  }

  /// The rows nearest to the nodes' own in which those of one column are at least 1 apart.
  private static func rows(of nodes: [Graph.Node]) -> [Double] {
    var rows = nodes.map(\.row)
    for members in Dictionary(grouping: nodes.indices, by: { nodes[$0].column }).values {
      let sorted = members.sorted { (nodes[$0].row, $0) < (nodes[$1].row, $1) }
      let wanted = sorted.map { nodes[$0].row }
      let places = EndLabels.spread(wanted, gap: 1, move: .infinity, span: -1e6...1e6) ?? wanted
      for (index, place) in zip(sorted, places) { rows[index] = place }
    }
    return rows
  }

  /// Gives each edge the free lane nearest to the one it would like, straight edges first, short before long.
  private mutating func placeLanes(_ graph: Graph) {
    let index = Dictionary(uniqueKeysWithValues: graph.nodes.enumerated().map { ($1.id, $0) })
    let ends = graph.edges.map { (from: index[$0.from] ?? 0, to: index[$0.to] ?? 0) }
    let wanted = ends.indices.map { edge -> Double in
      let (from, to) = ends[edge]
      // The edges that leave the same node, from the highest target to the lowest.
      let siblings = ends.indices.filter { ends[$0].from == from }
        .sorted { (nodes[ends[$0].to].row, $0) < (nodes[ends[$1].to].row, $1) }
      if siblings.count == 1 { return nodes[from].row }
      if ends.count(where: { $0.to == to }) == 1 { return nodes[to].row }
      let place = Double(siblings.firstIndex(of: edge) ?? 0)
      return nodes[from].row + place - Double(siblings.count - 1) / 2
    }
    func gaps(_ edge: Int) -> Range<Int> { nodes[ends[edge].from].column..<nodes[ends[edge].to].column }
    let order = ends.indices.sorted { a, b in
      func bend(_ edge: Int) -> Double { abs(wanted[edge] - nodes[ends[edge].from].row) }
      return (bend(a), gaps(a).count, a) < (bend(b), gaps(b).count, b)
    }
    var lanes = [Double?](repeating: nil, count: ends.count)
    for edge in order {
      let gaps = gaps(edge)
      func isFree(_ lane: Double) -> Bool {
        let isClearOfNodes = nodes.allSatisfy { node in
          !gaps.dropFirst().contains(node.column) || abs(node.row - lane) >= GraphLayout.clearance
        }
        return isClearOfNodes
          && ends.indices.allSatisfy { other in
            guard let taken = lanes[other], nodes[ends[other].from].column < gaps.upperBound,
              gaps.lowerBound < nodes[ends[other].to].column
            else { return true }
            return abs(taken - lane) >= 1
          }
      }
      // Among 4n + 4 lanes a quarter apart on either side, n obstacles cannot take all.
      let steps = 4 * (nodes.count + ends.count) + 4
      let distances = (0...steps).map { Double($0) / 4 }
      let candidates = distances.flatMap { [wanted[edge] + $0, wanted[edge] - $0] }
      lanes[edge] = candidates.first(where: isFree) ?? wanted[edge]
    }
    routes = graph.edges.indices.map { edge in
      Route(
        from: ends[edge].from, to: ends[edge].to, above: graph.edges[edge].above, below: graph.edges[edge].below,
        gaps: gaps(edge), lane: lanes[edge] ?? 0)
    }
  }

  /// The row of the lowest node or lane.
  var lastRow: Double { (nodes.map(\.row) + routes.map(\.lane)).max() ?? 0 }
}

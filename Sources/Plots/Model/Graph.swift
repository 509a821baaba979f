import Engine

/// A computation graph: nodes in columns from left to right, and edges that say what flows along them.
///
///     let graph = Graph(
///       nodes: [
///         Graph.Node(id: "x", label: "x", column: 0, row: 0), Graph.Node(id: "y", label: "y", column: 0, row: 1),
///         Graph.Node(id: "product", label: "×", column: 1, row: 0.5),
///       ],
///       edges: [
///         Graph.Edge(from: "x", to: "product", above: "3", below: "4"),
///         Graph.Edge(from: "y", to: "product", above: "4", below: "3"),
///       ])
public struct Graph: Equatable, Sendable {
  /// A value or an operation, shown as a labelled box.
  public struct Node: Equatable, Sendable {
    /// What edges call the node; not shown.
    public var id: String
    /// What stands in the box: a name, or a sign such as ×.
    public var label: String
    /// Columns count from left to right; numbers without a node take no room.
    public var column: Int
    /// Rows count downwards, in fractions where a node belongs between two others.
    ///
    /// Nodes of one column that are less than 1 apart are moved until they are.
    public var row: Double

    /// A node at its place. Rows go from −1000 to 1000.
    public init(id: String, label: String, column: Int, row: Double) {
      precondition(abs(row) <= 1000, "node “\(id)” cannot stand in row \(row): rows go from −1000 to 1000")
      self.id = id
      self.label = label
      self.column = column
      self.row = row
    }
  }

  /// An arrow from one node to another, with what flows along it.
  public struct Edge: Equatable, Sendable {
    /// The id of the node that it leaves.
    public var from: String
    /// The id of the node that it leads to.
    public var to: String
    /// What is written above the edge, such as a value.
    public var above: String
    /// What is written below the edge, such as a gradient.
    public var below: String

    /// An edge between the nodes of two ids; an empty text is not shown.
    public init(from: String, to: String, above: String = "", below: String = "") {
      self.from = from
      self.to = to
      self.above = above
      self.below = below
    }
  }

  /// The nodes, each with an id of its own.
  public let nodes: [Node]
  /// The edges, each from a node to one further right.
  public let edges: [Edge]
  /// What the texts above the edges are, for a legend.
  public let above: String
  /// What the texts below the edges are.
  public let below: String

  /// A graph. Every edge must lead from one of the `nodes` to one in a column further right.
  public init(nodes: [Node], edges: [Edge], above: String = "value", below: String = "gradient") {
    var columns: [String: Int] = [:]
    for node in nodes {
      precondition(columns[node.id] == nil, "two nodes have the id “\(node.id)”")
      columns[node.id] = node.column
    }
    for edge in edges {
      let (from, to) = (columns[edge.from], columns[edge.to])
      precondition(
        from != nil, "the edge from “\(edge.from)” to “\(edge.to)” needs a node “\(edge.from)”: there is none")
      precondition(to != nil, "the edge from “\(edge.from)” to “\(edge.to)” needs a node “\(edge.to)”: there is none")
      precondition(
        from ?? 0 < to ?? 0,
        "an edge leads to the right, not from “\(edge.from)” in column \(from ?? 0) to “\(edge.to)” in column \(to ?? 0)"
      )
    }
    self.nodes = nodes
    self.edges = edges
    self.above = above
    self.below = below
  }
}

import Engine

// A tape's nodes from one step of training to the next: leaves take new values, and what was computed from the old
// ones is forgotten. Its places are taken again, and a node that was kept too long must not pass for the new one.
//
// So each node has a stamp. A tape stamps its nodes in the order in which it makes them, from a number on that it has
// drawn at random: a node that was rewound is known by its stamp, and so is one of another tape. Not found out are
// nodes that were added to one copy of a tape and are used on another, and, once in 2³², a stamp equal by chance.

extension Tape {
  /// Gives a leaf another value, for the next step: what was computed from the old one must be rewound.
  public mutating func set(_ leaf: Node, to value: Double) { nodes[place(of: leaf)].value = value }

  /// Forgets every node from place `count` on, and keeps their memory for others.
  public mutating func rewind(to count: Int) {
    precondition(0...self.count ~= count, "a tape of \(self.count) nodes cannot be rewound to \(count)")
    edges.removeLast(edges.count - starts[count])
    starts.removeLast(self.count - count)
    gradients.removeLast(self.count - count)
    nodes.removeLast(self.count - count)
  }

  /// Stops the program: the node is not on a tape of so many.
  static func refuse(_ node: Node, _ count: Int) -> Never {
    fatalError("node \(node.index) is not on this tape of \(count): it was rewound, or is another tape's")
  }

  /// The edges into a node, one for each use of an operand, in order; none into a leaf.
  public func edges(into node: Node) -> ArraySlice<Edge> { edges[starts[place(of: node)]..<starts[node.index + 1]] }

  /// The number of edges.
  public var edgeCount: Int { edges.count }
}

extension Tape.Node {
  /// The node's place on its tape, counted from 0.
  public var index: Int { Int(place) }
}

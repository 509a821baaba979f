extension Tape {
  /// A number on a tape: its place there, and a stamp.
  ///
  /// Nodes are stamped in the order in which a tape makes them, from a number on that each tape draws at random. So a
  /// node that was rewound is known by its stamp when another has taken its place, and so is one of another tape.
  /// A copy of a tape has the same nodes; those that are added to the copies later are not distinguished, nor are two
  /// stamps that are equal by chance, one pair in 2³².
  public struct Node: Hashable, Sendable {
    let place, stamp: UInt32  // together as large as an Int: there are many
    /// The node's place on its tape, counted from 0.
    public var index: Int { Int(place) }
  }

  /// An arrow from an operand to the node that used it.
  public struct Edge: Sendable {
    /// The number that was used.
    public let operand: Node
    /// ∂node/∂operand.
    public let derivative: Double
  }

  /// Stops the program, for a node that is not on this tape.
  func refuse(_ node: Node) -> Never {
    fatalError("node \(node.index) is not on this tape of \(count): it was rewound, or is another tape's")
  }
}

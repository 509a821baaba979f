import Engine
import Synchronization

/// A scalar computation graph: every number of a computation, in the order in which it was computed.
///
///     let z = tape.product(x, tape.leaf(4))     // 12 if x is tape.leaf(3), with ∂z/∂x = 4 on the edge from x
///
/// A node can only use nodes that are already there: so the tape's order, read from its end, is that of the way back.
public struct Tape: Sendable {
  /// A number on a tape: its place there, from 0 on, and a number of its own, so that no other is taken for it.
  public struct Node: Hashable, Sendable {
    public var index: Int { Int(place) }
    fileprivate let place, serial: UInt32  // small, as there are many
  }
  /// An arrow from an operand to the node that used it, with ∂node/∂operand.
  public struct Edge: Sendable { public let operand: Node, derivative: Double }

  private var nodes: [(node: Node, value: Double, gradient: Double, edges: Range<Int>)] = []
  private var edges: [Edge] = []
  private static let made = Atomic<UInt32>(0)
  /// A tape with nothing on it.
  public init() {}
  /// How many nodes there are.
  public var count: Int { nodes.count }
  /// How many arrows there are.
  public var edgeCount: Int { edges.count }
  /// The node's number.
  public subscript(node: Node) -> Double { @inline(__always) get { nodes[place(of: node)].value } }
  /// ∂last/∂node, as ``backward(from:)`` found it.
  public func gradient(of node: Node) -> Double { nodes[place(of: node)].gradient }
  /// The arrows to the node, one for each use of an operand, in their order; none to a leaf.
  public func edges(into node: Node) -> ArraySlice<Edge> { edges[nodes[place(of: node)].edges] }
  @inline(__always) private func place(of node: Node) -> Int {
    if node.index < count && nodes[node.index].node == node { return node.index }
    fatalError("node \(node.index) is not on this tape of \(count): it was rewound, or is another tape's")
  }
  /// Gives a leaf another value, for the next step: what was computed from the old one must be rewound.
  public mutating func set(_ leaf: Node, to value: Double) {
    nodes[place(of: leaf)].value = value
  }
  /// Forgets every node from place `count` on, and keeps the memory for others.
  public mutating func rewind(to count: Int) {
    precondition(0...self.count ~= count, "a tape of \(self.count) nodes cannot be rewound to \(count)")
    while self.count > count { edges.removeLast(nodes.removeLast().edges.count) }
  }
  /// Finds ∂last/∂node for every node: from `last` on, each hands its own, times the local derivatives, to its operands.
  public mutating func backward(from last: Node) {
    for i in nodes.indices { nodes[i].gradient = 0 }
    nodes[place(of: last)].gradient = 1
    for i in (0...last.index).reversed() where nodes[i].gradient != 0 {  // no 0 · ∞ from branches that are not used
      for e in edges[nodes[i].edges] { nodes[e.operand.index].gradient.addProduct(nodes[i].gradient, e.derivative) }
    }
  }
  /// A number that comes from outside: an input, a weight, a constant.
  public mutating func leaf(_ value: Double) -> Node {
    let node = Node(place: UInt32(count), serial: Self.made.wrappingAdd(1, ordering: .relaxed).newValue)
    nodes.append((node, value, 0, (nodes.last?.edges.upperBound ?? 0)..<edgeCount))
    return node
  }
  private mutating func node(_ z: Double, _ x: Node, _ dx: Double, _ y: Node? = nil, _ dy: Double = 0) -> Node {
    edges.append(Edge(operand: x, derivative: dx))
    if let y { edges.append(Edge(operand: y, derivative: dy)) }
    return leaf(z)
  }
  private mutating func apply(_ z: Double, _ x: Node, slope: (Double) -> Double) -> Node { node(z, x, slope(z)) }

  /// x + y.
  public mutating func sum(_ x: Node, _ y: Node) -> Node { node(self[x] + self[y], x, 1, y, 1) }
  /// x − y.
  public mutating func difference(_ x: Node, _ y: Node) -> Node { node(self[x] - self[y], x, 1, y, -1) }
  /// x y.
  public mutating func product(_ x: Node, _ y: Node) -> Node { node(self[x] * self[y], x, self[y], y, self[x]) }
  /// x / y.
  public mutating func quotient(_ x: Node, _ y: Node) -> Node {
    node(self[x] / self[y], x, 1 / self[y], y, -self[x] / (self[y] * self[y]))
  }
  /// x².
  public mutating func square(_ x: Node) -> Node { node(self[x] * self[x], x, 2 * self[x]) }
  /// max(0, x), with slope 0 at 0; a nan stays a nan, also on the way back.
  public mutating func relu(_ x: Node) -> Node { apply(self[x] < 0 ? 0 : self[x], x) { $0 > 0 ? 1 : $0 } }
  /// The natural logarithm.
  public mutating func log(_ x: Node) -> Node { node(Engine.log(self[x]), x, 1 / self[x]) }
  /// eˣ.
  public mutating func exp(_ x: Node) -> Node { apply(Engine.exp(self[x]), x) { $0 } }
  /// The hyperbolic tangent.
  public mutating func tanh(_ x: Node) -> Node { apply(Engine.tanh(self[x]), x) { 1 - $0 * $0 } }
  /// A neuron before its activation as one node, b + Σ xₖ wₖ: fused multiply-adds in order, as in a matrix product.
  public mutating func weightedSum(of x: [Node], weights w: [Node], bias: Node) -> Node {
    precondition(x.count == w.count, "\(x.count) inputs need as many weights, not \(w.count)")
    var sum = 0.0
    for (x, w) in zip(x, w) {
      let (a, b) = (self[x], self[w])
      sum.addProduct(a, b)
      edges.append(Edge(operand: x, derivative: b))
      edges.append(Edge(operand: w, derivative: a))
    }
    return node(sum + self[bias], bias, 1)
  }
}

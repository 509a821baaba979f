import Engine

/// A scalar computation graph: every number of a computation, in the order in which it was computed.
///
///     var tape = Tape()
///     let x = tape.leaf(3)
///     let z = tape.product(x, tape.leaf(4))     // 12, with ∂z/∂x = 4 on the edge from x
///     tape.backward(from: z)                    // tape.gradient(of: x) is 4
///
/// A node is its place on the tape, an integer. It can only use nodes that are already there: so no reference can
/// close a circle, and the tape's order, read from its end, is the order of the way back. `rewind` keeps the memory.
public struct Tape: Sendable {
  public struct Node: Hashable, Sendable { public let index: Int }

  /// An arrow from an operand to the node that used it, with ∂node/∂operand.
  public struct Edge: Sendable {
    public let operand: Node
    public let derivative: Double
  }

  private var values: [Double] = []
  private var gradients: [Double] = []
  private var edges: [Edge] = []
  private var starts = [0]  // the edges into node i are those from starts[i] up to starts[i + 1]

  public init() {}

  public subscript(node: Node) -> Double { values[node.index] }
  /// Gives a leaf another value, for the next step: what was computed from the old one must be rewound.
  public mutating func set(_ leaf: Node, to value: Double) { values[leaf.index] = value }
  public func gradient(of node: Node) -> Double { gradients[node.index] }
  public func edges(into node: Node) -> ArraySlice<Edge> { edges[starts[node.index]..<starts[node.index + 1]] }
  public var count: Int { values.count }
  public var edgeCount: Int { edges.count }

  /// Forgets every node from place `count` on.
  public mutating func rewind(to count: Int) {
    edges.removeLast(edges.count - starts[count])
    starts.removeLast(self.count - count)
    gradients.removeLast(self.count - count)
    values.removeLast(self.count - count)
  }

  /// Finds ∂last/∂node for every node. From `last` on, each node hands its gradient to its operands, times the local
  /// derivatives. An operand that was used more than once gets a share from each use, and they add up.
  public mutating func backward(from last: Node) {
    for i in gradients.indices { gradients[i] = 0 }
    gradients[last.index] = 1
    for i in stride(from: last.index, through: 0, by: -1) {
      for k in starts[i]..<starts[i + 1] {
        gradients[edges[k].operand.index].addProduct(gradients[i], edges[k].derivative)
      }
    }
  }

  /// A number that comes from outside: an input, a weight, a constant.
  public mutating func leaf(_ value: Double) -> Node {
    values.append(value)
    gradients.append(0)
    starts.append(edges.count)
    return Node(index: values.count - 1)
  }

  private mutating func node(_ value: Double, _ x: Node, _ dx: Double, _ y: Node? = nil, _ dy: Double = 0) -> Node {
    edges.append(Edge(operand: x, derivative: dx))
    if let y { edges.append(Edge(operand: y, derivative: dy)) }
    return leaf(value)
  }

  public mutating func sum(_ x: Node, _ y: Node) -> Node { node(self[x] + self[y], x, 1, y, 1) }
  public mutating func difference(_ x: Node, _ y: Node) -> Node { node(self[x] - self[y], x, 1, y, -1) }
  public mutating func product(_ x: Node, _ y: Node) -> Node { node(self[x] * self[y], x, self[y], y, self[x]) }
  public mutating func quotient(_ x: Node, _ y: Node) -> Node {
    node(self[x] / self[y], x, 1 / self[y], y, -self[x] / (self[y] * self[y]))
  }
  public mutating func square(_ x: Node) -> Node { node(self[x] * self[x], x, 2 * self[x]) }
  public mutating func relu(_ x: Node) -> Node { node(self[x] < 0 ? 0 : self[x], x, self[x] > 0 ? 1 : 0) }
  public mutating func log(_ x: Node) -> Node { node(Engine.log(self[x]), x, 1 / self[x]) }
  public mutating func exp(_ x: Node) -> Node {
    let z = Engine.exp(self[x])
    return node(z, x, z)
  }
  public mutating func tanh(_ x: Node) -> Node {
    let z = Engine.tanh(self[x])
    return node(z, x, 1 - z * z)
  }

  /// A neuron before its activation as one node, b + Σ xₖ wₖ: fused multiply-adds in order, as in a matrix product.
  public mutating func weightedSum(of x: [Node], weights w: [Node], bias: Node) -> Node {
    precondition(x.count == w.count, "\(x.count) inputs need as many weights, not \(w.count)")
    var sum = 0.0
    for (x, w) in zip(x, w) {
      sum.addProduct(self[x], self[w])
      edges.append(Edge(operand: x, derivative: self[w]))
      edges.append(Edge(operand: w, derivative: self[x]))
    }
    return node(sum + self[bias], bias, 1)
  }
}

import Engine

/// A scalar computation graph: every number of a computation, in the order in which it was computed.
///
///     let x = tape.leaf(3)
///     let z = tape.product(x, tape.leaf(4))     // 12, with ∂z/∂x = 4 on the edge from x
///     tape.backward(from: z)                    // tape.gradient(of: x) is 4
///
/// A node is its place on the tape, an integer. It can only use nodes that are already there: so no reference can
/// close a circle, and the tape's order, read from its end, is the order of the way back.
public struct Tape: Sendable {
  /// A number's place on a tape, and the stamp by which the tape knows it again.
  public struct Node: Hashable, Sendable { let place, stamp: UInt32 }
  /// An arrow from an operand to the node that used it, with ∂node/∂operand.
  public struct Edge: Sendable { public let operand: Node, derivative: Double }

  var nodes: [(stamp: UInt32, value: Double)] = []
  var gradients: [Double] = []
  var edges: [Edge] = []
  var starts = [0]  // the edges into node i are those from starts[i] up to starts[i + 1]
  private var nextStamp = UInt32.random(in: 0...UInt32.max)

  /// A tape with nothing on it.
  public init() {}
  /// The number of nodes.
  public var count: Int { nodes.count }
  /// The node's value.
  public subscript(node: Node) -> Double { nodes[place(of: node)].value }
  /// ∂last/∂node, as ``backward(from:)`` found it.
  public func gradient(of node: Node) -> Double { gradients[place(of: node)] }
  func place(of node: Node) -> Int {
    let i = Int(node.place)
    if !nodes.indices.contains(i) || nodes[i].stamp != node.stamp { Self.refuse(node, count) }
    return i
  }

  /// Finds ∂last/∂node for every node. From `last` on, each hands its gradient, times the local derivatives, to its
  /// operands, and the shares of an operand add up. No share of 0: a branch without effect may have the slope ∞.
  public mutating func backward(from last: Node) {
    for i in gradients.indices { gradients[i] = 0 }
    gradients[place(of: last)] = 1
    for i in (0...last.index).reversed() where gradients[i] != 0 {
      let gradient = gradients[i]
      for k in starts[i]..<starts[i + 1] {
        gradients[Int(edges[k].operand.place)].addProduct(gradient, edges[k].derivative)
      }
    }
  }

  /// A number that comes from outside: an input, a weight, a constant.
  public mutating func leaf(_ value: Double) -> Node {
    nextStamp &+= 1
    nodes.append((nextStamp, value))
    gradients.append(0)
    starts.append(edges.count)
    return Node(place: UInt32(count - 1), stamp: nextStamp)
  }

  private mutating func node(_ z: Double, _ x: Node, _ dx: Double, _ y: Node? = nil, _ dy: Double = 0) -> Node {
    edges.append(Edge(operand: x, derivative: dx))
    if let y { edges.append(Edge(operand: y, derivative: dy)) }
    return leaf(z)
  }
  private mutating func node(_ z: Double, _ x: Node, slope: (Double) -> Double) -> Node { node(z, x, slope(z)) }

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
  /// max(0, x), with slope 0 at 0; a nan stays a nan, forward and backward.
  public mutating func relu(_ x: Node) -> Node { node(self[x] < 0 ? 0 : self[x], x) { $0 > 0 ? 1 : $0 } }
  /// The natural logarithm of x.
  public mutating func log(_ x: Node) -> Node { node(Engine.log(self[x]), x, 1 / self[x]) }
  /// eˣ.
  public mutating func exp(_ x: Node) -> Node { node(Engine.exp(self[x]), x) { $0 } }
  /// The hyperbolic tangent of x.
  public mutating func tanh(_ x: Node) -> Node { node(Engine.tanh(self[x]), x) { 1 - $0 * $0 } }

  /// b + Σ xₖ wₖ, a neuron before its activation, as one node: fused multiply-adds in order, as in a matrix product.
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

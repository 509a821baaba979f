import Tape

extension Tape {
  /// ∂last/∂leaf for each of the leaves, by one sweep *forward* over the graph for each: the leaf's derivative with
  /// respect to itself is 1, and every node adds up what its operands have, times the local derivatives.
  func forwardGradients(of last: Node, withRespectTo leaves: [Node]) -> [Double] {
    let nodes = ancestry(of: last)
    return leaves.map { leaf in
      var slopes = [Double](repeating: 0, count: count)
      slopes[leaf.index] = 1
      for node in nodes {
        for edge in edges(into: node) {
          slopes[node.index] += edge.derivative * slopes[edge.operand.index]
        }
      }
      return slopes[last.index]
    }
  }

  /// The nodes that `last` was computed from, operands before users, and `last` itself.
  private func ancestry(of last: Node) -> [Node] {
    var found: Set = [last]
    var open = [last]
    while let node = open.popLast() {
      for edge in edges(into: node) where found.insert(edge.operand).inserted {
        open.append(edge.operand)
      }
    }
    return found.sorted { $0.index < $1.index }
  }
}

import Tape

extension Tape {
  /// The gradients of `last` for all nodes, with the nodes visited in the given order; right or not, as that may be.
  ///
  /// - Parameter overwriting: whether an operand's gradient is replaced by each share instead of adding them up.
  func gradients(
    of last: Node, visiting order: [Node], overwriting: Bool = false
  ) -> [Double] {
    var gradients = [Double](repeating: 0, count: count)
    gradients[last.index] = 1
    for node in order {
      for edge in edges(into: node) {
        let share = gradients[node.index] * edge.derivative
        let earlier = overwriting ? 0 : gradients[edge.operand.index]
        gradients[edge.operand.index] = earlier + share
      }
    }
    return gradients
  }
}

/// All orders of `elements`.
func orders<Element>(of elements: [Element]) -> [[Element]] {
  guard let first = elements.first else { return [[]] }
  return orders(of: Array(elements.dropFirst())).flatMap { others in
    (0...others.count).map { Array(others[..<$0]) + [first] + Array(others[$0...]) }
  }
}

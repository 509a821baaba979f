import Tape

extension Tape {
  /// The gradients of `last` for all nodes, with the nodes visited in the given order; right or not, as that may be.
  ///
  /// - Parameter overwriting: whether an operand's gradient is replaced by each share instead of adding them up.
  func gradients(of last: Node, visiting order: [Node], overwriting: Bool = false) -> [Double] {
    var gradients = [Double](repeating: 0, count: count)
    gradients[last.index] = 1
    for node in order {
      for edge in edges(into: node) {
        let share = gradients[node.index] * edge.derivative
        gradients[edge.operand.index] = overwriting ? share : gradients[edge.operand.index] + share
      }
    }
    return gradients
  }
}

/// All orders of `elements`.
func orders<Element>(of elements: [Element]) -> [[Element]] {
  guard let first = elements.first else { return [[]] }
  return orders(of: Array(elements.dropFirst())).flatMap { rest in
    (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
  }
}

import Engine
import Solutions

extension Lesson03 {
  struct GraphInput: Sendable {
    let operands: [[Int]]
    let derivatives: [[Double]]

    var last: Int { operands.count - 1 }
    var zeros: [Double] { [Double](repeating: 0, count: operands.count) }

    func edges(into i: Int) -> [(operand: Int, derivative: Double)] {
      zip(operands[i], derivatives[i]).map { (operand: $0, derivative: $1) }
    }
  }

  /// The way back, with what one visit to an edge does as a parameter.
  private static func sweep(
    _ graph: GraphInput, order: some Sequence<Int>, visit: (inout [Double], Int, Int, Double) -> Void
  ) -> [Double] {
    var gradients = graph.zeros
    gradients[graph.last] = 1
    for i in order {
      for edge in graph.edges(into: i) { visit(&gradients, i, edge.operand, edge.derivative) }
    }
    return gradients
  }

  private static func adding(_ gradients: inout [Double], _ i: Int, _ operand: Int, _ derivative: Double) {
    gradients[operand] += gradients[i] * derivative
  }

  /// The sum over all paths down from node i, each the product of its edges.
  private static func addPaths(from i: Int, product: Double, in graph: GraphInput, to sums: inout [Double]) {
    sums[i] += product
    for edge in graph.edges(into: i) {
      addPaths(from: edge.operand, product: product * edge.derivative, in: graph, to: &sums)
    }
  }

  /// A graph of `count` nodes, the first three of them leaves; each later one has one to three earlier operands.
  private static func drawn(_ count: Int, _ generator: inout Generator) -> GraphInput {
    let operands = (0..<count).map { i -> [Int] in
      if i < 3 { return [] }
      return (0...generator.integer(below: 3)).map { _ in generator.integer(below: i) }
    }
    return GraphInput(operands: operands, derivatives: operands.map { list($0.count, -1.5, 1.5, &generator) })
  }

  static let sharedNodes = Bank<GraphInput, [Double]>(
    id: "3.4",
    cases: { generator in
      [
        Case(
          GraphInput(operands: [[], [0, 0], [1, 0]], derivatives: [[], [3, 3], [1, 1]]),
          note: "This is x · x + x at x = 3: its slope is 2x + 1."),
        Case(
          GraphInput(operands: [[], [0], [1]], derivatives: [[], [2], [5]]),
          note: "This is a chain: no node is used twice."),
        Case(
          GraphInput(operands: [[], [0], [0], [1, 2]], derivatives: [[], [2], [3], [10, 100]]),
          note: "Nodes 1 and 2 both use node 0, and node 3 uses both."),
        Case(
          GraphInput(
            operands: [[], [], [], [0], [3, 1], [4, 2]], derivatives: [[], [], [], [6], [4, 9], [0.5, -9]]),
          note: "This is the worked example: x, y, z, v = x², u = v y, f = u / z."),
        Case(
          GraphInput(operands: [[], [], [0, 1], [0]], derivatives: [[], [], [4, 3], [2]]),
          note: "Nodes 1 and 2 do not lead to the last node: their gradient is 0."),
        Case(GraphInput(operands: [[]], derivatives: [[]]), note: "There is one node. Its derivative for itself is 1."),
        Case(drawn(8, &generator)), Case(drawn(12, &generator)), Case(drawn(12, &generator)),
      ]
    },
    input: { graph in
      graph.operands.indices.flatMap { i in
        graph.operands[i].isEmpty
          ? []
          : [
            Quantity.list("operands[\(i)]", graph.operands[i].map(Double.init)),
            .list("derivatives[\(i)]", graph.derivatives[i]),
          ]
      }
    },
    output: { [.list("gradients", $0)] },
    reference: { gradientsOfLastNode(operands: $0.operands, derivatives: $0.derivatives) },
    alternatives: [
      Answer("the sum over all paths from the last node") { graph in
        var sums = graph.zeros
        addPaths(from: graph.last, product: 1, in: graph, to: &sums)
        return sums
      },
      Answer("forward, once per node") { graph in
        graph.operands.indices.map { start in
          var slopes = graph.zeros
          slopes[start] = 1
          for i in (start..<graph.operands.count).dropFirst() {
            for edge in graph.edges(into: i) { slopes[i] += edge.derivative * slopes[edge.operand] }
          }
          return slopes[graph.last]
        }
      },
    ],
    misconceptions: [
      Answer(
        "You set an operand's gradient instead of adding to it: every use of a value sends a share, and they add up."
      ) {
        graph in
        sweep(graph, order: (0...graph.last).reversed()) { $0[$2] = $0[$1] * $3 }
      },
      Answer("You went from the first node to the last: a node may pass its gradient on only when all its users have.")
      {
        sweep($0, order: 0...$0.last, visit: adding)
      },
      Answer("You passed on the local derivatives alone: multiply each by the gradient of the node it leads into.") {
        graph in
        sweep(graph, order: (0...graph.last).reversed()) { $0[$2] += $3 }
      },
      Answer("You forgot the 1 to start with: the last node's derivative for itself.") { $0.zeros },
      Answer("You started every node with 1: only the last node starts with 1, the others with 0.") { graph in
        var gradients = graph.zeros.map { _ in 1.0 }
        for i in graph.operands.indices.reversed() {
          for edge in graph.edges(into: i) { adding(&gradients, i, edge.operand, edge.derivative) }
        }
        return gradients
      },
      Answer("You counted an operand that one node uses twice only once: in x · x both edges send a share.") { graph in
        var gradients = graph.zeros
        gradients[graph.last] = 1
        for i in graph.operands.indices.reversed() {
          var seen: Set<Int> = []
          for edge in graph.edges(into: i) where seen.insert(edge.operand).inserted {
            adding(&gradients, i, edge.operand, edge.derivative)
          }
        }
        return gradients
      },
    ])
}

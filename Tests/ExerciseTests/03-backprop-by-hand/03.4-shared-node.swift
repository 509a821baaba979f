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

  /// A graph in which every node is used by the next one, among others, so that all of them lead to the last node and
  /// most have several users.
  private static func entangled(_ count: Int, _ generator: inout Generator) -> GraphInput {
    let operands = (0..<count).map { i -> [Int] in
      if i == 0 { return [] }
      let others = (0..<(i == 1 ? 1 : 1 + generator.integer(below: 2))).map { _ in generator.integer(below: i) }
      return generator.uniform() < 0.5 ? [i - 1] + others : others + [i - 1]
    }
    return GraphInput(operands: operands, derivatives: operands.map { list($0.count, -1.5, 1.5, &generator) })
  }

  static let sharedNodes: Bank<GraphInput, [Double]> = Bank(
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
          GraphInput(operands: [[], [0, 0]], derivatives: [[], [2, -5]]),
          note: "Node 1 uses node 0 twice, with two different derivatives."),
        Case(
          GraphInput(operands: [[], [0], [1], [1, 2]], derivatives: [[], [2], [3], [5, 7]]),
          note: "Nodes 2 and 3 use node 1: its gradient is complete only when both have sent their shares."),
        Case(
          GraphInput(operands: [[], [0], [1], [2, 1]], derivatives: [[], [2], [3], [7, 5]]),
          note: "Nodes 2 and 3 use node 1: its gradient is complete only when both have sent their shares."),
        Case(
          GraphInput(
            operands: [[], [], [], [0], [3, 1], [4, 2]], derivatives: [[], [], [], [6], [4, 9], [0.5, -9]]),
          note: "This is the worked example: x, y, z, v = x², u = v y, f = u / z."),
        Case(
          GraphInput(operands: [[], [0], [], [1, 2]], derivatives: [[], [4], [], [5, 6]]),
          note: "Node 2 is a leaf, and node 1, before it, is not."),
        Case(
          GraphInput(operands: [[], [], [0, 1], [0]], derivatives: [[], [], [4, 3], [2]]),
          note: "Nodes 1 and 2 do not lead to the last node: their gradient is 0."),
        Case(
          GraphInput(operands: [[], [0], [1], [1]], derivatives: [[], [2], [5], [3]]),
          note: "Node 2 uses node 1, but does not lead to the last node."),
        Case(
          GraphInput(operands: [[], [0], []], derivatives: [[], [3], []]),
          note: "The last node is a leaf, and no other leads to it."),
        Case(
          GraphInput(operands: [[]], derivatives: [[]]),
          note: "There is one node. Its derivative with respect to itself is 1."),
        Case(entangled(6, &generator)), Case(entangled(9, &generator)), Case(drawn(8, &generator)),
        Case(drawn(12, &generator)), Case(drawn(12, &generator)),
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
    misconceptions: commonMistakes + mistakesOfOrder + mistakesOfShares + mistakesOfNodes)

  private static let commonMistakes: [Mistake] = [
    Answer(
      "You set an operand's gradient instead of adding to it: every use of a value sends a share, and they add up."
    ) {
      graph in
      sweep(graph, order: (0...graph.last).reversed()) { $0[$2] = $0[$1] * $3 }
    },
    Answer(
      "You went from the first node to the last, or one step back only: each node passes its gradient on, after its users."
    ) {
      sweep($0, order: 0...$0.last, visit: adding)
    },
    Answer(
      "You passed on the local derivatives alone: multiply each by the gradient of the node that uses the operand."
    ) {
      graph in
      sweep(graph, order: (0...graph.last).reversed()) { $0[$2] += $3 }
    },
    Answer("You forgot the 1 to start with: the last node's derivative with respect to itself.") { $0.zeros },
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
  ]

  private typealias Mistake = Answer<GraphInput, [Double]>

  /// Sends along the operands of node i, then goes to each of them; or turns to each at once.
  ///
  /// - Parameter visited: the nodes that do not send again; nil if they all do.
  private static func send(
    from i: Int, in graph: GraphInput, _ gradients: inout [Double], _ visited: inout Set<Int>?, atOnce: Bool
  ) {
    if visited?.insert(i).inserted == false { return }
    for edge in graph.edges(into: i) {
      adding(&gradients, i, edge.operand, edge.derivative)
      if atOnce { send(from: edge.operand, in: graph, &gradients, &visited, atOnce: atOnce) }
    }
    if atOnce { return }
    for operand in graph.operands[i] { send(from: operand, in: graph, &gradients, &visited, atOnce: atOnce) }
  }

  private static func sending(_ diagnosis: String, again: Bool, atOnce: Bool) -> Mistake {
    Mistake(diagnosis) { graph in
      var gradients = graph.zeros
      gradients[graph.last] = 1
      var visited: Set<Int>? = again ? nil : []
      send(from: graph.last, in: graph, &gradients, &visited, atOnce: atOnce)
      return gradients
    }
  }

  private static let sentAgain =
    "You sent a node's gradient on each time a share arrived: wait until all its users have sent theirs."
  private static let sentEarly =
    "You visited a node before all its users had sent their shares. Go from the last node to the first."

  private static let mistakesOfOrder: [Mistake] = [
    sending(sentAgain, again: true, atOnce: true),
    sending(sentAgain, again: true, atOnce: false),
    sending(sentEarly, again: false, atOnce: true),
    sending(sentEarly, again: false, atOnce: false),
    Mistake(sentEarly) { graph in breadthFirst(graph) { $0.removeFirst() } },
    Mistake(sentEarly) { graph in breadthFirst(graph) { $0.removeLast() } },
    Mistake("You waited for all users of a node, also for those that do not lead to the last node.") { graph in
      var waiting = graph.operands.indices.map { i in graph.operands.joined().count { $0 == i } }
      var gradients = graph.zeros
      gradients[graph.last] = 1
      var ready = [graph.last]
      while let i = ready.popLast() {
        for edge in graph.edges(into: i) {
          adding(&gradients, i, edge.operand, edge.derivative)
          waiting[edge.operand] -= 1
          if waiting[edge.operand] == 0 { ready.append(edge.operand) }
        }
      }
      return gradients
    },
    Mistake(sentAgain) { graph in queued(graph) { $0.removeFirst() } },
    Mistake(sentAgain) { graph in queued(graph) { $0.removeLast() } },
    Mistake("You stopped at the first leaf: leaves and other nodes may come in any order, so go on.") { graph in
      let start = (graph.operands.lastIndex { $0.isEmpty } ?? 0) + 1
      return sweep(graph, order: (start..<graph.operands.count).reversed(), visit: adding)
    },
    Mistake("You stopped before node 0 or 1: each node that has operands sends its gradient back.") { graph in
      sweep(graph, order: (0...graph.last).dropFirst(2).reversed(), visit: adding)
    },
    Mistake("Nothing is sent back, or not by the last node: the way back begins there, with its operands.") { graph in
      sweep(graph, order: (0..<graph.last).reversed(), visit: adding)
    },
  ]

  /// Each node once, in the order in which it was first met; `next` takes one from those that wait.
  private static func breadthFirst(_ graph: GraphInput, next: (inout [Int]) -> Int) -> [Double] {
    var gradients = graph.zeros
    gradients[graph.last] = 1
    var queue = [graph.last]
    var seen: Set<Int> = [graph.last]
    while !queue.isEmpty {
      let i = next(&queue)
      for edge in graph.edges(into: i) {
        adding(&gradients, i, edge.operand, edge.derivative)
        if seen.insert(edge.operand).inserted { queue.append(edge.operand) }
      }
    }
    return gradients
  }

  /// Each node again at every arrival of a share; `next` takes one from those that wait.
  private static func queued(_ graph: GraphInput, next: (inout [Int]) -> Int) -> [Double] {
    var gradients = graph.zeros
    gradients[graph.last] = 1
    var queue = [graph.last]
    while !queue.isEmpty {
      let i = next(&queue)
      for edge in graph.edges(into: i) {
        adding(&gradients, i, edge.operand, edge.derivative)
        queue.append(edge.operand)
      }
    }
    return gradients
  }

  private static func backwards(_ graph: GraphInput) -> [Int] { graph.operands.indices.reversed() }

  private static let mistakesOfShares: [Mistake] = [
    Mistake("You looked the edge up by its operand: where a node uses it twice, both edges get the first's derivative.")
    {
      graph in
      var gradients = graph.zeros
      gradients[graph.last] = 1
      for i in backwards(graph) {
        for operand in graph.operands[i] {
          let k = graph.operands[i].firstIndex(of: operand)!
          adding(&gradients, i, operand, graph.derivatives[i][k])
        }
      }
      return gradients
    },
    Mistake("You looked the edge up by its operand: where a node uses it twice, both edges get the last's derivative.")
    {
      graph in
      var gradients = graph.zeros
      gradients[graph.last] = 1
      for i in backwards(graph) {
        for operand in graph.operands[i] {
          let k = graph.operands[i].lastIndex(of: operand)!
          adding(&gradients, i, operand, graph.derivatives[i][k])
        }
      }
      return gradients
    },
    Mistake("Where a node uses an operand twice, only the last edge is left: both edges send a share.") { graph in
      var gradients = graph.zeros
      gradients[graph.last] = 1
      for i in backwards(graph) {
        for operand in Set(graph.operands[i]) {
          let k = graph.operands[i].lastIndex(of: operand)!
          adding(&gradients, i, operand, graph.derivatives[i][k])
        }
      }
      return gradients
    },
    Mistake("You kept the largest share only: every use of a value sends one, and they add up.") { graph in
      sweep(graph, order: backwards(graph)) { gradients, i, operand, derivative in
        let share = gradients[i] * derivative
        if Swift.abs(share) > Swift.abs(gradients[operand]) { gradients[operand] = share }
      }
    },
    Mistake("You subtracted the shares: every use of a value sends one, and they add up.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] -= $0[$1] * $3 }
    },
    Mistake("You divided by the local derivative: the chain rule multiplies.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += $0[$1] / $3 }
    },
    Mistake("You took the sizes of the local derivatives: they keep their signs.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += $0[$1] * Swift.abs($3) }
    },
    Mistake("You sent each node's gradient divided by the number of its operands: each gets the whole of it.") {
      graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += $0[$1] * $3 / Double(graph.operands[$1].count) }
    },
    Mistake("You skipped the nodes whose gradient is negative, or those whose share is: all of them send.") { graph in
      sweep(graph, order: backwards(graph)) { if $0[$1] > 0 { $0[$2] += $0[$1] * $3 } }
    },
    Mistake("You skipped the nodes whose gradient is negative, or those whose share is: all of them send.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += max(0, $0[$1] * $3) }
    },
    Mistake("You took at most two operands of a node: it may have more.") { graph in
      let some = GraphInput(
        operands: graph.operands.map { Array($0.prefix(2)) }, derivatives: graph.derivatives.map { Array($0.prefix(2)) }
      )
      return sweep(some, order: backwards(some), visit: adding)
    },
    Mistake("You took the first operand of a node only: every edge sends a share.") { graph in
      let some = GraphInput(
        operands: graph.operands.map { Array($0.prefix(1)) }, derivatives: graph.derivatives.map { Array($0.prefix(1)) }
      )
      return sweep(some, order: backwards(some), visit: adding)
    },
    Mistake("You took the last operand of a node only: every edge sends a share.") { graph in
      let some = GraphInput(
        operands: graph.operands.map { Array($0.suffix(1)) }, derivatives: graph.derivatives.map { Array($0.suffix(1)) }
      )
      return sweep(some, order: backwards(some), visit: adding)
    },
    Mistake("You doubled what was there before you added a share: `+=` adds to it already.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += $0[$2] + $0[$1] * $3 }
    },
    Mistake("You averaged the shares over a node's uses: they add up.") { graph in
      let gradients = sweep(graph, order: backwards(graph), visit: adding)
      return graph.operands.indices.map { i in
        gradients[i] / Double(max(1, graph.operands.joined().count { $0 == i }))
      }
    },
    Mistake("You multiplied the shares of a node's uses: they add up.") { graph in
      sweep(graph, order: backwards(graph)) { gradients, i, operand, derivative in
        let share = gradients[i] * derivative
        gradients[operand] = gradients[operand] == 0 ? share : gradients[operand] * share
      }
    },
    Mistake("You kept the first share only: every use of a value sends one, and they add up.") { graph in
      sweep(graph, order: backwards(graph)) { gradients, i, operand, derivative in
        if gradients[operand] == 0 { gradients[operand] = gradients[i] * derivative }
      }
    },
    Mistake("You took only one of a node's users: every use of a value sends a share, and they add up.") { graph in
      throughOneUser(graph) { graph, i in graph.operands.lastIndex { $0.contains(i) } }
    },
    Mistake("You took only one of a node's users: every use of a value sends a share, and they add up.") { graph in
      throughOneUser(graph) { graph, i in graph.operands.firstIndex { $0.contains(i) } }
    },
    Mistake("You added the local derivative to the gradient: the chain rule multiplies.") { graph in
      sweep(graph, order: backwards(graph)) { $0[$2] += $0[$1] + $3 }
    },
  ]

  private static func throughOneUser(_ graph: GraphInput, user: (GraphInput, Int) -> Int?) -> [Double] {
    var gradients = graph.zeros
    gradients[graph.last] = 1
    for i in backwards(graph).dropFirst() {
      guard let user = user(graph, i) else { continue }
      for edge in graph.edges(into: user) where edge.operand == i {
        adding(&gradients, user, i, edge.derivative)
      }
    }
    return gradients
  }

  private static let mistakesOfNodes: [Mistake] = [
    Mistake("You gave the leaves' gradients only: every node has one.") { graph in
      let gradients = sweep(graph, order: backwards(graph), visit: adding)
      return graph.operands.indices.map { graph.operands[$0].isEmpty ? gradients[$0] : 0 }
    },
    Mistake("You gave the slope of every node with respect to node 0: asked is the last node's, for every node.") {
      graph in
      var slopes = graph.zeros
      slopes[0] = 1
      for i in graph.operands.indices.dropFirst() {
        for edge in graph.edges(into: i) { slopes[i] += edge.derivative * slopes[edge.operand] }
      }
      return slopes
    },
    Mistake("Every node that nobody uses started with 1: only the last node starts with 1.") { graph in
      let used = Set(graph.operands.joined())
      var gradients = graph.operands.indices.map { used.contains($0) ? 0.0 : 1 }
      for i in backwards(graph) {
        for edge in graph.edges(into: i) { adding(&gradients, i, edge.operand, edge.derivative) }
      }
      return gradients
    },
    Mistake("Your gradients stand in reverse order: node 0's comes first.") { graph in
      sweep(graph, order: backwards(graph), visit: adding).reversed()
    },
    Mistake("You used up the last node's gradient: it stays 1.") { graph in
      var gradients = sweep(graph, order: backwards(graph), visit: adding)
      gradients[graph.last] = 0
      return gradients
    },
  ]
}

import Engine
import Testing

@testable import Plots

private func node(_ id: String, column: Int = 0, row: Double = 0) -> Graph.Node {
  Graph.Node(id: id, label: id, column: column, row: row)
}

/// What a caller may get wrong, and what stops the program then, in an optimized build too.
private let refusals: [(message: String, attempt: @Sendable () -> Void)] = [
  ("2 x values cannot be paired with 3 y values", { _ = Mark.line(x: [1, 2], y: [1, 2, 3]) }),
  ("1 x values cannot be paired with 0 y values", { _ = Mark.points(x: [1], y: []) }),
  ("0 x values cannot be paired with 1 y values", { _ = Mark.path(x: [], y: [1]) }),
  ("2 x values cannot be paired with 1 y values", { _ = Mark.area(x: [1, 2], from: [0, 0], to: [1]) }),
  ("2 x values cannot be paired with 1 y values", { _ = Mark.area(x: [1, 2], from: [0], to: [1, 1]) }),
  (
    "a scatter plot takes an m × 2 matrix, not 4 × 3",
    { _ = [Mark].scatter(Matrix(rows: 4, columns: 3), classes: [0, 1, 0, 1]) }
  ),
  ("4 examples cannot have 3 classes", { _ = [Mark].scatter(Matrix(rows: 4, columns: 2), classes: [0, 1, 0]) }),
  ("a histogram needs at least 1 bin, not 0", { _ = Histogram([1, 2], bins: 0) }),
  ("a histogram needs at least 1 bin, not -3", { _ = Mark.histogram([1, 2], bins: -3) }),
  ("node “x” cannot stand in row nan: rows go from −1000 to 1000", { _ = node("x", row: .nan) }),
  ("node “x” cannot stand in row -1001.0: rows go from −1000 to 1000", { _ = node("x", row: -1001) }),
  ("two nodes have the id “a”", { _ = Graph(nodes: [node("a"), node("a", column: 1)], edges: []) }),
  (
    "the edge from “x” to “w” needs a node “w”: there is none",
    { _ = Graph(nodes: [node("x")], edges: [Graph.Edge(from: "x", to: "w")]) }
  ),
  (
    "the edge from “v” to “x” needs a node “v”: there is none",
    { _ = Graph(nodes: [node("x")], edges: [Graph.Edge(from: "v", to: "x")]) }
  ),
  (
    "an edge leads to the right, not from “b” in column 1 to “a” in column 0",
    { _ = Graph(nodes: [node("a"), node("b", column: 1)], edges: [Graph.Edge(from: "b", to: "a")]) }
  ),
  (
    "an edge leads to the right, not from “a” in column 0 to “a” in column 0",
    { _ = Graph(nodes: [node("a")], edges: [Graph.Edge(from: "a", to: "a")]) }
  ),
  ("no power of ten is just below 0.0", { _ = ShortDecimal.exponent(of: 0) }),
  ("no power of ten is just below nan", { _ = ShortDecimal.exponent(of: .nan) }),
  ("nan is no place on a page", { _ = px(.nan) }),
  ("inf is no place on a page", { _ = px(.infinity) }),
]

@Suite(.prompt) struct `What cannot be drawn` {
  @Test(arguments: refusals.indices) func `stops the program with one sentence that says why`(_ index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in refusals[index].attempt()
    }
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(error.contains("Fatal error: " + refusals[index].message + "\n"), "\(error)")
  }
}

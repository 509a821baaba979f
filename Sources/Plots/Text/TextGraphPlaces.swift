/// Where the boxes, lanes and climbs of a graph lie, in characters.
///
/// Edges climb in columns of their own: those that leave one node share a column, and so do those that arrive at one.
struct TextGraphPlaces {
  /// What lies between two columns of nodes.
  struct Gap {
    /// The columns for the texts, between the climbs from nodes and those to nodes.
    let lanes: Range<Int>
    /// The column in which the edges of a node climb: from it, to it.
    let climbsFrom: [Int: Int]
    let climbsTo: [Int: Int]
  }

  let gaps: [Gap]
  let width: Int
  private let columns: [Range<Int>]
  private let layout: GraphLayout

  /// The line of a row: four lines each, the first of them for the text above.
  static func line(_ row: Double) -> Int { Int((4 * row).rounded()) + 1 }

  /// `nil` if climbs would run into each other.
  init?(_ layout: GraphLayout) {
    self.layout = layout
    var columns: [Range<Int>] = []
    var gaps: [Gap] = []
    var x = 0
    for column in 0..<layout.columnCount {
      let widest = layout.nodes.filter { $0.column == column }.map { $0.label.count + 4 }.max() ?? 0
      columns.append(x..<x + widest)
      x += widest
      guard column < layout.columnCount - 1 else { break }
      let starting = layout.routes.filter { $0.gaps.lowerBound == column }
      let ending = layout.routes.filter { $0.gaps.upperBound == column + 1 }
      func lane(_ route: GraphLayout.Route) -> Int { TextGraphPlaces.line(route.lane) }
      func row(_ node: Int) -> Int { TextGraphPlaces.line(layout.nodes[node].row) }
      let leaving = starting.filter { lane($0) != row($0.from) }
      let arriving = ending.filter { lane($0) != row($0.to) }
      // A node's own line reaches its climb: another's lane in that line must begin right of it, or end left of it.
      guard
        let sources = TextGraphPlaces.ordered(
          Set(leaving.map(\.from)),
          before: { a, b in leaving.contains { $0.from == b && lane($0) == row(a) } }),
        let targets = TextGraphPlaces.ordered(
          Set(arriving.map(\.to)), before: { a, b in arriving.contains { $0.to == a && lane($0) == row(b) } })
      else { return nil }
      let climbsFrom = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1, x + 1 + 2 * $0) })
      x += max(1, 2 * sources.count)
      let text = starting.map { max($0.above.count, $0.below.count) }.max() ?? 0
      let lanes = x..<x + text + 2
      x = lanes.upperBound
      let climbsTo = Dictionary(uniqueKeysWithValues: targets.enumerated().map { ($1, x + 2 * $0) })
      x += max(0, 2 * targets.count - 1) + 2
      gaps.append(Gap(lanes: lanes, climbsFrom: climbsFrom, climbsTo: climbsTo))
    }
    self.columns = columns
    self.gaps = gaps
    width = x
  }

  /// The nodes in an order that obeys `before`; otherwise by number. `nil` if there is none.
  private static func ordered(_ nodes: Set<Int>, before: (Int, Int) -> Bool) -> [Int]? {
    var rest = nodes.sorted()
    var order: [Int] = []
    while !rest.isEmpty {
      guard let next = rest.firstIndex(where: { a in !rest.contains { $0 != a && before($0, a) } }) else { return nil }
      order.append(rest.remove(at: next))
    }
    return order
  }

  /// The first column and the width of a node's box, which stands in the middle of its column.
  func box(_ index: Int) -> (left: Int, columns: Int) {
    let node = layout.nodes[index]
    let column = columns[node.column]
    let width = node.label.count + 4
    return (column.lowerBound + (column.count - width) / 2, width)
  }

  /// The three parts of an edge: from its node up to its lane, its lane, and on to its target.
  ///
  /// The first is empty if the lane begins at the node, the last if it ends at the target.
  func parts(of route: GraphLayout.Route) -> (
    start: [BoxDrawing.Place], lane: [BoxDrawing.Place], end: [BoxDrawing.Place]
  ) {
    func places(_ corners: (row: Int, column: Int)...) -> [BoxDrawing.Place] {
      corners.map { BoxDrawing.Place(row: $0.row, column: $0.column) }
    }
    func line(_ node: Int) -> Int { TextGraphPlaces.line(layout.nodes[node].row) }
    let (from, lane, to) = (line(route.from), TextGraphPlaces.line(route.lane), line(route.to))
    let source = box(route.from)
    let (right, left) = (source.left + source.columns - 1, box(route.to).left)
    let up = from == lane ? nil : gaps[route.gaps.lowerBound].climbsFrom[route.from]
    let down = lane == to ? nil : gaps[route.gaps.upperBound - 1].climbsTo[route.to]
    return (
      up.map { places((from, right), (from, $0), (lane, $0)) } ?? [],
      places((lane, up ?? right), (lane, down ?? left)),
      down.map { places((lane, $0), (to, $0), (to, left)) } ?? []
    )
  }
}

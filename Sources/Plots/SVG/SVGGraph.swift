extension SVG {
  /// Draws a graph on a page of its own, nodes as pills, edges as lines with a text above and one below; returns the
  /// page's size.
  mutating func draw(_ layout: GraphLayout) -> Size {
    let places = GraphPlaces(layout)
    let titleWidth = pixelWidth(layout.title, size: SVG.titleSize * SVG.boldness) + 2 * SVG.edge
    let width = max(places.width + 2 * SVG.edge, min(SVG.pageWidth, max(240, titleWidth))).rounded(.up)
    var y = SVG.edge
    y += drawTitle(layout.title, top: y, width: width)
    y += drawLegend(of: layout.graph, top: y, width: width - 2 * SVG.edge)
    y += 4
    let drawing = GraphDrawing(layout: layout, places: places, left: SVG.edge, top: y)
    for route in layout.routes { drawing.drawLine(route, on: &self) }
    for node in Set(layout.routes.map(\.to)).sorted() { drawing.drawHead(at: node, on: &self) }
    for route in layout.routes { drawing.drawTexts(route, on: &self) }
    for node in layout.nodes.indices { drawing.drawNode(node, on: &self) }
    if layout.nodes.isEmpty { text("no data", SVG.edge, y + 14) }
    y += max(places.height, 24)
    return (width, y + SVG.edge)
  }

  /// Says what stands above and below the edges; returns its height.
  private mutating func drawLegend(of graph: Graph, top: Double, width: Double) -> Double {
    let gap = 16.0
    var x = SVG.edge
    for (name, place, color, isUsed) in graph.legend where isUsed {
      let entry = truncated("\(name) \(place)", toWidth: SVG.edge + width - x, size: GraphPlaces.textSize)
      text(entry, x, top + Strip.graphLegend.baseline, fill: color.text, bold: true)
      x += pixelWidth(entry, size: GraphPlaces.textSize) + gap
    }
    return x == SVG.edge ? 0 : Strip.graphLegend.height
  }
}

extension Graph {
  /// What the texts of the edges are, where they stand and how they are coloured.
  var legend: [(name: String, place: String, color: Color, isUsed: Bool)] {
    [
      (above, "above", .blue, !above.isEmpty && edges.contains { !$0.above.isEmpty }),
      (below, "below", .orange, !below.isEmpty && edges.contains { !$0.below.isEmpty }),
    ]
  }
}

/// Where the columns and gaps of a graph lie, in pixels from its upper left.
///
///     column │            gap                │ column
///
///      ╭───╮           value           ╭───╮
///      │ x ├─╮ ╭──────────────────╮ ╭─▶│ y │
///      ╰───╯ ╰─╯     gradient     ╰─╯  ╰───╯
///            climb      lane      climb, approach
struct GraphPlaces {
  static let nodeHeight = 36.0
  static let rowHeight = 60.0
  /// The line before a node in which its arrow head stands.
  static let approach = 16.0
  /// The size of letters that measures the bold texts of the edges.
  static let textSize = SVG.textSize * 1.1

  /// What lies between two columns.
  struct Gap {
    let left, right: Double
    /// Where lanes run, between the climbs from nodes and those to nodes.
    let lanes: ClosedRange<Double>
  }

  let columns: [(left: Double, right: Double)]
  let gaps: [Gap]
  let width: Double
  let height: Double

  /// Columns are as wide as their widest node, gaps as their widest text and highest climbs ask for.
  init(_ layout: GraphLayout) {
    var columns: [(left: Double, right: Double)] = []
    var gaps: [Gap] = []
    var x = 0.0
    for column in 0..<layout.columnCount {
      let widths = layout.nodes.filter { $0.column == column }.map { GraphPlaces.width(of: $0) }
      columns.append((x, x + (widths.max() ?? 0)))
      x += widths.max() ?? 0
      guard column < layout.columnCount - 1 else { break }
      let routes = layout.routes.filter { $0.gaps.contains(column) }
      func climb(_ heights: [Double]) -> Double {
        heights.max().map { $0 < 1e-9 ? 8 : min(64, 30 + 12 * $0) } ?? 8
      }
      let start = climb(
        routes.filter { $0.gaps.lowerBound == column }.map { abs($0.lane - layout.nodes[$0.from].row) })
      let end = climb(
        routes.filter { $0.gaps.upperBound == column + 1 }.map { abs($0.lane - layout.nodes[$0.to].row) })
      let texts = routes.filter { $0.gaps.lowerBound == column }.flatMap { [$0.above, $0.below] }
      let text = texts.map { pixelWidth($0, size: GraphPlaces.textSize) }.max() ?? 0
      let lanes = x + start...x + start + max(20, text + 6)
      let right = lanes.upperBound + end + GraphPlaces.approach
      gaps.append(Gap(left: x, right: right, lanes: lanes))
      x = right
    }
    self.columns = columns
    self.gaps = gaps
    width = x
    height = layout.lastRow * GraphPlaces.rowHeight + GraphPlaces.nodeHeight + 4
  }

  /// A sign such as × or ÷ is as large as a circle allows.
  static func size(of label: String) -> Double { label.count == 1 ? 18 : 14 }

  static func width(of node: GraphLayout.Node) -> Double {
    max(nodeHeight, pixelWidth(node.label, size: size(of: node.label)) + 20)
  }
}

/// Draws the parts of a graph.
private struct GraphDrawing {
  let layout: GraphLayout
  let places: GraphPlaces
  let left: Double
  let top: Double

  private func y(_ row: Double) -> Double { top + GraphPlaces.nodeHeight / 2 + 2 + row * GraphPlaces.rowHeight }

  /// The left and the right end of a node, which stands in the middle of its column.
  private func box(_ index: Int) -> (left: Double, right: Double) {
    let node = layout.nodes[index]
    let column = places.columns[node.column]
    let middle = left + (column.left + column.right) / 2
    let half = GraphPlaces.width(of: node) / 2
    return (middle - half, middle + half)
  }

  /// Along the lane, and in an S from the one node to it and from it to the other.
  func drawLine(_ route: GraphLayout.Route, on svg: inout SVG) {
    let (start, lane, end) = (y(layout.nodes[route.from].row), y(route.lane), y(layout.nodes[route.to].row))
    let first = places.gaps[route.gaps.lowerBound]
    let last = places.gaps[route.gaps.upperBound - 1]
    func climb(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> String {
      if abs(y0 - y1) < 1e-6 { return "" }
      let middle = px((x0 + x1) / 2)
      return "H\(px(x0))C\(middle),\(px(y0)),\(middle),\(px(y1)),\(px(x1)),\(px(y1))"
    }
    let d =
      "M\(px(box(route.from).right)),\(px(start))"
      + climb(left + first.left, start, left + first.lanes.lowerBound, lane)
      + climb(left + last.lanes.upperBound, lane, left + last.right - GraphPlaces.approach, end)
      + "H\(px(box(route.to).left - 9))"
    svg.path(d, stroke: SVG.grey, width: 1.5)
  }

  /// One arrow head for all edges that arrive at a node.
  func drawHead(at index: Int, on svg: inout SVG) {
    let (x, y) = (box(index).left, y(layout.nodes[index].row))
    svg.arrow(from: x - 9, y, to: x - 1, y, stroke: SVG.grey, headLength: 9)
  }

  /// The texts above and below the lane, in the colours of the legend.
  func drawTexts(_ route: GraphLayout.Route, on svg: inout SVG) {
    let lanes = places.gaps[route.gaps.lowerBound].lanes
    let middle = left + (lanes.lowerBound + lanes.upperBound) / 2
    let lane = y(route.lane)
    svg.text(
      route.above, middle, lane - 5, anchor: .middle, fill: Color.blue.text, bold: true)
    svg.text(
      route.below, middle, lane + 16, anchor: .middle, fill: Color.orange.text, bold: true)
  }

  /// A pill: two straight sides and two half circles.
  func drawNode(_ index: Int, on svg: inout SVG) {
    let (x0, x1) = box(index)
    let middle = y(layout.nodes[index].row)
    let radius = GraphPlaces.nodeHeight / 2
    let (upper, lower, side) = (px(middle - radius), px(middle + radius), px(radius))
    let d =
      "M\(px(x0 + radius)),\(upper)H\(px(x1 - radius))A\(side),\(side),0,0,1,\(px(x1 - radius)),\(lower)"
      + "H\(px(x0 + radius))A\(side),\(side),0,0,1,\(px(x0 + radius)),\(upper)Z"
    svg.path(d, fill: SVG.grey, opacity: 0.12)
    svg.path(d, stroke: SVG.grey, width: 1.25)
    let label = layout.nodes[index].label
    let size = GraphPlaces.size(of: label)
    svg.text(label, (x0 + x1) / 2, middle + 0.36 * size, anchor: .middle, size: size)
  }
}

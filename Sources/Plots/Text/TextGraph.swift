extension TextCanvas {
  /// Draws a graph below everything: boxes and lines if they fit, otherwise a table of its edges.
  mutating func draw(_ layout: GraphLayout) {
    if !layout.title.isEmpty { writeLines(layout.title) }
    if layout.nodes.isEmpty { write("no data", row: nextRow, column: 0) }
    guard let places = TextGraphPlaces(layout), places.width <= width else {
      drawTable(layout.graph)
      return
    }
    let line = nextRow
    var column = 0
    for (name, place, color, isUsed) in layout.graph.legend where isUsed {
      let entry = truncated("\(name) \(place)", to: width - column)
      write(entry, row: line, column: column, color: color)
      column += entry.count + 3
    }
    drawBoxes(layout, places, top: nextRow)
  }

  /// Draws lines first, then what must not be crossed by them: heads, texts and labels.
  private mutating func drawBoxes(_ layout: GraphLayout, _ places: TextGraphPlaces, top: Int) {
    var drawing = BoxDrawing()
    let count = layout.nodes.count
    for (index, node) in layout.nodes.enumerated() {
      let box = places.box(index)
      drawing.drawBox(
        BoxDrawing.Place(row: TextGraphPlaces.line(node.row) - 1, column: box.left), columns: box.columns, rows: 3,
        line: index)
    }
    // What leaves a node is one line up to the lanes; so is what arrives at one.
    for (index, route) in layout.routes.enumerated() {
      let parts = places.parts(of: route)
      drawing.draw(parts.start, line: count + route.from)
      drawing.draw(parts.lane, line: 3 * count + index)
      drawing.draw(parts.end, line: 2 * count + route.to)
    }
    for (place, character) in drawing.characters {
      write(String(character), row: top + place.row, column: place.column, color: .grey)
    }
    for route in layout.routes {
      let target = places.box(route.to)
      let row = top + TextGraphPlaces.line(layout.nodes[route.to].row)
      write("│", row: row, column: target.left, color: .grey)
      write("▶", row: row, column: target.left - 1, color: .grey)
      let lane = top + TextGraphPlaces.line(route.lane)
      let zone = places.gaps[route.gaps.lowerBound].lanes
      for (text, row, color) in [(route.above, lane - 1, Color.blue), (route.below, lane + 1, .orange)]
      where !text.isEmpty {
        write(text, row: row, centeredIn: zone.count, from: zone.lowerBound, color: color)
      }
    }
    for (index, node) in layout.nodes.enumerated() {
      write(node.label, row: top + TextGraphPlaces.line(node.row), column: places.box(index).left + 2)
    }
  }

  /// `x → (·)²   value 3   gradient 12`, in columns.
  private mutating func drawTable(_ graph: Graph) {
    let labels = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0.label) })
    let rows = graph.edges.map { edge in
      [
        "\(labels[edge.from] ?? edge.from) → \(labels[edge.to] ?? edge.to)",
        edge.above.isEmpty ? "" : "\(graph.above) \(edge.above)",
        edge.below.isEmpty ? "" : "\(graph.below) \(edge.below)",
      ]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      let line = cells.joined(separator: "   ")
      if line.count <= width {
        write(line, row: nextRow, column: 0)
      } else {
        writeLines(row.filter { !$0.isEmpty }.joined(separator: "  "))
      }
    }
    let linked = Set(graph.edges.flatMap { [$0.from, $0.to] })
    let alone = graph.nodes.filter { !linked.contains($0.id) }.map(\.label)
    writeLines(of: alone, separator: "   ")
  }
}

import Testing

@testable import Plots

@Suite struct GraphTests {
  static let graphs: [(name: String, graph: Graph)] =
    Degenerate.graphs
    + Gallery.figures.compactMap { name, figure in
      (figure.drawing as? GraphLayout).map { (name, $0.graph) }
    }

  private func graph(_ name: String) throws -> Graph { try #require(Self.graphs.first { $0.name == name }?.graph) }

  @Test(arguments: graphs.map(\.name))
  func `lanes keep clear of each other and of the nodes they pass`(name: String) throws {
    let layout = GraphLayout(try graph(name))
    for (i, a) in layout.routes.enumerated() {
      for b in layout.routes[(i + 1)...] where a.gaps.overlaps(b.gaps) { #expect(abs(a.lane - b.lane) >= 1) }
      for node in layout.nodes where a.gaps.dropFirst().contains(node.column) {
        #expect(abs(a.lane - node.row) >= GraphLayout.clearance)
      }
    }
    for (i, a) in layout.nodes.enumerated() {
      for b in layout.nodes[(i + 1)...] where a.column == b.column { #expect(abs(a.row - b.row) >= 1 - 1e-9) }
    }
  }

  @Test(arguments: graphs.map(\.name))
  func `no line on the page runs through a text or a node`(name: String) throws {
    let picture = try Picture(Figure.graph("", try graph(name)).svg())
    let labels = picture.labels.map { ($0.text, $0.x0, $0.x1, $0.y0, $0.y1) }
    let pills = picture.elements.filter { $0.attributes["fill-opacity"] != nil }
      .map { Curve($0.attributes["d"] ?? "") }
      .map { ("a node", $0.xs.min() ?? 0, $0.xs.max() ?? 0, $0.ys.min() ?? 0, $0.ys.max() ?? 0) }
    let lines = picture.elements.filter { $0.attributes["stroke-width"] == "1.5" }.map {
      Curve($0.attributes["d"] ?? "")
    }
    for line in lines {
      for (x, y) in zip(line.xs, line.ys) {
        for (text, x0, x1, y0, y1) in labels + pills where x0 + 0.5 < x && x < x1 - 0.5 && y0 < y && y < y1 {
          Issue.record("a line at (\(x), \(y)) runs through \(text)")
        }
      }
    }
    // Nodes keep clear of texts that are not their own, and of each other.
    for (i, a) in pills.enumerated() {
      for b in pills[(i + 1)...] where a.1 < b.2 && b.1 < a.2 && a.3 < b.4 && b.3 < a.4 {
        Issue.record("two nodes overlap")
      }
      for b in labels where a.1 < b.2 && b.1 < a.2 && a.3 < b.4 && b.3 < a.4 {
        #expect(a.1 <= b.1 && b.2 <= a.2 && a.3 <= b.3 && b.4 <= a.4, "“\(b.0)” sticks out of a node")
      }
    }
  }

  @Test(arguments: graphs.map(\.name))
  func `in text, every line goes on to its end and no text is cut`(name: String) throws {
    let graph = try graph(name)
    let layout = GraphLayout(graph)
    guard let places = TextGraphPlaces(layout), places.width <= 200 else { return }
    let lines = Figure.graph("", graph).text(width: 200).split(separator: "\n", omittingEmptySubsequences: false)
    let top = graph.legend.contains(where: \.isUsed) ? 1 : 0
    let cells = lines.dropFirst(top).map(Array.init)
    func at(_ row: Int, _ column: Int) -> Character {
      cells.indices.contains(row) && cells[row].indices.contains(column) ? cells[row][column] : " "
    }
    let reach: [Character: String] = [
      "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr", "┤": "udl", "┬": "lrd", "┴": "lru",
      "┼": "lrud",
    ]
    func reaches(_ row: Int, _ column: Int, _ way: Character) -> Bool { reach[at(row, column)]?.contains(way) ?? false }
    for row in cells.indices {
      for column in cells[row].indices {
        let place = "\(cells[row][column]) in line \(row), column \(column)"
        // An upright line may pass over one across, and the right neighbour may be a head.
        if reaches(row, column, "r") {
          let next = at(row, column + 1)
          #expect(reaches(row, column + 1, "l") || next == "▶" || next == "│", "\(place)")
        }
        if reaches(row, column, "l") {
          #expect(reaches(row, column - 1, "r") || at(row, column - 1) == "│", "\(place)")
        }
        if reaches(row, column, "u") { #expect(reaches(row - 1, column, "d"), "\(place)") }
        if reaches(row, column, "d") { #expect(reaches(row + 1, column, "u"), "\(place)") }
        if cells[row][column] == "▶" {
          #expect(
            at(row, column + 1) == "│" && (reaches(row, column - 1, "r") || at(row, column - 1) == "│"), "\(place)")
        }
      }
    }
    func text(_ row: Int, _ column: Int, _ count: Int) -> String {
      String((column..<column + count).map { at(row, $0) })
    }
    func visible(_ text: String) -> String {
      String(text.map { $0.unicodeScalars.allSatisfy { $0.value >= 32 } ? $0 : " " })
    }
    for (index, node) in layout.nodes.enumerated() {
      let box = places.box(index)
      #expect(text(TextGraphPlaces.line(node.row), box.left + 2, node.label.count) == node.label)
    }
    for route in layout.routes {
      let zone = places.gaps[route.gaps.lowerBound].lanes
      let lane = TextGraphPlaces.line(route.lane)
      for (content, row) in [(route.above, lane - 1), (route.below, lane + 1)] {
        #expect(text(row, zone.lowerBound + (zone.count - content.count) / 2, content.count) == visible(content))
      }
    }
  }

  @Test func `what does not fit becomes a table`() throws {
    let lines = Gallery.graph.text(width: 40).split(separator: "\n")
    #expect(lines[1] == "x → (·)²   value 3    gradient 12")
    #expect(lines.last == "÷ → f      value 18   gradient 1")
    #expect(Gallery.graph.text(width: 80).contains("├──▶│ × ├") || Gallery.graph.text(width: 80).contains("▶│ × ├"))
    // Two lanes that would have to change places have no room for it.
    let crossed = Figure.graph("", try graph("crossed")).text()
    #expect(crossed == "n0 → n3   value 12.5   gradient −3\nn1 → n2   value 12.5   gradient −3\n")
  }

  @Test func `the summary names every edge with its texts`() {
    #expect(Gallery.graph.summary.contains("7 nodes and 6 edges: x to (·)² (value 3, gradient 12); "))
  }

  @Test func `columns without a node take no room`() {
    func figure(_ column: Int) -> Figure {
      .graph(
        "",
        Graph(
          nodes: [
            Graph.Node(id: "x", label: "x", column: -2, row: 0),
            Graph.Node(id: "y", label: "y", column: column, row: 0),
          ],
          edges: [Graph.Edge(from: "x", to: "y", above: "1")]))
    }
    #expect(figure(-1).text() == figure(9).text())
    #expect(figure(-1).svg() == figure(9).svg())
  }
}

/// Places along a path of M, H, C and A, close together.
private struct Curve {
  var xs: [Double] = []
  var ys: [Double] = []

  init(_ d: String) {
    for step in d.matches(of: /([MHCA])([-0-9.,]*)/) {
      let numbers = step.2.split(separator: ",").map { Double($0) ?? .nan }
      let (x0, y0) = (xs.last ?? 0, ys.last ?? 0)
      switch step.1 {
      case "H": add { t in (x0 + t * (numbers[0] - x0), y0) }
      case "C":
        add { t in
          let s = 1 - t
          func mix(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
            s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
          }
          return (mix(x0, numbers[0], numbers[2], numbers[4]), mix(y0, numbers[1], numbers[3], numbers[5]))
        }
      case "A":
        // A half circle of a pill, at its left or its right end.
        let radius = numbers[0]
        let outward = numbers[6] > y0 ? radius : -radius
        add { _ in (x0 + outward, (y0 + numbers[6]) / 2) }
        add { _ in (numbers[5], numbers[6]) }
      default:
        xs.append(numbers[0])
        ys.append(numbers[1])
      }
    }
  }

  private mutating func add(_ place: (Double) -> (Double, Double)) {
    for step in 1...60 {
      let (x, y) = place(Double(step) / 60)
      xs.append(x)
      ys.append(y)
    }
  }
}

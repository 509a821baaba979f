/// A figure with everything settled but its form: what the two renderers have to know of it.
protocol Drawing: Sendable {
  /// Empty if there is none.
  var title: String { get }
  /// What a figure of this kind is called if it has no title.
  var name: String { get }
  /// What there is to see, in words.
  var summary: String { get }

  /// Draws the figure below everything.
  func draw(on canvas: inout TextCanvas)
  /// Draws the figure from the upper left on; returns the size that it takes.
  func draw(on svg: inout SVG) -> SVG.Size
}

extension Scene {
  var name: String { "Plot" }
  func draw(on canvas: inout TextCanvas) { canvas.draw(self) }
  func draw(on svg: inout SVG) -> SVG.Size { svg.draw(self) }

  /// "line chart of with, without; epoch from 0 to 20; loss from 0.02 to 5, logarithmic"
  var summary: String {
    let names = elements.map(\.label).filter { !$0.isEmpty }
    let of = names.isEmpty ? "" : " of \(names.joined(separator: ", "))"
    return "\(kind)\(of); \(x.summary); \(y.summary)"
  }

  fileprivate var kind: String {
    if elements.contains(where: \.isContours) { return "contour plot" }
    if elements.contains(where: \.isHistogram) { return "histogram" }
    if elements.contains(where: \.isPath) { return "plot of paths" }
    if elements.contains(where: \.isArrow) { return "plot of arrows" }
    if elements.contains(where: \.isLine) { return "line chart" }
    if elements.contains(where: \.isPoints) { return "scatter plot" }
    return "plot"
  }
}

extension AxisScale {
  /// "loss from 0.02 to 5, logarithmic"
  fileprivate var summary: String {
    let scale = kind == .logarithmic ? ", logarithmic" : ""
    return "\(name) from \(shortText(domain.lowerBound)) to \(shortText(domain.upperBound))\(scale)"
  }

  fileprivate var name: String { label.isEmpty ? "an axis without a label" : label }
}

extension Grid {
  var name: String { "Grid of plots" }
  func draw(on canvas: inout TextCanvas) { canvas.draw(self) }
  func draw(on svg: inout SVG) -> SVG.Size { svg.draw(self) }

  var summary: String {
    let count = scenes.reduce(0) { $0 + $1.count }
    let kind = scenes.joined().first?.kind ?? "plot"
    let down = rows.isEmpty ? "" : "; rows: \(rows.joined(separator: ", "))"
    let across = columns.isEmpty ? "" : "; columns: \(columns.joined(separator: ", "))"
    return "\(count) small plots, each a \(kind)\(down)\(across); \(axis(\.x)); \(axis(\.y))"
  }
}

extension Grid {
  /// What the plots show along one of their axes; with its range, if they all show the same.
  private func axis(_ axis: (Scene) -> AxisScale) -> String {
    let axes = scenes.joined().map(axis)
    if let first = axes.first, axes.allSatisfy({ $0 == first }) { return first.summary }
    let names = axes.map(\.name)
    return names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }.joined(separator: " or ")
  }
}

extension ImageSheet {
  var name: String { "Images" }
  func draw(on canvas: inout TextCanvas) { canvas.draw(self) }
  func draw(on svg: inout SVG) -> SVG.Size { svg.draw(self) }

  var summary: String {
    let names = labels.isEmpty ? "" : ", labelled \(labels.joined(separator: ", "))"
    return "\(images.count) small grey images\(names)"
  }
}

extension HeatMap {
  var name: String { "Heat map" }
  func draw(on canvas: inout TextCanvas) { canvas.draw(self) }
  func draw(on svg: inout SVG) -> SVG.Size { svg.draw(self) }

  var summary: String {
    let values = Extent(of: matrix.elements)
    let range = values.isEmpty ? "" : ", values from \(shortText(values.low)) to \(shortText(values.high))"
    return "heat map of \(matrix.rows) rows and \(matrix.columns) columns\(range)"
  }
}

extension GraphLayout {
  var name: String { "Graph" }
  func draw(on canvas: inout TextCanvas) { canvas.draw(self) }
  func draw(on svg: inout SVG) -> SVG.Size { svg.draw(self) }

  var summary: String {
    let edges = routes.map { route in
      let texts = [(graph.above, route.above), (graph.below, route.below)].filter { !$1.isEmpty }
        .map { $0.isEmpty ? $1 : "\($0) \($1)" }
      let name = "\(nodes[route.from].label) to \(nodes[route.to].label)"
      return texts.isEmpty ? name : "\(name) (\(texts.joined(separator: ", ")))"
    }
    return "graph of \(nodes.count) nodes and \(edges.count) edges"
      + (edges.isEmpty ? "" : ": \(edges.joined(separator: "; "))")
  }
}

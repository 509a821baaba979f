extension Figure {
  /// What the figure shows, in words: the alternative text of a picture.
  ///
  ///     "Loss: line chart of with, without; epoch from 0 to 20; loss from 0.02 to 5, logarithmic."
  public var summary: String {
    switch self {
    case .plot(let plot): return "\(title): \(Scene(plot).summary)."
    case .grid(_, let columns, let rows, _, let plots):
      let count = plots.reduce(0) { $0 + $1.count }
      let kind = plots.joined().first.map { Scene($0).kind } ?? "plot"
      let down = rows.isEmpty ? "" : "; rows: \(rows.joined(separator: ", "))"
      let across = columns.isEmpty ? "" : "; columns: \(columns.joined(separator: ", "))"
      return "\(title): \(count) small plots, each a \(kind)\(down)\(across)."
    case .images(_, let images, let labels, _, _):
      let names = labels.isEmpty ? "" : ", labelled \(labels.joined(separator: ", "))"
      return "\(title): \(images.count) small grey images\(names)."
    case .heatMap(_, let matrix, _, _, _, _, _):
      let values = Extent(of: matrix.elements)
      let range = values.isEmpty ? "" : ", values from \(shortText(values.low)) to \(shortText(values.high))"
      return "\(title): heat map of \(matrix.rows) rows and \(matrix.columns) columns\(range)."
    case .graph(_, let graph):
      let labels = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0.label) })
      let edges = graph.edges.map { edge in
        let texts = [(graph.above, edge.above), (graph.below, edge.below)].filter { !$1.isEmpty }
          .map { $0.isEmpty ? $1 : "\($0) \($1)" }
        let name = "\(labels[edge.from] ?? edge.from) to \(labels[edge.to] ?? edge.to)"
        return texts.isEmpty ? name : "\(name) (\(texts.joined(separator: ", ")))"
      }
      return "\(title): graph of \(graph.nodes.count) nodes and \(graph.edges.count) edges"
        + (edges.isEmpty ? "." : ": \(edges.joined(separator: "; ")).")
    }
  }
}

extension Scene {
  var kind: String {
    if elements.contains(where: \.isContours) { return "contour plot" }
    if elements.contains(where: \.isHistogram) { return "histogram" }
    if elements.contains(where: \.isPath) { return "plot of paths" }
    if elements.contains(where: \.isArrow) { return "plot of arrows" }
    if elements.contains(where: \.isLine) { return "line chart" }
    if elements.contains(where: \.isPoints) { return "scatter plot" }
    return "plot"
  }

  var summary: String {
    let names = elements.map(\.label).filter { !$0.isEmpty }
    func range(_ axis: AxisScale, _ name: String) -> String {
      let label = axis.label.isEmpty ? name : axis.label
      let scale = axis.kind == .logarithmic ? ", logarithmic" : ""
      return "; \(label) from \(shortText(axis.domain.lowerBound)) to \(shortText(axis.domain.upperBound))\(scale)"
    }
    let of = names.isEmpty ? "" : " of \(names.joined(separator: ", "))"
    return kind + of + range(x, "x") + range(y, "y")
  }
}

extension Extent {
  /// From the smallest to the largest finite value.
  init(of values: [Double]) {
    self.init()
    for value in values where Extent.isDrawable(value) { include(value) }
  }
}

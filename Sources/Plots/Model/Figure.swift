import Engine

/// Something to show: one plot, a grid of plots, a set of small images, a heat map, or a graph.
///
///     let figure = Figure.plot(Plot("Loss", x: Axis("epoch"), marks: [.line(losses)]))
///     print(figure.text())         // for the terminal
///     let document = figure.svg()  // for the page
///
/// Both forms are the same bytes for the same figure, on every machine.
public enum Figure: Equatable, Sendable {
  /// A single plot.
  case plot(Plot)

  /// Small multiples: `plots[i][j]` stands in row i and column j, each with its own title.
  ///
  /// Rows may differ in length. Shared axes show the same range in every plot, and tick labels only at the grid's edge.
  case grid(
    _ title: String = "", columns: [String] = [], rows: [String] = [], shared: SharedAxes = .both, plots: [[Plot]])

  /// Small images side by side, `columns` to a row, with a label under each.
  ///
  /// The range's lower end is paper, its upper end ink; by default from 0, or the smallest value if negative, to the
  /// largest value of all images.
  case images(
    _ title: String = "", of: [Matrix], labels: [String] = [], columns: Int = 10, range: ClosedRange<Double>? = nil)

  /// A matrix as coloured cells, row 0 on top, with a legend of values.
  ///
  /// With values of both signs the colours part at 0: orange below, blue above.
  case heatMap(
    _ title: String = "", of: Matrix, columns: [String] = [], rows: [String] = [], x: String = "", y: String = "",
    range: ClosedRange<Double>? = nil)

  /// A computation graph, with a text above and one below each edge.
  ///
  /// In text, a graph that does not fit into the width becomes a table of its edges.
  case graph(_ title: String = "", Graph)

  /// Which axes the plots of a grid have in common.
  public enum SharedAxes: Equatable, Sendable {
    case none, x, y, both

    var x: Bool { self == .x || self == .both }
    var y: Bool { self == .y || self == .both }
  }

  /// The figure as text for a terminal.
  ///
  /// - Parameters:
  ///   - width: the columns there are; no line is longer. At least 24.
  ///   - color: whether to add ANSI colours; without them, the text is the same.
  /// - Returns: lines without trailing blanks, each ended by a newline.
  public func text(width: Int = 80, color: Bool = false) -> String {
    let width = max(24, width)
    var canvas = TextCanvas(width: width)
    switch self {
    case .plot(let plot): canvas.draw(plot)
    case .grid(let title, let columns, let rows, let shared, let plots):
      canvas.draw(Grid(title: title, columns: columns, rows: rows, shared: shared, plots: plots))
    case .images(let title, let images, let labels, let columns, let range):
      canvas.draw(ImageSheet(title: title, images: images, labels: labels, columns: columns, range: range))
    case .heatMap(let title, let matrix, let columns, let rows, let x, let y, let range):
      canvas.draw(HeatMap(title: title, matrix: matrix, columns: columns, rows: rows, x: x, y: y, range: range))
    case .graph(let title, let graph): canvas.draw(graph, title: title)
    }
    return canvas.text(color: color)
  }

  /// The figure as an SVG document, legible on white and on dark ground.
  public func svg() -> String {
    switch self {
    case .plot(let plot): return SVG.document(plot, about: summary)
    case .grid(let title, let columns, let rows, let shared, let plots):
      let grid = Grid(title: title, columns: columns, rows: rows, shared: shared, plots: plots)
      return SVG.document(grid, about: summary)
    case .images(let title, let images, let labels, let columns, let range):
      let sheet = ImageSheet(title: title, images: images, labels: labels, columns: columns, range: range)
      return SVG.document(sheet, about: summary)
    case .heatMap(let title, let matrix, let columns, let rows, let x, let y, let range):
      let map = HeatMap(title: title, matrix: matrix, columns: columns, rows: rows, x: x, y: y, range: range)
      return SVG.document(map, about: summary)
    case .graph(let title, let graph): return SVG.document(graph, title: title, about: summary)
    }
  }

  /// The figure's title, or its kind if it has none.
  public var title: String {
    let (title, kind) =
      switch self {
      case .plot(let plot): (plot.title, "Plot")
      case .grid(let title, _, _, _, _): (title, "Grid of plots")
      case .images(let title, _, _, _, _): (title, "Images")
      case .heatMap(let title, _, _, _, _, _, _): (title, "Heat map")
      case .graph(let title, _): (title, "Graph")
      }
    return title.isEmpty ? kind : title
  }
}

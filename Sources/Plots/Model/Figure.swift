import Engine

/// Something to show: one plot, a grid of plots, a set of small images, a heat map, or a graph.
///
///     let figure = Figure.plot(Plot("Loss", x: Axis("epoch"), marks: [.line(losses)]))
///     print(figure.text())         // for the terminal
///     let document = figure.svg()  // for the page
///
/// Both forms are the same bytes for the same figure, on every machine.
public struct Figure: Sendable {
  let drawing: any Drawing

  /// A single plot.
  public static func plot(_ plot: Plot) -> Figure { Figure(drawing: Scene(plot)) }

  /// Small multiples: `plots[i][j]` stands in row i and column j, each with its own title.
  ///
  /// At most two stand side by side on a page, so that a telephone can show them: further columns follow below, and two
  /// rows of more than two plots are shown as two columns. Rows may differ in length. Shared axes show the same range in every plot, and tick labels only at the grid's edge.
  ///
  /// - Parameters:
  ///   - columns: a name over each column; likewise `rows`.
  public static func grid(
    _ title: String = "", columns: [String] = [], rows: [String] = [], shared: SharedAxes = .both, plots: [[Plot]]
  ) -> Figure {
    Figure(drawing: Grid(title: title, columns: columns, rows: rows, shared: shared, plots: plots).upright)
  }

  /// Small images side by side, `columns` to a row, with a label under each.
  ///
  /// The range's lower end is paper, its upper end ink; by default from 0, or the smallest value if negative, to the
  /// largest value of all images.
  public static func images(
    _ title: String = "", of images: [Matrix], labels: [String] = [], columns: Int = 10,
    range: ClosedRange<Double>? = nil
  ) -> Figure {
    Figure(drawing: ImageSheet(title: title, images: images, labels: labels, columns: columns, range: range))
  }

  /// A matrix as coloured cells, row 0 on top, with a legend of values.
  ///
  /// With values of both signs the colours part at 0: orange below, blue above.
  ///
  /// - Parameters:
  ///   - columns: a name for each column; likewise `rows`.
  ///   - x: what the columns are; likewise `y`.
  ///   - range: the values that have the strongest colours, and so has whatever lies beyond them.
  public static func heatMap(
    _ title: String = "", of matrix: Matrix, columns: [String] = [], rows: [String] = [], x: String = "",
    y: String = "", range: ClosedRange<Double>? = nil
  ) -> Figure {
    Figure(drawing: HeatMap(title: title, matrix: matrix, columns: columns, rows: rows, x: x, y: y, range: range))
  }

  /// A computation graph, with a text above and one below each edge.
  ///
  /// In text, a graph that does not fit into the width becomes a table of its edges.
  public static func graph(_ title: String = "", _ graph: Graph) -> Figure {
    Figure(drawing: GraphLayout(graph, title: title))
  }

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
    var canvas = TextCanvas(width: max(24, width))
    drawing.draw(on: &canvas)
    return canvas.text(color: color)
  }

  /// The figure as an SVG document, legible on white and on dark ground.
  public func svg() -> String {
    var svg = SVG()
    let size = drawing.draw(on: &svg)
    return svg.document(width: size.width, height: size.height, title: title, description: summary)
  }

  /// The figure's title, or its kind if it has none.
  public var title: String { drawing.title.isEmpty ? drawing.name : drawing.title }

  /// What the figure shows, in words: the alternative text of a picture.
  ///
  ///     "Loss: line chart of with, without; epoch from 0 to 20; loss from 0.02 to 5, logarithmic."
  public var summary: String { "\(title): \(drawing.summary)." }
}

/// Small multiples with their axes settled.
struct Grid: Drawing {
  let title: String
  let columns: [String]
  let rows: [String]
  let shared: Figure.SharedAxes
  let scenes: [[Scene]]
  /// The height of all frames as a multiple of their width, if a plot asks for one.
  let ratio: Double?

  /// Settles shared axes over the data of all plots, then each frame, then their common shape.
  init(title: String, columns: [String], rows: [String], shared: Figure.SharedAxes, plots: [[Plot]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.shared = shared
    let plots = plots.map { $0.map(\.framed) }
    let all = plots.joined().map { (plot: $0, extents: DataExtents($0)) }
    func sharing(_ isWanted: Bool, _ axis: (Plot) -> Axis, _ extent: (DataExtents) -> Extent) -> (Extent, Bool)? {
      guard isWanted, Set(all.map { axis($0.plot).scale }).count == 1 else { return nil }
      var union = Extent()
      for (_, extents) in all { union.include(extent(extents)) }
      return (union, all.contains { AxisScale.usableRange(of: axis($0.plot)) != nil })
    }
    let x = sharing(shared.x, \.x) { $0.x }
    let y = sharing(shared.y, \.y) { $0.y }
    let settled = plots.map { row in
      row.map { plot in
        // One plot's explicit range holds for all, and must not cut off another's data.
        var plot = plot
        if let (extent, isGiven) = x { plot.x.range = isGiven ? extent.range : nil }
        if let (extent, isGiven) = y { plot.y.range = isGiven ? extent.range : nil }
        return (plot: plot, frame: Frame(plot, x: x?.0, y: y?.0))
      }
    }
    let ratio = settled.joined().compactMap(\.frame.ratio).max()
    let scenes = settled.map { row in row.map { Scene($0.plot, in: $0.frame.filling(ratio)) } }
    self.scenes = scenes.map { row in row.map { $0.styled(by: Grid.legend(of: scenes)) } }
    self.ratio = ratio
  }

  /// Plots whose axes are settled.
  init(
    title: String, columns: [String], rows: [String], shared: Figure.SharedAxes, scenes: [[Scene]], ratio: Double?
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.shared = shared
    self.scenes = scenes
    self.ratio = ratio
  }

  var notes: [String] { Omissions(of: scenes.joined().map(\.omissions)).notes }

  /// The grid as it is shown: two rows of more than two plots become two columns, whose plots are wide enough.
  var upright: Grid {
    guard columnCount > 2, scenes.count == 2, scenes[0].count == scenes[1].count else { return self }
    return Grid(
      title: title, columns: rows, rows: columns, shared: shared,
      scenes: scenes[0].indices.map { [scenes[0][$0], scenes[1][$0]] }, ratio: ratio)
  }

  var columnCount: Int { scenes.map(\.count).max() ?? 0 }

  /// The labels of the x axes if they all agree, else nothing; likewise for y.
  func commonLabel(_ axis: (Scene) -> AxisScale) -> String? {
    let labels = Set(scenes.joined().map { axis($0).label })
    return labels.count == 1 ? labels.first : nil
  }

  /// What one legend says for all plots: the labelled series of the plot that has most of them, then those of the others.
  var legend: [Scene.Element] { Grid.legend(of: scenes) }

  private static func legend(of scenes: [[Scene]]) -> [Scene.Element] {
    let labelled = scenes.joined().map { scene in scene.elements.filter { !$0.label.isEmpty } }
    var legend = labelled.max { $0.count < $1.count } ?? []
    for element in labelled.joined() where !legend.contains(where: { $0.label == element.label }) {
      legend.append(element)
    }
    return legend
  }
}

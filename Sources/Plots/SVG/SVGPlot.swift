extension SVG {
  /// A plot as a document: title, legend, y label, frame, x label and notes, from top to bottom.
  static func document(_ plot: Plot, about summary: String) -> String {
    let scene = Scene(plot)
    let layout = SVGPlotLayout(scene)
    let (edge, width) = (SVGPlotLayout.edge, layout.width)
    var svg = SVG()
    var y = edge
    if !scene.title.isEmpty {
      svg.text(
        truncated(scene.title, toWidth: width - 2 * edge, size: titleSize * 1.05), edge, y + 15, size: titleSize,
        bold: true)
      y += 28
    }
    y += svg.legend(layout.legend, left: edge, top: y, width: width - 2 * edge)
    if !scene.y.label.isEmpty {
      let label = truncated(scene.y.label, toWidth: width - 2 * edge - 20, size: labelSize)
      svg.text("↑ " + label, edge, y + 12, size: labelSize)
      y += 20
    }
    let panel = SVGPanel(
      scene: scene, left: layout.left, top: y + 6, width: layout.frameWidth, height: layout.height, overhang: 14)
    panel.drawAxes(on: &svg, xLabels: true, yLabels: true)
    panel.drawMarks(on: &svg)
    for (element, at) in layout.endLabels.direct {
      svg.text(
        element.label, panel.right + 7, panel.top + at + 4, size: labelSize, fill: element.style.color.hex)
    }
    for label in layout.tipLabels.direct {
      let element = scene.elements[label.element]
      svg.text(
        element.label, panel.left + label.x, panel.top + label.y + 4, anchor: .middle, size: labelSize,
        fill: element.style.color.hex)
    }
    y = panel.bottom + 24
    if !scene.x.label.isEmpty {
      let label = truncated(scene.x.label, toWidth: panel.width - 20, size: labelSize)
      svg.text(label + " →", panel.right, y + 11, anchor: .end, size: labelSize)
      y += 18
    }
    y += svg.notes(scene.omissions.notes, left: edge, top: y)
    return svg.document(width: width, height: y + edge, title: Figure.plot(plot).title, description: summary)
  }

  /// Writes what was left out, one line each.
  ///
  /// - Returns: their height.
  mutating func notes(_ notes: [String], left: Double, top: Double) -> Double {
    for (line, note) in notes.enumerated() { text(note, left, top + 14 + 16 * Double(line)) }
    return notes.isEmpty ? 0 : 16 * Double(notes.count) + 4
  }
}

/// How large a plot's frame is, and where its labels go.
private struct SVGPlotLayout {
  static let edge = 8.0

  /// The frame's left side on the page, and its size.
  let left: Double
  let frameWidth: Double
  let height: Double
  /// The page's width.
  let width: Double
  let endLabels: EndLabels
  let tipLabels: TipLabels
  var legend: [Scene.Element] { tipLabels.rest(of: endLabels.legend) }

  init(_ scene: Scene) {
    let edge = SVGPlotLayout.edge
    let limit = 150.0
    func length(_ label: String) -> Double { textWidth(label, size: SVG.labelSize) }
    func margin(_ labels: [String]) -> Double {
      max(8, labels.map(length).filter { $0 <= limit }.max().map { $0 + 8 } ?? 0)
    }
    // A frame with a shape of its own is as large as the page allows.
    let ends = scene.elements.filter { $0.rightEnd != nil }.map(\.label)
    let room = 640 - 2 * edge - SVGPanel.gutter(scene, height: 380) - margin(ends)
    let height = scene.ratio.map { min(380, room * $0).rounded() } ?? 290
    endLabels = EndLabels(scene, gap: 15, move: 24, span: 4...height - 4) {
      length($0) <= limit
    } place: {
      (1 - $0) * height
    }
    left = edge + SVGPanel.gutter(scene, height: height)
    let right = margin(endLabels.direct.map(\.element.label)) + edge
    let title = textWidth(scene.title, size: SVG.titleSize * 1.05) + 2 * edge
    if let ratio = scene.ratio {
      frameWidth = height / ratio
      width = max(left + frameWidth + right, min(640, max(320, title))).rounded(.up)
    } else {
      frameWidth = 640 - left - right
      width = 640
    }
    self.height = height
    tipLabels = TipLabels(
      scene,
      TipLabels.Measure(width: frameWidth, height: height, lineHeight: 13, gap: (5, 3), length: length))
  }
}

extension SVG {
  /// Draws a plot on a page of its own; returns the page's size.
  mutating func draw(_ scene: Scene) -> Size {
    let layout = SVGPlotLayout(scene)
    let width = layout.width
    var y = SVG.edge
    y += drawTitle(scene.title, top: y, width: width)
    y += drawLegend(layout.legend, left: SVG.edge, top: y, width: width - 2 * SVG.edge)
    y += drawYLabel(scene.y.label, top: y, width: width)
    y += Double(layout.ruleLabels.lines) * SVGPlotLayout.lineHeight
    let panel = SVGPanel(
      scene: scene, left: layout.left, top: y + SVGPlotLayout.aboveFrame, width: layout.frameWidth,
      height: layout.height, overhang: SVGPlotLayout.overhang)
    panel.drawAxes(on: &self, xLabels: true, yLabels: true)
    panel.drawMarks(on: &self)
    for (element, at) in layout.endLabels.direct {
      text(
        element.label, panel.right + 7, panel.top + at + SVG.belowMiddle,
        fill: element.style.color.text)
    }
    for label in layout.ruleLabels.direct {
      let above = panel.top - 5 - Double(label.line) * SVGPlotLayout.lineHeight
      text(
        label.element.label, panel.left + label.middle, above, anchor: .middle,
        fill: label.element.style.color.text)
    }
    for label in layout.tipLabels.direct {
      let element = scene.elements[label.element]
      text(
        element.label, panel.left + label.x, panel.top + label.y + SVG.belowMiddle, anchor: .middle,
        fill: element.style.color.text)
    }
    y = panel.bottom + SVGPanel.tickLabels
    if !scene.x.label.isEmpty {
      let label = truncated(scene.x.label, toWidth: panel.width - 20)
      text(label + " →", panel.right, y + 12, anchor: .end)
      y += 20
    }
    y += drawNotes(scene.omissions.notes, top: y)
    return (width, y + SVG.edge)
  }
}

/// How large a plot's frame is, and where its labels go.
///
///     edge, gutter, frame, margin, edge      make the page's width, or less if the frame has a shape of its own
///           -0.5 ┤                           the gutter holds the tick labels
///                │      ── with              the margin holds labels beside the right ends of their lines
private struct SVGPlotLayout {
  /// The least width of a page, and the widest label that is worth a margin.
  static let leastWidth = 320.0
  static let widestLabel = 160.0
  /// The height of a frame whose shape is open, and the greatest of one that has a shape.
  static let frameHeight = 270.0
  static let greatestHeight = 380.0
  /// The height of a line of labels above the frame.
  static let lineHeight = 18.0
  /// The room above a frame for the upper half of its highest tick label.
  static let aboveFrame = 6.0
  /// How far tick labels may reach beyond the frame's sides.
  static let overhang = 14.0

  /// The frame's left side on the page, and its size.
  let left: Double
  let frameWidth: Double
  let height: Double
  /// The page's width.
  let width: Double
  let endLabels: EndLabels
  let tipLabels: TipLabels
  let ruleLabels: RuleLabels
  var legend: [Scene.Element] { ruleLabels.rest(of: tipLabels.rest(of: endLabels.legend)) }

  init(_ scene: Scene) {
    let edge = SVG.edge
    let (pageWidth, widest) = (SVG.pageWidth, SVGPlotLayout.widestLabel)
    func length(_ label: String) -> Double { pixelWidth(label) }
    func margin(_ labels: [String]) -> Double {
      max(8, labels.map(length).filter { $0 <= widest }.max().map { $0 + 8 } ?? 0)
    }
    // A frame with a shape of its own is as large as the page allows.
    let greatest = SVGPlotLayout.greatestHeight
    let ends = scene.elements.filter { $0.rightEnd != nil }.map(\.label)
    let room = pageWidth - 2 * edge - SVGPanel.gutter(scene, height: greatest) - margin(ends)
    let height = scene.ratio.map { min(greatest, room * $0).rounded() } ?? SVGPlotLayout.frameHeight
    endLabels = EndLabels(scene, gap: 17, move: 26, span: 4...height - 4) {
      length($0) <= widest
    } place: {
      (1 - $0) * height
    }
    left = edge + SVGPanel.gutter(scene, height: height)
    let right = margin(endLabels.direct.map(\.element.label)) + edge
    if let ratio = scene.ratio {
      let title = pixelWidth(scene.title, size: SVG.titleSize * SVG.boldness) + 2 * edge
      frameWidth = height / ratio
      width = max(left + frameWidth + right, min(pageWidth, max(SVGPlotLayout.leastWidth, title))).rounded(.up)
    } else {
      frameWidth = pageWidth - left - right
      width = pageWidth
    }
    self.height = height
    tipLabels = TipLabels(
      scene,
      TipLabels.Measure(width: frameWidth, height: height, lineHeight: 15, gap: (5, 3), length: length))
    ruleLabels = RuleLabels(
      scene, width: frameWidth, span: edge - left...width - edge - left, gap: 10, length: length)
  }
}

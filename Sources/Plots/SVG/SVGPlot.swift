extension SVG {
  /// A plot as a document: title, legend, y label, frame, x label and notes, from top to bottom.
  static func document(_ plot: Plot, about summary: String) -> String {
    let scene = Scene(plot)
    let edge = 8.0
    var svg = SVG()
    var y = edge
    let limit = 150.0
    func margin(_ labels: [String]) -> Double {
      max(8, labels.map { textWidth($0, size: labelSize) }.filter { $0 <= limit }.max().map { $0 + 8 } ?? 0)
    }
    // The frame is as large as the page and its own shape allow.
    let room = 640 - 2 * edge - SVGPanel.gutter(scene, height: 380) - margin(scene.elements.map(\.label))
    let height = scene.ratio.map { min(380, room * $0).rounded() } ?? 290
    let labels = EndLabels(scene, gap: 15, move: 24, span: 4...height - 4) {
      textWidth($0, size: labelSize) <= limit
    } place: {
      (1 - $0) * height
    }

    let gutter = SVGPanel.gutter(scene, height: height)
    let left = edge + gutter
    let right = margin(labels.direct.map(\.element.label)) + edge
    let frameWidth = scene.ratio.map { height / $0 } ?? 640 - left - right
    let title = textWidth(scene.title, size: titleSize * 1.05) + 2 * edge
    let width = scene.ratio == nil ? 640 : max(left + frameWidth + right, min(640, max(320, title))).rounded(.up)
    let tips = TipLabels(scene, width: frameWidth, height: height, lineHeight: 13, gap: (5, 3)) {
      textWidth($0, size: labelSize)
    }

    if !scene.title.isEmpty {
      svg.text(
        truncated(scene.title, toWidth: width - 2 * edge, size: titleSize * 1.05), edge, y + 15, size: titleSize,
        bold: true)
      y += 28
    }
    y += svg.legend(tips.rest(of: labels.legend), left: edge, top: y, width: width - 2 * edge)
    if !scene.y.label.isEmpty {
      let label = truncated(scene.y.label, toWidth: width - 2 * edge - 20, size: labelSize)
      svg.text("↑ " + label, edge, y + 12, size: labelSize)
      y += 20
    }
    let panel = SVGPanel(
      scene: scene, left: left, top: y + 6, width: frameWidth, height: height, overhang: 14)
    panel.drawAxes(on: &svg, xLabels: true, yLabels: true)
    panel.drawMarks(on: &svg)
    for (element, at) in labels.direct {
      svg.text(
        element.label, panel.right + 7, panel.top + at + 4, size: labelSize, fill: element.style.color.hex)
    }
    for label in tips.direct {
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

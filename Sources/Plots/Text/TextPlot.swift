import Typesetting

extension TextCanvas {
  /// Draws a plot below everything: title, legend, frame, axis labels, notes.
  mutating func draw(_ scene: Scene) {
    let limit = max(8, width / 4)
    let gutterOf = { (rows: Int) in (TextPanel.yTicks(scene, rows: rows).map(\.label.count).max() ?? 0) + 2 }
    // Of three lines and more, dashes of dots are not enough to follow each.
    let isCrowded = scene.elements.count { $0.isLine && !$0.label.isEmpty } > 2
    let nameOf = { (element: Scene.Element) in
      isCrowded && element.isLine ? "\(element.style.letter) \(element.label)" : element.label
    }
    let longest =
      scene.elements.filter { $0.rightEnd != nil }.map { nameOf($0).count }.filter { $0 <= limit }.max() ?? 0
    let rows =
      scene.ratio.map { TextPanel.size(ratio: $0, columns: width - gutterOf(22) - 1 - longest, rows: 22).rows } ?? 15
    let labels = EndLabels(scene, gap: 1, move: 1.2, span: 0...Double(rows - 1)) {
      $0.count <= limit
    } place: {
      Double(TextPanel.line($0, of: rows))
    }
    let gutter = gutterOf(rows)
    let margin = labels.direct.map { nameOf($0.element).count + 1 }.max() ?? 0
    let room = max(4, width - gutter - max(1, margin))
    let columns = scene.ratio.map { TextPanel.size(ratio: $0, columns: room, rows: rows).columns } ?? room
    let measure = TipLabels.Measure(
      width: Double(columns), height: Double(rows), lineHeight: 1, gap: (1.5, 0.5), length: { Double($0.count) },
      snap: { x, y, length in ((x - length / 2).rounded() + length / 2, (y - 0.5).rounded() + 0.5) })
    let tips = TipLabels(scene, measure)
    let rules = RuleLabels(
      scene, width: Double(columns), span: Double(-gutter)...Double(columns + margin), gap: 2,
      length: { Double($0.count) })
    let legend = rules.rest(of: tips.rest(of: labels.legend))
    let isLettered = isCrowded || legend.count(where: \.isLine) > 1

    if !scene.title.isEmpty { writeLines(scene.title) }
    drawLegend(legend, of: scene, isLettered: isLettered)
    if !scene.y.label.isEmpty { write(truncated(scene.y.label, to: width), row: nextRow, column: 0) }
    let top = nextRow + rules.lines
    for label in rules.direct {
      let left = gutter + Int((label.middle - Double(label.element.label.count) / 2).rounded())
      write(label.element.label, row: top - 1 - label.line, column: left, color: label.element.style.color)
    }
    let panel = TextPanel(
      scene: scene, row: top, column: gutter, columns: columns, rows: rows, isLettered: isLettered,
      labelled: Set(tips.direct.map(\.element)))
    panel.drawAxes(on: &self, xLabels: true, yLabels: true)
    panel.drawMarks(on: &self)
    for (element, at) in labels.direct {
      let line = top + Int((at + 1e-9).rounded())
      write(nameOf(element), row: line, column: gutter + columns + 1, color: element.style.color)
    }
    for label in tips.direct {
      let element = scene.elements[label.element]
      let left = gutter + Int((label.x - Double(element.label.count) / 2).rounded())
      write(element.label, row: top + Int(label.y), column: left, color: element.style.color)
    }
    if !scene.x.label.isEmpty {
      let isLong = scene.x.label.count > columns
      write(scene.x.label, row: nextRow, centeredIn: isLong ? width : columns, from: isLong ? 0 : gutter)
    }
    scene.omissions.notes.forEach { writeLines($0) }
  }

  /// One line, or more, that explain the marks.
  mutating func drawLegend(_ elements: [Scene.Element], of scene: Scene, isLettered: Bool) {
    let gap = 3
    let entries = elements.map { element in
      let sign = scene.sign(of: element, isLettered: isLettered)
      return (sign: sign, label: truncated(element.label, to: width - sign.count - 1), color: element.style.color)
    }
    func length(_ entry: (sign: String, label: String, color: Color)) -> Int {
      entry.sign.count + 1 + entry.label.count
    }
    for line in filled(entries, width: width, gap: { _ in gap }, measure: length) {
      let row = nextRow
      var column = 0
      for entry in line {
        write(entry.sign, row: row, column: column, color: entry.color)
        write(entry.label, row: row, column: column + entry.sign.count + 1)
        column += length(entry) + gap
      }
    }
  }
}

extension Scene {
  /// What stands for a mark in a text legend.
  fileprivate func sign(of element: Element, isLettered: Bool) -> String {
    switch element.shape {
    case .line:
      let pattern = ["⠤⠤⠤", "⠤⠄⠤", "⠄⠄⠄", "⠤⠠⠄"][element.style.number % 4]
      return isLettered ? "\(element.style.letter) \(pattern)" : pattern
    case .contours: return element.style.color == .grey ? "⠄⠄⠄" : "⠤⠤⠤"
    case .path:
      let sign = isLettered ? element.style.letter : "•"
      return "○\(sign)\(sign)●"
    case .arrow: return isLettered ? "\(element.style.letter)─▶" : "─▶"
    case .points(let spots): return hasSigns(for: spots) ? element.style.marker : "⠂"
    case .cross: return "×"
    case .bars:
      return elements.count(where: \.isHistogram) < 2 ? "▇" : ["⠤⠤⠤", "⠤⠄⠤", "⠄⠄⠄", "⠤⠠⠄"][element.style.number % 4]
    case .region: return String(repeating: shade(of: element), count: 2)
    case .ruleX: return "┊"
    case .ruleY: return "┄┄"
    }
  }
}

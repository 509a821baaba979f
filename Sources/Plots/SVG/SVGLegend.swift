import Typesetting

extension SVG {
  /// Draws a legend from (left, top) on, at most `width` wide: a swatch and a label for each element. Returns its height.
  mutating func drawLegend(_ elements: [Scene.Element], left: Double, top: Double, width: Double) -> Double {
    guard !elements.isEmpty else { return 0 }
    let (swatch, inner, outer, lineHeight) = (20.0, 6.0, 18.0, 21.0)
    let entries = elements.map { element in
      (element: element, label: truncated(element.label, toWidth: width - swatch - inner))
    }
    func length(_ entry: (element: Scene.Element, label: String)) -> Double {
      swatch + inner + pixelWidth(entry.label)
    }
    let lines = filled(entries, width: width, gap: { _ in outer }, measure: length)
    for (number, line) in lines.enumerated() {
      let y = top + Double(number) * lineHeight
      var x = left
      for entry in line {
        draw(entry.element, swatchFrom: x, to: x + swatch, middle: y + 8.5)
        text(entry.label, x + swatch + inner, y + 13)
        x += length(entry) + outer
      }
    }
    return Double(lines.count) * lineHeight + 4
  }

  /// Draws what stands for a mark: a piece of its line, one of its points, or a patch of its colour.
  private mutating func draw(_ element: Scene.Element, swatchFrom x0: Double, to x1: Double, middle y: Double) {
    let color = element.style.color.mark
    let box = "M\(px(x0 + 3)),\(px(y - 6))H\(px(x1 - 3))V\(px(y + 6))H\(px(x0 + 3))Z"
    switch element.shape {
    case .line: line(x0, y, x1, y, stroke: color, width: 2, dash: element.style.dash)
    case .contours: line(x0, y, x1, y, stroke: color, width: element.style.color == .grey ? 0.75 : 1.75)
    case .path:
      line(x0, y, x1, y, stroke: color, width: 1.5, dash: element.style.dash)
      circle(x1 - 4, y, radius: 4, fill: color)
    case .arrow: arrow(from: x0, y, to: x1, y, stroke: color)
    case .points: marker(element.style, (x0 + x1) / 2, y, size: 4)
    case .bars: path(box, fill: color)
    case .region: path(box, fill: color, opacity: 0.25)
    case .cross: cross((x0 + x1) / 2, y, stroke: color)
    case .ruleX, .ruleY: line(x0, y, x1, y, stroke: color, width: 1.25, dash: SVG.ruleDash)
    }
  }
}

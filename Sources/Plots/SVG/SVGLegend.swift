extension SVG {
  /// Draws a legend from (left, top) on, at most `width` wide.
  ///
  /// - Returns: its height.
  mutating func legend(_ elements: [Scene.Element], left: Double, top: Double, width: Double) -> Double {
    guard !elements.isEmpty else { return 0 }
    let swatch = 20.0
    let lineHeight = 19.0
    var x = left
    var y = top
    for element in elements {
      let label = truncated(element.label, toWidth: width - swatch - 6, size: SVG.labelSize)
      let length = swatch + 6 + textWidth(label, size: SVG.labelSize)
      if x > left, x + length > left + width {
        x = left
        y += lineHeight
      }
      draw(element, swatchFrom: x, to: x + swatch, middle: y + 8)
      text(label, x + swatch + 6, y + 12, size: SVG.labelSize)
      x += length + 18
    }
    return y - top + lineHeight + 4
  }

  private mutating func draw(_ element: Scene.Element, swatchFrom x0: Double, to x1: Double, middle y: Double) {
    let color = element.style.color.hex
    let box = "M\(px(x0 + 3)),\(px(y - 6))H\(px(x1 - 3))V\(px(y + 6))H\(px(x0 + 3))Z"
    switch element.shape {
    case .line: line(x0, y, x1, y, stroke: color, width: 2, dash: element.style.dash)
    case .contours: line(x0, y, x1, y, stroke: color, width: element.style.color == .grey ? 0.75 : 1.75)
    case .path:
      line(x0, y, x1, y, stroke: color, width: 1.5, dash: element.style.dash)
      circle(x1 - 4, y, radius: 4, fill: color)
    case .arrow: arrow(from: x0, y, to: x1, y, stroke: color)
    case .points: marker(element.style, (x0 + x1) / 2, y, size: 4)
    case .bars: path(box, fill: color, opacity: 0.7)
    case .region: path(box, fill: color, opacity: 0.25)
    case .ruleX, .ruleY: line(x0, y, x1, y, stroke: color, width: 1.25, dash: SVG.ruleDash)
    }
  }
}

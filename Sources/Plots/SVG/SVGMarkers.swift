/// What tells one series from another apart from its colour: signs for points, dashes for lines.
extension SVG {
  static let ruleDash = "4 3"

  /// A cross, such as marks a minimum.
  mutating func cross(_ x: Double, _ y: Double, stroke: String) {
    let arm = 5.0
    let falling = "M\(px(x - arm)),\(px(y - arm))L\(px(x + arm)),\(px(y + arm))"
    path(falling + "M\(px(x - arm)),\(px(y + arm))L\(px(x + arm)),\(px(y - arm))", stroke: stroke, width: 2)
  }

  /// A point of a scatter plot: a disc, a ring, a square or a hollow square, as the palette's round has it.
  mutating func marker(_ style: Scene.Style, _ x: Double, _ y: Double, size: Double) {
    let color = style.color.mark
    let square = "M\(px(x - size)),\(px(y - size))H\(px(x + size))V\(px(y + size))H\(px(x - size))Z"
    let side = px(size)
    let disc =
      "M\(px(x - size)),\(px(y))A\(side),\(side),0,1,1,\(px(x + size)),\(px(y))A\(side),\(side),0,1,1,\(px(x - size)),\(px(y))Z"
    switch style.round % 4 {
    case 0: circle(x, y, radius: size, fill: color)
    case 1: path(disc, stroke: color, width: 1.5)
    case 2: path(square, fill: color)
    default: path(square, stroke: color, width: 1.5)
    }
  }
}

extension Scene.Style {
  /// How a line beyond the fourth is broken.
  var dash: String { ["", "7 4", "2 4", "9 4 2 4"][round % 4] }
}

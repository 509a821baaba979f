/// What a plane is drawn with: arrows, ways through it, and level lines.
extension SVG {
  /// A vector from (x0, y0) to (x1, y1): a shaft and a head, which ends at the tip.
  mutating func arrow(
    from x0: Double, _ y0: Double, to x1: Double, _ y1: Double, stroke: String, width: Double = 2,
    hasHead: Bool = true, headLength: Double = 10
  ) {
    let (dx, dy) = (x1 - x0, y1 - y0)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length >= 1 else {
      circle(x1, y1, radius: 2.5, fill: stroke)
      return
    }
    guard hasHead else {
      path("M\(px(x0)),\(px(y0))L\(px(x1)),\(px(y1))", stroke: stroke, width: width)
      return
    }
    let head = min(headLength, length)
    let (ex, ey) = (dx / length, dy / length)
    let (bx, by) = (x1 - head * ex, y1 - head * ey)
    let half = head * 0.4
    if length > head { path("M\(px(x0)),\(px(y0))L\(px(bx)),\(px(by))", stroke: stroke, width: width) }
    let (left, right) = ((bx + half * ey, by - half * ex), (bx - half * ey, by + half * ex))
    path(
      "M\(px(x1)),\(px(y1))L\(px(left.0)),\(px(left.1))L\(px(right.0)),\(px(right.1))Z", fill: stroke)
  }
}

extension SVGPanel {
  /// A way: its line, and dots where they have room; a ring where it starts and a disc where it ends come later.
  func draw(_ way: Path, _ style: Scene.Style, on svg: inout SVG) {
    let color = style.color.mark
    let paths = way.pieces.filter { $0.count > 1 }.map(outline)
    svg.path(paths.joined(), stroke: color, width: 1.5, dash: style.dash)
    for spot in way.dots(gap: 8, width: width, height: height) {
      svg.circle(x(spot.u), y(spot.v), radius: 2.25, fill: color)
    }
  }

  /// Draws a ring where a way starts, and a disc where it ends.
  func drawEnds(of way: Path, _ style: Scene.Style, on svg: inout SVG) {
    let color = style.color.mark
    if let start = way.start { svg.ring(x(start.u), y(start.v), radius: 4.5, stroke: color) }
    if let end = way.end { svg.circle(x(end.u), y(end.v), radius: 4.5, fill: color) }
  }

  /// Level lines, with as many of their points as their shape needs.
  func draw(contours lines: [[Spot]], _ style: Scene.Style, on svg: inout SVG) {
    let paths = lines.filter { $0.count > 1 }.map { line in
      let points = simplified(line.map { (x: x($0.u), y: y($0.v)) }, tolerance: 0.12)
      let isClosed = points.count > 3 && line.first == line.last
      let steps = points.dropLast(isClosed ? 1 : 0).enumerated().map { "\($0 == 0 ? "M" : "L")\(px($1.x)),\(px($1.y))" }
      return steps.joined() + (isClosed ? "Z" : "")
    }
    let isGrey = style.color == .grey
    svg.path(paths.joined(), stroke: style.color.mark, width: isGrey ? 0.75 : 1.75, dash: style.dash)
  }
}

extension SVG {
  /// A circle that is not filled.
  mutating func ring(_ x: Double, _ y: Double, radius: Double, stroke: String) {
    let side = px(radius)
    let (left, right, middle) = (px(x - radius), px(x + radius), px(y))
    let arcs = "A\(side),\(side),0,1,1,\(right),\(middle)A\(side),\(side),0,1,1,\(left),\(middle)Z"
    path("M\(left),\(middle)\(arcs)", stroke: stroke, width: 1.75)
  }
}

/// The points that a line needs to stay within `tolerance` of all `points`.
///
/// Between two kept points the farthest from their chord is kept too, if it is too far.
/// Source: Douglas, Peucker, *Algorithms for the Reduction of the Number of Points* (1973).
func simplified(_ points: [(x: Double, y: Double)], tolerance: Double) -> [(x: Double, y: Double)] {
  guard points.count > 2 else { return points }
  var isKept = [Bool](repeating: false, count: points.count)
  isKept[0] = true
  isKept[points.count - 1] = true
  var open = [(0, points.count - 1)]
  while let (first, last) = open.popLast() {
    let (a, b) = (points[first], points[last])
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    var farthest = (index: first, distance: tolerance)
    for index in first + 1..<max(first + 1, last) {
      let (ex, ey) = (points[index].x - a.x, points[index].y - a.y)
      // A closed line has a chord of no length.
      let distance = length > 0 ? abs(dx * ey - dy * ex) / length : (ex * ex + ey * ey).squareRoot()
      if distance > farthest.distance { farthest = (index, distance) }
    }
    if farthest.index > first {
      isKept[farthest.index] = true
      open += [(first, farthest.index), (farthest.index, last)]
    }
  }
  return points.indices.filter { isKept[$0] }.map { points[$0] }
}

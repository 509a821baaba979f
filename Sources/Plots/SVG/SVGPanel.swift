/// One plot's frame in an SVG document: grid lines, axes, and the marks within.
///
///     gutter │ width × height
///
///       2  ──┼───────────────
///            │
///       0  ──┼───────────────   grid lines
///            └┬──────┬───────   axis with ticks
///             0      5          tick labels
struct SVGPanel {
  let scene: Scene
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  /// How far tick labels may reach beyond the frame's sides.
  var overhang = 8.0

  /// The height of the strip of tick labels below a frame.
  static let tickLabels = 26.0
  /// From the frame to the end of its tick labels on the left, and to the base line of those below.
  private static let (besideFrame, belowFrame) = (7.0, 19.0)
  /// A tick for every so many pixels of an axis, if their labels stand clear of each other by `clearance`.
  private static let (xStep, yStep) = (60.0, 50.0)
  private static let clearance = 8.0

  var right: Double { left + width }
  var bottom: Double { top + height }

  func x(_ u: Double) -> Double { left + u * width }
  func y(_ v: Double) -> Double { top + (1 - v) * height }

  // MARK: Ticks

  /// The ticks of the y axis: as many as keep 16 pixels apart, which is a line of labels.
  static func yTicks(_ scene: Scene, height: Double) -> [Tick] {
    if scene.isEmpty { return [] }
    return scene.y.ticks(about: max(1, Int(height / yStep))) { ticks in
      let places = ticks.compactMap { scene.y.fraction($0.value) }
      return zip(places, places.dropFirst()).allSatisfy { ($1 - $0) * height >= 16 }
    }
  }

  /// How much room the y axis needs on its left.
  static func gutter(_ scene: Scene, height: Double) -> Double {
    (yTicks(scene, height: height).map { pixelWidth($0.label) }.max() ?? 0) + 10
  }

  /// The ticks of the x axis and the middles of their labels, which stay near the frame.
  private var xTicks: [(tick: Tick, at: Double, labelAt: Double)] {
    func places(_ ticks: [Tick]) -> [(tick: Tick, at: Double, labelAt: Double)] {
      ticks.compactMap { tick in
        guard let u = scene.x.fraction(tick.value) else { return nil }
        let half = pixelWidth(tick.label) / 2
        return (tick, x(u), max(left - overhang + half, min(right + overhang - half, x(u))))
      }
    }
    let ticks = scene.x.ticks(about: max(1, Int(width / SVGPanel.xStep))) { ticks in
      let ends = places(ticks).map { place in
        let half = pixelWidth(place.tick.label) / 2
        return (place.labelAt - half, place.labelAt + half)
      }
      return zip(ends, ends.dropFirst()).allSatisfy { $0.1 + SVGPanel.clearance <= $1.0 }
        && ends.allSatisfy { $0.1 - $0.0 <= width + 2 * overhang }
    }
    return places(ticks)
  }

  // MARK: The frame

  /// Draws both axes, with or without their labels: in a grid, inner plots have none.
  func drawAxes(on svg: inout SVG, xLabels: Bool, yLabels: Bool) {
    for tick in SVGPanel.yTicks(scene, height: height) {
      let at = y(min(1, max(0, scene.y.fraction(tick.value) ?? 0)))
      if !hasLevelLines { svg.line(left, at, right, at, opacity: 0.2) }
      if yLabels { svg.text(tick.label, left - SVGPanel.besideFrame, at + SVG.belowMiddle, anchor: .end) }
    }
    svg.line(left, bottom, right, bottom, opacity: 0.8)
    if scene.isEmpty { return }
    for (tick, at, labelAt) in xTicks {
      let inside = min(right, max(left, at))
      svg.line(inside, bottom, inside, bottom + 5, opacity: 0.8)
      if xLabels { svg.text(tick.label, labelAt, bottom + SVGPanel.belowFrame, anchor: .middle) }
    }
  }

  // MARK: The marks

  /// Draws regions and bars first, then lines and points, then the ends of ways: what is small stays visible.
  func drawMarks(on svg: inout SVG) {
    if scene.isEmpty { svg.text("no data", left + width / 2, top + height / 2, anchor: .middle) }
    for element in scene.elements {
      let color = element.style.color.mark
      switch element.shape {
      case .region(let regions):
        svg.path(regions.map { outline($0) + "Z" }.joined(), fill: color, opacity: 0.22)
      case .bars(let boxes):
        svg.path(bars(boxes), fill: color, opacity: isOnlyHistogram ? 1 : 0.4)
        if !isOnlyHistogram { svg.path(skyline(boxes), stroke: color, width: 1.5) }
      case .contours(let levels): draw(contours: Array(levels.joined()), element.style, on: &svg)
      default: break
      }
    }
    for element in scene.elements {
      let color = element.style.color.mark
      switch element.shape {
      case .ruleX(let u) where 0...1 ~= u:
        svg.line(x(u), top, x(u), bottom, stroke: color, width: 1.25, dash: SVG.ruleDash)
      case .ruleY(let v) where 0...1 ~= v:
        svg.line(left, y(v), right, y(v), stroke: color, width: 1.25, dash: SVG.ruleDash)
      case .line(let pieces):
        let paths = pieces.filter { $0.count > 1 }.map(outline)
        svg.path(paths.joined(), stroke: color, width: 1.75, dash: element.style.dash)
        for spot in pieces.filter({ $0.count == 1 }).joined() {
          svg.circle(x(spot.u), y(spot.v), radius: 2.5, fill: color)
        }
      case .path(let way): draw(way, element.style, on: &svg)
      case .arrow(let arrow?):
        svg.arrow(
          from: x(arrow.from.u), y(arrow.from.v), to: x(arrow.to.u), y(arrow.to.v), stroke: color,
          hasHead: arrow.hasHead)
      case .points(let spots):
        let size = spots.count > 300 ? 2.0 : 3.0
        for spot in spots { svg.marker(element.style, x(spot.u), y(spot.v), size: size) }
      default: break
      }
    }
    // Where a way begins and ends stays visible under whatever crosses it.
    for element in scene.elements {
      if case .path(let way) = element.shape { drawEnds(of: way, element.style, on: &svg) }
    }
    for element in scene.elements {
      if case .cross(let spot?) = element.shape { svg.cross(x(spot.u), y(spot.v), stroke: element.style.color.mark) }
    }
  }

  /// Level lines and grid lines would be taken for each other.
  private var hasLevelLines: Bool { scene.elements.contains(where: \.isContours) }

  private var isOnlyHistogram: Bool {
    scene.elements.count(where: \.isHistogram) == 1
  }

  /// The path through `spots`: of many within one pixel column, the first, the extremes and the last.
  func outline(_ spots: [Spot]) -> String {
    var kept: [Spot] = []
    var run: [Spot] = []
    func flush() {
      if run.count <= 4 {
        kept += run
      } else {
        let heights = run.indices.sorted { (run[$0].v, $0) < (run[$1].v, $1) }
        let picked = Set([0, heights[0], heights[heights.count - 1], run.count - 1])
        kept += picked.sorted().map { run[$0] }
      }
      run = []
    }
    for spot in spots {
      if let first = run.first, x(first.u).rounded(.down) != x(spot.u).rounded(.down) { flush() }
      run.append(spot)
    }
    flush()
    return kept.enumerated().map { "\($0 == 0 ? "M" : "L")\(px(x($1.u))),\(px(y($1.v)))" }.joined()
  }
}

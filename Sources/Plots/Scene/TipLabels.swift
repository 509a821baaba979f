/// Where the labels of arrows go: at their tips if there is room, otherwise into a legend.
struct TipLabels {
  /// A label and the middle of its place, from the frame's upper left corner.
  struct Label {
    /// The place of its arrow among the plot's elements.
    let element: Int
    let x, y: Double
    fileprivate let width, height: Double

    fileprivate func covers(_ x: Double, _ y: Double) -> Bool {
      abs(x - self.x) < width / 2 && abs(y - self.y) < height / 2
    }
  }

  /// What renderers measure differently: pixels or characters, from the frame's upper left corner.
  struct Measure {
    let width: Double
    let height: Double
    let lineHeight: Double
    /// How far a label stays from its tip and from other labels.
    let gap: (x: Double, y: Double)
    /// The width of a label.
    let length: (String) -> Double
    /// The nearest middle at which a label of a given width can stand.
    var snap: (_ x: Double, _ y: Double, _ length: Double) -> (Double, Double) = { x, y, _ in (x, y) }

    fileprivate func place(_ spot: Spot) -> (x: Double, y: Double) { (spot.u * width, (1 - spot.v) * height) }
  }

  private(set) var direct: [Label] = []
  private let measure: Measure
  private let tips: [(element: Int, x: Double, y: Double)]
  /// Places along all arrows, which labels must not cover.
  private let shafts: [(x: Double, y: Double)]

  /// Places the labels of the arrows in turn; each keeps clear of those before it.
  init(_ scene: Scene, _ measure: Measure) {
    let arrows = scene.elements.compactMap { element -> (element: Scene.Element, arrow: Arrow)? in
      guard case .arrow(let arrow?) = element.shape else { return nil }
      return (element, arrow)
    }
    self.measure = measure
    tips = arrows.map { ($0.element.place, measure.place($0.arrow.to).x, measure.place($0.arrow.to).y) }
    shafts = arrows.flatMap { _, arrow in
      let (du, dv) = (arrow.to.u - arrow.from.u, arrow.to.v - arrow.from.v)
      return (0...40).map { step in
        let t = Double(step) / 40
        return measure.place(Spot(u: arrow.from.u + t * du, v: arrow.from.v + t * dv))
      }
    }
    for (element, arrow) in arrows where arrow.hasHead && !element.label.isEmpty {
      if let label = label(of: element, on: arrow) { direct.append(label) }
    }
  }

  /// Ahead of the tip if that is free; otherwise at the side that is farther from other tips, or aslant.
  private func label(of element: Scene.Element, on arrow: Arrow) -> Label? {
    let (start, tip) = (measure.place(arrow.from), measure.place(arrow.to))
    let (dx, dy) = (tip.x - start.x, tip.y - start.y)
    let norm = (dx * dx + dy * dy).squareRoot()
    let (ex, ey) = norm > 0 ? (dx / norm, dy / norm) : (0, -1)
    let (width, height) = (measure.length(element.label), measure.lineHeight)
    func freest(_ directions: [(Double, Double)]) -> Label? {
      directions.map { x, y in
        // As far as the label must go until it clears the tip.
        let reach = min(
          (width / 2 + measure.gap.x) / max(abs(x), 1e-9), (height / 2 + measure.gap.y) / max(abs(y), 1e-9))
        let middle = measure.snap(tip.x + x * reach, tip.y + y * reach, width)
        return Label(element: element.place, x: middle.0, y: middle.1, width: width, height: height)
      }.filter(isFree).max { distanceToTips($0) < distanceToTips($1) }
    }
    return freest([(ex, ey)]) ?? freest([(-ey, ex), (ey, -ex)]) ?? freest([(ex - ey, ey + ex), (ex + ey, ey - ex)])
  }

  /// Whether a label is inside, on no arrow, and clear of the other labels.
  private func isFree(_ label: Label) -> Bool {
    let isInside =
      label.width / 2 <= min(label.x, measure.width - label.x)
      && label.height / 2 <= min(label.y, measure.height - label.y)
    return isInside && !shafts.contains { label.covers($0.x, $0.y) }
      && direct.allSatisfy { other in
        abs(other.x - label.x) >= (other.width + label.width) / 2 + measure.gap.x
          || abs(other.y - label.y) >= (other.height + label.height) / 2
      }
  }

  /// How far a label is from the nearest tip that is not its own, squared.
  private func distanceToTips(_ label: Label) -> Double {
    tips.filter { $0.element != label.element }.map { tip in
      (label.x - tip.x) * (label.x - tip.x) + (label.y - tip.y) * (label.y - tip.y)
    }.min() ?? 0
  }

  /// The elements that a legend must still explain.
  func rest(of legend: [Scene.Element]) -> [Scene.Element] {
    legend.filter { element in !direct.contains { $0.element == element.place } }
  }
}

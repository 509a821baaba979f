/// Where the labels of arrows go: at their tips if there is room, otherwise into a legend.
struct TipLabels {
  /// A label and the middle of its place, from the frame's upper left corner.
  struct Label: Equatable {
    let element: Int
    let x, y: Double
  }

  private(set) var direct: [Label] = []

  /// - Parameters:
  ///   - width: the frame's width, in the unit of all lengths here; likewise `height`.
  ///   - lineHeight: the height of a label.
  ///   - gap: how far a label stays from the tip and from other labels.
  ///   - length: the width of a label.
  ///   - snap: the nearest place where a label of a given width can stand.
  init(
    _ scene: Scene, width: Double, height: Double, lineHeight: Double, gap: (x: Double, y: Double),
    length: (String) -> Double,
    snap: (_ x: Double, _ y: Double, _ length: Double) -> (Double, Double) = { x, y, _ in (x, y) }
  ) {
    typealias Box = (x0: Double, x1: Double, y0: Double, y1: Double)
    func place(_ spot: Spot) -> (x: Double, y: Double) { (spot.u * width, (1 - spot.v) * height) }
    let arrows = scene.elements.compactMap { element -> (element: Scene.Element, arrow: Arrow)? in
      guard case .arrow(let arrow?) = element.shape else { return nil }
      return (element, arrow)
    }
    let shafts = arrows.flatMap { _, arrow in
      (0...40).map { step in
        let t = Double(step) / 40
        return place(
          Spot(
            u: arrow.from.u + t * (arrow.to.u - arrow.from.u), v: arrow.from.v + t * (arrow.to.v - arrow.from.v)))
      }
    }
    var taken: [Box] = []
    func isFree(_ box: Box) -> Bool {
      box.x0 >= 0 && box.x1 <= width && box.y0 >= 0 && box.y1 <= height
        && taken.allSatisfy {
          box.x1 + gap.x <= $0.x0 || $0.x1 + gap.x <= box.x0 || box.y1 <= $0.y0 || $0.y1 <= box.y0
        } && shafts.allSatisfy { !(box.x0 < $0.x && $0.x < box.x1 && box.y0 < $0.y && $0.y < box.y1) }
    }
    for (element, arrow) in arrows where arrow.hasHead && !element.label.isEmpty {
      let (start, tip) = (place(arrow.from), place(arrow.to))
      let (dx, dy) = (tip.x - start.x, tip.y - start.y)
      let norm = (dx * dx + dy * dy).squareRoot()
      let (ex, ey) = norm > 0 ? (dx / norm, dy / norm) : (0, -1)
      let (w, h) = (length(element.label), lineHeight)
      func label(towards x: Double, _ y: Double) -> Label {
        // As far as the label must go until it clears the tip.
        let reach = min((w / 2 + gap.x) / max(abs(x), 1e-9), (h / 2 + gap.y) / max(abs(y), 1e-9))
        let middle = snap(tip.x + x * reach, tip.y + y * reach, w)
        return Label(element: element.place, x: middle.0, y: middle.1)
      }
      func box(_ label: Label) -> Box {
        (x0: label.x - w / 2, x1: label.x + w / 2, y0: label.y - h / 2, y1: label.y + h / 2)
      }
      /// How far a label is from the nearest tip that is not its own.
      func distance(_ label: Label) -> Double {
        arrows.filter { $0.element.place != element.place }.map { other in
          let (x, y) = place(other.arrow.to)
          return ((label.x - x) * (label.x - x) + (label.y - y) * (label.y - y)).squareRoot()
        }.min() ?? 0
      }
      // Ahead of the tip; otherwise at the side that is farther from other tips, or aslant.
      func freest(_ directions: [(Double, Double)]) -> Label? {
        directions.map { label(towards: $0.0, $0.1) }.filter { isFree(box($0)) }.max { distance($0) < distance($1) }
      }
      let best =
        freest([(ex, ey)]) ?? freest([(-ey, ex), (ey, -ex)]) ?? freest([(ex - ey, ey + ex), (ex + ey, ey - ex)])
      if let best {
        taken.append(box(best))
        direct.append(best)
      }
    }
  }

  /// The elements that a legend must still explain.
  func rest(of legend: [Scene.Element]) -> [Scene.Element] {
    legend.filter { element in !direct.contains { $0.element == element.place } }
  }
}

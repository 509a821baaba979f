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
  ///   - gap: what keeps a label clear of the tip and of other labels.
  ///   - length: the width of a label.
  ///   - snap: the nearest place where a label of a given width can stand.
  init(
    _ scene: Scene, width: Double, height: Double, lineHeight: Double, gap: Double, length: (String) -> Double,
    snap: (_ x: Double, _ y: Double, _ length: Double) -> (Double, Double) = { x, y, _ in (x, y) }
  ) {
    var taken: [(x0: Double, x1: Double, y0: Double, y1: Double)] = []
    var shafts: [(x: Double, y: Double)] = []
    for case .arrow(let arrow?) in scene.elements.map(\.shape) {
      shafts += (0...40).map { step in
        let t = Double(step) / 40
        let (u, v) = (arrow.from.u + t * (arrow.to.u - arrow.from.u), arrow.from.v + t * (arrow.to.v - arrow.from.v))
        return (u * width, (1 - v) * height)
      }
    }
    for element in scene.elements where !element.label.isEmpty {
      guard case .arrow(let arrow?) = element.shape, arrow.hasHead else { continue }
      let (dx, dy) = ((arrow.to.u - arrow.from.u) * width, (arrow.from.v - arrow.to.v) * height)
      let norm = (dx * dx + dy * dy).squareRoot()
      let (ex, ey) = norm > 0 ? (dx / norm, dy / norm) : (0, -1)
      let (w, h) = (length(element.label), lineHeight)
      // Ahead of the tip, at its sides, then obliquely.
      let directions = [
        (ex, ey), (-ey, ex), (ey, -ex), (ex - ey, ey + ex), (ex + ey, ey - ex), (-ex - ey, ex - ey),
        (ey - ex, -ex - ey),
      ]
      for (x, y) in directions {
        let size = (x * x + y * y).squareRoot()
        let reach = (abs(x) * w / 2 + abs(y) * h / 2) / size + gap
        let middle = snap(
          arrow.to.u * width + x / size * reach, (1 - arrow.to.v) * height + y / size * reach, w)
        let box = (x0: middle.0 - w / 2, x1: middle.0 + w / 2, y0: middle.1 - h / 2, y1: middle.1 + h / 2)
        let isInside = box.x0 >= 0 && box.x1 <= width && box.y0 >= 0 && box.y1 <= height
        let isClear =
          taken.allSatisfy {
            box.x1 + gap <= $0.x0 || $0.x1 + gap <= box.x0 || box.y1 <= $0.y0 || $0.y1 <= box.y0
          } && shafts.allSatisfy { !(box.x0 < $0.x && $0.x < box.x1 && box.y0 < $0.y && $0.y < box.y1) }
        if isInside, isClear {
          taken.append(box)
          direct.append(Label(element: element.place, x: middle.0, y: middle.1))
          break
        }
      }
    }
  }

  /// The elements that a legend must still explain.
  func rest(of legend: [Scene.Element]) -> [Scene.Element] {
    legend.filter { element in !direct.contains { $0.element == element.place } }
  }
}

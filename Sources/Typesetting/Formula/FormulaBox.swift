/// The form in two dimensions is put together from boxes, side by side and on top of each other.
extension Formula {
  /// A rectangle of text with a baseline, as in TeX: what a display is put together from.
  struct Box: Hashable {
    /// All of the same width.
    let rows: [String]
    let width: Int
    /// The row, counted from the top, that lines up with the neighbours.
    let baseline: Int

    init(_ text: String) {
      self.init(rows: [text], baseline: 0)
    }

    /// Rows of any width, aligned left.
    init(rows: [String], baseline: Int) {
      let width = rows.map(displayWidth).max() ?? 0
      self.rows = rows.map { $0 + String(repeating: " ", count: width - displayWidth($0)) }
      self.width = width
      self.baseline = baseline
    }

    var height: Int { rows.count }
    var below: Int { height - 1 - baseline }

    static func blank(_ width: Int, height: Int = 1) -> Box {
      Box(rows: Array(repeating: String(repeating: " ", count: width), count: height), baseline: 0)
    }

    /// Boxes side by side, baseline on baseline.
    static func beside(_ boxes: [Box]) -> Box {
      let above = boxes.map(\.baseline).max() ?? 0
      let below = boxes.map(\.below).max() ?? 0
      var rows = Array(repeating: "", count: above + 1 + below)
      for box in boxes {
        let top = above - box.baseline
        for index in rows.indices {
          let inside = box.rows.indices.contains(index - top)
          rows[index] += inside ? box.rows[index - top] : String(repeating: " ", count: box.width)
        }
      }
      return Box(rows: rows, baseline: above)
    }

    /// Boxes on top of each other, centred; the baseline is that of the box at `anchor`.
    static func stacked(_ boxes: [Box], anchor: Int) -> Box {
      let width = boxes.map(\.width).max() ?? 0
      let rows = boxes.flatMap { $0.padded(to: width, .center).rows }
      let above = boxes[..<anchor].reduce(0) { $0 + $1.height }
      return Box(rows: rows, baseline: above + boxes[anchor].baseline)
    }

    enum Alignment { case leading, center, trailing }

    func padded(to wanted: Int, _ alignment: Alignment) -> Box {
      let room = max(0, wanted - width)
      let left =
        switch alignment {
        case .leading: 0
        case .center: room / 2
        case .trailing: room
        }
      let (before, after) = (String(repeating: " ", count: left), String(repeating: " ", count: room - left))
      return Box(rows: rows.map { before + $0 + after }, baseline: baseline)
    }
  }
}

/// How a formula that is too wide is spread over several lines.
extension Formula {
  private static let indent = 4

  /// The equations of a formula: the rows of an `aligned`, or all of it.
  static func equations(of root: Node) -> [[Node]] {
    if case .grid(.aligned, let rows) = root.unwrapped { return rows.map { $0.flatMap(\.elements) } }
    return [root.elements]
  }

  /// An equation in two dimensions if it fits, whole or broken at its relations; else on lines of text.
  static func fitted(_ nodes: [Node], width: Int) -> [String] {
    let whole = box(row: nodes)
    if whole.width <= width { return whole.rows }
    return brokenBoxes(nodes, width: width) ?? broken(inline(row: nodes), width: width)
  }

  /// Boxes one below the other, each of which starts at a relation, sum or difference; nil if one is too wide.
  private static func brokenBoxes(_ nodes: [Node], width: Int) -> [String]? {
    let items = placed(nodes, in: .display)
    var pieces: [(box: Box, isRelation: Bool)] = []
    var current: [Box] = []
    var startsAtRelation = false
    var depth = 0
    for item in items {
      if item.kind == .opening { depth += 1 }
      if item.kind == .closing { depth -= 1 }
      if depth == 0, item.kind == .relation || item.kind == .binary, !current.isEmpty {
        pieces.append((.beside(current), startsAtRelation))
        current = [box(item.node)]
        startsAtRelation = item.kind == .relation
      } else {
        current += [.blank(current.isEmpty ? 0 : item.gap), box(item.node)]
      }
    }
    pieces.append((.beside(current), startsAtRelation))

    var lines: [Box] = []
    for (index, piece) in pieces.enumerated() {
      if let last = lines.last, last.width + 1 + piece.box.width <= width, index == 1 || !piece.isRelation {
        lines[lines.count - 1] = .beside([last, Box(" "), piece.box])
      } else {
        lines.append(lines.isEmpty ? piece.box : .beside([.blank(indent), piece.box]))
      }
    }
    guard lines.allSatisfy({ $0.width <= width }) else { return nil }
    let isTall = lines.contains { $0.height > 1 }
    return lines.enumerated().flatMap { (isTall && $0 > 0 ? [""] : []) + $1.rows }
  }

  /// A line cut at the best places: relations before sums, the outside before the inside of brackets.
  static func broken(_ line: Line, width: Int) -> [String] {
    let characters = Array(line.text)
    var result: [String] = []
    var start = 0
    while true {
      let margin = start == 0 ? 0 : min(indent, width / 4)
      let prefix = String(repeating: " ", count: margin)
      let rest = String(characters[start...])
      if margin + displayWidth(rest) <= width {
        return result + [prefix + rest]
      }
      var fits = start + 1
      while displayWidth(String(characters[start...fits])) + margin <= width { fits += 1 }
      let candidates = line.breaks.filter { $0.offset > start && $0.offset <= fits }
      let late = candidates.filter { 3 * ($0.offset - start) >= width - margin }
      let best = (late.isEmpty ? candidates : late).min { ($0.rank, -$0.offset) < ($1.rank, -$1.offset) }
      let end = best?.offset ?? fits
      var piece = characters[start..<end]
      while piece.last == " " { piece.removeLast() }
      result.append(prefix + String(piece))
      start = end
      while start < characters.count, characters[start] == " " { start += 1 }
    }
  }
}

/// The marks within a frame. Lines are braille dots; what dots cannot tell apart are letters and signs on top of them.
extension TextPanel {
  /// Draws regions, then rules, then series, then the signs on them.
  func drawMarks(on canvas: inout TextCanvas) {
    if scene.isEmpty {
      canvas.write("no data", row: row + rows / 2, centeredIn: columns, from: column)
      return
    }
    for element in scene.elements {
      if case .region(let regions) = element.shape { shade(regions, element, on: &canvas) }
    }
    for element in scene.elements { drawRule(element, on: &canvas) }
    var braille = Braille(columns: columns, rows: rows)
    for element in scene.elements where element.isContours { drawSeries(element, braille: &braille, on: &canvas) }
    for element in scene.elements where !element.isContours { drawSeries(element, braille: &braille, on: &canvas) }
    for line in 0..<rows {
      for offset in 0..<columns {
        guard let (character, color) = braille.cell(column: offset, row: line) else { continue }
        canvas.write(character, row: row + line, column: column + offset, color: color)
      }
    }
    // Letters stand on points, ends of ways on letters, and a cross on everything.
    for element in scene.elements where element.isPoints { drawSigns(element, braille: braille, on: &canvas) }
    for element in scene.elements where !element.isPoints { drawSigns(element, braille: braille, on: &canvas) }
    for element in scene.elements {
      if case .cross(let spot?) = element.shape {
        let dot = braille.dot(spot)
        canvas.write("×", row: row + dot.y / 4, column: column + dot.x / 2, color: element.style.color)
      }
    }
  }

  /// Fills every character whose middle lies in a region.
  private func shade(_ regions: [[Spot]], _ element: Scene.Element, on canvas: inout TextCanvas) {
    let shade = scene.shade(of: element)
    for line in 0..<rows {
      let borders = regions.map { crossings(of: $0, at: 1 - (Double(line) + 0.5) / Double(rows)) }
      for offset in 0..<columns {
        let u = (Double(offset) + 0.5) / Double(columns)
        // Within a polygon, a ray to the right crosses the border an odd number of times.
        if borders.contains(where: { $0.count { u < $0 } % 2 == 1 }) {
          canvas.write(shade, row: row + line, column: column + offset, color: element.style.color)
        }
      }
    }
  }

  /// Draws a rule through the frame, under the series.
  private func drawRule(_ element: Scene.Element, on canvas: inout TextCanvas) {
    switch element.shape {
    case .ruleX(let u) where 0...1 ~= u:
      let at = Braille(columns: columns, rows: rows).dot(Spot(u: u, v: 0)).x / 2
      for line in 0..<rows { canvas.write("┊", row: row + line, column: column + at, color: element.style.color) }
    case .ruleY(let v) where 0...1 ~= v:
      let rule = String(repeating: "┄", count: columns)
      canvas.write(rule, row: row + TextPanel.line(v, of: rows), column: column, color: element.style.color)
    default: break
    }
  }

  /// Sets the dots of a series, or draws the blocks of a single histogram.
  private func drawSeries(_ element: Scene.Element, braille: inout Braille, on canvas: inout TextCanvas) {
    let color = element.style.color
    switch element.shape {
    case .line(let pieces):
      for piece in pieces { braille.draw(piece, color: color, dash: Dash(number: element.style.number)) }
    case .contours(let levels):
      // Dots are coarse: of many levels, about one for three rows, and at most six.
      for level in stride(from: 0, to: levels.count, by: max(1, levels.count / max(1, min(6, rows / 3)))) {
        for line in levels[level] { braille.draw(line, color: color, dash: color == .grey ? .sparse : .solid) }
      }
    case .path(let way):
      for piece in way.pieces { braille.draw(piece, color: color, dash: Dash(number: element.style.number)) }
    case .arrow(let arrow?): braille.draw([arrow.from, arrow.to], color: color, dash: .solid)
    case .points(let spots) where !scene.hasSigns(for: spots):
      for spot in spots { braille.set(x: braille.dot(spot).x, y: braille.dot(spot).y, color: color) }
    case .bars(let boxes) where scene.elements.count(where: \.isHistogram) == 1:
      drawBlocks(boxes, color: color, on: &canvas)
    case .bars(let boxes):
      var outline = boxes.flatMap { [Spot(u: $0.u0, v: $0.v1), Spot(u: $0.u1, v: $0.v1)] }
      if let first = boxes.first, let last = boxes.last {
        outline = [Spot(u: first.u0, v: first.v0)] + outline + [Spot(u: last.u1, v: last.v0)]
      }
      braille.draw(outline, color: color, dash: Dash(number: element.style.number))
    default: break
    }
  }

  /// Each column shows the highest bar that covers its middle or begins within it, in eighths of a character.
  private func drawBlocks(_ boxes: [Box], color: Color, on canvas: inout TextCanvas) {
    for offset in 0..<columns {
      let left = Double(offset) / Double(columns)
      let right = Double(offset + 1) / Double(columns)
      let middle = (left + right) / 2
      let covering = boxes.filter { ($0.u0 <= middle && middle < $0.u1) || (left <= $0.u0 && $0.u0 < right) }
      let ground = covering.map(\.v0).min() ?? 0
      let top = covering.filter { $0.u0 <= middle || $0.u1 <= right }.map(\.v1).max() ?? 0
      guard top > ground else { continue }
      let eighths = max(1, Int((top * Double(8 * rows)).rounded()))
      let end = (eighths + 7) / 8
      for line in min(end, Int((ground * Double(rows)).rounded()))..<end {
        let block = TextPanel.blocks[min(8, eighths - 8 * line) - 1]
        canvas.write(block, row: row + rows - 1 - line, column: column + offset, color: color)
      }
    }
  }

  static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}

/// Where a polygon's border crosses the height `v`, in any order.
private func crossings(of polygon: [Spot], at v: Double) -> [Double] {
  polygon.indices.compactMap { i in
    let (a, b) = (polygon[i == 0 ? polygon.count - 1 : i - 1], polygon[i])
    return (a.v > v) != (b.v > v) ? a.u + (v - a.v) / (b.v - a.v) * (b.u - a.u) : nil
  }
}

extension Scene {
  /// Whether points are shown by signs: those of several classes, and few enough to be told apart; others are dots.
  func hasSigns(for spots: [Spot]) -> Bool { elements.count(where: \.isPoints) > 1 || spots.count <= 100 }

  /// The character that fills a region: the same for regions of the same colour.
  func shade(of element: Element) -> Character {
    var colors: [Color] = []
    for element in elements where element.isRegion && !colors.contains(element.style.color) {
      colors.append(element.style.color)
    }
    return ["░", "·", "▒"][(colors.firstIndex(of: element.style.color) ?? 0) % 3]
  }
}

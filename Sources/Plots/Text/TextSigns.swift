/// What stands on dots and blocks where these cannot tell marks apart: letters, points, heads of arrows, cuts.
extension TextPanel {
  /// Points, the letters on lines, and where bars are cut: what dots and blocks cannot show.
  func drawSigns(_ element: Scene.Element, braille: Braille, on canvas: inout TextCanvas) {
    func write(_ sign: String, at spot: Spot) {
      let dot = braille.dot(spot)
      canvas.write(sign, row: row + dot.y / 4, column: column + dot.x / 2, color: element.style.color)
    }
    switch element.shape {
    case .points(let spots) where scene.hasSigns(for: spots):
      for spot in spots { write(element.style.marker, at: spot) }
    case .line(let pieces) where isLettered && !element.label.isEmpty:
      for spot in beads(on: pieces, number: element.style.number) { write(element.style.letter, at: spot) }
    case .bars(let boxes):
      for box in boxes where box.isCut { write("↑", at: Spot(u: (box.u0 + box.u1) / 2, v: 1)) }
    case .path(let way):
      let sign = isLettered && !element.label.isEmpty ? element.style.letter : "•"
      for spot in way.dots(gap: 3, width: Double(columns), height: Double(2 * rows)) { write(sign, at: spot) }
      if let start = way.start { write("○", at: start) }
      if let end = way.end { write("●", at: end) }
    case .arrow(let arrow?):
      let (start, end) = (braille.dot(arrow.from), braille.dot(arrow.to))
      if arrow.hasHead { write(TextPanel.head(x: end.x - start.x, y: end.y - start.y), at: arrow.to) }
      if isLettered && !element.label.isEmpty && !labelled.contains(element.place) {
        let middle = Spot(u: (arrow.from.u + arrow.to.u) / 2, v: (arrow.from.v + arrow.to.v) / 2)
        write(element.style.letter, at: middle)
      }
    default: break
    }
  }

  /// Where the letters of a line stand: every so many columns, each line in columns of its own.
  private func beads(on pieces: [[Spot]], number: Int) -> [Spot] {
    let lines = max(4, scene.elements.count { $0.isLine && !$0.label.isEmpty })
    let places = stride(from: 1 + 3 * (number % lines), to: columns, by: 3 * lines).compactMap { place -> Spot? in
      let u = (Double(place) + 0.5) / Double(columns)
      for piece in pieces {
        for (a, b) in zip(piece, piece.dropFirst()) where min(a.u, b.u) <= u && u <= max(a.u, b.u) && a.u != b.u {
          return Spot(u: u, v: a.v + (b.v - a.v) * (u - a.u) / (b.u - a.u))
        }
      }
      return nil
    }
    return places.isEmpty ? [pieces.last?.last].compactMap { $0 } : places
  }

  /// The arrow that points most nearly to the right by `x` and down by `y`.
  static func head(x: Int, y: Int) -> String {
    // tan 22.5° = √2 − 1 parts an axis from a diagonal.
    let isFlat = Double(abs(y)) < 0.414_213_562_373_095 * Double(abs(x))
    let isSteep = Double(abs(x)) < 0.414_213_562_373_095 * Double(abs(y))
    if x == 0, y == 0 { return "•" }
    if isFlat { return x > 0 ? "→" : "←" }
    if isSteep { return y > 0 ? "↓" : "↑" }
    return x > 0 ? (y > 0 ? "↘" : "↗") : (y > 0 ? "↙" : "↖")
  }
}

extension Scene.Style {
  /// The sign of a class of points.
  var marker: String { ["o", "x", "+", "*", "#", "%", "@", "&", "$", "="][number % 10] }

  /// The letter of a line that a legend explains.
  var letter: String { Array("abcdefghijklmnopqrstuvwxyz")[number % 26].description }
}

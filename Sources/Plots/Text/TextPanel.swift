/// One plot's frame on a text canvas: tick labels, axes, and the marks within them.
///
///     2 ┤  ⢀⠔⠒⠢⡀        gutter │ columns × rows
///     1 ┤⡠⠃
///       └┬─────┬──
///        0     5
struct TextPanel {
  let scene: Scene
  /// The canvas row and column of the upper left character inside the frame.
  let row: Int
  let column: Int
  let columns: Int
  let rows: Int
  /// Whether lines carry letters that a legend explains.
  var isLettered = false
  /// The elements that have their label beside them and need no letter.
  var labelled: Set<Int> = []

  /// The ticks of the y axis: about one for three rows, never in neighbouring ones.
  static func yTicks(_ scene: Scene, rows: Int) -> [Tick] {
    if scene.isEmpty { return [] }
    return scene.y.ticks(about: max(2, rows / 3)) { ticks in
      let taken = ticks.compactMap { scene.y.fraction($0.value) }.map { line($0, of: rows) }
      return zip(taken, taken.dropFirst()).allSatisfy { $0 - $1 >= 2 }
    }
  }

  /// The character row in which a height lies, from the top.
  static func line(_ v: Double, of rows: Int) -> Int {
    Braille(columns: 1, rows: rows).dot(Spot(u: 0, v: min(1, max(0, v)))).y / 4
  }

  /// The largest frame of a given shape, at most so many `columns` wide and `rows` high.
  ///
  /// A unit is as many dots across as down: of 2 · columns and 4 · rows dots, the first and the last lie on the edges.
  static func size(ratio: Double, columns: Int, rows: Int) -> (columns: Int, rows: Int) {
    let columns = max(4, columns)
    let wide = Int(((Double(4 * rows - 1) / ratio + 1) / 2).rounded())
    if wide <= columns { return (wide, rows) }
    return (columns, max(1, Int(((Double(2 * columns - 1) * ratio + 1) / 4).rounded())))
  }

  // MARK: The frame

  /// Draws both axes, with or without their labels: in a grid, inner plots have none.
  func drawAxes(on canvas: inout TextCanvas, xLabels: Bool, yLabels: Bool) {
    let yTicks = TextPanel.yTicks(scene, rows: rows)
    for line in 0..<rows { canvas.write("│", row: row + line, column: column - 1) }
    for tick in yTicks {
      let line = row + TextPanel.line(scene.y.fraction(tick.value) ?? 0, of: rows)
      canvas.write("┤", row: line, column: column - 1)
      if yLabels { canvas.write(tick.label, row: line, column: column - 2 - tick.label.count) }
    }
    canvas.write("└" + String(repeating: "─", count: columns), row: row + rows, column: column - 1)
    if scene.isEmpty { return }
    let braille = Braille(columns: columns, rows: rows)
    func place(_ tick: Tick) -> (at: Int, labelAt: Int) {
      let u = min(1, max(0, scene.x.fraction(tick.value) ?? 0))
      let at = braille.dot(Spot(u: u, v: 0)).x / 2
      return (at, max(-1, min(at - tick.label.count / 2, columns - tick.label.count)))
    }
    let xTicks = scene.x.ticks(about: max(1, columns / 9)) { ticks in
      let ends = ticks.map { (place($0).labelAt, place($0).labelAt + $0.label.count) }
      return zip(ends, ends.dropFirst()).allSatisfy { $0.1 + 2 <= $1.0 } && ends.allSatisfy { $0.1 <= columns }
    }
    for tick in xTicks {
      canvas.write("┬", row: row + rows, column: column + place(tick).at)
      if xLabels { canvas.write(tick.label, row: row + rows + 1, column: column + place(tick).labelAt) }
    }
  }
}

/// A drawing of dots, eight to a character: two across and four down.
///
///     1 4
///     2 5      dot n of a character is bit n − 1 above U+2800
///     3 6
///     7 8
struct Braille {
  let columns: Int
  let rows: Int
  private var bits: [UInt8]
  private var colors: [Color?]

  /// A drawing of `columns` × `rows` characters.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bits = [UInt8](repeating: 0, count: columns * rows)
    colors = [Color?](repeating: nil, count: columns * rows)
  }

  private static let bit: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// The dot nearest to a spot: x from the left, y from the top.
  func dot(_ spot: Spot) -> (x: Int, y: Int) {
    let x = (spot.u * Double(2 * columns - 1)).rounded()
    let y = ((1 - spot.v) * Double(4 * rows - 1)).rounded()
    return (Int(x), Int(y))
  }

  /// Sets a dot. A character has the colour of its last one.
  mutating func set(x: Int, y: Int, color: Color) {
    let cell = y / 4 * columns + x / 2
    bits[cell] |= Braille.bit[y % 4][x % 2]
    colors[cell] = color
  }

  /// Draws a line through `spots`; `dash` says which of its dots to leave out.
  mutating func draw(_ spots: [Spot], color: Color, dash: Dash) {
    var travelled = 0
    var previous: (x: Int, y: Int)?
    for spot in spots {
      let end = dot(spot)
      let start = previous ?? end
      let steps = max(abs(end.x - start.x), abs(end.y - start.y))
      for step in (steps == 0 ? 0 : 1)...max(steps, 0) {
        let t = steps == 0 ? 0 : Double(step) / Double(steps)
        let x = start.x + Int((Double(end.x - start.x) * t).rounded())
        let y = start.y + Int((Double(end.y - start.y) * t).rounded())
        if dash.isDrawn(at: travelled) { set(x: x, y: y, color: color) }
        travelled += steps == 0 ? 0 : 1
      }
      if previous == nil, dash.isDrawn(at: 0) { set(x: start.x, y: start.y, color: color) }
      previous = end
    }
  }

  /// The character and colour of a cell; `nil` if it has no dots.
  func cell(column: Int, row: Int) -> (Character, Color?)? {
    let cell = row * columns + column
    guard bits[cell] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits[cell])) else { return nil }
    return (Character(scalar), colors[cell])
  }
}

/// A pattern of dots and gaps along a line, so that lines are told apart without colour.
enum Dash: Int, CaseIterable {
  case solid, dashed, dotted, dashDotted
  /// For level lines, which stay in the background.
  case sparse

  /// The pattern of the line with that number: four in turn.
  init(number: Int) { self = Dash.allCases[number % 4] }

  /// Whether the dot so many steps from the line's start is drawn.
  func isDrawn(at step: Int) -> Bool {
    switch self {
    case .solid: true
    case .dashed: step % 8 < 5
    case .dotted: step % 3 == 0
    case .sparse: step % 4 == 0
    case .dashDotted: step % 10 < 5 || step % 10 == 7
    }
  }
}

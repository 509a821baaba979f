/// Lines along rows and columns of characters, joined where they meet.
///
///     ├──┐     each character knows which of its four neighbours it reaches
///     │  │
struct BoxDrawing {
  /// The neighbours that a character reaches.
  struct Reach: OptionSet, Hashable {
    let rawValue: UInt8
    static let left = Reach(rawValue: 1)
    static let right = Reach(rawValue: 2)
    static let up = Reach(rawValue: 4)
    static let down = Reach(rawValue: 8)
    static let across: Reach = [.left, .right]
    static let upright: Reach = [.up, .down]
  }

  /// A character of the drawing.
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  private var lines: [Place: [(reach: Reach, line: Int)]] = [:]

  /// Draws line number `line` from corner to corner, straight along rows and columns.
  ///
  /// Parts of one line are joined wherever they meet.
  mutating func draw(_ corners: [Place], line: Int) {
    for (a, b) in zip(corners, corners.dropFirst()) {
      for column in min(a.column, b.column)..<max(a.column, b.column) {
        add(.right, Place(row: a.row, column: column), line)
        add(.left, Place(row: a.row, column: column + 1), line)
      }
      for row in min(a.row, b.row)..<max(a.row, b.row) {
        add(.down, Place(row: row, column: b.column), line)
        add(.up, Place(row: row + 1, column: b.column), line)
      }
    }
  }

  /// Draws a box whose corners are `upperLeft` and (`upperLeft` + `rows` − 1, + `columns` − 1).
  mutating func drawBox(_ upperLeft: Place, columns: Int, rows: Int, line: Int) {
    let (top, bottom) = (upperLeft.row, upperLeft.row + rows - 1)
    let (left, right) = (upperLeft.column, upperLeft.column + columns - 1)
    let corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
    draw(corners.map { Place(row: $0.0, column: $0.1) }, line: line)
  }

  /// Lets the part of a line at `place` reach further.
  private mutating func add(_ reach: Reach, _ place: Place, _ line: Int) {
    let entry = lines[place]?.firstIndex { $0.line == line }
    if let entry {
      lines[place]?[entry].reach.formUnion(reach)
    } else {
      lines[place, default: []].append((reach, line))
    }
  }

  /// Every character of the drawing; where one line crosses another without an end or corner, the upright passes over.
  var characters: [(place: Place, character: Character)] {
    lines.map { place, parts in
      let crosses = parts.contains { $0.reach == .upright } && parts.contains { $0.reach == .across }
      let reach = crosses ? .upright : parts.reduce(into: Reach()) { $0.formUnion($1.reach) }
      return (place, BoxDrawing.signs[Int(reach.rawValue)])
    }
  }

  /// By the sum of left 1, right 2, up 4, down 8.
  private static let signs: [Character] = [
    " ", "╴", "╶", "─", "╵", "┘", "└", "┴", "╷", "┐", "┌", "┬", "│", "┤", "├", "┼",
  ]
}

import Typesetting

/// A page of characters, as wide as the terminal, that grows downwards.
struct TextCanvas {
  /// One place of the page.
  struct Cell: Equatable {
    var character: Character = " "
    var color: Color?
  }

  let width: Int
  private var rows: [[Cell]] = []

  init(width: Int) { self.width = width }

  /// The first row below everything written so far.
  var nextRow: Int { rows.count }

  /// Writes `text` from (row, column) on; what does not fit into the line is cut.
  mutating func write(_ text: some StringProtocol, row: Int, column: Int, color: Color? = nil) {
    extend(to: row)
    for (offset, character) in text.enumerated() where 0..<width ~= column + offset {
      let isPrintable = !character.isNewline && character.unicodeScalars.allSatisfy { $0.value >= 32 }
      rows[row][column + offset] = Cell(character: isPrintable ? character : " ", color: color)
    }
  }

  /// Writes a printable character at (row, column), unless that lies beside the line.
  mutating func write(_ character: Character, row: Int, column: Int, color: Color?) {
    extend(to: row)
    if 0 <= column && column < width { rows[row][column] = Cell(character: character, color: color) }
  }

  private mutating func extend(to row: Int) {
    while rows.count <= row { rows.append([Cell](repeating: Cell(), count: width)) }
  }

  /// Writes `text` in the middle of the `space` columns from `column` on.
  mutating func write(_ text: String, row: Int, centeredIn space: Int, from column: Int, color: Color? = nil) {
    let text = truncated(text, to: space)
    write(text, row: row, column: column + (space - text.count) / 2, color: color)
  }

  /// Writes `text` below everything, broken between words where the line ends.
  mutating func writeLines(_ text: String) {
    writeLines(of: text.split(whereSeparator: \.isWhitespace).map(String.init), separator: " ")
  }

  /// Writes `pieces` below everything, as many to a line as fit.
  mutating func writeLines(of pieces: [String], separator: String) {
    let pieces = pieces.map { truncated($0, to: width) }
    for line in filled(pieces, width: width, gap: { _ in separator.count }, measure: \.count) {
      write(line.joined(separator: separator), row: nextRow, column: 0)
    }
  }

  /// The page, without trailing blanks; colours as ANSI sequences of the 256-colour palette.
  func text(color: Bool) -> String {
    var text = ""
    for row in rows {
      let end = (row.lastIndex { $0.character != " " } ?? -1) + 1
      var current: Color?
      for cell in row[..<end] {
        if color, cell.color != current, cell.character != " " || cell.color == nil {
          text += cell.color?.escape ?? Color.reset
          current = cell.color
        }
        text.append(cell.character)
      }
      if current != nil { text += Color.reset }
      text += "\n"
    }
    return text
  }
}

/// `text`, or its beginning and an ellipsis, in at most `limit` characters.
func truncated(_ text: String, to limit: Int) -> String {
  text.count <= limit ? text : limit < 1 ? "" : text.prefix(limit - 1) + "…"
}

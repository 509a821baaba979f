/// Columns with names, and rows of cells.
struct Table {
  let columns: [String]
  let rows: [[String]]

  init(columns: [String], rows: [[String]]) {
    for row in rows {
      precondition(row.count == columns.count, "a row of \(row.count) cells in a table of \(columns.count) columns")
    }
    self.columns = columns
    self.rows = rows
  }

  /// The first column to the left, the others, which hold numbers, to the right.
  var markdown: String {
    let rules = columns.indices.map { $0 == 0 ? ":--" : "--:" }
    return ([columns.map(Self.cell), rules] + rows.map { $0.map(Self.cell) })
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// A bar within a cell is no border, and neither is a line's end.
  private static func cell(_ text: String) -> String {
    text.replacing("\\|", with: "|").replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}

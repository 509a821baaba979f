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

  /// Columns of text to the left, columns of numbers to the right.
  var markdown: String {
    let rules = columns.indices.map { column in holdsNumbers(column) ? "--:" : ":--" }
    return ([columns.map(Self.cell), rules] + rows.map { $0.map(Self.cell) })
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Whether most cells that say something say a number: 12, 97.5 %, (0.6, 0.8), ∞, and no word or formula beside it.
  private func holdsNumbers(_ column: Int) -> Bool {
    let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
    let numbers = cells.count { cell in
      cell.contains { $0.isNumber || $0 == "∞" } && !cell.contains { $0.isLetter || "$`".contains($0) }
    }
    return 2 * numbers > cells.count
  }

  /// A bar within a cell is no border, and neither is a line's end.
  private static func cell(_ text: String) -> String {
    text.replacing("\\|", with: "|").replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}

import Plots

/// What a lesson shows under the code that made it.
enum Output {
  case text(String)
  case table(Table)
  case figure(name: String, Figure, caption: String)
  case claim(Claim)

  /// As the terminal shows it.
  func text(for terminal: Terminal) -> String {
    switch self {
    case .text(let text):
      text
    case .table(let table):
      terminal.text(Markdown(table.markdown))
    case .figure(_, let figure, let caption):
      figure.text(width: terminal.width, color: terminal.isStyled) + "\n\n"
        + terminal.text(Markdown("*\(caption)*"))
    case .claim(let claim):
      terminal.text(Markdown("\(mark(claim.holds, terminal)) \(claim.statement): \(claim.evidence)."))
    }
  }

  /// As the page shows it.
  var markdown: String {
    switch self {
    case .text(let text): "```text\n\(text)\n```"
    case .table(let table): table.markdown
    case .figure(let name, _, let caption): "![\(caption)](figures/\(name).svg)\n\n*\(caption)*"
    case .claim(let claim): "> \(claim.holds ? "✓" : "✗") **\(claim.statement)**: \(claim.evidence)."
    }
  }

  private func mark(_ holds: Bool, _ terminal: Terminal) -> String {
    let mark = holds ? "✓" : "✗"
    return terminal.isStyled ? "\u{1B}[\(holds ? 32 : 31)m\(mark)\u{1B}[0m" : mark
  }
}

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
    return ([columns, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

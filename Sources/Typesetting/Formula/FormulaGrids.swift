/// The environments, in both forms.
extension Formula {
  /// An environment in two dimensions.
  static func box(_ grid: Grid, _ rows: [[Node]]) -> Box {
    let cells = rows.map { row in
      row.enumerated().map { box(row: $1.elements, afterOperand: grid == .aligned && $0 % 2 == 1) }
    }
    switch grid {
    case .aligned:
      let gaps = { column in column % 2 == 1 ? 1 : 3 }
      return table(cells, gap: gaps, airy: isTall(cells)) { $0 % 2 == 0 ? .trailing : .leading }
    case .cases:
      let body = table(cells, gap: { _ in 3 }, airy: rows.count > 1) { _ in .leading }
      return .beside([delimiter("{", height: body.height, baseline: body.baseline), Box(" "), body])
    case .matrix, .pmatrix, .bmatrix, .vmatrix:
      let body = table(cells, gap: { _ in 2 }, airy: isTall(cells)) { _ in .center }
      return switch grid {
      case .pmatrix: fenced("(", body, ")")
      case .bmatrix: fenced("[", body, "]")
      case .vmatrix: fenced("|", body, "|")
      default: body
      }
    }
  }

  /// Whether rows need a line between them.
  private static func isTall(_ cells: [[Box]]) -> Bool {
    cells.count > 1 && cells.contains { $0.contains { $0.height > 1 } }
  }

  /// Rows and columns of boxes, with the baseline in the middle; `airy` leaves a line between rows.
  private static func table(
    _ cells: [[Box]], gap: (Int) -> Int, airy: Bool, alignment: (Int) -> Box.Alignment
  ) -> Box {
    let columns = cells.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      cells.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
    }
    var rows: [String] = []
    for (index, row) in cells.enumerated() {
      if airy, index > 0 { rows.append("") }
      var boxes: [Box] = []
      for (column, cell) in row.enumerated() {
        if column > 0, widths[column - 1] > 0 { boxes.append(.blank(gap(column))) }
        boxes.append(cell.padded(to: widths[column], alignment(column)))
      }
      rows += Box.beside(boxes).rows
    }
    return Box(rows: rows, baseline: cells.count == 1 ? Box.beside(cells[0]).baseline : rows.count / 2)
  }

  // MARK: On one line

  /// An environment on one line, its rows apart by semicolons.
  static func inline(_ grid: Grid, _ rows: [[Node]]) -> Line {
    var line = Line()
    for (index, row) in rows.enumerated() {
      if index > 0 {
        line.text += ";"
        line.appendGap(1, rank: Rank.relation)
      }
      line.append(inline(grid, row: row))
    }
    return switch grid {
    case .aligned, .matrix: line
    case .cases, .pmatrix: line.wrapped("(", ")")
    case .bmatrix: line.wrapped("[", "]")
    case .vmatrix: line.wrapped("|", "|")
    }
  }

  /// One row of an environment: equations flow on, matrix entries are listed, a case gets its "if".
  static func inline(_ grid: Grid, row: [Node]) -> Line {
    switch grid {
    case .aligned: return inline(row: row.flatMap(\.elements))
    case .cases:
      var line = inline(row[0])
      guard row.count > 1 else { return line }
      let condition = inline(row: row.dropFirst().flatMap(\.elements))
      if let first = condition.text.first, first == " " {
        line.append(condition)
      } else {
        let startsWithWord = condition.text.prefix { $0.isLetter }.count > 1
        line.appendGap(1, rank: Rank.operation)
        if !startsWithWord { line.text += "if " }
        line.append(condition)
      }
      return line
    case .matrix, .pmatrix, .bmatrix, .vmatrix:
      var line = Line()
      for (index, cell) in row.enumerated() {
        if index > 0 {
          line.text += ","
          line.appendGap(1, rank: Rank.operation)
        }
        line.append(inline(cell))
      }
      return line
    }
  }
}

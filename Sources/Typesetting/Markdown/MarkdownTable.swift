extension Markdown {
  /// A table: a header, a line of dashes, rows.
  struct Table: Hashable {
    enum Alignment: Hashable { case left, center, right }

    let line: Int
    let header: [String]
    let alignments: [Alignment]
    let rows: [[String]]

    /// nil if the lines do not start with a table.
    init?(_ lines: ArraySlice<SourceLine>) {
      guard lines.count >= 2, let first = lines.first, first.text.contains("|") else { return nil }
      let dashes = Self.cells(lines[lines.startIndex + 1].text)
      header = Self.cells(first.text)
      guard dashes.count == header.count else { return nil }
      var alignments: [Alignment] = []
      for cell in dashes {
        guard cell.contains("-"), cell.allSatisfy({ "-:".contains($0) }) else { return nil }
        alignments.append(cell.hasSuffix(":") ? (cell.hasPrefix(":") ? .center : .right) : .left)
      }
      self.alignments = alignments
      line = first.number
      let columns = header.count
      rows = lines.dropFirst(2).prefix { $0.text.contains("|") }.map { line in
        let cells = Self.cells(line.text)
        return (0..<columns).map { $0 < cells.count ? cells[$0] : "" }
      }
    }

    /// The cells of a row; `\|` is a bar within one.
    private static func cells(_ line: String) -> [String] {
      var text = Markdown.trimmed(line)[...]
      if text.first == "|" { text = text.dropFirst() }
      if text.last == "|", !text.hasSuffix("\\|") { text = text.dropLast() }
      var cells = [""]
      var isEscaped = false
      for character in text {
        if character == "|" {
          if isEscaped { cells[cells.count - 1].removeLast() }
          if isEscaped { cells[cells.count - 1].append("|") } else { cells.append("") }
        } else {
          cells[cells.count - 1].append(character)
        }
        isEscaped = character == "\\"
      }
      return cells.map { Markdown.trimmed($0) }
    }
  }

  /// The lines of a table whose cells are spans; columns that do not fit are narrowed, the widest first.
  static func tableLines(
    header: [[StyledText]], rows: [[[StyledText]]], alignments: [Table.Alignment], width: Int
  ) -> [[StyledText]] {
    let gap = 2
    var widths = header.indices.map { column in max(1, ([header] + rows).map { $0[column].width }.max()!) }
    while widths.reduce(0, +) + gap * (widths.count - 1) > width, let widest = widths.max(), widest > 1 {
      widths[widths.lastIndex(of: widest)!] -= 1
    }
    func lines(_ row: [[StyledText]]) -> [[StyledText]] {
      let cells = row.enumerated().map { wrapped($1, width: widths[$0]) }
      return (0..<(cells.map(\.count).max() ?? 0)).map { line in
        var spans: [StyledText] = []
        for (column, cell) in cells.enumerated() {
          let content = line < cell.count ? cell[line] : []
          let room = widths[column] - content.width
          let left =
            switch alignments[column] {
            case .left: 0
            case .center: room / 2
            case .right: room
            }
          let lead = (column > 0 ? gap : 0) + left
          spans += [StyledText(text: String(repeating: " ", count: lead))] + content
          spans.append(StyledText(text: String(repeating: " ", count: room - left)))
        }
        return spans
      }
    }
    let bold = header.map { cell in
      cell.map { StyledText(text: $0.text, style: $0.style.union(.bold), isWhole: $0.isWhole) }
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: String(repeating: " ", count: gap))
    return lines(bold) + [[StyledText(text: rule)]] + rows.flatMap(lines)
  }
}

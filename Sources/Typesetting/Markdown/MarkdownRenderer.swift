/// The last step: blocks as lines of a given width.
extension Markdown {
  /// Lays blocks out in lines.
  struct Renderer {
    let styled: Bool
    private var shown: Set<String> = []

    init(styled: Bool) { self.styled = styled }

    mutating func lines(
      of blocks: [Block], width: Int, isTight: Bool = false, depth: Int = 0
    ) throws(MarkdownError) -> [[StyledText]] {
      var result: [[StyledText]] = []
      for (index, block) in blocks.enumerated() {
        if index > 0, !isTight || !block.isText || !blocks[index - 1].isText { result.append([]) }
        result += try lines(of: block, width: width, depth: depth)
      }
      return result
    }

    private mutating func lines(of block: Block, width: Int, depth: Int) throws(MarkdownError) -> [[StyledText]] {
      switch block {
      case .heading(let level, let line): return try heading(level, line, width)
      case .paragraph(let text, let line): return wrapped(try spans(text, line), width: width)
      case .list(let items, let first, let isTight):
        return try list(items, first, isTight, width: width, depth: depth)
      case .quote(let blocks):
        return try lines(of: blocks, width: width - 2).map { [StyledText(text: "│ ")] + $0 }
      case .table(let table):
        let header = try cells(table.header, table.line)
        var rows: [[[StyledText]]] = []
        for row in table.rows { rows.append(try cells(row, table.line)) }
        return tableLines(header: header, rows: rows, alignments: table.alignments, width: width)
      case .code(let lines):
        return lines.map { [StyledText(text: "    "), StyledText(text: $0, style: .code)] }
      case .formula(let tex, let line):
        do {
          return try Formula(tex).lines(width: max(8, width - 4)).map { [StyledText(text: "    " + $0)] }
        } catch {
          throw MarkdownError(problem: .formula(tex, error), line: line)
        }
      case .rule: return [[StyledText(text: String(repeating: "─", count: width))]]
      }
    }

    private mutating func spans(_ text: String, _ line: Int) throws(MarkdownError) -> [StyledText] {
      var parser = InlineParser(text, line: line, shown: shown)
      var spans = try parser.spans()
      shown = parser.shown
      if !styled {
        for index in spans.indices where spans[index].style.contains(.code) {
          spans[index].text = "`\(spans[index].text)`"
        }
      }
      return spans
    }

    private mutating func cells(_ texts: [String], _ line: Int) throws(MarkdownError) -> [[StyledText]] {
      var cells: [[StyledText]] = []
      for text in texts { cells.append(try spans(text, line)) }
      return cells
    }

    /// A title is underlined, by a double line at the first level; deeper ones are only bold.
    private mutating func heading(_ level: Int, _ line: SourceLine, _ width: Int) throws(MarkdownError)
      -> [[StyledText]]
    {
      let bold = try spans(line.text, line.number).map { span in
        StyledText(text: span.text, style: span.style.union(.bold), isWhole: span.isWhole)
      }
      let lines = wrapped(bold, width: width)
      guard level <= 2 else { return lines }
      let length = lines.map(\.width).max() ?? 0
      return lines + [[StyledText(text: String(repeating: level == 1 ? "═" : "─", count: length), style: .bold)]]
    }

    /// Items hang beside their bullet or number.
    private mutating func list(
      _ items: [[Block]], _ first: Int?, _ isTight: Bool, width: Int, depth: Int
    ) throws(MarkdownError) -> [[StyledText]] {
      let markers = items.indices.map { index in
        if let first { return "\(first + index)." }
        return depth == 0 ? "•" : "◦"
      }
      let margin = depth == 0 ? 2 : 0
      let hang = margin + (markers.map(\.count).max() ?? 0) + 1
      var result: [[StyledText]] = []
      for (index, item) in items.enumerated() {
        if index > 0, !isTight { result.append([]) }
        let inside = try lines(of: item, width: width - hang, isTight: isTight, depth: depth + 1)
        let lead = String(repeating: " ", count: hang - 1 - markers[index].count) + markers[index] + " "
        for (row, line) in inside.enumerated() {
          result.append([StyledText(text: row == 0 ? lead : String(repeating: " ", count: hang))] + line)
        }
      }
      return result
    }
  }
}

extension Markdown.Block {
  /// Whether the block follows the text of a tight item without a blank line.
  fileprivate var isText: Bool {
    switch self {
    case .paragraph, .list: true
    default: false
    }
  }
}

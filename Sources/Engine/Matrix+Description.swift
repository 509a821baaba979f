extension Matrix: CustomStringConvertible {
  /// The entries, row by row and with aligned columns, as `print(x)` shows them:
  ///
  ///     [ 1   10 ]
  ///     [ 2  2.5 ]
  ///
  /// Of a matrix of more than 8 rows or 6 columns the beginning, and then which part that was.
  public var description: String { lines().joined(separator: "\n") }

  /// The lines of the description.
  ///
  /// - Parameters:
  ///   - mark: the entry that an arrow points at, by its place among ``elements``; what is shown lies around it.
  ///   - digits: how many significant digits an entry has at most; nil for six, and near 10⁶ for three decimals.
  package func lines(mark: Int? = nil, digits: Int? = nil) -> [String] {
    if elements.isEmpty { return ["[ ] (\(shape))"] }
    let visibleRows = window(of: 8, in: rows, around: (mark ?? 0) / columns)
    let visibleColumns = window(of: 6, in: columns, around: (mark ?? 0) % columns)
    let cells = visibleRows.map { i in
      visibleColumns.map { j in
        (i * columns + j == mark ? "→" : "") + decimal(self[i, j], digits: digits)
      }
    }
    let widths = visibleColumns.indices.map { j in
      cells.reduce(0) { Swift.max($0, $1[j - visibleColumns.lowerBound].count) }
    }
    var lines = cells.map { row in
      "[ " + Swift.zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
        + " ]"
    }
    if visibleRows.count < rows || visibleColumns.count < columns {
      lines.append("(\(shape): rows \(span(visibleRows)), columns \(span(visibleColumns)) are shown)")
    }
    return lines
  }
}

/// `length` of the numbers 0 ..< count, with `index` in their middle if there are more on both sides.
private func window(of length: Int, in count: Int, around index: Int) -> Range<Int> {
  let start = max(0, min(index - length / 2, count - length))
  return start..<min(count, start + length)
}

private func span(_ range: Range<Int>) -> String { "\(range.lowerBound) to \(range.upperBound - 1)" }

import Engine
import Foundation

/// Quantities below one another, names and columns aligned:
///
///     input     x     = [  1   10 ]
///                       [  2   20 ]
///               gamma = [  1    2 ]
///
/// - Parameters:
///   - mark: the entry of the only quantity that an arrow points at.
///   - digits: how many significant digits a number has.
func layout(title: String, _ quantities: [Quantity], mark: Int? = nil, digits: Int = 6) -> String {
  let width = quantities.map(\.name.count).max() ?? 0
  var lines: [String] = []
  for quantity in quantities {
    for (k, line) in rows(of: quantity, mark: mark, digits: digits).enumerated() {
      let name = k == 0 ? padded(quantity.name, to: width) + " = " : padded("", to: width + 3)
      lines.append(padded(lines.isEmpty ? title : "", to: 10) + name + line)
    }
  }
  return lines.map(trimmed).joined(separator: "\n")
}

/// The most rows and columns shown; of a larger matrix, the part around the marked entry.
private let window = (rows: 8, columns: 6)

private func rows(of quantity: Quantity, mark: Int?, digits: Int) -> [String] {
  let value = quantity.value
  if quantity.form == .number && value.shape == (1, 1) {
    return [(mark == nil ? "" : "→") + text(value[0, 0], digits)]
  }
  guard value.rows > 0 && value.columns > 0 else { return ["[ ] (\(quantity.size))"] }
  let visibleRows = range(of: window.rows, in: value.rows, around: (mark ?? 0) / value.columns)
  let visibleColumns = range(of: window.columns, in: value.columns, around: (mark ?? 0) % value.columns)
  let cells = visibleRows.map { i in
    visibleColumns.map { j in (i * value.columns + j == mark ? "→" : "") + text(value[i, j], digits) }
  }
  let widths = visibleColumns.indices.map { j in cells.map { $0[j - visibleColumns.lowerBound].count }.max() ?? 0 }
  var lines = cells.map { row in
    "[ " + zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ") + " ]"
  }
  if visibleRows.count < value.rows || visibleColumns.count < value.columns {
    lines.append("(\(value.shape): rows \(span(visibleRows)), columns \(span(visibleColumns)) are shown)")
  }
  return lines
}

private func range(of length: Int, in count: Int, around index: Int) -> Range<Int> {
  let start = max(0, min(index - length / 2, count - length))
  return start..<min(count, start + length)
}

private func span(_ range: Range<Int>) -> String { "\(range.lowerBound) to \(range.upperBound - 1)" }

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func trimmed(_ line: String) -> String {
  String(line.reversed().drop { $0 == " " }.reversed())
}

/// A number with at most `digits` significant digits; what is not a number has no sign, which machines set differently.
func text(_ value: Double, _ digits: Int = 6) -> String {
  value.isNaN ? "nan" : String(format: "%.\(digits)g", value)
}

/// How many digits it takes to tell two numbers apart, at least six.
func distinguishingDigits(_ a: Double, _ b: Double) -> Int {
  [6, 9, 12, 15].first { text(a, $0) != text(b, $0) } ?? 17
}

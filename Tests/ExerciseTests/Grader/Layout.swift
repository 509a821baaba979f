import Engine

/// Quantities below one another, names and columns aligned:
///
///     input     x     = [  1   10 ]
///                       [  2   20 ]
///               gamma = [  1    2 ]
///
/// - Parameters:
///   - mark: the entry of the only quantity that an arrow points at.
///   - digits: how many significant digits a number has; nil for as many as it needs to be read.
func layout(title: String, _ quantities: [Quantity], mark: Int? = nil, digits: Int? = nil) -> String {
  let width = quantities.map(\.name.count).max() ?? 0
  var lines: [String] = []
  for quantity in quantities {
    for (k, line) in rows(of: quantity, mark: mark, digits: digits).enumerated() {
      let name = k == 0 ? padded(quantity.name, to: width) + " = " : padded("", to: width + 3)
      lines.append(padded(lines.isEmpty ? title : "", to: 10) + name + line)
    }
  }
  return lines.joined(separator: "\n")
}

private func rows(of quantity: Quantity, mark: Int?, digits: Int?) -> [String] {
  let value = quantity.value
  if quantity.form == .number && value.shape == Shape(rows: 1, columns: 1) {
    return [(mark == nil ? "" : "→") + decimal(value[0, 0], digits: digits)]
  }
  return value.elements.isEmpty ? ["[ ] (\(quantity.size))"] : value.lines(mark: mark, digits: digits)
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

/// The digits that it takes to tell two numbers apart; nil if those that they are shown with will do.
func distinguishingDigits(_ a: Double, _ b: Double) -> Int? {
  [nil, 9, 12, 15].first { decimal(a, digits: $0) != decimal(b, digits: $0) } ?? 17
}

/// A text with its lines broken before so many columns, where they are longer.
func wrapped(_ text: String, to columns: Int = 78) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var lines = [""]
    for word in line.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] += word
      } else if last.count + 1 + word.count <= columns {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }.joined(separator: "\n")
}

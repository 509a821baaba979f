/// Rows of cells as comma-separated values: RFC 4180, with plain line ends.
struct CSV {
  private(set) var text = ""

  mutating func add(_ cells: [String]) { text += cells.map(Self.cell).joined(separator: ",") + "\n" }

  /// A cell with what must be quoted in quotes.
  ///
  /// A spreadsheet takes what begins with = + - @ for a formula, and names and answers are anyone's text: these get an
  /// apostrophe, which tells it not to.
  static func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let plain = isFormula ? "'" + text : text
    guard plain.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }
}

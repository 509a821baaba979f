import Typesetting

extension Terminal {
  /// What stands over a section, as wide as the terminal:
  ///
  ///     ── 6 of 15 · The experiment ─────────────────────────
  func heading(_ number: Int, of count: Int, _ title: String) -> String {
    var lines = Typesetting.wrapped("\(number) of \(count) · \(plain(title))", width: width - 6)
    let last = lines.removeLast()
    let rule = String(repeating: "─", count: width - 4 - displayWidth(last))
    let text = (lines + ["\(last) \(rule)"]).joined(separator: "\n   ")
    return styled("── " + text, .bold)
  }

  /// The sections with their numbers, one in a line; `marked` is the one that the reader is at.
  func sections(_ titles: [String], marked: Int? = nil) -> String {
    titles.enumerated().map { index, title in
      let number = index + 1
      let line = (number < 10 ? " " : "") + "\(number)  " + wrapped(plain(title), indent: 6).dropFirst(6)
      return number == marked ? styled("▸ " + line, .bold) : "  " + line
    }.joined(separator: "\n")
  }

  /// A title without styles, on one line.
  func plain(_ title: String) -> String { Terminal(width: 10_000).text(Markdown(title)) }
}

import Foundation

/// Where text is shown: how wide it is, and whether it has colour.
struct Screen {
  let width: Int
  let isStyled: Bool

  /// Standard output. The width is `COLUMNS`, else the terminal's own, else 80; more than 100 is not used, long lines
  /// are hard to read. Colour is for a terminal without a non-empty `NO_COLOR` (no-color.org).
  static var standardOutput: Screen {
    let environment = ProcessInfo.processInfo.environment
    var window = winsize()
    let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    let columns = environment["COLUMNS"].flatMap(Int.init) ?? (known ? Int(window.ws_col) : 80)
    let plain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    return Screen(width: min(max(columns, 40), 100), isStyled: isatty(STDOUT_FILENO) == 1 && !plain)
  }

  func bold(_ text: String) -> String { isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func faint(_ text: String) -> String { isStyled ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  func green(_ text: String) -> String { isStyled ? "\u{1B}[32m\(text)\u{1B}[0m" : text }

  /// The words of `text` in lines that fit beside `indent` spaces. A line break in `text` stays one.
  func wrapped(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in words(of: paragraph) {
        if !line.isEmpty && indent + line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
  }

  /// Split at single spaces; a wider gap belongs to the word before it, so that columns of a formula stay apart.
  private func words(of line: Substring) -> [String] {
    var words: [String] = []
    for part in line.split(separator: " ", omittingEmptySubsequences: false) {
      if part.isEmpty, let last = words.last { words[words.count - 1] = last + " " } else { words.append(String(part)) }
    }
    return words
  }
}

import LessonKit

/// Where text is shown: how wide it is, and whether it has colour.
struct Screen {
  let width: Int
  let isStyled: Bool

  /// Standard output.
  static var standardOutput: Screen {
    let terminal = Terminal.standard
    return Screen(width: terminal.width, isStyled: terminal.isStyled)
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

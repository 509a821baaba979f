import Foundation

/// How the standard streams want to be written to.
struct Terminal {
  let width: Int
  let isStyled: Bool
  let showsProgress: Bool

  /// The width is, in this order: `--width`, `COLUMNS`, the terminal's own, 80. Colour is for a terminal only, and only
  /// where neither `--no-color` nor a non-empty `NO_COLOR` (no-color.org) forbids it.
  init(_ options: Options, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let columns = environment["COLUMNS"].flatMap(Int.init) ?? Self.windowWidth ?? 80
    width = options.width ?? min(max(columns, Options.widths.lowerBound), Options.widths.upperBound)
    let plain = !options.color || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    isStyled = isatty(STDOUT_FILENO) == 1 && !plain
    showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  private static var windowWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Markdown as this terminal shows it. A formula that cannot be read is a mistake in the lesson, and stops it.
  func text(_ markdown: Markdown) -> String {
    do throws(MarkdownError) {
      return try markdown.text(width: width, styled: isStyled)
    } catch {
      fatalError("main.swift: \(error)")
    }
  }
}

import Foundation

/// How the standard streams want to be written to.
public struct Terminal {
  /// The columns of a line.
  public let width: Int
  /// Whether text has colour and weight.
  public let isStyled: Bool
  let showsProgress: Bool

  /// This process's, as the environment has them.
  public static var standard: Terminal { Terminal(Options()) }

  /// The widest text by default: longer lines are hard to read.
  static let widestDefault = 100

  /// The width is, in this order: `--width`, `COLUMNS`, the window's, 80. Colour is for a terminal only, and only
  /// where neither `--no-color` nor a non-empty `NO_COLOR` (no-color.org) forbids it.
  init(
    _ options: Options, environment: [String: String] = ProcessInfo.processInfo.environment,
    windowWidth: Int? = Self.windowWidth, isTerminal: (output: Bool, error: Bool) = Self.isTerminal
  ) {
    let columns = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? windowWidth ?? 80
    width = options.width ?? min(max(columns, Options.widths.lowerBound), Self.widestDefault)
    let isDumb = environment["TERM"] == "dumb"
    let isPlain = !options.color || !(environment["NO_COLOR"] ?? "").isEmpty || isDumb
    isStyled = isTerminal.output && !isPlain
    showsProgress = isTerminal.error && !isDumb
  }

  static var isTerminal: (output: Bool, error: Bool) { (isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1) }

  static var windowWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Markdown as this terminal shows it. A formula that cannot be read is a mistake in the lesson, and stops it.
  func text(_ markdown: Markdown, indent: Int = 0) -> String {
    do throws(MarkdownError) {
      return try markdown.text(width: width - indent, styled: isStyled)
    } catch {
      fatalError("main.swift: \(error)")
    }
  }

  /// Code as it stands, indented, and faint where there are styles.
  func code(_ code: String) -> String {
    code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.isEmpty ? "" : isStyled ? "    \u{1B}[2m\(line)\u{1B}[0m" : "    \(line)" }
      .joined(separator: "\n")
  }

  /// A claim with its mark in the margin.
  func claim(_ claim: Claim) -> String {
    let mark = isStyled ? "\u{1B}[\(claim.holds ? 32 : 31)m\(claim.mark)\u{1B}[0m" : claim.mark
    let text = text(Markdown("\(claim.statement): \(claim.evidence)."), indent: 2)
    return mark + " " + text.replacing("\n", with: "\n  ")
  }
}

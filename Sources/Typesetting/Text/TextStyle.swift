/// How a terminal shows a text: its weight, its slant, its colour. Styles can be joined: `[.bold, .green]`.
public struct TextStyle: OptionSet, Hashable, Sendable {
  /// One bit for each style.
  public let rawValue: Int

  /// The styles whose bits are set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Heavier letters.
  public static let bold = TextStyle(rawValue: 1)
  /// Paler letters, for what may be skipped.
  public static let faint = TextStyle(rawValue: 2)
  /// Slanted letters.
  public static let italic = TextStyle(rawValue: 4)
  /// Underlined, as links are.
  public static let link = TextStyle(rawValue: 8)
  /// For what failed.
  public static let red = TextStyle(rawValue: 16)
  /// For what holds.
  public static let green = TextStyle(rawValue: 32)
  /// Cyan, for code between words.
  public static let code = TextStyle(rawValue: 64)

  /// The parameters of the escape sequence that turns each style on (ECMA-48, SGR).
  private static let codes: [(TextStyle, String)] = [
    (.bold, "1"), (.faint, "2"), (.italic, "3"), (.link, "4"), (.red, "31"), (.green, "32"), (.code, "36"),
  ]

  /// What begins a text of this style: `ESC[1m`; nothing for no style.
  public var start: String {
    isEmpty ? "" : "\u{1B}[\(Self.codes.filter { contains($0.0) }.map(\.1).joined(separator: ";"))m"
  }

  /// What ends it.
  public var end: String { isEmpty ? "" : "\u{1B}[0m" }
}

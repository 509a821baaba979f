/// Exponents and indices: Unicode's raised and lowered digits, which fonts draw too small to be read on a telephone,
/// become digits of four fifths of the size on a base line of their own.
///
///     10⁻³ w₁      10<tspan dy="-4.7" font-size="10.4">−3</tspan><tspan dy="4.7"> w</tspan>…
enum Scripts {
  /// The size of such a digit as a share of that of the letters beside it.
  static let size = 0.8

  private static let raised: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "−",
  ]
  private static let lowered: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
  ]

  /// What such a digit is at full size; `nil` for any other character.
  static func plain(_ character: Character) -> Character? { raised[character] ?? lowered[character] }

  /// How far the base line of a character lies below that of the text, as a share of the text's size.
  fileprivate static func shift(_ character: Character) -> Double {
    raised[character] != nil ? -0.36 : lowered[character] != nil ? 0.2 : 0
  }
}

extension SVG {
  /// `text` in XML, its exponents and indices in elements of their own.
  static func withScripts(_ text: String, size: Double) -> String {
    var pieces = ""
    var base = 0.0
    var rest = Substring(text)
    while let first = rest.first {
      let shift = Scripts.shift(first)
      let run = rest.prefix { Scripts.shift($0) == shift }
      rest = rest.dropFirst(run.count)
      let letters = escaped(String(run.map { Scripts.plain($0) ?? $0 }))
      let dy = shift == base ? "" : " dy=\"\(px(((shift - base) * size * 10).rounded() / 10))\""
      let fontSize = shift == 0 ? "" : " font-size=\"\(px(Scripts.size * size))\""
      pieces += dy + fontSize == "" ? letters : "<tspan\(dy)\(fontSize)>\(letters)</tspan>"
      base = shift
    }
    return pieces
  }
}

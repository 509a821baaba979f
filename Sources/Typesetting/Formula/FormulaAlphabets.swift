extension Formula {
  /// The letters of the font commands: Unicode's mathematical alphabets.
  enum Font: String, Hashable, Sendable {
    case upright, bold, blackboard, calligraphic

    init?(command: String) {
      switch command {
      case "mathrm", "mathit", "mathsf", "mathtt", "mathnormal": self = .upright
      case "mathbf": self = .bold
      case "mathbb": self = .blackboard
      case "mathcal", "mathscr": self = .calligraphic
      default: return nil
      }
    }

    /// The character in this font, or itself where the font has none.
    func glyph(_ character: Character) -> Character {
      guard let value = character.unicodeScalars.first?.value, character.unicodeScalars.count == 1 else {
        return character
      }
      let code: UInt32? =
        switch (self, value) {
        case (.bold, 0x41...0x5A): 0x1D400 + value - 0x41
        case (.bold, 0x61...0x7A): 0x1D41A + value - 0x61
        case (.bold, 0x30...0x39): 0x1D7CE + value - 0x30
        case (.bold, 0x391...0x3A9): 0x1D6A8 + value - 0x391
        case (.bold, 0x3B1...0x3C9): 0x1D6C2 + value - 0x3B1
        case (.blackboard, 0x41...0x5A): 0x1D538 + value - 0x41
        case (.blackboard, 0x30...0x39): 0x1D7D8 + value - 0x30
        case (.calligraphic, 0x41...0x5A): 0x1D49C + value - 0x41
        default: nil
        }
      if let exception = exceptions[character] { return exception }
      return code.flatMap(Unicode.Scalar.init).map(Character.init) ?? character
    }

    /// Letters that Unicode had before it got the whole alphabet.
    private var exceptions: [Character: Character] {
      switch self {
      case .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
      case .calligraphic:
        ["B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"]
      case .upright, .bold: [:]
      }
    }
  }

  /// The text in small raised characters, or nil if one of its characters has no such form.
  static func smallRaised(_ text: String) -> String? {
    small(text, superscripts)
  }

  /// The text in small lowered characters, or nil if one of its characters has no such form.
  static func smallLowered(_ text: String) -> String? {
    small(text, subscripts)
  }

  /// All or nothing: a script half in small letters would be misread.
  private static func small(_ text: String, _ table: [Character: Character]) -> String? {
    var result = ""
    for character in text {
      guard let mapped = table[character] else { return nil }
      result.append(mapped)
    }
    return result
  }

  private static func table(_ plain: String, _ small: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, small))
  }

  private static let superscripts = table(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤ℓ′*⋆†×",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀˡ′*⋆†ˣ")

  private static let subscripts = table(
    "0123456789+−=()aehijklmnoprstuvxβγρφχℓ,",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪₗ,")
}

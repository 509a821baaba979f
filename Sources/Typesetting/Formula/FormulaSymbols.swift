/// What the commands without arguments stand for: the tables to look in when a command is missing.
extension Formula {
  /// The text of a command, and what it is to its neighbours.
  struct Symbol: Hashable, Sendable {
    let glyph: String
    let kind: Kind
  }

  /// Commands that stand for one glyph or word.
  static let symbols: [String: Symbol] = {
    var table: [String: Symbol] = [:]
    func add(_ kind: Kind, _ pairs: String) {
      let words = pairs.split(whereSeparator: \.isWhitespace).map(String.init)
      for index in stride(from: 0, to: words.count, by: 2) {
        table[words[index]] = Symbol(glyph: words[index + 1], kind: kind)
      }
    }
    add(
      .ordinary,
      """
      alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
      lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
      Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
      partial ∂ nabla ∇ infty ∞ ell ℓ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ angle ∠
      top ⊤ bot ⊥ prime ′ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ star ⋆ dagger † checkmark ✓
      | ‖ Vert ‖ vert | % % _ _ & & # # $ $ Re ℜ Im ℑ
      """)
    add(
      .binary,
      """
      cdot · times × odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗ circ ∘ bullet • ast * pm ± mp ∓ div ÷ cup ∪ cap ∩
      setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨
      """)
    add(
      .relation,
      """
      le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ sim ~ simeq ≃ cong ≅ equiv ≡ propto ∝
      in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ perp ⊥ parallel ∥ mid | lesssim ≲ gtrsim ≳
      to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ mapsto ↦ longrightarrow ⟶ uparrow ↑ downarrow ↓
      implies ⇒ Rightarrow ⇒ Longrightarrow ⇒ impliedby ⇐ Leftarrow ⇐ iff ⇔ Leftrightarrow ⇔
      nearrow ↗ searrow ↘
      """)
    add(.opening, "{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖")
    add(.closing, "} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖")
    add(.punctuation, "colon :")
    add(.large, "sum ∑ prod ∏ bigcup ⋃ bigcap ⋂")
    add(.integral, "int ∫")
    for name in "exp log ln lg sin cos tan cot sinh cosh tanh arcsin arccos arctan arg dim ker deg".split(
      separator: " ")
    {
      table[String(name)] = Symbol(glyph: String(name), kind: .function)
    }
    for name in "max min sup inf lim det Pr gcd".split(separator: " ") {
      table[String(name)] = Symbol(glyph: String(name), kind: .limitFunction)
    }
    return table
  }()

  /// Characters that stand for themselves, or nearly.
  static func symbol(for character: Character) -> Symbol? {
    switch character {
    case "-": Symbol(glyph: "−", kind: .binary)
    case "+", "*": Symbol(glyph: String(character), kind: .binary)
    case "=", "<", ">", ":": Symbol(glyph: String(character), kind: .relation)
    case "(", "[": Symbol(glyph: String(character), kind: .opening)
    case ")", "]", "!", "?": Symbol(glyph: String(character), kind: .closing)
    case ",", ";": Symbol(glyph: String(character), kind: .punctuation)
    case "/", "|", ".", "\"", "@": Symbol(glyph: String(character), kind: .ordinary)
    case _ where character.isASCII && (character.isLetter || character.isNumber):
      Symbol(glyph: String(character), kind: .ordinary)
    default: nil
    }
  }

  /// The width in columns of the spacing commands; `\!` asks for less, and a terminal has no less than none.
  static let spaces = [",": 1, ":": 1, ";": 1, " ": 1, "!": 0, "quad": 3, "qquad": 6]

  /// Commands that put a mark over one symbol: the combining character, after the symbol.
  static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "tilde": "\u{303}", "widetilde": "\u{303}",
    "vec": "\u{20D7}", "dot": "\u{307}", "ddot": "\u{308}", "overline": "\u{304}",
  ]

  /// Accented Latin letters that are one character of their own, which every terminal draws well.
  static func accented(_ glyph: String, _ mark: Unicode.Scalar) -> String {
    let composed: [Unicode.Scalar: (plain: String, marked: String)] = [
      "\u{302}": ("aceghijosuwyzACEGHIJOSUWYZ", "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ"),
      "\u{303}": ("aeinouvyAEINOUVY", "ãẽĩñõũṽỹÃẼĨÑÕŨṼỸ"),
      "\u{304}": ("aegiouyAEGIOUY", "āēḡīōūȳĀĒḠĪŌŪȲ"),
      "\u{307}": ("abcdefghmnoprstwxyzABCDEFGHMNOPRSTWXYZ", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżȦḂĊḊĖḞĠḢṀṄȮṖṘṠṪẆẊẎŻ"),
    ]
    if let (plain, marked) = composed[mark], let place = plain.firstIndex(of: Character(glyph)) {
      return String(Array(marked)[plain.distance(from: plain.startIndex, to: place)])
    }
    return glyph + String(Character(mark))
  }
}

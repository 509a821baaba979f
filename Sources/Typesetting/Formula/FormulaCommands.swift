/// The commands that take arguments.
extension Formula.Parser {
  typealias Node = Formula.Node
  typealias Token = Formula.Token

  private static let structural: Set<String> = [
    "frac", "dfrac", "tfrac", "binom", "sqrt", "operatorname", "left", "begin", "underbrace", "overbrace", "overset",
    "underset", "textrm", "textbf", "textit", "texttt",
  ]

  private static let bigs: [String: Formula.Kind?] = {
    var table: [String: Formula.Kind?] = [:]
    for size in ["big", "Big", "bigg", "Bigg"] {
      table[size] = .some(nil)
      table[size + "l"] = .opening
      table[size + "r"] = .closing
      table[size + "m"] = .relation
    }
    return table
  }()

  /// Whether there is such a command, other than a symbol or a font.
  func isKnown(_ name: String) -> Bool {
    Self.structural.contains(name) || Self.bigs[name] != nil || Formula.accents[name] != nil
      || Formula.spaces[name] != nil
  }

  func symbol(for character: Character) -> Formula.Symbol? { Formula.symbol(for: character) }
  var symbols: [String: Formula.Symbol] { Formula.symbols }

  /// Reads what follows a command, and makes its node.
  mutating func command(_ name: String, _ token: Token) throws(FormulaError) -> Node {
    if let symbol = symbols[name] { return .atom(symbol.glyph, symbol.kind) }
    if let columns = Formula.spaces[name] { return .space(columns) }
    if let font = Formula.Font(command: name) { return restyled(try argument(of: token), font) }
    if let mark = Formula.accents[name] { return try accent(mark, token) }
    if let kind = Self.bigs[name] {
      let delimiter = try delimiter(after: token)
      return .atom(delimiter.glyph, kind ?? delimiter.kind)
    }
    switch name {
    case "frac", "dfrac", "tfrac":
      let over = try argument(of: token)
      return .fraction(over, try argument(of: token), small: name == "tfrac")
    case "binom":
      let over = try argument(of: token)
      return .binomial(over, try argument(of: token))
    case "sqrt": return try root(token)
    case "text", "textrm", "textbf", "textit", "texttt": return .atom(try lexer.rawArgument(of: token), .ordinary)
    case "operatorname": return try namedOperator(token)
    case "underbrace": return .braced(try argument(of: token), label: nil, above: false)
    case "overbrace": return .braced(try argument(of: token), label: nil, above: true)
    case "underset":
      let below = try argument(of: token)
      return .scripted(limited(try argument(of: token)), lower: below, upper: nil)
    case "overset":
      let above = try argument(of: token)
      return .scripted(limited(try argument(of: token)), lower: nil, upper: above)
    case "left": return try fence(token)
    case "begin": return try environment(token)
    default: throw FormulaError(.unknownCommand, token.text, at: token.position)
    }
  }

  /// Sets a node in a font; letters that an upright font puts side by side become one word.
  private func restyled(_ node: Node, _ font: Formula.Font) -> Node {
    switch node {
    case .atom(let text, let kind): return .atom(String(text.map(font.glyph)), kind)
    case .row(let nodes):
      let styled = nodes.map { restyled($0, font) }
      guard font == .upright else { return .row(styled) }
      var merged: [Node] = []
      for node in styled {
        if case .atom(let text, .ordinary) = node, case .atom(let word, .ordinary)? = merged.last {
          merged[merged.count - 1] = .atom(word + text, .ordinary)
        } else {
          merged.append(node)
        }
      }
      return merged.count == 1 ? merged[0] : .row(merged)
    case .scripted(let base, let lower, let upper):
      return .scripted(restyled(base, font), lower: lower, upper: upper)
    default: return node
    }
  }

  /// `\hat{y}`: a mark over one symbol; only a bar can be longer.
  private mutating func accent(_ mark: Unicode.Scalar, _ token: Token) throws(FormulaError) -> Node {
    let node = try argument(of: token)
    if let marked = marked(node, mark) { return marked }
    if token.text == "\\bar" || token.text == "\\overline" { return .overlined(node) }
    throw FormulaError(.wideAccent, token.text, at: token.position)
  }

  /// The node with the mark over its one symbol. An index may stand outside; a power may not: x̄² is not the mean of x².
  private func marked(_ node: Node, _ mark: Unicode.Scalar) -> Node? {
    switch node.unwrapped {
    case .atom(let text, let kind) where text.count == 1: .atom(Formula.accented(text, mark), kind)
    case .scripted(let base, let lower?, nil): marked(base, mark).map { .scripted($0, lower: lower, upper: nil) }
    default: nil
    }
  }

  /// `\sqrt{x}` or `\sqrt[3]{x}`.
  private mutating func root(_ token: Token) throws(FormulaError) -> Node {
    var index: Node?
    let bracket = lexer.peek
    if bracket.kind == .character("[") {
      _ = lexer.next()
      index = try row(upTo: "]")
      try expectEnd(.character("]"), opened: bracket)
    }
    return .root(try argument(of: token), index: index)
  }

  /// `\operatorname{Var}`, and `\operatorname*{argmax}`, which takes limits.
  private mutating func namedOperator(_ token: Token) throws(FormulaError) -> Node {
    var kind = Formula.Kind.function
    if lexer.peek.kind == .character("*") {
      _ = lexer.next()
      kind = .limitFunction
    }
    var name = ""
    for node in try argument(of: token).elements {
      switch node {
      case .atom(let text, _): name += text == "−" ? "-" : text
      case .space(let columns): name += columns > 0 ? " " : ""
      default: throw FormulaError(.unexpected, token.text, at: token.position)
      }
    }
    return .atom(name, kind)
  }

  /// A base whose scripts stand above and below it.
  private func limited(_ node: Node) -> Node {
    if case .atom(let text, let kind) = node.unwrapped {
      return .atom(text, kind.isFunction || kind == .ordinary ? .limitFunction : kind)
    }
    let words = node.elements.map { if case .atom(let text, _) = $0 { text } else { "" } }
    return words.contains("") ? node : .atom(words.joined(separator: " "), .limitFunction)
  }

  /// `\left( … \right)`, whose delimiters grow with what they enclose.
  private mutating func fence(_ token: Token) throws(FormulaError) -> Node {
    let left = try delimiter(after: token)
    let inside = try row()
    let right = lexer.peek
    try expectEnd(.command("right"), opened: token)
    return .fenced(left.glyph, inside, try delimiter(after: right).glyph)
  }

  /// The delimiter after `\left`, `\right` or `\big`; `.` is none.
  private mutating func delimiter(after command: Token) throws(FormulaError) -> Formula.Symbol {
    let token = lexer.next()
    switch token.kind {
    case .character("."): return Formula.Symbol(glyph: "", kind: .ordinary)
    case .character(let character) where "()[]|/".contains(character): return symbol(for: character)!
    case .command(let name):
      if let symbol = symbols[name], "{}⟨⟩⌊⌋⌈⌉|‖[]".contains(symbol.glyph) { return symbol }
    default: break
    }
    throw FormulaError(.missingArgument, command.text, at: command.position)
  }

  /// `\begin{…}`, cells between `&`, rows between `\\`, `\end{…}`.
  private mutating func environment(_ token: Token) throws(FormulaError) -> Node {
    let name = try lexer.rawArgument(of: token)
    guard let grid = Formula.Grid(rawValue: name) else {
      throw FormulaError(.unknownEnvironment, "\\begin{\(name)}", at: token.position)
    }
    var rows: [[Node]] = [[]]
    while true {
      rows[rows.count - 1].append(try row())
      let separator = lexer.next()
      switch separator.kind {
      case .ampersand: continue
      case .newRow:
        lexer.skipRowSpacing()
        rows.append([])
      case .command("end"):
        let closed = try lexer.rawArgument(of: separator)
        guard closed == name else {
          throw FormulaError(.unexpected, "\\end{\(closed)}", at: separator.position)
        }
        // A last `\\` opens no row of its own.
        if rows.count > 1, rows.last == [.row([])] { rows.removeLast() }
        return .grid(grid, rows)
      case .end, .close: throw FormulaError(.unclosed, "\\begin{\(name)}", at: token.position)
      default: throw FormulaError(.unexpected, separator.text, at: separator.position)
      }
    }
  }
}

/// The second step: tokens as a tree. The commands that take arguments are read in FormulaCommands.swift.
extension Formula {
  /// Reads TeX into a tree by recursive descent.
  struct Parser {
    var lexer: Lexer

    private init(_ tex: String) { lexer = Lexer(tex) }

    /// The tree of a whole formula.
    static func tree(_ tex: String) throws(FormulaError) -> Node {
      var parser = Parser(tex)
      let node = try parser.row()
      try parser.expectEnd(.end)
      guard !node.elements.isEmpty else { throw FormulaError(.empty, "", at: 1) }
      return node
    }

    /// Everything up to a token that closes something, which stays unread.
    mutating func row(upTo bracket: Character? = nil) throws(FormulaError) -> Node {
      var nodes: [Node] = []
      while true {
        let token = lexer.peek
        switch token.kind {
        case .close, .ampersand, .newRow, .end, .command("right"), .command("end"): return .row(nodes)
        case .character(let character) where character == bracket: return .row(nodes)
        default: nodes.append(try element())
        }
      }
    }

    /// A symbol with its scripts.
    private mutating func element() throws(FormulaError) -> Node {
      let token = lexer.next()
      if token.kind == .caret || token.kind == .underscore {
        throw FormulaError(.unexpected, token.text, at: token.position)
      }
      var base = try nucleus(token)
      if case .atom(let text, .ordinary) = base, text.count == 1, text.first!.isNumber,
        token.kind == .character(text.first!)
      {
        base = .atom(text + lexer.restOfNumber(), .ordinary)
      }
      return try scripts(on: base)
    }

    private mutating func scripts(on base: Node) throws(FormulaError) -> Node {
      var lower: Node?
      var upper: Node?
      var primes: [Node] = []
      while true {
        let token = lexer.peek
        switch token.kind {
        case .character("'"):
          _ = lexer.next()
          if upper != nil { throw FormulaError(.doubleScript, token.text, at: token.position) }
          primes.append(.atom("′", .ordinary))
        case .caret:
          _ = lexer.next()
          if upper != nil { throw FormulaError(.doubleScript, token.text, at: token.position) }
          upper = try argument(of: token)
        case .underscore:
          _ = lexer.next()
          if lower != nil { throw FormulaError(.doubleScript, token.text, at: token.position) }
          lower = try argument(of: token)
        default:
          if !primes.isEmpty { upper = .row(primes + (upper?.elements ?? [])) }
          if lower == nil, upper == nil { return base }
          // The script of `\underbrace{…}_{…}` is its label.
          if case .braced(let inner, nil, let above) = base, let label = above ? upper : lower {
            return .braced(inner, label: label, above: above)
          }
          return .scripted(base, lower: lower, upper: upper)
        }
      }
    }

    /// What a command applies to: one symbol, or a group in braces.
    mutating func argument(of command: Token) throws(FormulaError) -> Node {
      let missing = FormulaError(.missingArgument, command.text, at: command.position)
      let token = lexer.peek
      switch token.kind {
      case .open: return try nucleus(lexer.next())
      case .character(let character):
        guard symbol(for: character) != nil else { throw missing }
        return try nucleus(lexer.next())
      case .command(let name):
        if symbols[name] != nil || Font(command: name) != nil || name == "text" { return try nucleus(lexer.next()) }
        if isKnown(name) { throw missing }
        throw FormulaError(.unknownCommand, token.text, at: token.position)
      default: throw missing
      }
    }

    /// A symbol without scripts.
    private mutating func nucleus(_ token: Token) throws(FormulaError) -> Node {
      switch token.kind {
      case .open:
        let inside = try row()
        try expectEnd(.close, opened: token)
        return grouped(inside)
      case .character(let character):
        guard let symbol = symbol(for: character) else {
          throw FormulaError(.unexpected, token.text, at: token.position)
        }
        return .atom(symbol.glyph, symbol.kind)
      case .command(let name):
        return try command(name, token)
      default:
        throw FormulaError(.unexpected, token.text, at: token.position)
      }
    }

    /// Braces make an operator an ordinary symbol, as in `10{,}000`.
    private func grouped(_ inside: Node) -> Node {
      if case .atom(let text, let kind) = inside.unwrapped {
        switch kind {
        case .binary, .relation, .punctuation, .opening, .closing: return .atom(text, .ordinary)
        default: return .atom(text, kind)
        }
      }
      return inside.elements.count == 1 ? inside.unwrapped : inside
    }

    /// Reads the token that ends the current construct.
    mutating func expectEnd(_ kind: Token.Kind, opened: Token? = nil) throws(FormulaError) {
      let token = lexer.next()
      if token.kind == kind { return }
      if let opened, token.kind == .end || token.kind == .close {
        throw FormulaError(.unclosed, opened.text, at: opened.position)
      }
      throw FormulaError(.unexpected, token.text, at: token.position)
    }
  }
}

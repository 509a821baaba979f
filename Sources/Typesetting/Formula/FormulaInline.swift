/// The form on one line.
extension Formula {
  /// A node on one line.
  static func inline(_ node: Node, in setting: Setting = .text) -> Line {
    switch node {
    case .atom("∑", .large): return Line("Σ")
    case .atom("∏", .large): return Line("Π")
    case .atom(let text, _): return Line(text)
    case .space(let columns): return Line(String(repeating: " ", count: columns))
    case .row(let nodes): return inline(row: nodes, in: setting)
    case .fraction(let over, let under, _): return fraction(over, under, setting)
    case .binomial(let over, let under):
      return Line("\(inline(over).text) choose \(inline(under).text)").wrapped("(", ")")
    case .root(let inside, let index): return root(inside, index, setting)
    case .scripted(let base, let lower, let upper):
      var line = inline(base, in: setting)
      if isCompound(base) { line = line.wrapped("(", ")") }
      line.text += scripts(lower, upper)
      return line
    case .overlined(let inside):
      return Line(inline(inside, in: setting).text.map { "\($0)\u{305}" }.joined())
    case .fenced(let left, let inside, let right):
      return inline(inside, in: setting).wrapped(left, right)
    case .braced(let inside, let label, _):
      var line = inline(inside, in: setting)
      if !isTerm(inside) { line = line.wrapped("(", ")") }
      if let label { line.text += " [\(inline(label).text)]" }
      return line
    case .grid(let grid, let rows): return inline(grid, rows)
    }
  }

  /// Nodes on one line, with TeX's gaps, and parentheses where a slash would be misread.
  static func inline(row nodes: [Node], in setting: Setting = .text) -> Line {
    var line = Line()
    var depth = 0
    let items = placed(nodes, in: setting)
    for (index, item) in items.enumerated() {
      let previous = index > 0 ? items[index - 1] : nil
      if item.kind == .closing { depth -= 1 }
      var piece = inline(item.node, in: setting)
      var gap = item.gap
      var rank = rank(of: item, after: previous)
      if let previous, previous.kind == .fraction, !isVulgar(previous.node), item.kind == .fraction,
        !isVulgar(item.node), item.gap < 3, setting != .script
      {
        line.text += " ·"
        gap = 1
        rank = nil
      }
      if needsParentheses(at: index, of: items) {
        piece = piece.wrapped("(", ")")
        if previous?.kind.isFunction == true { gap = 0 }
      }
      let deeper = Rank.deeper * max(0, depth)
      line.appendGap(gap, rank: rank.map { $0 + deeper })
      line.append(piece, deeper: deeper)
      if item.kind == .opening { depth += 1 }
    }
    return line
  }

  /// How well the line may be broken before `item`; nil if it may not.
  private static func rank(of item: Placed, after previous: Placed?) -> Int? {
    if item.kind == .relation || item.gap >= 3 { return Rank.relation }
    if item.kind == .binary || previous?.kind == .punctuation { return Rank.operation }
    let isAfterOperator = previous?.kind == .relation || previous?.kind == .binary
    return item.gap > 0 && !isAfterOperator ? Rank.gap : nil
  }

  /// Whether a fraction with a slash would be misread between its neighbours.
  static func needsParentheses(at index: Int, of items: [Placed]) -> Bool {
    guard items[index].kind == .fraction, case .fraction = items[index].node, !isVulgar(items[index].node) else {
      return false
    }
    if index + 1 < items.count, multiplies(items[index + 1]) { return true }
    return index > 0 && (items[index - 1].kind.isFunction || slashes(items[index - 1].node))
  }

  /// Whether a slash fraction before this would seem to have it in its denominator.
  private static func multiplies(_ item: Placed) -> Bool {
    if item.gap >= 3 || inline(item.node).text.hasPrefix(" ") { return false }
    return switch item.kind {
    case .ordinary: slashes(item.node) || !isMark(item.node)
    case .function, .limitFunction, .large, .integral, .opening, .fence: true
    case .fraction: isVulgar(item.node)
    default: false
    }
  }

  private static func slashes(_ node: Node) -> Bool { node == .atom("/", .ordinary) }

  private static func isVulgar(_ node: Node) -> Bool {
    if case .fraction(let over, let under, _) = node { vulgar(over, under) != nil } else { false }
  }

  /// ½ where there is such a character, else a slash between a term and a factor.
  private static func fraction(_ over: Node, _ under: Node, _ setting: Setting) -> Line {
    if let character = vulgar(over, under) { return Line(character) }
    let top = inline(over, in: setting)
    let bottom = inline(under, in: setting)
    var line = isTerm(over) ? top : top.wrapped("(", ")")
    line.text += "/"
    line.append(isFactor(under) ? bottom : bottom.wrapped("(", ")"), deeper: Rank.deeper)
    return line
  }

  /// √ and its radicand; ∛, ∜ or ⁵√ for other degrees.
  private static func root(_ inside: Node, _ index: Node?, _ setting: Setting) -> Line {
    let degree = index.map { inline($0, in: .script).text } ?? ""
    var line = Line(["3": "∛", "4": "∜"][degree] ?? (smallRaised(degree) ?? "[\(degree)]") + "√")
    let radicand = inline(inside, in: setting)
    line.append(isRadicand(inside) ? radicand : radicand.wrapped("(", ")"))
    return line
  }

  /// Both scripts on the line: in small characters where Unicode has them all, else as `_B` and `^(…)`.
  static func scripts(_ lower: Node?, _ upper: Node?) -> String {
    let low = lower.map { lowered($0) } ?? ""
    let high = upper.map { raised($0) } ?? ""
    return high.hasPrefix("′") ? high + low : low + high
  }

  /// A subscript: small letters, or `_` and what it is.
  static func lowered(_ node: Node) -> String {
    let text = inline(node, in: .script).text
    return smallLowered(text) ?? "_" + bracketed(text, node)
  }

  /// A superscript: small letters, or `^` and what it is.
  static func raised(_ node: Node) -> String {
    let text = inline(node, in: .script).text
    return smallRaised(text) ?? "^" + bracketed(text, node)
  }

  /// A script of more than one symbol stands in parentheses, unless it has its own.
  private static func bracketed(_ text: String, _ node: Node) -> String {
    if case .atom = node.unwrapped, !text.contains(" ") { return text }
    let nodes = node.elements
    let isEnclosed = nodes.first?.kind == .opening && isFactor(node)
    if isEnclosed || ["½", "⅓", "⅔", "¼", "¾", "⅛"].contains(text) { return text }
    return "(\(text))"
  }
}

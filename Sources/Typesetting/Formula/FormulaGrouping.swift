/// When a piece of a formula needs parentheses once it is written on one line.
extension Formula {
  /// Whether a denominator can stand after a slash as it is: one symbol, ∂ with a symbol, one call, one bracket.
  static func isFactor(_ node: Node) -> Bool {
    var nodes = node.elements.filter { if case .space = $0 { false } else { true } }
    while let first = nodes.first, nodes.count > 1, isDifferential(first) { nodes.removeFirst() }
    if nodes.count == 1 {
      switch nodes[0] {
      case .row: return isFactor(nodes[0])
      case .fraction(let over, let under, _): return vulgar(over, under) != nil
      case .grid(let grid, _): return grid != .aligned && grid != .cases
      case .fenced(let left, _, let right): return left != "" && right != ""
      case .braced: return false
      default: return true
      }
    }
    guard let first = nodes.first else { return true }
    if first.kind == .opening { return isBracketed(nodes[...]) }
    if isBar(first), nodes.last == first { return !nodes[1..<(nodes.count - 1)].contains(where: isBar) }
    let isName = first.kind == .ordinary || first.kind.isFunction
    if isName, nodes.count == 2, case .fenced = nodes[1] { return true }
    return isName && nodes[1].kind == .opening && isBracketed(nodes[1...])
  }

  /// Whether a numerator can stand before a slash as it is: a product of factors.
  static func isTerm(_ node: Node) -> Bool {
    if isFactor(node), !node.unwrapped.kind.isLarge { return true }
    var depth = 0
    let nodes = placed(node.elements, in: .text)
    for (index, item) in nodes.enumerated() {
      switch item.kind {
      case .opening: depth += 1
      case .closing: depth -= 1
      case _ where depth > 0: continue
      case .binary, .relation, .punctuation, .large, .integral: return false
      case .ordinary where item.node == .atom("/", .ordinary): return false
      case .fraction:
        if case .fraction(let over, let under, _) = item.node, vulgar(over, under) != nil { continue }
        return false
      case .function, .limitFunction:
        let next = index + 1 < nodes.count ? nodes[index + 1].kind : .closing
        if next != .opening, next != .fence, next != .closing { return false }
      default: if case .braced = item.node { return false }
      }
    }
    return true
  }

  /// Whether the nodes are one pair of brackets and what it holds.
  private static func isBracketed(_ nodes: ArraySlice<Node>) -> Bool {
    var depth = 0
    for (offset, node) in nodes.enumerated() {
      if node.kind == .opening { depth += 1 }
      if node.kind == .closing { depth -= 1 }
      if depth == 0 { return offset == nodes.count - 1 }
    }
    return false
  }

  private static func isBar(_ node: Node) -> Bool { node == .atom("|", .ordinary) || node == .atom("‖", .ordinary) }

  /// d, ∂, Δ and their powers, which belong to the symbol after them.
  private static func isDifferential(_ node: Node) -> Bool {
    switch node {
    case .atom(let text, .ordinary): ["∂", "d", "Δ", "∇"].contains(text)
    case .scripted(let base, nil, _): isDifferential(base)
    default: false
    }
  }

  /// The fractions that have a character of their own.
  static func vulgar(_ over: Node, _ under: Node) -> String? {
    guard case .atom(let a, _) = over.unwrapped, case .atom(let b, _) = under.unwrapped else { return nil }
    return ["1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/8": "⅛"]["\(a)/\(b)"]
  }

  /// Whether a radicand can follow √ without parentheses: one symbol, with no power that √ might be part of.
  static func isRadicand(_ node: Node) -> Bool {
    switch node.unwrapped {
    case .atom: true
    case .scripted(let base, let lower?, nil):
      !lowered(lower).hasPrefix("_(") && isRadicand(base) && base.kind == .ordinary
    default: false
    }
  }

  /// Whether a base needs parentheses before it takes a script.
  static func isCompound(_ base: Node) -> Bool {
    switch base.unwrapped {
    case .row(let nodes): nodes.count > 1
    case .fraction, .root, .braced: true
    default: false
    }
  }
}

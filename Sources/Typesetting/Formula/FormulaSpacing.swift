/// The gaps between neighbours, in columns: the rules of TeX, and some more where letters would run into words.
extension Formula {
  /// Where a row stands: a display has two dimensions; a script has no room for spaces.
  enum Setting: Hashable, Sendable {
    case display, text, script
  }

  /// A node of a row with the columns to leave before it.
  struct Placed {
    let node: Node
    let kind: Kind
    let gap: Int
  }

  /// The nodes of a row with their gaps. `afterOperand`: something stands to the left, so a first minus subtracts.
  static func placed(_ nodes: [Node], in setting: Setting, afterOperand: Bool = false) -> [Placed] {
    var result: [Placed] = []
    var asked = 0
    for (index, node) in nodes.enumerated() {
      if case .space(let columns) = node {
        asked = max(asked, columns)
        continue
      }
      let previous = result.last
      let next = nodes[(index + 1)...].first { if case .space = $0 { false } else { true } }
      var kind = node.kind
      if kind == .binary {
        let isFirst = previous.map { isOpen($0.kind) } ?? !afterOperand
        if isFirst || next == nil || next!.kind == .closing || next!.kind == .relation { kind = .sign }
      }
      var gap = previous.map { Self.gap(between: $0, and: node, kind, setting) } ?? 0
      if !result.isEmpty { gap = max(gap, setting == .script ? min(asked, 1) : asked) }
      asked = 0
      if let previous, endsWithSpace(previous.node) || startsWithSpace(node) { gap = max(0, gap - 1) }
      result.append(Placed(node: node, kind: kind, gap: gap))
    }
    return result
  }

  /// After these, a minus is a sign.
  private static func isOpen(_ kind: Kind) -> Bool {
    switch kind {
    case .binary, .sign, .relation, .opening, .punctuation, .function, .limitFunction, .large, .integral: true
    default: false
    }
  }

  /// The columns between two neighbours, by what they are to each other.
  private static func gap(between left: Placed, and node: Node, _ kind: Kind, _ setting: Setting) -> Int {
    switch (left.kind, kind) {
    case (.sign, .fraction): setting == .display && !isSmall(node) ? 1 : 0
    case (.relation, .relation), (_, .punctuation), (_, .closing), (.opening, _), (.sign, _): 0
    case (.relation, _), (_, .relation), (.binary, _), (_, .binary), (.punctuation, _): setting == .script ? 0 : 1
    case (.large, _), (.integral, _), (_, .large), (_, .integral): 1
    case (.function, .opening), (.function, .fence), (.limitFunction, .opening), (.limitFunction, .fence): 0
    case (.function, _), (.limitFunction, _), (_, .function), (_, .limitFunction): 1
    case (.fraction, .opening), (.fraction, .fence): setting == .display && !isSmall(left.node) ? 1 : 0
    case (.fraction, _): isMark(node) && setting != .display ? 0 : 1
    case (_, .fraction): isMark(left.node) && setting != .display ? 0 : 1
    case (.labelled, _), (_, .labelled): 1
    default: clashes(left.node, node) ? 1 : 0
    }
  }

  /// Whether a fraction is one line high even in a display.
  static func isSmall(_ node: Node) -> Bool {
    if case .fraction(_, _, small: true) = node { true } else { false }
  }

  /// Marks that cling to what stands beside them.
  static func isMark(_ node: Node) -> Bool {
    if case .atom(let text, .ordinary) = node { ["/", "|", "‖", ".", "%"].contains(text) } else { false }
  }

  /// Whether two neighbours would read as one word.
  private static func clashes(_ left: Node, _ right: Node) -> Bool {
    if isDots(left) || isDots(right) { return !isMark(left) && !isMark(right) }
    guard let first = firstCharacter(right), first.isLetter || first.isNumber || first == "∂" || first == "√" else {
      return false
    }
    if first == "∂" { return lastAtom(left) != "∂" && !isMark(left) }
    return endsBare(left) || (isWord(right) && (lastAtom(left)?.last.map { $0.isLetter || $0.isNumber } ?? false))
  }

  private static func isDots(_ node: Node) -> Bool { node == .atom("…", .ordinary) || node == .atom("⋯", .ordinary) }

  private static func firstCharacter(_ node: Node) -> Character? {
    switch node {
    case .atom(let text, _): text.first
    case .scripted(let base, _, _): firstCharacter(base)
    case .row(let nodes): nodes.first.flatMap(firstCharacter)
    case .root: "√"
    case .overlined(let inside): firstCharacter(inside)
    default: nil
    }
  }

  private static func lastAtom(_ node: Node) -> String? {
    switch node {
    case .atom(let text, _): text
    case .row(let nodes): nodes.last.flatMap(lastAtom)
    default: nil
    }
  }

  /// Whether a letter right after this node would seem to belong to it: `μ_B`, `√2`, `ReLU`.
  private static func endsBare(_ node: Node) -> Bool {
    switch node {
    case .atom(let text, _): isWord(node) && text.last!.isLetter
    case .scripted(let base, let lower, let upper):
      [lower.map { lowered($0) }, upper.map { raised($0) }].contains { text in
        guard let text, text.hasPrefix("_") || text.hasPrefix("^") else { return false }
        return !text.hasSuffix(")") && !text.hasSuffix("]")
      } || (isWord(base) && lower == nil)
    case .root: true
    case .row(let nodes): nodes.last.map(endsBare) ?? false
    default: false
    }
  }

  private static func isWord(_ node: Node) -> Bool {
    if case .atom(let text, _) = node { text.count > 1 && text.first!.isLetter } else { false }
  }

  private static func startsWithSpace(_ node: Node) -> Bool {
    if case .atom(let text, _) = node { text.hasPrefix(" ") } else { false }
  }

  private static func endsWithSpace(_ node: Node) -> Bool {
    if case .atom(let text, _) = node { text.hasSuffix(" ") } else { false }
  }
}

extension Formula {
  /// A formula as a tree, in the shape that TeX gives it.
  indirect enum Node: Hashable, Sendable {
    /// One glyph, number or upright word.
    case atom(String, Kind)
    /// Columns that the author asked for: `\,` and its kin.
    case space(Int)
    case row([Node])
    /// `small` is `\tfrac`, which stays on one line even in a display.
    case fraction(Node, Node, small: Bool)
    /// `\binom{n}{k}`.
    case binomial(Node, Node)
    case root(Node, index: Node?)
    case scripted(Node, lower: Node?, upper: Node?)
    case overlined(Node)
    /// `\left( … \right)`; a delimiter is empty for `\left.`
    case fenced(String, Node, String)
    case braced(Node, label: Node?, above: Bool)
    case grid(Grid, [[Node]])
  }

  /// The environments.
  enum Grid: String, Hashable, Sendable {
    case aligned, cases, matrix, pmatrix, bmatrix, vmatrix
  }

  /// What a node is to its neighbours; decides the space between them (TeXbook, chapter 18).
  enum Kind: Hashable, Sendable {
    case ordinary
    /// A named function, such as log.
    case function
    /// A named function with limits below it, such as max.
    case limitFunction
    /// Σ or Π: its scripts stand above and below in a display.
    case large
    case integral
    case binary
    /// A plus or minus with nothing to its left.
    case sign
    case relation
    case opening, closing
    case punctuation
    case fraction
    /// Something with delimiters of its own.
    case fence
    /// Something with a brace and a label.
    case labelled
  }
}

extension Formula.Node {
  var kind: Formula.Kind {
    switch self {
    case .atom(_, let kind): kind
    case .scripted(let base, _, _): base.kind
    case .fraction: .fraction
    case .fenced, .binomial, .grid: .fence
    case .braced: .labelled
    case .row, .root, .overlined, .space: .ordinary
    }
  }

  /// The nodes side by side in this one: those of a row, or itself.
  var elements: [Formula.Node] {
    if case .row(let nodes) = self { nodes } else { [self] }
  }

  /// The node inside braces that hold just one: `{{x}}` is `x`.
  var unwrapped: Formula.Node {
    if case .row(let nodes) = self, nodes.count == 1 { nodes[0].unwrapped } else { self }
  }
}

extension Formula.Kind {
  var takesLimits: Bool { self == .large || self == .limitFunction }
  var isFunction: Bool { self == .function || self == .limitFunction }
  var isLarge: Bool { self == .large || self == .integral }
}

/// The form in two dimensions.
extension Formula {
  /// A node in two dimensions.
  static func box(_ node: Node) -> Box {
    switch node {
    case .atom(let text, _): return Box(text)
    case .space(let columns): return .blank(columns)
    case .row(let nodes): return box(row: nodes)
    case .fraction(let over, let under, let small):
      return small ? Box(inline(node).text) : fraction(box(over), box(under))
    case .binomial(let over, let under):
      return fenced("(", .stacked([box(over), Box(" "), box(under)], anchor: 1), ")")
    case .root(let inside, let index): return root(inside, index)
    case .scripted(let base, let lower, let upper):
      if base.kind.takesLimits { return limits(base, lower, upper) }
      let body = isCompound(base) ? fenced("(", box(base), ")") : box(base)
      return scripted(body, lower, upper)
    case .overlined(let inside):
      let body = box(inside)
      return .stacked([Box(String(repeating: "_", count: body.width)), body], anchor: 1)
    case .fenced(let left, let inside, let right): return fenced(left, box(inside), right)
    case .braced(let inside, let label, let above): return braced(box(inside), label.map { box($0) }, above)
    case .grid(let grid, let rows): return box(grid, rows)
    }
  }

  /// Nodes side by side, with TeX's gaps. `afterOperand`: something stands to their left.
  static func box(row nodes: [Node], afterOperand: Bool = false) -> Box {
    let items = placed(nodes, in: .display, afterOperand: afterOperand)
    return .beside(
      items.indices.flatMap { index -> [Box] in
        let needsParentheses = isSmall(items[index].node) && needsParentheses(at: index, of: items)
        let piece = box(items[index].node)
        return [.blank(items[index].gap), needsParentheses ? fenced("(", piece, ")") : piece]
      })
  }

  /// The bar reaches one column beyond its wider part, so that neighbours stay apart.
  private static func fraction(_ over: Box, _ under: Box) -> Box {
    let bar = Box(String(repeating: "─", count: max(over.width, under.width) + 2))
    return .stacked([over, bar, under], anchor: 1)
  }

  /// √n stays on its line; anything longer gets a roof:
  ///
  ///      ________          ____
  ///     √σ_B² + ε         ╱ a
  ///                      ╱ ───
  ///                     ╲╱  b
  private static func root(_ inside: Node, _ index: Node?) -> Box {
    if index != nil || isRadicand(inside) { return Box(inline(.root(inside, index: index)).text) }
    let body = box(inside)
    let height = body.height
    let stem = height == 1 ? 1 : height + 1
    var rows = [String(repeating: " ", count: stem) + String(repeating: "_", count: body.width)]
    for (index, row) in body.rows.enumerated() {
      var left = height == 1 ? "√" : String(repeating: " ", count: height - index) + "╱"
      if height > 1, index == height - 1 { left = "╲╱" }
      left += String(repeating: " ", count: stem - left.count)
      rows.append(left + row)
    }
    return Box(rows: rows, baseline: body.baseline + 1)
  }

  /// Scripts above and below, as those of a sum.
  private static func limits(_ base: Node, _ lower: Node?, _ upper: Node?) -> Box {
    func limit(_ node: Node) -> Box { Box(inline(node, in: .script).text) }
    let parts = [upper.map(limit), box(base), lower.map(limit)].compactMap { $0 }
    return .stacked(parts, anchor: upper == nil ? 0 : 1)
  }

  /// Scripts beside their base: small characters where Unicode has them, else a line higher or lower.
  private static func scripted(_ base: Box, _ lower: Node?, _ upper: Node?) -> Box {
    let low = lower.map { lowered($0) } ?? ""
    let high = upper.map { raised($0) } ?? ""
    let (lowRises, highRises) = (low.hasPrefix("_("), high.hasPrefix("^("))
    if base.height == 1, !lowRises, !highRises {
      return .beside([base, Box(scripts(lower, upper))])
    }
    func plain(_ node: Node?) -> String { node.map { inline($0, in: .script).text } ?? "" }
    let flat = base.height == 1 ? (lowRises ? "" : low) + (highRises ? "" : high) : ""
    let body = Box.beside([base, Box(flat)])
    var rows = body.rows
    var baseline = body.baseline
    // Against a tall base, small characters sit at its corners.
    let highCorner = base.height > 1 && !high.isEmpty && !high.hasPrefix("^")
    let lowCorner = base.height > 1 && !low.isEmpty && !low.hasPrefix("_")
    if highCorner { rows[0] += high }
    if lowCorner { rows[rows.count - 1] += low }
    let indent = String(repeating: " ", count: body.width)
    if upper != nil, !highCorner, base.height > 1 || highRises {
      rows.insert(indent + plain(upper), at: 0)
      baseline += 1
    }
    if lower != nil, !lowCorner, base.height > 1 || lowRises { rows.append(indent + plain(lower)) }
    return Box(rows: rows, baseline: baseline)
  }

  /// A brace as wide as what it embraces, with its label beyond it.
  private static func braced(_ body: Box, _ label: Box?, _ above: Bool) -> Box {
    let width = max(3, body.width)
    let left = String(repeating: "─", count: (width - 3) / 2)
    let right = String(repeating: "─", count: (width - 2) / 2)
    let brace = Box(above ? "╭\(left)┴\(right)╮" : "╰\(left)┬\(right)╯")
    let parts = (above ? [label, brace, body] : [body, brace, label]).compactMap { $0 }
    return .stacked(parts, anchor: above ? parts.count - 1 : 0)
  }
}

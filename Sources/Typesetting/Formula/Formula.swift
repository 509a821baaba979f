/// A formula in the part of TeX that the course uses, for a terminal.
///
/// The page hands the same TeX to GitHub, which typesets it. Here it becomes Unicode text, on one line or in two
/// dimensions:
///
///     let formula = try Formula(#"\hat{y}_i = \frac{y_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}"#)
///     formula.inline            // ŷᵢ = (yᵢ − μ_B)/√(σ_B² + ε)
///     formula.lines(width: 80)  //      yᵢ − μ_B
///                               // ŷᵢ = ───────────
///                               //       ________
///                               //      √σ_B² + ε
///
/// The way from TeX to text:
///
///     TeX ─ Lexer ─▶ tokens ─ Parser ─▶ Node, a tree ─┬─ inline ─▶ Line, which knows where it may be broken
///                                                     └─ box ────▶ Box, rows of text with a baseline
///
/// Scripts use Unicode's small letters where all of theirs exist, else `_B` and `^(…)`. Parentheses appear
/// where the meaning on one line needs them. Spacing and grouping follow TeX (Knuth, *The TeXbook*, chapters 17 and 18).
public struct Formula: Hashable, Sendable {
  /// The source.
  public let tex: String

  private let root: Node

  /// Reads the TeX, or says which command, where, stands in the way.
  public init(_ tex: String) throws(FormulaError) {
    root = try Parser.tree(tex)
    self.tex = tex
  }

  /// The formula on one line.
  public var inline: String { Self.inline(root).text }

  /// The formula in two dimensions, in lines of at most `width` columns and without trailing spaces.
  ///
  /// A formula that is too wide is broken, first equation by equation and at relations; where its tall form
  /// fits in no way, it is written on lines of text, of which all but the first are indented.
  public func lines(width: Int) -> [String] {
    precondition(width >= 8, "a formula needs a width of at least 8 columns, not \(width)")
    let box = Self.box(root)
    let lines =
      if box.width <= width {
        box.rows
      } else {
        Self.equations(of: root).enumerated().flatMap { index, nodes in
          (index > 0 ? [""] : []) + Self.fitted(nodes, width: width)
        }
      }
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

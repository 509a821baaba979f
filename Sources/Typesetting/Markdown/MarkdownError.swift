/// What in a lesson's prose cannot be shown, and on which line.
public struct MarkdownError: Error, Hashable, Sendable {
  /// The kinds of mistake.
  public enum Problem: Hashable, Sendable {
    /// The TeX of a formula, and what is wrong with it.
    case formula(String, FormulaError)
    /// A `$` that opens or closes nothing.
    case strayDollar
    /// A `$$` in the middle of a line, or text after the `$$` that closes.
    case misplacedDisplay
    /// A `$$` whose end is missing.
    case unclosedDisplay
    /// A code block whose end is missing.
    case unclosedCodeBlock
  }

  /// What is wrong.
  public let problem: Problem

  /// The line of the source, counted from `firstLine`, on which the block starts.
  public let line: Int
}

extension MarkdownError: CustomStringConvertible {
  /// One line, as in `line 12: the display formula is never closed by $$`.
  public var description: String {
    let reason =
      switch problem {
      case .formula(let tex, let error): "\(error) in the formula \(tex)"
      case .strayDollar: "a $ without its partner; a formula touches both, as in $x$, and a dollar sign is \\$"
      case .misplacedDisplay: "$$ stands within a line; a display formula has its lines to itself"
      case .unclosedDisplay: "the display formula is never closed by $$"
      case .unclosedCodeBlock: "the code block is never closed by ```"
      }
    return "line \(line): \(reason)"
  }
}

/// What is wrong with a formula, at which command, and where.
public struct FormulaError: Error, Hashable, Sendable {
  /// The kinds of mistake.
  public enum Kind: Hashable, Sendable {
    /// The formula holds nothing to show.
    case empty
    /// A command that the course does not use, or that is misspelled.
    case unknownCommand
    /// `\begin` of something that is neither `aligned`, `cases` nor a matrix.
    case unknownEnvironment
    /// A command, `^` or `_` without what it applies to.
    case missingArgument
    /// An opening (`{`, `\left`, `\begin{…}`) whose end is missing.
    case unclosed
    /// A `}`, `&`, `\\`, `\right`, `\end` or character that has no place here.
    case unexpected
    /// A second `^` or a second `_` on the same symbol.
    case doubleScript
    /// An accent over more than one symbol, which a terminal cannot show.
    case wideAccent
  }

  /// What is wrong.
  public let kind: Kind

  /// The offending piece of TeX, as it was written: `\foo`, `}`, `&`.
  public let command: String

  /// The place where `command` starts, counted in characters from 1.
  public let position: Int

  init(_ kind: Kind, _ command: String, at position: Int) {
    self.kind = kind
    self.command = command
    self.position = position
  }
}

extension FormulaError: CustomStringConvertible {
  /// One line, as in `unknown command \foo at character 5`.
  public var description: String {
    let place = "\(command) at character \(position)"
    return switch kind {
    case .empty: "the formula is empty"
    case .unknownCommand: "unknown command \(place)"
    case .unknownEnvironment: "unknown environment \(place); known are aligned, cases and the matrices"
    case .missingArgument: "missing argument of \(place); an argument is one symbol or stands in braces"
    case .unclosed: "\(place) is never closed"
    case .unexpected: "unexpected \(place)"
    case .doubleScript: "second \(place) on the same symbol; group with braces"
    case .wideAccent: "\(place) stands over more than one symbol; use it over one, or \\overline"
    }
  }
}

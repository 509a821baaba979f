/// The first step: TeX as a row of tokens.
extension Formula {
  /// The smallest piece of TeX that means something, and its place.
  struct Token: Hashable {
    enum Kind: Hashable {
      /// A command without its backslash; also `,` for `\,`.
      case command(String)
      case character(Character)
      case open, close, caret, underscore, ampersand, newRow, end
    }

    let kind: Kind
    /// Counted in characters from 1.
    let position: Int

    /// The token as it was written.
    var text: String {
      switch kind {
      case .command(let name): "\\" + name
      case .character(let character): String(character)
      case .open: "{"
      case .close: "}"
      case .caret: "^"
      case .underscore: "_"
      case .ampersand: "&"
      case .newRow: "\\\\"
      case .end: "the end"
      }
    }
  }

  /// Cuts TeX into tokens; spaces only separate.
  struct Lexer {
    private let characters: [Character]
    private var index = 0

    init(_ tex: String) { characters = Array(tex) }

    var peek: Token {
      var ahead = self
      return ahead.next()
    }

    mutating func next() -> Token {
      skipSpaces()
      let position = index + 1
      guard index < characters.count else { return Token(kind: .end, position: position) }
      let character = characters[index]
      index += 1
      let kind: Token.Kind =
        switch character {
        case "{": .open
        case "}": .close
        case "^": .caret
        case "_": .underscore
        case "&": .ampersand
        case "\\": command()
        default: .character(character)
        }
      return Token(kind: kind, position: position)
    }

    private mutating func command() -> Token.Kind {
      let start = index
      while index < characters.count, characters[index].isASCII, characters[index].isLetter { index += 1 }
      if index > start { return .command(String(characters[start..<index])) }
      guard index < characters.count else { return .command("") }
      index += 1
      return characters[start] == "\\" ? .newRow : .command(String(characters[start]))
    }

    /// What stands between the next pair of braces, as it is: the argument of `\text` or `\begin`.
    mutating func rawArgument(of command: Token) throws(FormulaError) -> String {
      skipSpaces()
      let open = index + 1
      guard index < characters.count, characters[index] == "{" else {
        throw FormulaError(.missingArgument, command.text, at: command.position)
      }
      index += 1
      var text = ""
      while index < characters.count, characters[index] != "}" {
        var character = characters[index]
        if character == "\\", index + 1 < characters.count, "%_&#${} ".contains(characters[index + 1]) {
          index += 1
          character = characters[index]
        } else if "\\{$".contains(character) {
          throw FormulaError(.unexpected, String(character), at: index + 1)
        }
        text.append(character.isWhitespace ? " " : character)
        index += 1
      }
      guard index < characters.count else { throw FormulaError(.unclosed, "{", at: open) }
      index += 1
      return text
    }

    /// Takes digits, and a point between digits, that continue a number.
    mutating func restOfNumber() -> String {
      var text = ""
      while index < characters.count {
        let isPoint = characters[index] == "." && index + 1 < characters.count && isDigit(characters[index + 1])
        guard isPoint || isDigit(characters[index]) else { break }
        text.append(characters[index])
        index += 1
      }
      return text
    }

    /// Skips the `[4pt]` of `\\[4pt]`.
    mutating func skipRowSpacing() {
      guard index < characters.count, characters[index] == "[" else { return }
      guard let end = characters[index...].firstIndex(of: "]") else { return }
      index = end + 1
    }

    private mutating func skipSpaces() {
      while index < characters.count, characters[index].isWhitespace || characters[index] == "~" { index += 1 }
    }

    private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  }
}

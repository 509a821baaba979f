extension LessonSource {
  /// How long it takes to read the main path, without the deeper sections: 220 words a minute, and half a minute for
  /// each line of a displayed formula, which is to be followed and not only read.
  public var minutes: Int {
    var isDeeper = false
    var (words, lines) = (0, 0)
    for passage in passages where passage.kind == .prose {
      if let section = passage.section { isDeeper = section.isDeeper }
      if isDeeper { continue }
      let prose = passage.text.replacing(/(?m)^```[\s\S]*?^```/, with: "")
      let formulas = prose.matches(of: /\$\$([\s\S]*?)\$\$/).map(\.output.1)
      lines += formulas.map(Self.lines).reduce(0, +)
      words += Self.words(prose.replacing(/\$\$[\s\S]*?\$\$/, with: ""))
    }
    return max(1, Int((Double(words) / 220 + Double(lines) / 2).rounded()))
  }

  /// What stands between blanks and has a letter or a digit; a formula in a line is a word.
  private static func words(_ prose: String) -> Int {
    prose.replacing(/\$[^$]+\$/, with: "x").split(whereSeparator: \.isWhitespace)
      .count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  /// The lines of a displayed formula: an alignment has one more than line ends, but those within a matrix do not count.
  private static func lines(of formula: Substring) -> Int {
    var environments: [Substring] = []
    var lines = 1
    for token in formula.matches(of: /\\begin\{(\w+)\}|\\end\{\w+\}|\\\\/) {
      if let name = token.output.1 {
        environments.append(name)
      } else if token.output.0 != #"\\"# {
        _ = environments.popLast()
      } else if environments == ["aligned"] {
        lines += 1
      }
    }
    return lines
  }
}

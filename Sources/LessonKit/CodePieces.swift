extension LessonSource.Passage {
  /// A run of statements in a passage of code.
  struct Piece: Equatable {
    /// The lesson's idea stands open on the page; what only shows its results is folded.
    enum Kind { case idea, showing }
    let kind: Kind
    /// Line numbers in the file, from 1.
    let lines: ClosedRange<Int>
    let text: String
  }

  /// A passage of code in its pieces, in their order.
  ///
  /// A showing piece begins at a statement that begins with `lesson.`, as in `lesson.table(`, or at a loop or an `if`
  /// with nothing before that. It goes on to the next blank line at the level of the file, so what lays out numbers for
  /// the next claim can stand between claims, and what is worth reading stands before them or after a blank line.
  /// `lesson.exercises()` and `lesson.end()`, with which every lesson closes, are in no piece.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    var block: [(number: Int, text: Substring)] = []
    var kind = Piece.Kind.idea
    func close() {
      let isBlank = { (line: (number: Int, text: Substring)) in line.text.allSatisfy(\.isWhitespace) }
      while let last = block.last, isBlank(last) { block.removeLast() }
      if let first = block.first, let last = block.last {
        let text = block.map(\.text).joined(separator: "\n")
        pieces.append(Piece(kind: kind, lines: first.number...last.number, text: text))
      }
      block = []
    }
    let texts = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isAfterBlank = false
    for (i, line) in texts.enumerated() {
      if line.hasPrefix("lesson.exercises(") || line.hasPrefix("lesson.end(") { continue }
      if let first = line.first, !first.isWhitespace, !")]}".contains(first) {
        let isCompound = line.hasPrefix("for ") || line.hasPrefix("if ")
        let speaker = isCompound && i + 1 < texts.count ? texts[i + 1].drop { $0 == " " } : line
        let new = speaker.hasPrefix("lesson.") ? .showing : isAfterBlank ? .idea : kind
        if new != kind { close() }
        kind = new
      }
      isAfterBlank = line.allSatisfy(\.isWhitespace)
      if !isAfterBlank || !block.isEmpty { block.append((lines.lowerBound + i, line)) }
    }
    close()
    return pieces
  }
}

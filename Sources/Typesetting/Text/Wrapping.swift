/// The greedy way to break lines: each takes as many pieces as fit. A piece wider than a line has one to itself.
///
///     filled(["aaa", "bb", "cc"], width: 6, gap: { _ in 1 }, measure: \.count)   // [["aaa", "bb"], ["cc"]]
///
/// - Parameters:
///   - width: the width of a line, in the unit of `measure`: columns of a terminal, or pixels.
///   - gap: the room to leave before a piece that is not the first of its line.
///   - measure: the width of a piece.
public func filled<Piece, Length: Comparable & AdditiveArithmetic>(
  _ pieces: [Piece], width: Length, gap: (Piece) -> Length, measure: (Piece) -> Length
) -> [[Piece]] {
  var lines: [[Piece]] = []
  var end = Length.zero
  for piece in pieces {
    let next = end + gap(piece) + measure(piece)
    if lines.isEmpty || next > width {
      lines.append([piece])
      end = measure(piece)
    } else {
      lines[lines.count - 1].append(piece)
      end = next
    }
  }
  return lines
}

/// A text in lines of at most `width` columns, without spaces at either end.
///
/// A line break in `text` stays one. Gaps of two spaces and more set columns apart and stay as wide as they are; a column
/// that fits on a line is not broken. Everything else breaks at single spaces; a word longer than a line is cut.
public func wrapped(_ text: String, width: Int) -> [String] {
  precondition(width > 0, "lines need a width above 0, not \(width)")
  return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    let pieces = columns(of: line).flatMap { column -> [Word] in
      let whole = Word(gap: column[0].gap, text: column.map(\.text).joined(separator: " "))
      return whole.width <= width ? [whole] : column.flatMap { $0.cut(to: width) }
    }
    let lines = filled(pieces, width: width, gap: \.gap, measure: \.width)
    return lines.isEmpty ? [""] : lines.map(joined)
  }
}

/// A word with the number of spaces before it.
private struct Word {
  let gap: Int
  let text: String

  var width: Int { displayWidth(text) }

  /// The word in pieces of at most `width` columns, without gaps between them.
  func cut(to width: Int) -> [Word] {
    Typesetting.cut([StyledText(text: text)], width: width).enumerated().map { index, piece in
      Word(gap: index == 0 ? gap : 0, text: piece[0].text)
    }
  }
}

/// The words of a line, grouped into columns, which two spaces and more set apart.
private func columns(of line: Substring) -> [[Word]] {
  var columns: [[Word]] = []
  var gap = 0
  for part in line.split(separator: " ", omittingEmptySubsequences: false) {
    if !part.isEmpty {
      let word = Word(gap: gap, text: String(part))
      if gap == 1, !columns.isEmpty { columns[columns.count - 1].append(word) } else { columns.append([word]) }
      gap = 0
    }
    gap += 1
  }
  return columns
}

private func joined(_ words: [Word]) -> String {
  words.dropFirst().reduce(words[0].text) { $0 + String(repeating: " ", count: $1.gap) + $1.text }
}

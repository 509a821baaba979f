/// Spans in lines of at most `width` columns.
///
/// A whole span moves to the next line rather than break; one that is wider than a line breaks at its spaces.
func wrapped(_ spans: [StyledText], width: Int) -> [[StyledText]] {
  precondition(width > 0, "lines need a width above 0, not \(width)")
  let pieces = words(in: spans, keepingWhole: true).flatMap { word in
    word.width <= width ? [word] : words(in: word, keepingWhole: false).flatMap { cut($0, width: width) }
  }
  return filled(pieces, width: width, gap: { _ in 1 }, measure: \.width).map { words in
    words.dropFirst().reduce(words[0]) { line, word in
      // The space belongs to a style that both neighbours share: a link of two words is underlined throughout.
      line + [StyledText(text: " ", style: line.last!.style.intersection(word[0].style))] + word
    }
  }
}

/// What stands between spaces; a word may consist of several spans, as in "(*x*),".
private func words(in spans: [StyledText], keepingWhole: Bool) -> [[StyledText]] {
  var words: [[StyledText]] = []
  var word: [StyledText] = []
  for span in spans {
    if span.isWhole, keepingWhole {
      word.append(span)
      continue
    }
    for (index, piece) in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if index > 0, !word.isEmpty {
        words.append(word)
        word = []
      }
      if !piece.isEmpty { word.append(StyledText(text: String(piece), style: span.style)) }
    }
  }
  if !word.isEmpty { words.append(word) }
  return words
}

/// A word in pieces of at most `width` columns.
func cut(_ word: [StyledText], width: Int) -> [[StyledText]] {
  if word.width <= width { return [word] }
  var pieces: [[StyledText]] = []
  var piece: [StyledText] = []
  for span in word {
    for character in span.text {
      if !piece.isEmpty, piece.width + displayWidth(character) > width {
        pieces.append(piece)
        piece = []
      }
      if piece.last?.style == span.style {
        piece[piece.count - 1].text.append(character)
      } else {
        piece.append(StyledText(text: String(character), style: span.style))
      }
    }
  }
  pieces.append(piece)
  return pieces
}

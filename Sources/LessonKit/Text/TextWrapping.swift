/// A text in lines of at most `width` columns, broken at spaces; a longer word is cut.
public func wrapped(_ text: String, width: Int) -> [String] {
  wrapped([StyledText(text: text)], width: width).map { $0.line(styled: false) }
}

/// Spans in lines of at most `width` columns, filled greedily.
///
/// A whole span moves to the next line rather than break; one that is wider than a line breaks at its spaces.
func wrapped(_ spans: [StyledText], width: Int) -> [[StyledText]] {
  precondition(width > 0, "lines need a width above 0, not \(width)")
  var lines: [[StyledText]] = []
  var line: [StyledText] = []
  func place(_ word: [StyledText]) {
    if line.isEmpty {
      line = word
    } else if line.width + 1 + word.width <= width {
      // The space belongs to a style that both neighbours share: a link of two words is underlined throughout.
      line += [StyledText(text: " ", style: line.last!.style.intersection(word[0].style))] + word
    } else {
      lines.append(line)
      line = word
    }
  }
  for word in words(in: spans, keepingWhole: true) {
    if word.width <= width {
      place(word)
      continue
    }
    for part in words(in: word, keepingWhole: false) {
      for piece in cut(part, width: width) { place(piece) }
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines
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
private func cut(_ word: [StyledText], width: Int) -> [[StyledText]] {
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

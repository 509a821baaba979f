import Typesetting

/// How wide `text` is at most in a sans-serif font of `size` pixels.
///
/// The font is the reader's, so this errs on the wide side: the advance widths of a wide face by class of character.
func pixelWidth(_ text: String, size: Double = SVG.textSize) -> Double {
  text.reduce(0) { width, character in
    switch character {
    case "i", "j", "l", "I", "|", "!", "'", ".", ",", ":", ";": width + 0.33
    case "f", "t", "r", " ", "(", ")", "[", "]", "-", "/": width + 0.43
    case "m", "w", "M", "W", "%", "@", "…", "→": width + 1
    case _ where Scripts.plain(character) != nil: width + (character == "⁻" ? 0.84 : 0.64) * Scripts.size
    case _ where character.isUppercase: width + 0.74
    case _ where character.isASCII: width + 0.64
    default: width + 0.9
    }
  } * size
}

/// `text`, or its beginning and an ellipsis, at most `width` pixels wide.
func truncated(_ text: String, toWidth width: Double, size: Double = SVG.textSize) -> String {
  if pixelWidth(text, size: size) <= width { return text }
  var kept = text
  while !kept.isEmpty, pixelWidth(kept + "…", size: size) > width { kept.removeLast() }
  return kept.isEmpty ? "" : kept + "…"
}

/// `text` in lines at most `width` pixels wide, broken between words; a word that is wider is cut.
func wrapped(_ text: String, toWidth width: Double, size: Double = SVG.textSize) -> [String] {
  let words = text.split(whereSeparator: \.isWhitespace).map { truncated(String($0), toWidth: width, size: size) }
  let blank = pixelWidth(" ", size: size)
  return filled(words, width: width, gap: { _ in blank }, measure: { pixelWidth($0, size: size) })
    .map { $0.joined(separator: " ") }
}

/// How wide `text` is at most in a sans-serif font of `size` pixels.
///
/// The font is the reader's, so this errs on the wide side: the advance widths of a wide face by class of character.
func pixelWidth(_ text: String, size: Double) -> Double {
  text.reduce(0) { width, character in
    switch character {
    case "i", "j", "l", "I", "|", "!", "'", ".", ",", ":", ";": width + 0.33
    case "f", "t", "r", " ", "(", ")", "[", "]", "-", "/", "⁻", "¹": width + 0.43
    case "m", "w", "M", "W", "%", "@", "…", "→": width + 1
    case _ where character.isUppercase: width + 0.74
    case "⁰", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹": width + 0.43
    case _ where character.isASCII: width + 0.64
    default: width + 0.9
    }
  } * size
}

/// `text`, or its beginning and an ellipsis, at most `width` pixels wide.
func truncated(_ text: String, toWidth width: Double, size: Double) -> String {
  if pixelWidth(text, size: size) <= width { return text }
  var kept = text
  while !kept.isEmpty, pixelWidth(kept + "…", size: size) > width { kept.removeLast() }
  return kept.isEmpty ? "" : kept + "…"
}

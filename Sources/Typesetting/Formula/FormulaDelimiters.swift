/// Brackets of any height, from the pieces that Unicode has for them.
extension Formula {
  /// A delimiter as tall as what it encloses.
  static func delimiter(_ glyph: String, height: Int, baseline: Int) -> Box {
    guard height > 1 else { return Box(glyph) }
    let (top, middle, bottom): (String, String, String) =
      switch glyph {
      case "(": ("⎛", "⎜", "⎝")
      case ")": ("⎞", "⎟", "⎠")
      case "[": ("⎡", "⎢", "⎣")
      case "]": ("⎤", "⎥", "⎦")
      case "⌊": ("⎢", "⎢", "⎣")
      case "⌋": ("⎥", "⎥", "⎦")
      case "⌈": ("⎡", "⎢", "⎢")
      case "⌉": ("⎤", "⎥", "⎥")
      case "{": ("⎧", "⎪", "⎩")
      case "}": ("⎫", "⎪", "⎭")
      case "|": ("│", "│", "│")
      case "‖": ("‖", "‖", "‖")
      default: (" ", " ", " ")
      }
    var rows = [top] + Array(repeating: middle, count: height - 2) + [bottom]
    switch glyph {
    case "{": if height > 2 { rows[height / 2] = "⎨" } else { rows = ["⎰", "⎱"] }
    case "}": if height > 2 { rows[height / 2] = "⎬" } else { rows = ["⎱", "⎰"] }
    case "⟨", "⟩", "/": rows[baseline] = glyph
    default: break
    }
    return Box(rows: rows, baseline: baseline)
  }

  /// A box between two delimiters of its height; an empty glyph is none.
  static func fenced(_ left: String, _ inside: Box, _ right: String) -> Box {
    let sides = [left, right].map { glyph in
      glyph.isEmpty ? Box("") : delimiter(glyph, height: inside.height, baseline: inside.baseline)
    }
    return .beside([sides[0], inside, sides[1]])
  }
}

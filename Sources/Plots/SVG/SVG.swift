import Engine

/// An SVG document under construction: shapes and text at fixed coordinates, in pixels from the upper left.
///
/// Transparent ground, system fonts, no scripts, no identifiers: it can stand in any page. The attributes hold the tones
/// for white; a style sheet replaces them by those for a dark page, where the reader's browser asks for it.
struct SVG {
  private var body: [String] = []

  /// The tone of axes, and that of letters which belong to no mark.
  static let grey = Color.grey.mark
  static let letters = Color.grey.text

  /// The sizes of letters. On a telephone 360 pixels wide, a page of 500 is shown at 0.72 of its size: 13 become 9.3.
  static let textSize = 13.0
  static let titleSize = 16.0
  /// How far the base line of small letters lies below the middle of what they stand beside.
  static let belowMiddle = 4.5

  // MARK: Shapes

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = SVG.grey, width: Double = 1,
    opacity: Double = 1, dash: String = ""
  ) {
    let ends = "x1=\"\(px(x1))\" y1=\"\(px(y1))\" x2=\"\(px(x2))\" y2=\"\(px(y2))\""
    body.append("<line \(ends) stroke=\"\(stroke)\"" + SVG.look("stroke", width, opacity, dash) + "/>")
  }

  mutating func path(_ d: String, stroke: String, width: Double, opacity: Double = 1, dash: String = "") {
    guard !d.isEmpty else { return }
    let joins = " stroke-linejoin=\"round\" stroke-linecap=\"round\""
    body.append(
      "<path d=\"\(d)\" fill=\"none\" stroke=\"\(stroke)\"" + SVG.look("stroke", width, opacity, dash) + joins + "/>")
  }

  mutating func path(_ d: String, fill: String, opacity: Double = 1, crisp: Bool = false) {
    guard !d.isEmpty else { return }
    let rendering = crisp ? " shape-rendering=\"crispEdges\"" : ""
    body.append("<path d=\"\(d)\" fill=\"\(fill)\"" + SVG.look("fill", nil, opacity, "") + rendering + "/>")
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, fill: String, opacity: Double = 1) {
    let look = SVG.look("fill", nil, opacity, "")
    body.append("<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(radius))\" fill=\"\(fill)\"\(look)/>")
  }

  /// Attributes that differ from SVG's defaults; a document leaves out the others.
  private static func look(_ kind: String, _ width: Double?, _ opacity: Double, _ dash: String) -> String {
    (width.map { $0 == 1 ? "" : " stroke-width=\"\(px($0))\"" } ?? "")
      + (opacity == 1 ? "" : " \(kind)-opacity=\"\(px(opacity))\"")
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  // MARK: Text

  /// Which part of a text stands at its place.
  enum Anchor: String {
    case start, middle, end
  }

  /// Writes `text` with its base line at `y`; `x` is its start, middle or end.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = SVG.textSize,
    fill: String = SVG.letters, bold: Bool = false, upwards: Bool = false
  ) {
    guard !text.isEmpty else { return }
    var attributes = "x=\"\(px(x))\" y=\"\(px(y))\""
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != SVG.textSize { attributes += " font-size=\"\(px(size))\"" }
    if fill != SVG.letters { attributes += " fill=\"\(fill)\"" }
    if bold { attributes += " font-weight=\"600\"" }
    if upwards { attributes += " transform=\"rotate(-90 \(px(x)) \(px(y)))\"" }
    body.append("<text \(attributes)>\(SVG.withScripts(text, size: size))</text>")
  }

  /// `text` in XML: markup escaped, characters that XML forbids replaced by blanks.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  // MARK: The document

  /// The document, `width` × `height` pixels, with its title and description for those who cannot see it.
  func document(width: Double, height: Double, title: String, description: String) -> String {
    let size = "width=\"\(px(width))\" height=\"\(px(height))\" viewBox=\"0 0 \(px(width)) \(px(height))\""
    let font = "font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) role="img" \(font) font-size="\(px(SVG.textSize))" fill="\(SVG.letters)">
      <title>\(SVG.escaped(title))</title>
      <desc>\(SVG.escaped(description))</desc>
      <style>@media (prefers-color-scheme: dark) {\(SVG.darkTones(in: body))}</style>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  /// The rules that replace each tone which the shapes of a document have on white by the one for a dark page.
  private static func darkTones(in body: [String]) -> String {
    func rule(_ attribute: String, _ tone: String, _ dark: String) -> String? {
      let match = "\(attribute)=\"\(tone)\""
      let isUsed = match == "fill=\"\(letters)\"" || body.contains { $0.contains(match) }
      return isUsed ? "[\(match)]{\(attribute):\(dark)}" : nil
    }
    return Color.allCases.flatMap { color in
      (color.mark == color.text ? [color.mark] : [color.mark, color.text]).flatMap { tone in
        ["fill", "stroke"].compactMap { rule($0, tone, color.dark) }
      }
    }.joined()
  }
}

/// A coordinate: at most two decimals, the same on every machine.
///
/// The small shift settles ties, which rounding errors of the last bit would otherwise decide.
func px(_ value: Double) -> String {
  precondition(abs(value) < 1e12, "\(value) is no place on a page")
  let hundredths = Int((value * 100 + 1e-6).rounded())
  let sign = hundredths < 0 ? "-" : ""
  let whole = abs(hundredths) / 100
  let rest = abs(hundredths) % 100
  if rest == 0 { return "\(sign)\(whole)" }
  return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// One of the palette's four colours, or the grey of axes and text.
///
/// Legible on white and on dark ground, and told apart under the common colour-vision deficiencies.
/// Source: Okabe, Ito, *Color Universal Design* (2008).
public enum Color: Equatable, Sendable {
  case blue, orange, green, purple, grey

  /// The palette, in the order in which series take its colours.
  static let palette: [Color] = [.blue, .orange, .green, .purple]

  /// The colour on a page, and one near to it among the 256 of terminals, a shade lighter where that helps on black.
  private var forms: (hex: String, ansi: Int) {
    switch self {
    case .blue: ("#0072B2", 32)
    case .orange: ("#D55E00", 166)
    case .green: ("#009E73", 36)
    case .purple: ("#CC79A7", 175)
    case .grey: ("#6e7781", 245)
    }
  }

  /// As SVG has it: `#0072B2`.
  var hex: String { forms.hex }

  /// The escape sequence that turns the colour on; ``reset`` turns it off.
  var escape: String { "\u{1B}[38;5;\(forms.ansi)m" }
  static let reset = "\u{1B}[0m"
}

/// Colours that stand for numbers: a way through a few stops, in equal steps.
struct ColorRamp {
  typealias Stop = (red: Double, green: Double, blue: Double)

  private let stops: [Stop]
  private let steps: Double

  private static let light: Stop = (240, 243, 246)

  /// Light to dark blue, for positive values.
  static let blue = ColorRamp(stops: [light, (116, 178, 216), (0, 114, 178), (0, 66, 110)], steps: 48)
  /// Light to dark orange, for negative ones.
  static let orange = ColorRamp(stops: [light, (235, 156, 92), (213, 94, 0), (140, 56, 0)], steps: 48)
  /// Paper to ink, for small images.
  static let ink = ColorRamp(stops: [(246, 248, 250), (31, 35, 40)], steps: 32)

  /// What is legible on a ramp's colour at `place`.
  static func text(at place: Double) -> String { place > 0.45 ? "#ffffff" : "#1f2328" }

  /// The colour at `place`, from 0 at the first stop to 1 at the last: `#74b2d8`.
  func hex(at place: Double) -> String {
    let position = (min(1, max(0, place)) * steps).rounded() / steps * Double(stops.count - 1)
    let first = min(stops.count - 2, Int(position))
    let (a, b, t) = (stops[first], stops[first + 1], position - Double(first))
    func byte(_ from: Double, _ to: Double) -> String {
      let byte = Int((from + (to - from) * t).rounded())
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "#" + byte(a.red, b.red) + byte(a.green, b.green) + byte(a.blue, b.blue)
  }
}

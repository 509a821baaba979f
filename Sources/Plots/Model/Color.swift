import Engine

/// One of the palette's four colours, or the grey of axes and text.
///
/// Legible on white and on dark ground, and told apart under the common colour-vision deficiencies.
/// Source: Okabe, Ito, *Color Universal Design* (2008), whose tones are those of marks on white.
public enum Color: Equatable, Sendable, CaseIterable {
  case blue, orange, green, purple, grey

  /// The palette, in the order in which series take its colours.
  static let palette: [Color] = [.blue, .orange, .green, .purple]

  /// The tones of marks and of letters on white, the tone of both on a dark page, and one near to them among the 256 of
  /// terminals.
  ///
  /// Against its page (white, or GitHub's dark #0d1117) a mark has a contrast of at least 3 : 1, and text of 4.5 : 1.
  private var tones: (mark: String, text: String, dark: String, ansi: Int) {
    switch self {
    case .blue: ("#0072B2", "#0072B2", "#4ea1e0", 32)
    case .orange: ("#D55E00", "#b84f00", "#f0883e", 166)
    case .green: ("#009E73", "#007a58", "#2fbf8f", 36)
    case .purple: ("#CC79A7", "#a34d7f", "#dd93bc", 175)
    case .grey: ("#6e7781", "#59636e", "#9198a1", 245)
    }
  }

  /// The tone of a mark on white, as SVG has it: `#0072B2`.
  var mark: String { tones.mark }

  /// The tone of letters on white: darker where thin strokes ask for it.
  var text: String { tones.text }

  /// The tone of marks and letters on a dark page.
  var dark: String { tones.dark }

  /// The escape sequence that turns the colour on; ``reset`` turns it off.
  var escape: String { "\u{1B}[38;5;\(tones.ansi)m" }
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

  /// The colour at `place`, from 0 at the first stop to 1 at the last: `#74b2d8`.
  func hex(at place: Double) -> String {
    "#"
      + bytes(at: place).map { byte in
        (byte < 16 ? "0" : "") + String(Int(byte), radix: 16)
      }.joined()
  }

  /// Black or white, whichever has more contrast to the colour at `place`.
  ///
  /// Both have 4.58 : 1 on a ground of luminance 0.179. Source: WCAG 2.2, *relative luminance*, *contrast ratio*.
  func text(at place: Double) -> String {
    let linear = bytes(at: place).map { byte in
      let value = byte / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 ? "#000000" : "#ffffff"
  }

  /// Red, green and blue at `place`, in whole steps from 0 to 255.
  private func bytes(at place: Double) -> [Double] {
    let position = (min(1, max(0, place)) * steps).rounded() / steps * Double(stops.count - 1)
    let first = min(stops.count - 2, Int(position))
    let (a, b, t) = (stops[first], stops[first + 1], position - Double(first))
    return [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)].map { ($0 + ($1 - $0) * t).rounded() }
  }
}

/// A page is a column of strips, from its title to its notes, between edges of 8 pixels:
///
///      ┌────────────────────────────────┐
///      │ Title                          │  title
///      │ ── with  ─ ─ without           │  legend, of one or more lines
///      │ ↑ loss                         │  label
///      │    2 ┤                         │
///      │      │       the frame         │
///      │    0 ┤                         │
///      │      └┬───────┬───────┬        │
///      │       0       5       10       │  tick labels
///      │                        epoch → │  label
///      │ 1 value is not finite          │  a line for each note
///      └────────────────────────────────┘
///
/// Each function that draws a strip returns the strip's height, which is 0 where there is nothing to say.
extension SVG {
  typealias Size = (width: Double, height: Double)

  static let edge = 8.0
  /// What a page should not exceed: where it is shown 360 pixels wide, its letters are still legible.
  static let pageWidth = 500.0

  /// A strip with one line of text: its height, and how far below its upper edge the text has its base line.
  struct Strip {
    let height: Double
    let baseline: Double

    static let label = Strip(height: 22, baseline: 13)
    static let graphLegend = Strip(height: 26, baseline: 13)
    static let note = Strip(height: 18, baseline: 15)
  }

  /// How much wider bold letters are than those that ``pixelWidth(_:size:)`` knows.
  static let boldness = 1.05

  /// Draws the title at the left edge, in as many lines as a page of `width` needs.
  mutating func drawTitle(_ title: String, top: Double, width: Double) -> Double {
    let lineHeight = 20.0
    let lines = wrapped(title, toWidth: width - 2 * SVG.edge, size: SVG.titleSize * SVG.boldness)
    for (number, line) in lines.enumerated() {
      text(line, SVG.edge, top + Double(number) * lineHeight + 16, size: SVG.titleSize, bold: true)
    }
    return lines.isEmpty ? 0 : Double(lines.count) * lineHeight + 10
  }

  /// Draws what the y axis means at the left edge, cut to a page of `width`; the arrow shows where its values rise.
  mutating func drawYLabel(_ label: String, arrow: String = "↑", top: Double, width: Double) -> Double {
    if label.isEmpty { return 0 }
    let arrowWidth = 20.0
    let label = truncated(label, toWidth: width - 2 * SVG.edge - arrowWidth)
    text("\(arrow) \(label)", SVG.edge, top + Strip.label.baseline)
    return Strip.label.height
  }

  /// Draws what was left out, one line each.
  mutating func drawNotes(_ notes: [String], top: Double) -> Double {
    for (line, note) in notes.enumerated() {
      text(note, SVG.edge, top + Double(line) * Strip.note.height + Strip.note.baseline)
    }
    return notes.isEmpty ? 0 : Double(notes.count) * Strip.note.height + 4
  }
}

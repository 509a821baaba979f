extension TextCanvas {
  /// Draws small images below everything, in five shades, as many side by side as fit.
  ///
  /// A pixel is two characters wide and one high; in a larger image, one character wide and half a character high.
  mutating func draw(_ sheet: ImageSheet) {
    if !sheet.title.isEmpty { writeLines(sheet.title) }
    let widest = sheet.images.map(\.columns).max() ?? 0
    let isLarge = widest > 16
    let cell = max(1, isLarge ? widest : 2 * widest)
    let perRow = max(1, min(sheet.columns, (width + 2) / (cell + 2)))
    for first in stride(from: 0, to: sheet.images.count, by: perRow) {
      let top = nextRow + (nextRow > 0 ? 1 : 0)
      let group = first..<min(sheet.images.count, first + perRow)
      var bottom = top
      for index in group {
        let lines = TextCanvas.shaded(sheet, index, isLarge: isLarge)
        for (offset, line) in lines.enumerated() {
          write(line, row: top + offset, column: (index - first) * (cell + 2))
        }
        bottom = max(bottom, top + lines.count)
      }
      for index in group where !sheet.label(index).isEmpty {
        write(sheet.label(index), row: bottom, centeredIn: cell, from: (index - first) * (cell + 2))
      }
    }
    if sheet.hasHoles { writeLines("? marks values that are not finite") }
  }

  /// An image in lines of shades; in a large one, each character is the mean of two rows.
  private static func shaded(_ sheet: ImageSheet, _ index: Int, isLarge: Bool) -> [String] {
    let image = sheet.images[index]
    let step = isLarge ? 2 : 1
    return stride(from: 0, to: image.rows, by: step).map { row in
      (0..<image.columns).map { column in
        let inks = (row..<min(image.rows, row + step)).map { sheet.ink(image[$0, column]) }
        guard inks.allSatisfy({ $0 != nil }) else { return isLarge ? "?" : "??" }
        let ink = inks.reduce(0) { $0 + ($1 ?? 0) } / Double(inks.count)
        let shade = [" ", "░", "▒", "▓", "█"][min(4, Int(ink * 5))]
        return isLarge ? shade : shade + shade
      }.joined()
    }
  }
}

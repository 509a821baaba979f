extension SVG {
  /// Small images as a document: dark ink on light paper, whatever the ground, a label under each.
  static func document(_ sheet: ImageSheet, about summary: String) -> String {
    var svg = SVG()
    let edge = 8.0
    let tile = 56.0
    let gap = 10.0
    let columns = max(1, min(sheet.columns, sheet.images.count))
    let labelHeight = sheet.labels.isEmpty ? 0.0 : 18
    let content = Double(columns) * (tile + gap) - gap
    let width = max(content, sheet.hasHoles ? 260 : 160) + 2 * edge
    var y = edge
    if !sheet.title.isEmpty {
      let title = truncated(sheet.title, toWidth: width - 2 * edge, size: titleSize * 1.05)
      svg.text(title, edge, y + 15, size: titleSize, bold: true)
      y += 30
    }
    var areas = Mosaic()
    var bottom = y
    for first in stride(from: 0, to: sheet.images.count, by: columns) {
      let group = first..<min(sheet.images.count, first + columns)
      // A row of images is as high as its highest.
      let height = group.map { tile * SVG.aspect(sheet.images[$0]) }.max() ?? tile
      for index in group {
        let image = sheet.images[index]
        let left = edge + Double(index - first) * (tile + gap)
        areas.add(image, left: left, top: y, cellWidth: tile / Double(max(1, image.columns))) { value in
          sheet.ink(value).map(SVG.paperToInk)
        }
        let label = truncated(sheet.label(index), toWidth: tile + gap, size: tickSize)
        svg.text(label, left + tile / 2, y + height + 14, anchor: .middle)
      }
      bottom = y + height + labelHeight
      y = bottom + gap
    }
    areas.draw(on: &svg)
    y = bottom
    if sheet.hasHoles { y += svg.notes(["values that are not finite are left open"], left: edge, top: y) }
    let title = sheet.title.isEmpty ? "Images" : sheet.title
    return svg.document(width: width, height: y + edge, title: title, description: summary)
  }

  private static func paperToInk(_ ink: Double) -> String {
    mixed([(246, 248, 250), (31, 35, 40)], at: (ink * 32).rounded() / 32)
  }
}

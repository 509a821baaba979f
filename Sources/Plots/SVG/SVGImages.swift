extension SVG {
  /// Draws small images on a page of their own, dark ink on light paper, whatever the ground; returns the page's size.
  mutating func draw(_ sheet: ImageSheet) -> Size {
    let (gap, belowTitle, labelHeight) = (10.0, 2.0, 20.0)
    let columns = max(1, min(sheet.columns, sheet.images.count))
    let tile = max(24, min(56, (SVG.pageWidth - 2 * SVG.edge + gap) / Double(columns) - gap)).rounded(.down)
    let content = Double(columns) * (tile + gap) - gap
    let width = max(content, sheet.hasHoles ? 300 : 160) + 2 * SVG.edge
    var y = SVG.edge
    if !sheet.title.isEmpty { y += drawTitle(sheet.title, top: y, width: width) + belowTitle }
    var areas = Mosaic()
    var bottom = y
    for first in stride(from: 0, to: sheet.images.count, by: columns) {
      let group = first..<min(sheet.images.count, first + columns)
      // A row of images is as high as its highest.
      let height = group.map { tile * SVG.aspect(sheet.images[$0]) }.max() ?? tile
      for index in group {
        let image = sheet.images[index]
        let left = SVG.edge + Double(index - first) * (tile + gap)
        areas.add(image, left: left, top: y, cellWidth: tile / Double(max(1, image.columns))) { value in
          sheet.ink(value).map { ColorRamp.ink.hex(at: $0) }
        }
        let label = truncated(sheet.label(index), toWidth: tile + gap)
        text(label, left + tile / 2, y + height + 15, anchor: .middle)
      }
      bottom = y + height + (sheet.labels.isEmpty ? 0 : labelHeight)
      y = bottom + gap
    }
    areas.draw(on: &self)
    if sheet.hasHoles { bottom += drawNotes(["values that are not finite are left open"], top: bottom) }
    return (width, bottom + SVG.edge)
  }
}

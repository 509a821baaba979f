import Engine

extension TextCanvas {
  /// Draws a heat map below everything: the numbers themselves if they fit, otherwise shades and their meaning.
  mutating func draw(_ map: HeatMap) {
    if !map.title.isEmpty { writeLines(map.title) }
    if !map.y.isEmpty { write(truncated(map.y, to: width), row: nextRow, column: 0) }
    if map.matrix.elements.isEmpty { write("no data", row: nextRow, column: 0) }
    let names = map.rows.prefix(map.matrix.rows).map { truncated($0, to: width / 4) }
    let gutter = (names.map(\.count).max() ?? -1) + 1
    let numbers = map.matrix.elements.map(shortText)
    let longest = (numbers + map.columns.prefix(map.matrix.columns)).map(\.count).max() ?? 0
    let fits = map.matrix.columns <= 12 && map.matrix.columns * (longest + 2) <= width - gutter
    if fits && map.matrix.rows <= 24 {
      drawNumbers(map, names, numbers, gutter: gutter, cell: longest + 2)
    } else {
      drawShades(map, names, gutter: gutter)
    }
  }

  /// Writes each number into a cell, flush right; the stronger half have a colour.
  private mutating func drawNumbers(
    _ map: HeatMap, _ names: [String], _ numbers: [String], gutter: Int, cell: Int
  ) {
    let top = nextRow
    for (index, number) in numbers.enumerated() {
      let (row, column) = (index / map.matrix.columns, index % map.matrix.columns)
      let strength = map.strength(map.matrix.elements[index]) ?? 0
      let color: Color? = abs(strength) < 0.5 ? nil : strength < 0 ? .orange : .blue
      let end = gutter + (column + 1) * cell
      write(number, row: top + row, column: end - number.count, color: color)
    }
    for (row, name) in names.enumerated() { write(name, row: top + row, column: gutter - 1 - name.count) }
    let line = nextRow
    for (column, name) in map.columns.prefix(map.matrix.columns).enumerated() {
      write(name, row: line, column: gutter + (column + 1) * cell - name.count)
    }
    if !map.x.isEmpty { write(map.x, row: nextRow, centeredIn: map.matrix.columns * cell, from: gutter) }
  }

  /// Shades, two characters for each cell or one; a matrix wider than the line is averaged in blocks.
  private mutating func drawShades(_ map: HeatMap, _ names: [String], gutter: Int) {
    let space = width - gutter
    let block = max(1, (map.matrix.columns + space - 1) / space)
    let matrix = map.matrix.averaged(over: block)
    let cell = 2 * matrix.columns <= space ? 2 : 1
    let top = nextRow
    for row in 0..<matrix.rows {
      if block == 1, names.indices.contains(row) {
        write(names[row], row: top + row, column: gutter - 1 - names[row].count)
      }
      for column in 0..<matrix.columns {
        let strength = map.strength(matrix[row, column])
        let color: Color? = strength.map { $0 < 0 ? .orange : .blue }
        let shade = String(repeating: TextCanvas.shade(strength), count: cell)
        write(shade, row: top + row, column: gutter + column * cell, color: color)
      }
    }
    if block == 1 { drawColumnNames(map, cell: cell, gutter: gutter) }
    if !map.x.isEmpty {
      let columns = matrix.columns * cell
      let isLong = map.x.count > columns
      write(map.x, row: nextRow, centeredIn: isLong ? width : columns, from: isLong ? 0 : gutter)
    }
    drawLegend(of: map)
    if block > 1 { writeLines("each character is the mean of \(block) × \(block) values") }
    if map.hasHoles { writeLines("? marks values that are not finite") }
  }

  /// As many column names as stand clear of each other.
  private mutating func drawColumnNames(_ map: HeatMap, cell: Int, gutter: Int) {
    let names = map.columns.prefix(map.matrix.columns)
    guard let longest = names.map(\.count).max() else { return }
    let skipped = (longest + 1 + cell - 1) / cell
    let line = nextRow
    for (column, name) in names.enumerated() where column % skipped == 0 {
      let place = gutter + column * cell
      if place + name.count <= width { write(name, row: line, column: place) }
    }
  }

  /// Each shade with the value in the middle of those it stands for.
  private mutating func drawLegend(of map: HeatMap) {
    let (low, high) = (map.range.lowerBound, map.range.upperBound)
    let strengths = map.hasTwoSigns ? [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1] : [0, 0.25, 0.5, 0.75, 1]
    let entries = strengths.map { strength in
      let value = map.hasTwoSigns ? (strength < 0 ? -strength * low : strength * high) : low + strength * (high - low)
      let shade = TextCanvas.shade(strength)
      return "\(shade == " " ? "blank" : shade) \(shortText(value))"
    }
    writeLines(of: entries, separator: "   ")
  }

  /// Five shades up; with values of both signs, other characters down.
  private static func shade(_ strength: Double?) -> String {
    guard let strength else { return "?" }
    let level = Int((abs(strength) * 4).rounded())
    return strength < 0 ? [" ", "-", "=", "+", "#"][level] : [" ", "░", "▒", "▓", "█"][level]
  }
}

extension Matrix {
  /// The means of blocks of `size` × `size` entries; smaller blocks at the right and lower edge.
  fileprivate func averaged(over size: Int) -> Matrix {
    if size == 1 { return self }
    return Matrix(rows: (rows + size - 1) / size, columns: (columns + size - 1) / size) { i, j in
      var sum = 0.0
      var count = 0.0
      for row in i * size..<Swift.min(rows, (i + 1) * size) {
        for column in j * size..<Swift.min(columns, (j + 1) * size) {
          sum += self[row, column]
          count += 1
        }
      }
      return sum / count
    }
  }
}

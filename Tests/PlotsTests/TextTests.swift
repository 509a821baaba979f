import Engine
import Testing

@testable import Plots

extension Braille {
  /// Whether a dot is set, told from its character: U+2800 and a bit for each dot.
  fileprivate func isSet(x: Int, y: Int) -> Bool {
    guard let scalar = cell(column: x / 2, row: y / 4)?.0.unicodeScalars.first else { return false }
    let bits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    return (scalar.value - 0x2800) & UInt32(bits[y % 4][x % 2]) != 0
  }
}

@Suite struct TextTests {
  static let figures = Gallery.figures + Degenerate.figures

  @Test(arguments: Gallery.figures.map(\.name))
  func `no line is wider than the terminal or ends in a blank`(name: String) throws {
    try expectToFit(name, widths: Array(40...120) + [24, 200])
  }

  @Test(arguments: Degenerate.figures.map(\.name))
  func `no line of awkward data is wider than the terminal or ends in a blank`(name: String) throws {
    try expectToFit(name, widths: Array(stride(from: 40, through: 120, by: 8)) + [24, 53, 79, 200])
  }

  private func expectToFit(_ name: String, widths: [Int]) throws {
    let figure = try #require(Self.figures.first { $0.name == name }?.figure)
    for width in widths {
      // One expectation for all lines: there are hundreds of thousands.
      let lines = figure.text(width: width).split(separator: "\n", omittingEmptySubsequences: false)
      let faulty = lines.filter { $0.count > width || $0.last == " " }
      #expect(faulty == [], "\(width) columns")
    }
  }

  @Test(arguments: figures.map(\.name))
  func `colour adds nothing but colour, and the same figure gives the same text`(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name }?.figure)
    #expect(figure.text(color: true).replacing(/\u{1B}\[[0-9;]*m/, with: "") == figure.text())
    #expect(!figure.text().contains("\u{1B}"))
    #expect(figure.text() == figure.text())
  }

  /// xterm's colours 16 to 231 are a cube of six levels, 232 to 255 a ramp of greys.
  @Test(arguments: Color.palette + [.grey]) func `a colour is nearly the same in the terminal and on the page`(
    _ color: Color
  ) throws {
    let index = try #require(Int(color.escape.dropFirst(7).dropLast()))
    #expect(color.escape == "\u{1B}[38;5;\(index)m")
    func level(_ i: Int) -> Int { i == 0 ? 0 : 55 + 40 * i }
    let cube = [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level)
    let shown = index < 232 ? cube : [Int](repeating: 8 + 10 * (index - 232), count: 3)
    let hex = try #require(Int(color.mark.dropFirst(), radix: 16))
    let wanted = [hex >> 16, hex >> 8 & 255, hex & 255]
    #expect(zip(shown, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } < 45 * 45)
  }

  @Test func `colour is there when asked for, and ends with the line`() {
    let lines = Gallery.loss.text(color: true).split(separator: "\n").filter { $0.contains("\u{1B}") }
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.hasSuffix("\u{1B}[0m") })
  }

  @Test func `a diagonal of four dots is ⡠⠊`() {
    var braille = Braille(columns: 2, rows: 1)
    braille.draw([Spot(u: 0, v: 0), Spot(u: 1, v: 1)], color: .blue, dash: .solid)
    #expect((0..<2).compactMap { braille.cell(column: $0, row: 0)?.0 } == ["⡠", "⠊"])
  }

  @Test func `a line of any slope leaves no gap and touches both ends`() {
    for (du, dv) in [(1.0, 0.0), (0, 1), (1, 1), (1, 0.3), (0.2, 1)] {
      var braille = Braille(columns: 10, rows: 5)
      braille.draw([Spot(u: 0, v: 0), Spot(u: du, v: dv)], color: .blue, dash: .solid)
      let end = braille.dot(Spot(u: du, v: dv))
      #expect(braille.isSet(x: 0, y: 19) && braille.isSet(x: end.x, y: end.y))
      let set = (0..<20).flatMap { x in (0..<20).filter { braille.isSet(x: x, y: $0) }.map { (x, $0) } }
      #expect(set.count == max(end.x, 19 - end.y) + 1)
    }
  }

  @Test func `a horizontal line lies in the row of its tick`() throws {
    let plot = Plot(y: Axis(over: 0...2), marks: [.line([1, 1])])
    let line = try #require(Figure.plot(plot).text(width: 40).split(separator: "\n").first { $0.hasPrefix("1.0") })
    // The middle of 60 rows of dots is between 29 and 30, counted from the top; 30 is the third of its character.
    #expect(line == "1.0 ┤" + String(repeating: "⠤", count: 34))
  }

  @Test func `a value that is not finite breaks the line, and the text says so`() {
    let plot = Plot(y: Axis(over: 0...2), marks: [.line([1, 1, .nan, 1, 1])])
    let text = Figure.plot(plot).text(width: 40)
    let dots = text.split(separator: "\n").first { $0.hasPrefix("1.0") }.map { $0.dropFirst(5) } ?? ""
    // Columns 0–8 and 25–33 of 34: the quarters beside the missing middle stay empty.
    #expect(dots.prefix(8).allSatisfy { $0 == "⠤" } && dots.suffix(8).allSatisfy { $0 == "⠤" })
    #expect(dots.dropFirst(10).dropLast(10).allSatisfy { $0 == " " })
    #expect(text.contains("1 value is not finite and not shown"))
  }

  @Test func `what a logarithmic axis cannot show is counted`() {
    let plot = Plot(y: Axis(scale: .logarithmic), marks: [.line([0, 1, -3, 10])])
    #expect(Figure.plot(plot).text().contains("2 values are not positive: no place on a logarithmic axis"))
    #expect(!Figure.plot(Plot(marks: [.line([0, 1, -3, 10])])).text().contains("no place"))
  }

  @Test func `bars stand in eighths of a character`() {
    // Heights 1, 2, 4 on an axis from 0 to 4 of 15 rows: 3¾, 7½ and 15 rows.
    let plot = Plot(y: Axis(over: 0...4), marks: [.histogram([1, 2, 2, 3, 3, 3, 3], bins: 3, over: 0.5...3.5)])
    let rows = Figure.plot(plot).text(width: 33).split(separator: "\n").prefix(15).map { Array($0.dropFirst(3)) }
    func height(_ column: Int) -> Int {
      rows.reduce(0) { $0 + (column < $1.count ? " ▁▂▃▄▅▆▇█".map { $0 }.firstIndex(of: $1[column]) ?? 0 : 0) }
    }
    #expect([height(4), height(14), height(24)] == [30, 60, 120])
  }

  @Test func `bars stand on 0, not on the frame`() {
    let plot = Plot(y: Axis(over: -2...2), marks: [.histogram([1, 1], bins: 1, over: 0...1)])
    let lines = Figure.plot(plot).text(width: 40).split(separator: "\n").prefix(15)
    // From 0, in the middle row, to the top.
    #expect(lines.map { $0.contains("█") } == (0..<15).map { $0 < 7 })
  }

  @Test func `a narrow terminal moves the columns of a grid below each other`() {
    func widest(_ width: Int) -> Int {
      Gallery.layers.text(width: width).split(separator: "\n").map { $0.count { $0 == "└" } }.max() ?? 0
    }
    #expect([widest(40), widest(80), widest(120)] == [1, 3, 3])
    #expect(Gallery.layers.text(width: 40).contains("mean 0.03, std 0.63"))
  }

  @Test(arguments: 1...6, [80, 120]) func `the plots of a grid are at least nine rows high`(columns: Int, width: Int) {
    for aspect in [Plot.Aspect.free, .equal] {
      let plot = Plot(x: Axis("x", over: 0...3), y: Axis("y", over: 0...1), aspect: aspect, marks: [.line([0, 1])])
      let lines = Figure.grid(plots: [[Plot](repeating: plot, count: columns)]).text(width: width)
        .split(separator: "\n").map { (sides: $0.count { "│┤".contains($0) }, corners: $0.count { $0 == "└" }) }
      #expect(lines.reduce(0) { $0 + $1.corners } == columns)
      #expect(lines.reduce(0) { $0 + $1.sides } >= 9 * columns)
      #expect(lines.allSatisfy { $0.sides <= 3 && (columns <= 3 || $0.sides <= 2) })
    }
  }

  @Test func `a width below 24 columns is 24, and every line ends`() {
    for figure in [Gallery.loss, Gallery.layers, Gallery.confusions, Gallery.graph, Gallery.digits] {
      #expect(figure.text(width: 3) == figure.text(width: 24))
      #expect(figure.text().last == "\n")
    }
  }

  @Test func `the legend of a heat map gives each shade the value in its middle`() {
    // Of both signs, from −1 to 4: three steps below 0, in quarters of −1, and four above, in quarters of 4.
    let map = Figure.heatMap(of: Matrix(rows: 2, columns: 60, repeating: -3), range: -1...4)
    let lines = map.text(width: 120).split(separator: "\n")
    #expect(lines.prefix(2).allSatisfy { $0 == String(repeating: "#", count: 120) })
    #expect(lines.last == "# −1   + −0.75   = −0.5   - −0.25   blank 0   ░ 1   ▒ 2   ▓ 3   █ 4")
    let positive = Figure.heatMap(of: Matrix(rows: 2, columns: 60, repeating: 8), range: 4...8)
    #expect(positive.text(width: 120).hasSuffix("blank 4   ░ 5   ▒ 6   ▓ 7   █ 8\n"))
  }

  @Test(arguments: [41, 100, 119, 300]) func `a constant stays one when its cells are averaged`(_ columns: Int) {
    let map = Figure.heatMap(of: Matrix(rows: 5, columns: columns, repeating: 1), range: 0...1)
    let cells = map.text(width: 40).prefix { $0 != "b" }
    #expect(cells.allSatisfy { $0 == "█" || $0 == "\n" } && cells.count > 30)
  }

  @Test func `classes of points have signs of their own`() {
    let text = Gallery.scatter.text()
    #expect(text.contains("o north-west   x north-east   + south"))
  }
}

import Testing

@testable import Plots

/// Pictures on a telephone: an `<img>` in a column of 358 pixels.
@Suite struct LegibilityTests {
  static let plots = Gallery.figures.filter { !$0.name.contains("graph") && $0.name != "shared-node" }

  @Test(arguments: plots.map(\.name)) func `letters are 9 pixels high at 358, exponents 7`(name: String) throws {
    let figure = try #require(Gallery.figures.first { $0.name == name }?.figure)
    let svg = figure.svg()
    let picture = try Picture(svg)
    let scale = min(1, 358 / picture.width)
    let sizes = picture.elements.compactMap { $0.attributes["font-size"].flatMap(Double.init) }
    #expect(sizes.allSatisfy { $0 * scale >= 9 }, "\(picture.width) pixels wide, letters of \(sizes.min() ?? .nan)")
    for exponent in svg.matches(of: /<tspan[^>]* font-size="([0-9.]+)"/) {
      #expect((Double(exponent.1) ?? 0) * scale >= 7)
    }
    // Nor are there any that only look like digits.
    #expect(!svg.drop { $0 != "@" }.contains { "⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉".contains($0) })
  }

  @Test func `an exponent is raised, and what follows is not`() throws {
    let svg = Figure.plot(Plot("10⁻³ of w₁ < 2", marks: [])).svg()
    #expect(
      svg.contains(
        "10<tspan dy=\"-5.8\" font-size=\"12.8\">−3</tspan><tspan dy=\"5.8\"> of w</tspan>"
          + "<tspan dy=\"3.2\" font-size=\"12.8\">1</tspan><tspan dy=\"-3.2\"> &lt; 2</tspan>"))
    #expect(try Picture(svg).labels.first?.text == "10⁻³ of w₁ < 2")
  }

  /// The frames of a picture, told from their lower axes.
  private func frames(_ figure: Figure) throws -> [(left: Double, right: Double, bottom: Double)] {
    try Picture(figure.svg()).elements.filter { $0.attributes["stroke-opacity"] == "0.8" }.compactMap { axis in
      func number(_ name: String) -> Double { axis.attributes[name].flatMap(Double.init) ?? .nan }
      return number("y1") == number("y2") ? (number("x1"), number("x2"), number("y1")) : nil
    }
  }

  @Test(arguments: 1...6, 1...3) func `two plots at most stand side by side, 150 pixels high and more`(
    columns: Int, rows: Int
  ) throws {
    let plot = Plot("title", x: Axis("x"), y: Axis("y", over: 0...1), marks: [.line([0, 1])])
    let grid = Figure.grid(plots: [[Plot]](repeating: [Plot](repeating: plot, count: columns), count: rows))
    let frames = try frames(grid)
    #expect(frames.count == columns * rows)
    let lines = Dictionary(grouping: frames, by: \.bottom)
    #expect(lines.values.allSatisfy { $0.count <= 2 })
    // From the line at 1 to the axis at 0.
    let paths = try Picture(grid.svg()).elements.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
    for path in paths {
      let ends = path.matches(of: /,([0-9.]+)/).compactMap { Double($0.1) }
      #expect(abs(ends[0] - ends[1]) >= 150)
    }
    // Two rows of many plots are shown as two columns.
    if rows == 2, columns > 2 { #expect(lines.count == columns) }
  }

  @Test(arguments: [(0.3, 1), (0.5, 1), (0.9, 2), (1.5, 2)])
  func `planes stand side by side unless that makes them low`(
    ratio: Double, perLine: Int
  ) throws {
    let plane = Plot(
      x: Axis("x", over: 0...1), y: Axis("y", over: 0...ratio), aspect: .equal, marks: [.line([0, ratio])])
    let lines = Dictionary(grouping: try frames(.grid(plots: [[plane, plane]])), by: \.bottom)
    #expect(lines.values.allSatisfy { $0.count == perLine })
  }

  @Test func `tick labels of neighbours do not meet`() throws {
    for (low, high) in [(0.1, 10.0), (-1, 2), (-1000, 1000)] {
      let axis = Axis("rate", scale: low > 0 ? .logarithmic : .linear, over: low...high)
      let plot = Plot(x: axis, y: Axis("y", over: 0...1), marks: [.line(x: [low, high], y: [0, 1])])
      let labels = try Picture(Figure.grid(plots: [[plot, plot]]).svg()).labels
      for a in labels {
        for b in labels where a.x0 < b.x0 && abs(a.y0 - b.y0) < 1 {
          #expect(b.x0 - a.x1 >= 8, "“\(a.text)” and “\(b.text)”")
        }
      }
    }
  }

  @Test func `a bar that is cut is broken, in both pictures`() throws {
    func plot(_ top: Double) -> Figure {
      .plot(Plot(y: Axis(over: 0...top), marks: [.histogram([1, 2, 2, 2, 3], bins: 3, over: 0.5...3.5)]))
    }
    func pieces(_ figure: Figure) throws -> Int {
      let bars = try Picture(figure.svg()).elements.first { $0.attributes["fill"] == Color.blue.mark }
      return try #require(bars?.attributes["d"]).count { $0 == "Z" }
    }
    #expect(try pieces(plot(3)) == 3 && pieces(plot(2)) == 4)
    #expect(!plot(3).text().contains("↑") && plot(2).text().count { $0 == "↑" } == 1)
  }

  @Test func `rules that look alike are labelled where they stand`() throws {
    let labels = try Picture(Gallery.rules.svg()).labels
    func middle(_ text: String) throws -> Double {
      let label = try #require(labels.first { $0.text == text })
      return (label.x0 + label.x1) / 2
    }
    let rules = try Picture(Gallery.rules.svg()).elements.filter { $0.attributes["stroke-dasharray"] == "4 3" }
      .filter { $0.attributes["x1"] == $0.attributes["x2"] }.compactMap { $0.attributes["x1"].flatMap(Double.init) }
    #expect(rules.count == 4)
    for (rule, text) in zip(rules, ["median", "90 %", "nine tenths", "99 %"]) {
      #expect(abs(try middle(text) - rule) < 40)
    }
    let lines = Gallery.rules.text().split(separator: "\n")
    #expect(!lines.contains { $0.contains("┊ ") && $0.contains("median") })
    for text in ["few", "many"] { #expect(lines.contains { $0.contains("┄┄ \(text)") && $0.contains(/[│┤]/) }) }
    for text in ["median", "90 %", "nine tenths", "99 %"] { #expect(lines.count { $0.contains(text) } == 1) }
  }

  @Test func `series of one given colour differ in their dashes`() {
    let lines: [Mark] = ["a", "b", "a", ""].map { .line([0, 1], label: $0, color: .grey) }
    #expect(Scene(Plot(marks: lines)).elements.map(\.style.dash) == ["", "7 4", "2 4", ""])
  }

  @Test func `a minimum is a cross on top of everything`() throws {
    let plot = Plot(
      x: Axis(over: -1...1), y: Axis(over: -1...1),
      marks: [.cross(Point(0, 0), label: "minimum"), .path([Point(-1, -1), Point(0, 0)])])
    let paths = try Picture(Figure.plot(plot).svg()).elements.filter { $0.name == "path" || $0.name == "circle" }
    #expect(paths.last?.attributes["stroke"] == Color.grey.mark && paths.last?.name == "path")
    let text = Figure.plot(plot).text()
    #expect(text.contains("× minimum") && text.count { $0 == "×" } == 2 && !text.contains("●"))
  }

  @Test(arguments: [2, 6, 30, 64]) func `what is counted has ticks at whole numbers from the first to the last`(
    layers: Int
  ) {
    let ys = (1...layers).map(Double.init)
    for marks in [[Mark.line(ys, from: 1)], [.points(ys, from: 1)]] {
      let scene = Scene(Plot(x: Axis("layer", scale: .whole), marks: marks))
      let labels = scene.x.ticks(about: 7) { _ in true }.compactMap { Int($0.label) }
      #expect(labels.count >= 2 && labels.allSatisfy { 1...layers ~= $0 }, "\(labels)")
      if layers == 6 { #expect(labels == [1, 2, 3, 4, 5, 6]) }
    }
  }

  @Test func `a series has its letter of the legend in a panel that lacks the series before it`() {
    let ys = [1.0, 2, 3, 4, 5, 6, 7, 8]
    let both = Plot(marks: [.line(ys, label: "first"), .line(ys.reversed(), label: "second")])
    let second = Plot(marks: [.line(ys, label: "second")])
    let text = Figure.grid(plots: [[both], [second]]).text(width: 60)
    let legend = text.prefix { $0 != "\n" }
    #expect(legend.contains("b ") && legend.hasSuffix("second"))
    let panels = text.split(separator: "\n").dropFirst()
    let lower = panels.drop { !$0.contains("└") }
    #expect(lower.contains { $0.contains("b") } && !lower.contains { $0.contains("a") })
  }

  @Test func `four series are told apart by their letters in text`() {
    for figure in [Gallery.byLayer, Gallery.sixSeries] {
      let frame = figure.text().split(separator: "\n").filter { $0.contains("│") || $0.contains("┤") }
        .map { $0.drop { $0 != "│" && $0 != "┤" } }
      for letter in "abcd" {
        // Beside its label, each stands on its line, more than once.
        #expect(frame.reduce(0) { sum, line in sum + line.count { $0 == letter } } >= 3, "\(letter)")
      }
    }
  }
}

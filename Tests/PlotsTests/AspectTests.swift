import Testing

@testable import Plots

@Suite struct AspectTests {
  private func circle(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Plot {
    Plot(
      x: Axis(over: x), y: Axis(over: y), aspect: .equal,
      marks: [.contours(x: -1.5...1.5, y: -1.5...1.5, levels: [1], color: .blue) { x, y in x * x + y * y }])
  }

  static let ranges: [(ClosedRange<Double>, ClosedRange<Double>)] = [
    (-1.5...1.5, -1.5...1.5), (-4...2, -1...1), (-1...1, -2...5), (-30...30, -1...1), (-1...1, -30...30),
  ]

  @Test(arguments: ranges)
  func `a circle is as wide as high on the page`(x: ClosedRange<Double>, y: ClosedRange<Double>) throws {
    let picture = try Picture(Figure.plot(circle(x: x, y: y)).svg())
    let d = try #require(picture.elements.first { $0.attributes["stroke"] == Color.blue.mark }?.attributes["d"])
    let places = d.matches(of: /[ML]([-0-9.]+),([-0-9.]+)/)
      .map { (x: Double($0.1) ?? .nan, y: Double($0.2) ?? .nan) }
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let width = (xs.max() ?? 0) - (xs.min() ?? 0)
    let height = (ys.max() ?? 0) - (ys.min() ?? 0)
    // Fewer points may shorten either by 0.12 pixels at both ends.
    #expect(width > 5 && abs(width - height) < 0.25)
  }

  @Test(arguments: ranges)
  func `a circle is as wide as high in the terminal, within a character`(
    x: ClosedRange<Double>, y: ClosedRange<Double>
  ) {
    let text = Figure.plot(circle(x: x, y: y)).text()
    let rows = text.split(separator: "\n").map { line in
      line.enumerated().filter { 0x2801...0x28FF ~= $0.element.unicodeScalars.first?.value ?? 0 }.map(\.offset)
    }.filter { !$0.isEmpty }
    let columns = rows.joined()
    let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
    // A character is twice as high as wide: the circle ends somewhere in its first and last one.
    #expect(abs(width - 2 * rows.count) <= 2)
  }

  @Test func `the frame takes the shape of its ranges, and extends them only beyond its limits`() {
    let wide = Scene(Plot(x: Axis(over: 0...4), y: Axis(over: 0...1), aspect: .equal, marks: []))
    #expect(wide.ratio == 0.25 && wide.x.domain == 0...4 && wide.y.domain == 0...1)
    let wider = Scene(Plot(x: Axis(over: 0...10), y: Axis(over: 0...1), aspect: .equal, marks: []))
    #expect(wider.ratio == 0.2 && wider.x.domain == 0...10 && wider.y.domain == -0.5...1.5)
    let high = Scene(Plot(x: Axis(over: 0...1), y: Axis(over: 0...10), aspect: .equal, marks: []))
    #expect(high.ratio == 2 && high.x.domain == -2...3 && high.y.domain == 0...10)
    #expect(Scene(Plot(x: Axis(scale: .logarithmic), aspect: .equal, marks: [])).ratio == nil)
    #expect(Scene(Plot(marks: [])).ratio == nil)
  }

  @Test func `the plots of a grid share one shape`() {
    func plot(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Plot {
      Plot(x: Axis(over: x), y: Axis(over: y), aspect: .equal, marks: [])
    }
    let grid = Grid(
      title: "", columns: [], rows: [], shared: .none, plots: [[plot(0...2, 0...1), plot(0...1, 0...1)]])
    #expect(grid.ratio == 1)
    #expect(grid.scenes[0][0].y.domain == -0.5...1.5 && grid.scenes[0][1].y.domain == 0...1)
    // A plot of any shape has room for its ranges in every frame.
    let free = Plot(x: Axis(over: 0...9), y: Axis(over: 0...1), marks: [])
    let mixed = Grid(title: "", columns: [], rows: [], shared: .none, plots: [[plot(0...1, 0...1), free]])
    #expect(mixed.ratio == 1 && mixed.scenes[0][1].y.domain == 0...1 && mixed.scenes[0][1].ratio == nil)
  }
}

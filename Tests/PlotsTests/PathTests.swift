import Engine
import Testing

@testable import Plots

@Suite struct PathTests {
  private func circles(_ points: [Point]) throws -> [Picture.Element] {
    let plot = Plot(x: Axis(over: 0...1), y: Axis(over: 0...1), marks: [.path(points)])
    return try Picture(Figure.plot(plot).svg()).elements.filter { $0.name == "circle" }
  }

  @Test func `a path has a dot at every point, a ring at its start and a disc at its end`() throws {
    let points = (1...5).map { Point(Double($0) / 6, 0.5) }
    let plot = Plot(x: Axis(over: 0...1), y: Axis(over: 0...1), marks: [.path(points)])
    let picture = try Picture(Figure.plot(plot).svg())
    let circles = picture.elements.filter { $0.name == "circle" }
    #expect(circles.count == 4)  // three dots and the disc
    #expect(circles.last?.attributes["r"] == "4.5")
    #expect(picture.elements.count { $0.attributes["d"]?.contains("A") == true } == 1)  // the ring
    let text = Figure.plot(plot).text()
    #expect(text.count { $0 == "○" } == 1 && text.count { $0 == "●" } == 1 && text.count { $0 == "•" } == 3)
  }

  @Test func `hundreds of points keep their distance`() throws {
    // An oscillation that dies down: consecutive points lie far apart, those of one side close together.
    let points = (0..<800).map { i in
      let side = i % 2 == 0 ? 0.3 : -0.3
      return Point(0.1 + Double(i) / 1000, 0.5 + side / (1 + Double(i) / 50))
    }
    let dots = try circles(points).filter { $0.attributes["r"] == "2.25" }
      .map { (x: Double($0.attributes["cx"] ?? "") ?? .nan, y: Double($0.attributes["cy"] ?? "") ?? .nan) }
    #expect(30...250 ~= dots.count)
    for (i, a) in dots.enumerated() {
      for b in dots[(i + 1)...] {
        #expect((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) >= 7.9 * 7.9)
      }
    }
  }

  @Test func `a path that leaves the frame has no end in it`() {
    let plot = Plot(x: Axis(over: 0...1), y: Axis(over: 0...1), marks: [.path([Point(0.5, 0.5), Point(0.5, 2)])])
    let text = Figure.plot(plot).text()
    #expect(text.contains("○") && !text.contains("●"))
  }

  @Test func `one point is both start and end`() throws {
    let text = Figure.plot(Plot(marks: [.path([Point(1, 1)])])).text()
    #expect(text.contains("●"))
    #expect(Figure.plot(Plot(marks: [.path([])])).text().contains("no data"))
  }

  @Test(arguments: [
    (4.0, 0.0, "→"), (4, 3, "↗"), (0, 3, "↑"), (-4, 3, "↖"), (-4, 0, "←"), (-4, -3, "↙"), (0, -3, "↓"), (4, -3, "↘"),
    (0, 0, "•"),
  ])
  func `an arrow's head points where the arrow goes`(dx: Double, dy: Double, head: Character) throws {
    // 148 × 60 dots for 8 × 6 units: nearly the same in both directions, as on the screen.
    let arrow = Mark.arrow(from: Point(0, 0), to: Point(dx, dy))
    let plot = Plot(x: Axis(over: -10...10), y: Axis(over: -4...4), marks: [arrow])
    #expect(Figure.plot(plot).text().contains(head))

    let picture = try Picture(Figure.plot(plot).svg())
    let paths = picture.elements.filter { $0.name == "path" && $0.attributes["fill"] == Color.blue.mark }
    guard dx != 0 || dy != 0 else {
      #expect(paths.isEmpty && picture.elements.contains { $0.name == "circle" })
      return
    }
    let corners = try #require(paths.first?.attributes["d"]).matches(of: /[ML]([-0-9.]+),([-0-9.]+)/)
      .map { (x: Double($0.1) ?? .nan, y: Double($0.2) ?? .nan) }
    #expect(corners.count == 3)
    let (tip, left, right) = (corners[0], corners[1], corners[2])
    let base = ((left.x + right.x) / 2, (left.y + right.y) / 2)
    let (hx, hy) = (tip.x - base.0, tip.y - base.1)
    // The direction on the page, y down.
    let frame = try #require(picture.elements.first { $0.attributes["stroke-opacity"] == "0.8" }?.attributes)
    let width = (Double(frame["x2"] ?? "") ?? 0) - (Double(frame["x1"] ?? "") ?? 0)
    let (ax, ay) = (dx / 20 * width, -dy / 8 * 270)
    let cosine = (hx * ax + hy * ay) / ((hx * hx + hy * hy) * (ax * ax + ay * ay)).squareRoot()
    #expect(cosine > 0.9999)
    #expect(abs((hx * hx + hy * hy).squareRoot() - 10) < 0.02)
  }

  @Test func `an arrow cut off by the frame has no head`() throws {
    let arrow = Mark.arrow(from: Point(0, 0), to: Point(3, 0))
    let plot = Plot(x: Axis(over: -1...1), y: Axis(over: -1...1), marks: [arrow])
    #expect(!Figure.plot(plot).text().contains("→"))
    #expect(try Picture(Figure.plot(plot).svg()).elements.allSatisfy { $0.attributes["fill"] != Color.blue.mark })
  }

  @Test func `labels of arrows stand at their tips, or in the legend where there is no room`() {
    func text(_ marks: [Mark]) -> [Substring] {
      Figure.plot(Plot(x: Axis(over: -1...1), y: Axis(over: -1...1), marks: marks)).text().split(separator: "\n")
    }
    let one = text([.arrow(from: Point(0, 0), to: Point(0.5, 0), label: "step")])
    #expect(one.contains { $0.contains("→ step") })
    let many = text((0..<12).map { .arrow(from: Point(0, 0), to: Point(0.01 * Double($0), 0), label: "step \($0)") })
    #expect(many[0].contains("─▶ step"))
    for i in 0..<12 {
      #expect(
        many.count {
          $0.firstMatch(of: /step (\d+)/)?.1 ?? "" == "\(i)" || $0.contains("step \(i) ") || $0.hasSuffix("step \(i)")
        } >= 1)
    }
  }

  @Test(arguments: [0.8, 0.2]) func `a label with no room ahead of its tip is on the side away from other tips`(
    other: Double
  ) throws {
    let arrows: [Mark] = [
      .arrow(from: Point(0, 0.5), to: Point(0.92, 0.5), label: "a"),
      .arrow(from: Point(0, other), to: Point(0.92, other)),
    ]
    let scene = Scene(Plot(x: Axis(over: 0...1), y: Axis(over: 0...1), marks: arrows))
    // Ahead, the label would reach from 97 to 107 of 100.
    let measure = TipLabels.Measure(width: 100, height: 100, lineHeight: 10, gap: (5, 3), length: { _ in 10 })
    let label = try #require(TipLabels(scene, measure).direct.first)
    #expect(label.x == 92 && label.y == (other > 0.5 ? 58 : 42))
  }

  @Test func `a line labelled at its end leaves the other marks of its colour in the legend`() {
    let plot = Plot(
      marks: [
        .area(x: [0, 1], from: [0, 0], to: [1, 1], label: "± 1 std", color: .blue), .line([0.5, 0.5], label: "mean"),
      ])
    let text = Figure.plot(plot).text()
    #expect(text.contains("░░ ± 1 std") && text.contains(" mean"))
  }
}

import Engine
import Foundation
import Testing

@testable import Plots

@Suite struct SVGTests {
  static let figures = Gallery.figures + Degenerate.figures

  @Test(arguments: figures.map(\.name))
  func `the document is well-formed, whole, and the same twice`(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name }?.figure)
    let svg = figure.svg()
    let picture = try Picture(svg)
    #expect(picture.title == SVGTests.visible(figure.title))
    #expect(!picture.description.isEmpty)
    #expect(picture.attributes["role"] == "img")
    #expect(!svg.contains("nan") && !svg.contains("inf\"") && !svg.contains("\"-0\""))
    #expect(svg == figure.svg())
  }

  /// What an XML reader sees of a text with control characters.
  private static func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
  }

  @Test(arguments: figures.map(\.name))
  func `nothing leaves the canvas`(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name }?.figure)
    let picture = try Picture(figure.svg())
    for place in picture.places {
      #expect(-0.01...picture.width + 0.01 ~= place.x, "x = \(place.x) in \(place.element)")
      #expect(-0.01...picture.height + 0.01 ~= place.y, "y = \(place.y) in \(place.element)")
    }
    for label in picture.labels {
      #expect(label.x0 >= 0 && label.x1 <= picture.width, "“\(label.text)” spans \(label.x0)…\(label.x1)")
      #expect(label.y0 >= 0 && label.y1 <= picture.height, "“\(label.text)” spans \(label.y0)…\(label.y1)")
    }
  }

  @Test(arguments: figures.map(\.name))
  func `labels never collide`(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name }?.figure)
    let labels = try Picture(figure.svg()).labels
    for (i, a) in labels.enumerated() {
      for b in labels[(i + 1)...] where a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
        Issue.record("“\(a.text)” at (\(a.x0), \(a.y0)) and “\(b.text)” at (\(b.x0), \(b.y0)) overlap")
      }
    }
  }

  @Test func `a diagonal runs from corner to corner of its frame`() throws {
    let picture = try Picture(Figure.plot(Plot(y: Axis(over: 0...1), marks: [.line([0, 1])])).svg())
    let lines = picture.elements.filter { $0.name == "line" }
    let axis = try #require(lines.first { $0.attributes["stroke-opacity"] == "0.8" }?.attributes)
    let top = try #require(lines.filter { $0.attributes["stroke-opacity"] == "0.2" }.last?.attributes)
    let path = try #require(picture.elements.first { $0.name == "path" }?.attributes["d"])
    #expect(path == "M\(axis["x1"] ?? ""),\(axis["y1"] ?? "")L\(axis["x2"] ?? ""),\(top["y1"] ?? "")")
  }

  @Test func `thousands of updates keep their extremes and lose the rest`() {
    var ys = (0..<20_000).map { Double($0 % 7) / 10 }
    ys[9_999] = 5
    let long = Figure.plot(Plot(y: Axis(over: 0...5), marks: [.line(ys)])).svg()
    #expect(long.utf8.count < 50_000)
    let spike = Figure.plot(Plot(y: Axis(over: 0...5), marks: [.line([5])])).svg()
    let top = spike.firstMatch(of: /cy="([0-9.]+)"/)?.1 ?? ""
    #expect(long.contains(/L[0-9.]+,/) && long.contains(",\(top)L"))
  }

  /// How far `point` is from the segment between `a` and `b`.
  private func distance(_ point: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double))
    -> Double
  {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let along = (point.x - a.x) * dx + (point.y - a.y) * dy
    let t = min(1, max(0, along / (dx * dx + dy * dy)))
    let (ex, ey) = (point.x - a.x - t * dx, point.y - a.y - t * dy)
    return (ex * ex + ey * ey).squareRoot()
  }

  @Test(arguments: [0.1, 0.5, 5]) func `a line with fewer points stays as near to all as it promises`(
    tolerance: Double
  ) {
    let points = (0...400).map { i -> (x: Double, y: Double) in
      let bump = i % 7 == 0 ? 0.3 : 0
      return (x: Double(i), y: 30 * Engine.sin(Double(i) / 20) + bump)
    }
    let kept = simplified(points, tolerance: tolerance)
    #expect(kept.count < points.count && kept.first?.x == 0 && kept.last?.x == 400)
    for point in points {
      let nearest = zip(kept, kept.dropFirst()).map { distance(point, $0, $1) }.min()
      #expect(nearest ?? .infinity <= tolerance * 1.000001)
    }
  }

  @Test func `images stand in as many columns as are asked for`() throws {
    let images = (0..<5).map { _ in Matrix([[1]]) }
    let figure = Figure.images(of: images, labels: ["a", "b", "c", "d", "e"], columns: 2)
    let labels = try Picture(figure.svg()).labels
    func distinct(_ values: [Double]) -> Int { Set(values.map { ($0 * 100).rounded() }).count }
    #expect(labels.map(\.text) == ["a", "b", "c", "d", "e"])
    #expect(distinct(labels.map { $0.x0 + $0.x1 }) == 2 && distinct(labels.map(\.y0)) == 3)
  }

  @Test func `markup in labels is escaped`() throws {
    let svg = Figure.plot(Plot("a < b & \"c\" > d", marks: [.line([1])])).svg()
    #expect(svg.contains("<title>a &lt; b &amp; &quot;c&quot; &gt; d</title>"))
    #expect(try Picture(svg).title == "a < b & \"c\" > d")
  }

  @Test func `coordinates have at most two decimals and no negative zero`() {
    #expect([0, -0.0, -0.001, 1.5, 12.345, -0.25, 0.05].map(px) == ["0", "0", "0", "1.5", "12.35", "-0.25", "0.05"])
  }
}

import Engine
import Testing

@testable import Plots

@Suite struct ContourTests {
  private func lines(
    _ levels: [Double], x: ClosedRange<Double> = -2...2, y: ClosedRange<Double> = -2...2,
    _ f: (Double, Double) -> Double
  ) -> [[Point]] {
    Contours(x: x, y: y, levels: levels, f).levels.flatMap(\.lines)
  }

  @Test(arguments: [0.1, 0.25, 1, 2, 3.9])
  func `level lines of x² + y² are circles`(level: Double) throws {
    let circles = lines([level]) { x, y in x * x + y * y }
    #expect(circles.count == 1)
    let circle = try #require(circles.first)
    #expect(circle.first == circle.last)
    // Along an edge, f differs from its chord by at most f″h²/8 = h²/4; r by that over |∇f| = 2r.
    let h = 4.0 / 100
    let radius = level.squareRoot()
    for point in circle {
      #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - radius) < h * h / 4 / (2 * radius) * 1.1)
    }
    // Once around: as long as the circle, up to the corners that chords cut.
    let length = zip(circle, circle.dropFirst()).reduce(0) { length, ends in
      let (dx, dy) = (ends.1.x - ends.0.x, ends.1.y - ends.0.y)
      return length + (dx * dx + dy * dy).squareRoot()
    }
    #expect(abs(length / (2 * 3.141592653589793 * radius) - 1) < 0.02)
  }

  @Test func `level lines of a plane are exact`() {
    for line in lines([-1, 0.3, 2], { x, y in x + 2 * y }) {
      let heights = line.map { $0.x + 2 * $0.y }
      #expect(heights.allSatisfy { abs($0 - heights[0]) < 1e-12 })
      #expect(line.count > 50 && line.first != line.last)
    }
  }

  @Test(arguments: [-0.5, -0.001, 0.001, 0.5])
  func `a saddle has two lines at each level, one in each opposite sector`(level: Double) {
    let both = lines([level]) { x, y in x * x - y * y }
    #expect(both.count == 2)
    for line in both {
      let signs = Set(line.map { level > 0 ? $0.x > 0 : $0.y > 0 })
      #expect(signs.count == 1)
    }
  }

  @Test func `in a saddle's own cell, the surface decides what is joined`() {
    // The centre lies in the middle of a cell, 0.02 from its borders; the bilinear surface is exact for xy.
    let field = { (level: Double) in
      lines([level], x: -2.02...1.98, y: -2.02...1.98) { x, y in x * y }
    }
    for level in [0.0001, -0.0001] {
      let both = field(level)
      #expect(both.count == 2)
      for line in both {
        // In one quadrant, where xy has the level's sign.
        #expect(line.allSatisfy { $0.x * $0.y * level >= -1e-18 })
        #expect(Set(line.map { $0.x > 0 }).count == 1)
      }
    }
  }

  @Test func `no line comes near what is not finite, and the plot says how much is missing`() {
    let half = lines([-1.5, -0.5, 0.5]) { x, y in x > 0 ? .nan : x + y / 10 }
    #expect(!half.isEmpty && half.joined().allSatisfy { $0.x <= 0 })
    let plot = Plot(marks: [.contours(x: -2...2, y: -2...2) { x, y in x > 0 ? .infinity : x + y }])
    // 50 of 101 columns lie right of 0.
    #expect(Figure.plot(plot).text().contains("no level lines on 50% of the rectangle: not finite"))
    #expect(!Figure.plot(Plot(marks: [.contours(x: 0...1, y: 0...1) { $0 + $1 }])).text().contains("not finite"))
  }

  @Test func `a constant has no levels`() {
    #expect(Contours(x: 0...1, y: 0...1, levels: nil) { _, _ in 3 }.levels.isEmpty)
    #expect(Contours(x: 0...1, y: 0...1, levels: nil) { _, _ in .nan }.levels.isEmpty)
  }

  @Test func `levels are even on a plane and evenly spaced in a bowl`() {
    func levels(_ f: (Double, Double) -> Double) -> [Double] {
      Contours(x: -1...1, y: -1...1, levels: nil, f).levels.map(\.value)
    }
    func steps(_ values: [Double]) -> [Double] { zip(values.dropFirst(), values).map { $0 - $1 } }
    let plane = steps(levels { x, _ in x })
    #expect(plane.count == 11 && plane.allSatisfy { abs($0 - 2.0 / 13) < 1e-3 })
    // Half of [−1, 1]² lies within x² + y² < 2/π: p = log₂ π = 1.65, and the radii are √2 tᵖᐟ².
    let radii = levels { x, y in x * x + y * y }.map { $0.squareRoot() }
    let p = log(3.141592653589793) / log(2)
    for (k, radius) in radii.enumerated() {
      let expected = (2 * exp(p * log(Double(k + 1) / 13))).squareRoot()
      #expect(abs(radius - expected) < 0.01)
    }
    // Where the largest values dwarf the rest, levels are a geometric sequence that reaches the rest.
    let cliff = levels { x, y in exp(20 * x) + y }
    #expect(cliff.count == 12 && cliff[0] < 10 && cliff[11] > 1e7)
    let ratios = zip(cliff.dropFirst(), cliff).map { ($0 + 1) / ($1 + 1) }
    #expect(ratios.allSatisfy { abs($0 / ratios[5] - 1) < 0.01 })
  }

  @Test func `contours set the frame, unless the axes do`() {
    let far = Mark.path([Point(0, 0), Point(50, 50)])
    let contours = Mark.contours(x: -1...2, y: -3...4) { $0 + $1 }
    let scene = Scene(Plot(marks: [contours, far]))
    #expect(scene.x.domain == -1...2 && scene.y.domain == -3...4)
    let given = Scene(Plot(x: Axis(over: 0...9), marks: [contours, far]))
    #expect(given.x.domain == 0...9 && given.y.domain == -3...4)
  }
}

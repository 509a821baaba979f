import Testing

@testable import Plots

@Suite struct ScaleTests {
  @Test(arguments: [
    (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0, 10, 5, ["0", "2", "4", "6", "8", "10"]),
    (-1, 1, 4, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
    (0.13, 0.34, 4, ["0.15", "0.20", "0.25", "0.30"]),
    (0, 40_000, 4, ["0", "10000", "20000", "30000", "40000"]),
    (0, 4e9, 4, ["0", "1e9", "2e9", "3e9", "4e9"]),
    (0, 3e-7, 3, ["0", "1e−7", "2e−7", "3e−7"]),
    (1000, 1003, 3, ["1000", "1001", "1002", "1003"]),
    // 0.3 ÷ 0.1 is 2.9999999999999996.
    (0, 0.3, 3, ["0.0", "0.1", "0.2", "0.3"]),
    (-1e300, 1e300, 2, ["−1e300", "0", "1e300"]),
  ])
  func `linear ticks are multiples of 1, 2 or 5`(low: Double, high: Double, count: Int, labels: [String]) {
    #expect(Ticks.linear(low...high, about: count).map(\.label) == labels)
  }

  @Test(arguments: [
    (0.01, 100.0, 5, ["0.01", "0.1", "1", "10", "100"]),
    (1e-5, 1e-1, 5, ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"]),
    (0.5, 20, 5, ["0.5", "1", "2", "5", "10", "20"]),
    (1e-12, 1, 4, ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"]),
    (3, 4, 5, ["3.0", "3.2", "3.4", "3.6", "3.8", "4.0"]),
  ])
  func `logarithmic ticks are powers of ten`(low: Double, high: Double, count: Int, labels: [String]) {
    #expect(Ticks.logarithmic(low...high, about: count).map(\.label) == labels)
  }

  @Test func `tick values are the doubles nearest to their labels`() {
    #expect(Ticks.linear(0...1, about: 10).map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "−2.5"), (0.031249, "0.0312"), (39.96, "40"), (999.6, "1000"),
    (1_234_567, "1.23e6"), (0.000012345, "1.23e−5"), (1e300, "1e300"), (-1e-300, "−1e−300"),
    (.leastNonzeroMagnitude, "0"),
    (.greatestFiniteMagnitude, "1.8e308"), (.nan, "nan"), (-.infinity, "−∞"),
  ])
  func `a number is written in three significant digits`(value: Double, text: String) {
    #expect(shortText(value) == text)
  }

  @Test func `the exponent of every power of ten is exact`() {
    for k in -307...308 {
      let power = ShortDecimal.power(k)
      #expect(ShortDecimal.exponent(of: power) == k)
      #expect(ShortDecimal.exponent(of: power.nextDown) == k - 1 || k == -307)
    }
  }

  @Test func `a logarithmic scale puts the geometric mean in the middle`() throws {
    let scale = AxisScale(Axis(scale: .logarithmic, over: 0.01...100), extent: Extent(), isRounded: true)
    let places = try [0.01, 0.1, 1, 10, 100].map { try #require(scale.fraction($0)) }
    for (place, expected) in zip(places, [0, 0.25, 0.5, 0.75, 1]) { #expect(abs(place - expected) < 1e-12) }
    #expect(scale.fraction(0) == nil && scale.fraction(-1) == nil && scale.fraction(.nan) == nil)
  }

  @Test func `an automatic range ends at ticks and takes in a near zero`() {
    func domain(_ ys: [Double], _ kind: Axis.Scale = .linear) -> ClosedRange<Double> {
      Scene(Plot(y: Axis(scale: kind), marks: [.line(ys)])).y.domain
    }
    #expect(domain([0.36, 2.8]) == 0...2.8)
    #expect(domain([-2.3, 2.2]) == -2.5...2.5)
    #expect(domain([101, 109]) == 101...109)
    #expect(domain([0.03, 2.3], .logarithmic) == 0.02...5)
  }

  @Test func `a range that the scale cannot show is passed over`() {
    func domain(_ range: ClosedRange<Double>, _ kind: Axis.Scale) -> ClosedRange<Double> {
      Scene(Plot(y: Axis(scale: kind, over: range), marks: [.line([1, 10])])).y.domain
    }
    #expect(domain(-1...100, .linear) == -1...100 && domain(0.1...100, .logarithmic) == 0.1...100)
    #expect(domain(-1...100, .logarithmic) == 1...10 && domain(0...100, .logarithmic) == 1...10)
    #expect(domain(-.infinity...100, .linear) == 0...10)
  }

  @Test func `labels keep their distance and move as little as possible`() throws {
    func spread(_ wanted: [Double], move: Double = 9) -> [Double]? {
      EndLabels.spread(wanted, gap: 2, move: move, span: 0...20)
    }
    #expect(spread([3, 9]) == [3, 9])
    #expect(spread([10, 10]) == [9, 11])
    #expect(spread([10, 10, 10.5]) == [9.5, 11.5, 13.5].map { $0 - 4 / 3 })
    #expect(spread([0, 0]) == [0, 2])
    #expect(spread([10, 10], move: 0.5) == nil)
    #expect(spread([Double](repeating: 5, count: 12)) == nil)
    #expect(spread([]) == [])
  }

  @Test func `a line is cut where it leaves the frame`() {
    let spots = [Spot(u: -0.5, v: 0.5), Spot(u: 0.5, v: 0.5), Spot(u: 0.5, v: 2)]
    #expect(Clip.line(spots) == [[Spot(u: 0, v: 0.5), Spot(u: 0.5, v: 0.5), Spot(u: 0.5, v: 1)]])
    #expect(Clip.line([spots[0], nil, spots[1]]) == [[spots[1]]])
    #expect(Clip.line([Spot(u: -1, v: 0.5), Spot(u: 0.5, v: 2.5)]).isEmpty)
  }

  @Test(arguments: [(1.5, 0.5), (-0.5, 0.5), (0.5, 1.5), (0.5, -0.5)])
  func `nothing is left of a line beside the frame`(u: Double, v: Double) {
    let outside = Spot(u: u, v: v)
    #expect(Clip.line([outside]).isEmpty)
    #expect(Clip.path([outside]).start == nil && Clip.path([outside]).dots.isEmpty)
    // Level or upright, along the border that it lies beyond.
    let along = v == 0.5 ? Spot(u: u, v: 0.6) : Spot(u: 0.6, v: v)
    #expect(Clip.segment(outside, along) == nil, "\(outside) to \(along)")
    #expect(Clip.line([outside, along]).isEmpty)
    #expect(Clip.arrow(outside, along) == nil)
  }

  @Test func `a triangle that pokes out of the frame loses its tip`() {
    let cut = Clip.polygon([Spot(u: 0, v: 0), Spot(u: 1, v: 0), Spot(u: 0.5, v: 2)])
    #expect(Set(cut.map { "\($0.u) \($0.v)" }) == ["0.0 0.0", "1.0 0.0", "0.75 1.0", "0.25 1.0"])
  }
}

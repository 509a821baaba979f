import Engine
import Testing

@testable import Plots

@Suite struct SceneTests {
  @Test func `four series take four colours, then dashes`() {
    let scene = Scene(Plot(marks: (0..<6).map { _ in .line([1, 2]) }))
    #expect(scene.elements.map(\.style.color) == [.blue, .orange, .green, .purple, .blue, .orange])
    #expect(scene.elements.map(\.style.dash) == ["", "", "", "", "7 4", "7 4"])
  }

  @Test func `a rule or a band takes no colour from the series`() {
    let scene = Scene(Plot(marks: [.rule(y: 1), .line([1, 2]), .band(x: 0...1), .line([1, 2])]))
    #expect(scene.elements.map(\.style.color) == [.grey, .blue, .grey, .orange])
  }

  @Test(arguments: Gallery.figures.map(\.name))
  func `every label stands in both pictures`(name: String) throws {
    guard case .plot(let plot)? = Gallery.figures.first(where: { $0.name == name })?.figure else { return }
    for label in plot.marks.map(\.label) where 1..<40 ~= label.count {
      #expect(Figure.plot(plot).text().contains(label))
      #expect(try Picture(Figure.plot(plot).svg()).labels.contains { $0.text == label })
    }
  }

  @Test func `plots with shared axes show the same range`() {
    let plots = [[Plot(marks: [.line([0, 4])]), Plot(marks: [.line([-2, 1, 1, 1])])]]
    func domains(_ shared: Figure.SharedAxes) -> [[ClosedRange<Double>]] {
      let scenes = Grid(title: "", columns: [], rows: [], shared: shared, plots: plots).scenes[0]
      return [scenes.map(\.x.domain), scenes.map(\.y.domain)]
    }
    #expect(domains(.both) == [[0...3, 0...3], [-2...4, -2...4]])
    #expect(domains(.x) == [[0...3, 0...3], [0...4, -2...1]])
    #expect(domains(.none) == [[0...1, 0...3], [0...4, -2...1]])
  }

  @Test func `a scatter makes one mark for each class`() {
    let examples = Matrix([[0, 1], [2, 3], [4, 5]])
    let marks: [Mark] = .scatter(examples, classes: [2, 0, 2], names: ["zero"])
    #expect(marks == [.points([Point(2, 3)], label: "zero"), .points([Point(0, 1), Point(4, 5)], label: "class 2")])
  }

  @Test func `an explicit range of x decides what y must show`() {
    let scene = Scene(Plot(x: Axis(over: 0...1), marks: [.line([1, 2, 100])]))
    #expect(scene.y.domain == 1...2)
  }

  @Test func `heat maps of both signs are symmetric about 0`() {
    let map = HeatMap(
      title: "", matrix: Matrix([[-1, 4]]), columns: [], rows: [], x: "", y: "", range: nil)
    #expect(map.range == -4...4)
    #expect([map.strength(-4), map.strength(-1), map.strength(2), map.strength(.nan)] == [-1, -0.25, 0.5, nil])
  }

  @Test func `the summary says what there is to see`() {
    #expect(
      Gallery.loss.summary
        == "Loss on the digits: line chart of with, without; epoch from 0 to 20; loss from 0.1 to 5, logarithmic.")
    #expect(Gallery.confusions.summary == "Confusions: heat map of 10 rows and 10 columns, values from 0 to 39.")
  }
}

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
    let figure = try #require(Gallery.figures.first { $0.name == name }?.figure)
    guard let scene = figure.drawing as? Scene else { return }
    for label in scene.elements.map(\.label) where 1..<40 ~= label.count {
      #expect(figure.text().contains(label))
      #expect(try Picture(figure.svg()).labels.contains { $0.text == label })
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

  @Test func `two rows of three plots are shown as two columns, with their names`() throws {
    func plots(_ names: [String]) -> [Plot] { names.map { Plot($0, marks: [.line([0, 1])]) } }
    let figure = Figure.grid(
      columns: ["1", "2", "3"], rows: ["a", "b"], plots: [plots(["a1", "a2", "a3"]), plots(["b1", "b2", "b3"])])
    let grid = try #require(figure.drawing as? Grid)
    #expect(grid.scenes.map { $0.map(\.title) } == [["a1", "b1"], ["a2", "b2"], ["a3", "b3"]])
    #expect(grid.columns == ["a", "b"] && grid.rows == ["1", "2", "3"])
    let square = try #require(Figure.grid(plots: [plots(["a1", "a2"]), plots(["b1", "b2"])]).drawing as? Grid)
    #expect(square.scenes.map { $0.map(\.title) } == [["a1", "a2"], ["b1", "b2"]])
  }

  @Test func `one plot's range holds for all that share the axis, and cuts off nobody's data`() {
    let plots = [[Plot(x: Axis(over: -1...2), marks: [.line([0, 4])]), Plot(marks: [.line([1, 1, 1, 1, 1])])]]
    func domains(_ shared: Figure.SharedAxes) -> [ClosedRange<Double>] {
      Grid(title: "", columns: [], rows: [], shared: shared, plots: plots).scenes[0].map(\.x.domain)
    }
    #expect(domains(.x) == [-1...4, -1...4])
    #expect(domains(.y) == [-1...2, 0...4])
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

  @Test func `beyond a range, the colours of a heat map are the strongest`() {
    func strengths(_ range: ClosedRange<Double>) -> [Double?] {
      let map = HeatMap(
        title: "", matrix: Matrix([[0]]), columns: [], rows: [], x: "", y: "", range: range)
      return [-9, -1, -0.5, 0, 2, 4, 9].map(map.strength)
    }
    #expect(strengths(-1...4) == [-1, -1, -0.5, 0, 0.5, 1, 1])
    #expect(strengths(0...4) == [0, 0, 0, 0, 0.5, 1, 1])
  }

  @Test func `the paper of images is 0, or their smallest value, and the ink their largest`() {
    func inks(_ images: [Matrix], _ range: ClosedRange<Double>? = nil) -> [Double?] {
      let sheet = ImageSheet(title: "", images: images, labels: [], columns: 1, range: range)
      return [-2, 0, 1, 4, .nan].map(sheet.ink)
    }
    #expect(inks([Matrix([[1, 2]]), Matrix([[4]])]) == [0, 0, 0.25, 1, nil])
    #expect(inks([Matrix([[-2, 2]])]) == [0, 0.5, 0.75, 1, nil])
    #expect(inks([Matrix([[9]])], 0...2) == [0, 0, 0.5, 1, nil])
  }

  @Test func `a band that has no end reaches the edge`() throws {
    let scene = Scene(Plot(x: Axis(over: 0...4), marks: [.band(x: -.infinity...1), .band(x: 3...(.infinity))]))
    let spans = scene.elements.compactMap { element -> [Double]? in
      guard case .region(let regions) = element.shape else { return nil }
      return [regions[0].map(\.u).min() ?? .nan, regions[0].map(\.u).max() ?? .nan]
    }
    #expect(spans == [[0, 0.25], [0.75, 1]])
  }

  @Test func `values alone are numbered, from 0 or another number`() {
    #expect(Mark.line([5, 6]) == .line([Point(0, 5), Point(1, 6)]))
    #expect(Mark.line([5, 6], from: 3) == .line([Point(3, 5), Point(4, 6)]))
    #expect(Mark.points([5, 6], from: -1) == .points([Point(-1, 5), Point(0, 6)]))
  }

  @Test func `values outside the bins of a histogram are counted`() {
    let marks = [Mark.histogram([-1, 0.5, 2, 3], bins: 2, over: 0...1)]
    #expect(Scene(Plot(marks: marks)).omissions.notes == ["3 values lie outside the bins"])
    let grid = Grid(
      title: "", columns: [], rows: [], shared: .both, plots: [[Plot(marks: marks)], [Plot(marks: marks)]])
    #expect(grid.notes == ["6 values lie outside the bins"])
  }

  @Test func `a figure without a title is called what it is`() {
    let one = Plot(marks: [.line([1, 2])])
    let figures: [Figure] = [
      .plot(one), .grid(plots: [[one]]), .images(of: [.empty]), .heatMap(of: .empty),
      .graph("", Graph(nodes: [], edges: [])),
    ]
    #expect(figures.map(\.title) == ["Plot", "Grid of plots", "Images", "Heat map", "Graph"])
    #expect(Figure.plot(Plot("Loss", marks: [])).title == "Loss")
  }

  @Test func `the summary says what there is to see`() {
    #expect(
      Figure.grid(
        "G", columns: ["a", "b"], rows: ["c"],
        plots: [[Plot(x: Axis("z", over: -2...2), marks: [.histogram([1])]), Plot(x: Axis("z"), marks: [])]]
      ).summary
        == "G: 2 small plots, each a histogram; rows: c; columns: a, b; z from −2 to 2; an axis without a label from 0 to 1."
    )
    #expect(
      Figure.images("I", of: [.empty, .empty], labels: ["7", "4"]).summary == "I: 2 small grey images, labelled 7, 4.")
    #expect(
      Gallery.loss.summary
        == "Loss on the digits: line chart of with, without; epoch from 0 to 20; loss from 0.1 to 5, logarithmic.")
    #expect(Gallery.confusions.summary == "Confusions: heat map of 10 rows and 10 columns, values from 0 to 39.")
  }
}

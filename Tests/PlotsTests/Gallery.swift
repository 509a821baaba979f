import Engine
import Plots

/// One figure of each kind, and the awkward ones: what the reference files show.
enum Gallery {
  static let figures: [(name: String, figure: Figure)] = [
    ("loss", loss), ("six-series", sixSeries), ("gradient-check", gradientCheck), ("diverging", diverging),
    ("scatter", scatter), ("histogram", histogram), ("two-histograms", twoHistograms), ("activation", activation),
    ("deviation", deviation), ("layers", layers), ("sweep", sweep), ("digits", digits), ("confusions", confusions),
    ("weights", weights), ("descents", descents), ("saddle", saddle), ("clipping", clipping), ("zigzag", zigzag),
    ("graph", graph), ("shared-node", sharedNode), ("layers-graph", layersGraph),
    ("wide-graph", wideGraph),
    ("rules", rules), ("cut-bars", cutBars), ("minimum", minimum), ("by-layer", byLayer),
    ("empty", empty),
    ("constant", constant), ("long-labels", longLabels),
  ]

  static let epochs = 0...20

  static func series(_ steps: ClosedRange<Int>, _ value: (Double) -> Double) -> [Double] {
    steps.map { value(Double($0)) }
  }

  static let loss = Figure.plot(
    Plot(
      "Loss on the digits", x: Axis("epoch"), y: Axis("loss", scale: .logarithmic),
      marks: [
        .line(series(epochs) { 2.3 / (1 + 0.9 * $0) }, label: "with"),
        .line(series(epochs) { 2.3 / (1 + 0.12 * $0) }, label: "without"),
        .rule(y: 1),
      ]))

  static let sixSeries = Figure.plot(
    Plot(
      "Six learning rates", x: Axis("update"), y: Axis("loss"),
      marks: (1...6).map { rate in
        let speed = Double(rate) / 60
        let floor = rate == 6 ? 0.3 : 0
        return .line(series(0...60) { 2.5 / (1 + $0 * speed) + floor }, label: "η = 0.\(rate)")
      }))

  static let gradientCheck: Figure = {
    let steps = (-14...0).map(ten)
    return .plot(
      Plot(
        "Error of a numeric derivative", x: Axis("step size", scale: .logarithmic),
        y: Axis("relative error", scale: .logarithmic),
        marks: [
          .line(x: steps, y: steps.map { $0 * $0 + 1e-16 / $0 }, label: "central"),
          .points(x: steps, y: steps.map { $0 + 1e-16 / $0 }, label: "forward"),
        ]))
  }()

  static let diverging: Figure = {
    var exploding = series(0...40) { $0 < 25 ? 2 * ten(to: Int($0) / 5) + $0 : .infinity }
    exploding[30] = 7e6
    var learning = series(0...40) { 2 / ($0 + 1) }
    learning[12] = .nan
    learning[20] = 0
    return .plot(
      Plot(
        "A run that diverges", x: Axis("update"), y: Axis("loss", scale: .logarithmic),
        marks: [.line(exploding, label: "η = 1"), .line(learning, label: "η = 0.1")]))
  }()

  static let scatter: Figure = {
    var generator = Generator(seed: 7)
    let classes = (0..<90).map { $0 % 3 }
    let examples = Matrix(rows: 90, columns: 2) { i, j in
      let center = [[-1.0, 0.5], [1, 1.2], [0.4, -1]][i % 3][j]
      return center + (0..<4).reduce(0) { sum, _ in sum + generator.uniform(in: -0.5..<0.5) }
    }
    return .plot(
      Plot(
        "Three classes", x: Axis("first feature"), y: Axis("second feature"),
        marks: .scatter(examples, classes: classes, names: ["north-west", "north-east", "south"])
          + [.line([Point(-2, -1.2), Point(2, 0.8)], color: .grey)]))
  }()

  static let histogram = Figure.plot(
    Plot(
      "Pre-activations: mean 0.01, std 1.00", x: Axis("z"), y: Axis("density"),
      marks: [.histogram(bell(2000, seed: 1, width: 1), bins: 40, over: -4...4, as: .density)]))

  static let twoHistograms = Figure.plot(
    Plot(
      "Before and after", x: Axis("output"), y: Axis("count"),
      marks: [
        .histogram(bell(1000, seed: 1, width: 1).map { $0 + 1 }, bins: 30, over: -4...4, label: "before"),
        .histogram(bell(1000, seed: 2, width: 0.6), bins: 30, over: -4...4, label: "after"), .rule(x: 0),
      ]))

  static let activation: Figure = {
    let xs = (-50...50).map { Double($0) / 10 }
    return .plot(
      Plot(
        "tanh", x: Axis("z"), y: Axis("value", over: -1.2...1.2),
        marks: [
          .band(x: -.infinity...(-2), label: "flat: no learning", color: .orange),
          .band(x: 2 ... .infinity, color: .orange), .band(x: -0.5...0.5, label: "near-linear", color: .green),
          .rule(y: 0), .line(x: xs, y: xs.map(tanh), label: "tanh"),
          .line(x: xs, y: xs.map { 1 - tanh($0) * tanh($0) }, label: "tanh′"),
        ]))
  }()

  static let deviation = Figure.plot(
    Plot(
      "Mean and deviation over seeds", x: Axis("epoch"), y: Axis("accuracy"),
      marks: [
        .area(
          x: epochs.map(Double.init), from: series(epochs) { 0.9 - 0.8 / (1 + $0) },
          to: series(epochs) { 0.98 - 0.6 / (1 + $0) }, label: "± 1 std", color: .blue),
        .line(series(epochs) { 0.94 - 0.7 / (1 + $0) }, label: "mean"),
      ]))

  static let layers = Figure.grid(
    "Outputs by layer", columns: ["ReLU", "tanh", "sigmoid"], rows: ["layer 1", "layer 2", "layer 3"], shared: .x,
    plots: (1...3).map { layer in
      (1...3).map { kind in
        let values = bell(500, seed: UInt64(layer * 10 + kind), width: 1 / Double(layer * kind))
        let mean = values.reduce(0, +) / 500
        return Plot(
          "mean 0.0\(layer), std 0.\(9 - layer)\(kind)", x: Axis("output"), y: Axis("density"),
          marks: [.histogram(values, bins: 30, over: -3...3, as: .density), .rule(x: mean, color: .orange)])
      }
    })

  static let sweep = Figure.grid(
    "Learning rates", columns: ["0.01", "0.1", "1", "10"],
    plots: [
      [1, 2, 3, 4].map { rate in
        let train = series(epochs) { 2 / (1 + $0 * rate / 4) }
        let validation = series(epochs) { 2.2 / (1 + $0 * rate / 4) + rate * $0 / 100 }
        return Plot(
          x: Axis("epoch"), y: Axis("loss"),
          marks: [.line(train, label: "train"), .line(validation, label: "validation")])
      }
    ])

  static let digits = Figure.images("The first of each digit", of: Gallery.tenDigits, labels: (0...9).map(String.init))

  static let confusions = Figure.heatMap(
    "Confusions",
    of: Matrix(rows: 10, columns: 10) { i, j in i == j ? Double(30 + i) : (i * 7 + j * 3) % 11 == 0 ? 4 : 0 },
    columns: (0...9).map(String.init), rows: (0...9).map(String.init), x: "predicted", y: "true digit")

  static let weights = Figure.heatMap(
    "Weights of the first layer",
    of: Matrix(rows: 12, columns: 64) { i, j in i == 3 && j == 5 ? .nan : Double((i * 31 + j * 17) % 23 - 11) / 40 },
    x: "input", y: "unit")

  /// Descent on a narrow valley with too small, good, and large a rate.
  static let descents = Figure.plot(
    Plot(
      "Three learning rates in a valley", x: Axis("w₁"), y: Axis("w₂"),
      marks: [
        .contours(x: -3...3, y: -2...2) { x, y in x * x + 10 * y * y },
        .path(descent(rate: 0.005, steps: 60), label: "η = 0.005"),
        .path(descent(rate: 0.045, steps: 30), label: "η = 0.045"),
        .path(descent(rate: 0.095, steps: 60), label: "η = 0.095"),
      ]))

  static func descent(rate: Double, steps: Int) -> [Point] {
    var points = [Point(-2.6, 1.6)]
    for _ in 0..<steps {
      let last = points[points.count - 1]
      points.append(Point(last.x - rate * 2 * last.x, last.y - rate * 20 * last.y))
    }
    return points
  }

  static let saddle = Figure.plot(
    Plot(
      "A saddle", x: Axis("x"), y: Axis("y"), aspect: .equal,
      marks: [
        .contours(x: -1.5...1.5, y: -1.5...1.5) { x, y in x * x - y * y },
        .contours(x: -1.5...1.5, y: -1.5...1.5, levels: [0], label: "f = 0", color: .purple) { x, y in x * x - y * y },
        .arrow(from: Point(1, 0.5), to: Point(0.5, 0.75), label: "−∇f"),
        .arrow(from: Point(-1, 0), to: Point(-0.4, 0)), .arrow(from: Point(0, 0.2), to: Point(0, 0.7), color: .green),
      ]))

  static let clipping = Figure.plot(
    Plot(
      "A gradient, clipped by value and by norm", x: Axis("∂L/∂w₁"), y: Axis("∂L/∂w₂"), aspect: .equal,
      marks: [
        .contours(x: -1...5, y: -1...4, levels: [1], color: .grey) { x, y in x * x + y * y },
        .arrow(from: Point(0, 0), to: Point(4, 3), label: "gradient"),
        .arrow(from: Point(0, 0), to: Point(1, 1), label: "by value"),
        .arrow(from: Point(0, 0), to: Point(0.8, 0.6), label: "by norm"),
      ]))

  /// Paths to the optimum of two weights, for features of different scales.
  static let zigzag = Figure.grid(
    "The way to the optimum", columns: ["raw", "centred", "standardized"],
    plots: [
      [12.0, 4, 1].map { stretch in
        var points = [Point(-2, 1.5)]
        for _ in 0..<40 {
          let last = points[points.count - 1]
          points.append(Point(last.x * (1 - 0.9 / stretch), last.y * (1 - (stretch == 1 ? 0.9 : 1.85))))
        }
        return Plot(
          x: Axis("w₁"), y: Axis("w₂"), aspect: .equal,
          marks: [
            .contours(x: -2.5...2.5, y: -2...2) { x, y in x * x + stretch * y * y },
            .path(points, label: "descent", color: .blue),
          ])
      }
    ])

  /// f = x²y/z at (3, 4, 2).
  static let graph = Figure.graph(
    "f = x²·y/z at (3, 4, 2)",
    Graph(
      nodes: [
        Graph.Node(id: "x", label: "x", column: 0, row: 0), Graph.Node(id: "y", label: "y", column: 0, row: 1),
        Graph.Node(id: "z", label: "z", column: 0, row: 2), Graph.Node(id: "square", label: "(·)²", column: 1, row: 0),
        Graph.Node(id: "product", label: "×", column: 2, row: 0.5),
        Graph.Node(id: "quotient", label: "÷", column: 3, row: 1.25),
        Graph.Node(id: "f", label: "f", column: 4, row: 1.25),
      ],
      edges: [
        Graph.Edge(from: "x", to: "square", above: "3", below: "12"),
        Graph.Edge(from: "square", to: "product", above: "9", below: "2"),
        Graph.Edge(from: "y", to: "product", above: "4", below: "4.5"),
        Graph.Edge(from: "product", to: "quotient", above: "36", below: "0.5"),
        Graph.Edge(from: "z", to: "quotient", above: "2", below: "−9"),
        Graph.Edge(from: "quotient", to: "f", above: "18", below: "1"),
      ]))

  /// x²+ x·y: a value that is used twice.
  static let sharedNode = Figure.graph(
    "Where x is used twice, gradients add",
    Graph(
      nodes: [
        Graph.Node(id: "x", label: "x", column: 0, row: 0), Graph.Node(id: "y", label: "y", column: 0, row: 1),
        Graph.Node(id: "xx", label: "×", column: 1, row: 0), Graph.Node(id: "xy", label: "×", column: 1, row: 1),
        Graph.Node(id: "sum", label: "+", column: 2, row: 0.5),
      ],
      edges: [
        Graph.Edge(from: "x", to: "xx", above: "3", below: "3"),
        Graph.Edge(from: "x", to: "xx", above: "3", below: "3"),
        Graph.Edge(from: "x", to: "xy", above: "3", below: "4"),
        Graph.Edge(from: "y", to: "xy", above: "4", below: "3"),
        Graph.Edge(from: "xx", to: "sum", above: "9", below: "1"),
        Graph.Edge(from: "xy", to: "sum", above: "12", below: "1"),
      ]))

  /// Two dense layers, unit by unit.
  static let layersGraph: Figure = {
    let sizes = [2, 3, 2]
    var nodes: [Graph.Node] = []
    var edges: [Graph.Edge] = []
    for (layer, size) in sizes.enumerated() {
      for unit in 0..<size {
        nodes.append(
          Graph.Node(
            id: "\(layer).\(unit)", label: ["x", "h", "y"][layer] + ["₁", "₂", "₃"][unit], column: layer,
            row: Double(unit) * 2 - Double(size)))
        guard layer > 0 else { continue }
        for before in 0..<sizes[layer - 1] {
          edges.append(
            Graph.Edge(from: "\(layer - 1).\(before)", to: "\(layer).\(unit)", above: "w\(before + 1)\(unit + 1)"))
        }
      }
    }
    return .graph("Two layers", Graph(nodes: nodes, edges: edges, above: "weight"))
  }()

  /// Longer than a terminal is wide.
  static let wideGraph = Figure.graph(
    "A chain of nine neurons",
    Graph(
      nodes: (0..<10).map {
        Graph.Node(
          id: "\($0)", label: $0 == 0 ? "x" : "a" + ["₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"][$0 - 1], column: $0,
          row: 0)
      },
      edges: (0..<9).map { Graph.Edge(from: "\($0)", to: "\($0 + 1)", above: "0.\(9 - $0)21", below: "−0.00\($0)4") }))

  /// Rules that look alike, in both directions, beside a line that ends early.
  static let rules = Figure.plot(
    Plot(
      "Lengths of the gradient", x: Axis("length", scale: .logarithmic), y: Axis("updates"),
      marks: [
        .line(x: [0.1, 0.5, 1, 2, 4], y: [1, 20, 33, 12, 2], label: "measured"), .rule(x: 1.1, label: "median"),
        .rule(x: 1.6, label: "90 %"), .rule(x: 1.5, label: "nine tenths"), .rule(x: 10, label: "99 %"),
        .rule(y: 10, label: "few"), .rule(y: 25, label: "many"),
      ]))

  /// Bars that are higher than their frame, alone and in company.
  static let cutBars = Figure.grid(
    "Cut at a density of 1", shared: .y,
    plots: [
      [
        Plot(
          "alone", x: Axis("output"), y: Axis("density", over: 0...1),
          marks: [.histogram(bell(800, seed: 3, width: 0.3), bins: 25, over: -2...2, as: .density)]),
        Plot(
          "two", x: Axis("output"), y: Axis("density", over: 0...1),
          marks: [
            .histogram(bell(800, seed: 4, width: 0.2), bins: 25, over: -2...2, as: .density, label: "before"),
            .histogram(bell(800, seed: 5, width: 1), bins: 25, over: -2...2, as: .density, label: "after"),
          ]),
      ]
    ])

  /// Three planes of a wide valley, one below the other, each with its minimum.
  static let minimum = Figure.grid(
    "Three rates",
    plots: [
      [0.02, 0.045, 0.095].map { rate in
        Plot(
          "η = \(rate)", x: Axis("w₁"), y: Axis("w₂"), aspect: .equal,
          marks: [
            .contours(x: -3...3, y: -1...1) { x, y in x * x + 10 * y * y },
            .path(descent(rate: rate, steps: 10).map { Point($0.x, $0.y / 2) }, label: "descent", color: .orange),
            .cross(Point(0, 0), label: "minimum"),
          ])
      }
    ])

  /// Four lines over layers, which are counted.
  static let byLayer = Figure.plot(
    Plot(
      "Four activations, layer by layer", x: Axis("layer", scale: .whole), y: Axis("norm", scale: .logarithmic),
      marks: [
        .line([1, 2, 4, 8, 16], from: 1, label: "linear"), .line([1, 1, 1, 1, 1], from: 1, label: "ReLU"),
        .line([1, 0.7, 0.5, 0.3, 0.2], from: 1, label: "tanh"),
        .line([1, 0.25, 0.06, 0.015, 0.004], from: 1, label: "sigmoid"), .points([1, 2, 4, 8, 16], from: 1),
      ]))

  static let empty = Figure.plot(Plot("Nothing yet", x: Axis("epoch"), y: Axis("loss"), marks: [.line([])]))

  static let constant = Figure.plot(
    Plot("All the same", marks: [.line([Double](repeating: 0.1, count: 5)), .points([0.1])]))

  static let longLabels = Figure.plot(
    Plot(
      "A title that goes on & on, past <every> edge that a picture of ordinary width could possibly offer to its reader",
      x: Axis(
        "an x label that is far longer than the axis under which it is meant to stand, whatever its width may be"),
      y: Axis("a y label of the same kind: it does not fit above the plot in any but the very widest of terminals"),
      marks: [
        .line([1, 2, 3], label: "a series whose name is a whole sentence, which no margin can hold without a cut"),
        .line([3, 2, 1], label: "another"),
      ]))

  static func ten(to power: Int) -> Double {
    power < 0 ? 1 / ten(to: -power) : (0..<power).reduce(1.0) { value, _ in value * 10 }
  }

  /// Sums of uniform numbers: a bell without a logarithm.
  static func bell(_ count: Int, seed: UInt64, width: Double) -> [Double] {
    var generator = Generator(seed: seed)
    return (0..<count).map { _ in (0..<12).reduce(0) { sum, _ in sum + generator.uniform(in: -0.5..<0.5) } * width }
  }

  /// The first image of each class in the digits data, 0–16 written as 0–g, row by row.
  static let tenDigits = [
    "005d910000dfaf5003f20b8004c008800580098004b01c7002e5ac00006da000",
    "000cd500000bg900003fg60007fgg200001gg300001gg600001gg600000bga00",
    "0004fc00003gfe00008d8g000016fb00018df10009gg500003dggb500003bg90",
    "007fd10008d6f400021dd000002fb1000001cc1000001a8000845e90007dd900",
    "0001b00000078000001d6220007f098005ga0g6004fgdg100003fa000002g400",
    "00ca000000egge0000dgfa1000bgg70000047g7000004g900054cg40009gga00",
    "000cd000005g800000dg300000ed000000fc720000dgdg30007gbf800019fb30",
    "0078dgf100774bc000008d100488ff6002bff400000g5000009f100000d50000",
    "009e810000ceec00009a0f40003gce20004gg20003g8ad2001f13g8000bgfb10",
    "00bc000002gggd0003gcae0001g1cf0000dg9f20000309b000009f40009cd300",
  ].map { text in Matrix(rows: 8, columns: 8, elements: text.map { Double(Int(String($0), radix: 17) ?? 0) }) }
}

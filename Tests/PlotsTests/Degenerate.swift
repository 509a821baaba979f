import Engine
import Plots

/// Figures of data that a run may well produce and no plot may stumble over.
enum Degenerate {
  static let values: [(name: String, values: [Double])] = [
    ("nothing", []), ("one", [3]), ("zero", [0]), ("constant", [5, 5, 5]), ("all NaN", [.nan, .nan]),
    ("infinite", [.infinity, -.infinity, 1]), ("negative", [-1, -2, -3]), ("mixed signs", [-1, 0, 1]),
    ("enormous", [1e300, -1e300, 1e299]), ("largest", [.greatestFiniteMagnitude, -.greatestFiniteMagnitude]),
    ("tiny", [1e-300, 3e-300, 2e-300]), ("subnormal", [0x1p-1074, 0x1p-1030, 0]),
    ("tiny to enormous", [1e-300, 1, 1e300]),
    ("neighbours", [1, 1.0.nextUp]), ("large neighbours", [1e15, 1e15 + 1]), ("descending", [3, 2, 1]),
    ("beside 1", [0.999999, 1.000001, 1]), ("narrow and far", [123456789.1, 123456789.2]),
  ]

  static let figures: [(name: String, figure: Figure)] =
    values.flatMap { name, values in
      scales.map { scaleName, scale in
        ("\(name), \(scaleName)", Figure.plot(plot(values, scale)))
      } + [
        ("\(name), grid", .grid(columns: ["a"], rows: ["b"], plots: [[plot(values, .linear), Plot(marks: [])], []])),
        ("\(name), images", .images(of: [Matrix(row: values), Matrix(column: values), .empty], labels: ["row"])),
        ("\(name), heat map", .heatMap(of: Matrix(row: values), columns: ["a", "b", "c"], rows: ["only"])),
      ]
    } + ranges.map { ("range \($0)", .plot(Plot(x: Axis(over: $0), y: Axis(over: $0), marks: [.line([1, 2, 3])]))) }
    + [
      ("no marks", .plot(Plot("", marks: []))), ("no plots", .grid(plots: [])), ("no images", .images(of: [])),
      ("no matrix", .heatMap(of: .empty)),
      ("line breaks", .plot(Plot("a\nb\u{0}c\u{1B}[31m", x: Axis("x\ty"), marks: [.line([1, 2], label: "l\r\nm")]))),
      ("one image", .images("A title wider than its only image", of: [Matrix(rows: 28, columns: 28, repeating: 1)])),
      ("wide map", .heatMap("Wide", of: Matrix(rows: 3, columns: 300) { i, j in Double(i * j) })),
      ("tall map", .heatMap("Tall", of: Matrix(rows: 50, columns: 2) { i, j in Double(i - j) }, x: "a long label")),
      ("thirty series", .plot(Plot("Many", marks: (0..<30).map { .line([Double($0), 1], label: "series \($0)") }))),
      (
        "ten columns",
        .grid(columns: (0..<10).map { "column \($0)" }, plots: [(0..<10).map { _ in Plot(marks: [.line([1, 2])]) }])
      ),
      ("mixed scales", .grid(plots: [[plot([-1, 1], .linear), plot([1, 2], .logarithmic)]])),
    ]
    + planes + graphs.map { ("graph, \($0.name)", .graph("Degenerate", $0.graph)) }

  /// Planes whose function, path or arrows have nothing much to show.
  static let planes: [(name: String, figure: Figure)] =
    functions.map { name, f in
      (
        "contours of \(name)",
        Figure.plot(
          Plot("Contours", marks: [.contours(x: -1...1, y: -1...1, f), .path([Point(0, 0), Point(0.5, 3)])]))
      )
    }
    + values.map { name, values in
      let points = values.map { Point($0, $0) }
      return (
        "path of \(name)",
        .plot(
          Plot(
            "Path",
            marks: [.path(points, label: "path")]
              + points.map { .arrow(from: Point(0, 0), to: $0, label: "arrow") }))
      )
    }
    + [
      ("contours of a flat rectangle", .plot(Plot(marks: [.contours(x: 0...0, y: 0...1) { x, y in x + y }]))),
      (
        "contours of the whole plane",
        .plot(Plot(marks: [.contours(x: -.infinity ... .infinity, y: 0...1) { $0 + $1 }]))
      ),
      ("contours at no level", .plot(Plot(marks: [.contours(x: 0...1, y: 0...1, levels: []) { $0 + $1 }]))),
      (
        "contours at odd levels",
        .plot(Plot(marks: [.contours(x: 0...1, y: 0...1, levels: [.nan, 9, 1, 1]) { $0 + $1 }]))
      ),
      (
        "contours on logarithmic axes",
        .plot(
          Plot(
            x: Axis(scale: .logarithmic), y: Axis(scale: .logarithmic),
            marks: [
              .contours(x: 0.1...10, y: -1...10, label: "product") { $0 * $1 }, .path([Point(1, 1), Point(0, 2)]),
            ]))
      ),
      (
        "twenty arrows",
        .plot(Plot(marks: (0..<20).map { .arrow(from: Point(0, 0), to: Point(1, Double($0)), label: "arrow \($0)") }))
      ),
      (
        "equal axes, wide", equal(x: 0...1000, y: 0...1)
      ),
      ("equal axes, high", equal(x: 0...1, y: 0...1000)), ("equal axes, enormous", equal(x: -4e307...4e307, y: 0...1)),
      ("equal axes, tiny", equal(x: 0...1e-200, y: 0...1)),
      ("equal axes, nothing", .plot(Plot("Nothing", aspect: .equal, marks: []))),
      (
        "equal axes, logarithmic",
        .plot(Plot(x: Axis(scale: .logarithmic), aspect: .equal, marks: [.line([1, 2, 3], label: "line")]))
      ),
      (
        "equal axes, grid",
        .grid(
          shared: .none,
          plots: [
            [
              Plot("wide", aspect: .equal, marks: [.points(x: [0, 100], y: [0, 1])]),
              Plot("high", aspect: .equal, marks: [.points(x: [0, 1], y: [0, 100])]),
              Plot("free", marks: [.line([1, 2, 3], label: "line")]),
            ]
          ])
      ),
      (
        "a grid of planes",
        .grid(
          plots: [
            [
              Plot(marks: [.contours(x: -1...1, y: -1...1) { $0 * $1 }]),
              Plot(marks: [
                .path([Point(0, 0), Point(9, 9)], label: "p"), .arrow(from: Point(0, 0), to: Point(-9, 2), label: "v"),
              ]),
            ]
          ])
      ),
    ]

  private static func equal(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Figure {
    let corners = [Point(x.lowerBound, y.lowerBound), Point(x.upperBound, y.upperBound)]
    return .plot(
      Plot(
        "Equal", x: Axis("a label for x", over: x), y: Axis("a label for y", over: y), aspect: .equal,
        marks: [.path(corners, label: "path"), .line(corners, label: "line")]))
  }

  private static let functions: [(String, @Sendable (Double, Double) -> Double)] = [
    ("a constant", { _, _ in 3 }), ("nothing finite", { _, _ in .nan }), ("infinity", { _, _ in -.infinity }),
    ("a half that is not finite", { x, _ in x > 0 ? .nan : x }), ("a pole", { x, y in 1 / (x * x + y * y) }),
    ("a step", { x, _ in x > 0 ? 1 : 0 }), ("enormous values", { x, y in 1e308 * (x + y) }),
    ("tiny values", { x, y in 1e-300 * (x * x + y) }), ("a checkerboard", { x, y in sin(50 * x) * sin(50 * y) }),
  ]

  private static let scales: [(String, Axis.Scale)] = [("linear", .linear), ("logarithmic", .logarithmic)]
  private static let ranges: [ClosedRange<Double>] = [
    0...0, 5...6, -1e300...1e300, 0...Double.infinity, 0x1p-1063...0x1p-1030, 1e308...1.5e308, 2...2.0.nextUp,
  ]

  private static func plot(_ values: [Double], _ scale: Axis.Scale) -> Plot {
    let edge = values.first { !$0.isNaN } ?? 0
    return Plot(
      "Degenerate", x: Axis("x", scale: scale), y: Axis("y", scale: scale),
      marks: [
        .line(values, label: "line"), .points(x: values, y: values, label: "points"), .histogram(values, label: "bins"),
        .area(x: values, from: values.map { $0 - 1 }, to: values, label: "area"), .band(x: edge ... .infinity),
        .band(y: -.infinity...edge), .rule(x: edge), .rule(y: edge, label: "rule"), .rule(y: .nan),
      ])
  }
}

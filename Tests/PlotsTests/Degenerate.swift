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

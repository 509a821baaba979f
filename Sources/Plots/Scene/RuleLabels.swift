/// Where the labels of upright rules go: above the frame, each over its rule, in as many lines as keep them apart.
struct RuleLabels {
  /// A label with the middle of its place along the frame, and its line, from the frame upwards.
  struct Label {
    let element: Scene.Element
    let middle: Double
    let line: Int
  }

  private(set) var direct: [Label] = []

  /// How many lines there are.
  var lines: Int { direct.map { $0.line + 1 }.max() ?? 0 }

  /// - Parameters:
  ///   - width: the frame's width; `span`, where labels may be, counted from its left side.
  ///   - gap: the smallest distance of two labels.
  ///   - length: the width of a label; one that is wider than the span is not placed.
  init(_ scene: Scene, width: Double, span: ClosedRange<Double>, gap: Double, length: (String) -> Double) {
    let rules = scene.elements.compactMap { element -> (element: Scene.Element, u: Double)? in
      guard case .ruleX(let u) = element.shape, 0...1 ~= u, !element.label.isEmpty else { return nil }
      return (element, u)
    }
    var ends: [Double] = []
    for (element, u) in rules.sorted(by: { $0.u < $1.u }) {
      let half = length(element.label) / 2
      guard 2 * half <= span.upperBound - span.lowerBound else { continue }
      let middle = max(span.lowerBound + half, min(span.upperBound - half, u * width))
      let line = ends.firstIndex { $0 + gap <= middle - half } ?? ends.count
      if line == ends.count { ends.append(middle + half) } else { ends[line] = middle + half }
      direct.append(Label(element: element, middle: middle, line: line))
    }
  }

  /// The elements that a legend must still explain.
  func rest(of legend: [Scene.Element]) -> [Scene.Element] {
    legend.filter { element in !direct.contains { $0.element.place == element.place } }
  }
}

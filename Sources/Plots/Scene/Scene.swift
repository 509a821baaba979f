/// A plot with everything settled but the drawing: axes, styles, and marks in the unit square.
struct Scene: Drawing {
  /// What tells a mark from the others.
  struct Style: Equatable {
    let color: Color
    /// How many labelled marks of the same kind and colour come before; likewise for those that the palette colours.
    let round: Int
    /// How many marks of the same kind come before.
    let number: Int
  }

  /// A mark in the unit square.
  enum Shape {
    case line([[Spot]])
    case points([Spot])
    case path(Path)
    case arrow(Arrow?)
    case cross(Spot?)
    /// The lines of each level.
    case contours([[[Spot]]])
    case bars([Box])
    case region([[Spot]])
    case ruleX(Double)
    case ruleY(Double)
  }

  /// A mark, ready to be drawn.
  struct Element {
    let shape: Shape
    let label: String
    let style: Style
    /// Its place among the plot's marks.
    let place: Int
  }

  let title: String
  let x: AxisScale
  let y: AxisScale
  private(set) var elements: [Element]
  let omissions: Omissions
  let isEmpty: Bool
  /// The frame's height as a multiple of its width, if the plot asks for one.
  let ratio: Double?

  /// A plot on its own, in the shape that it asks for.
  init(_ plot: Plot) {
    let plot = plot.framed
    let frame = Frame(plot)
    self.init(plot, in: frame.filling(frame.ratio))
  }

  /// A plot in a frame that others may have a say in.
  init(_ plot: Plot, in frame: Frame) {
    title = plot.title
    (x, y, ratio) = (frame.x, frame.y, frame.ratio)
    isEmpty = !plot.marks.contains { DataExtents.hasData($0, in: plot) }
    omissions = Omissions(plot)

    let placement = Placement(x: x, y: y)
    var automatic = 0
    var counts: [Mark.Kind: Int] = [:]
    elements = plot.marks.enumerated().map { place, mark in
      let color: Color
      var round = 0
      if let given = mark.color ?? (mark.isSeries ? nil : .grey) {
        color = given
        let isLike = { (other: Mark) in other.kind == mark.kind && other.color == mark.color && !other.label.isEmpty }
        if !mark.label.isEmpty { round = plot.marks[..<place].count(where: isLike) }
      } else {
        color = Color.palette[automatic % Color.palette.count]
        round = automatic / Color.palette.count
        automatic += 1
      }
      let style = Style(color: color, round: round, number: counts[mark.kind, default: 0])
      counts[mark.kind, default: 0] += 1
      return Element(shape: placement.shape(of: mark.shape), label: mark.label, style: style, place: place)
    }
  }
}

extension Scene {
  /// The scene with the styles that a legend gives to series of the same names, whatever comes before them here.
  func styled(by legend: [Element]) -> Scene {
    var scene = self
    scene.elements = elements.map { element in
      let named = legend.first { $0.label == element.label && $0.isLine == element.isLine }
      guard let named, !element.label.isEmpty else { return element }
      return Element(shape: element.shape, label: element.label, style: named.style, place: element.place)
    }
    return scene
  }
}

extension Scene.Element {
  /// Where a label can stand beside the mark's right end: its height, if it reaches the plot's right edge.
  var rightEnd: Double? {
    switch shape {
    case .line(let pieces):
      guard let end = pieces.last?.last, end.u > 0.97 else { return nil }
      return end.v
    case .ruleY(let v): return 0...1 ~= v ? v : nil
    default: return nil
    }
  }

  /// A line, or what needs the same means to be told from others: a dash or a letter.
  var isLine: Bool {
    switch shape {
    case .line, .path, .arrow: true
    default: false
    }
  }

  var isPath: Bool { if case .path = shape { true } else { false } }
  var isArrow: Bool { if case .arrow = shape { true } else { false } }
  var isContours: Bool { if case .contours = shape { true } else { false } }
  var isPoints: Bool { if case .points = shape { true } else { false } }
  var isRegion: Bool { if case .region = shape { true } else { false } }
  var isHistogram: Bool { if case .bars = shape { true } else { false } }
}

extension Mark {
  /// The kinds of marks that are counted apart: each has its own dashes, letters and signs.
  enum Kind { case line, points, cross, contours, histogram, region, rule }

  var kind: Kind {
    switch shape {
    case .line, .path, .arrow: .line
    case .contours: .contours
    case .points: .points
    case .cross: .cross
    case .histogram: .histogram
    case .area, .bandX, .bandY: .region
    case .ruleX, .ruleY: .rule
    }
  }

  /// Series take the palette's colours in turn; crosses, regions, rules and level lines are grey unless given one.
  var isSeries: Bool { kind == .line || kind == .points || kind == .histogram }
}

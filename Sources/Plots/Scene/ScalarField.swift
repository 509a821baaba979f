/// A function's values on a regular grid, and the lines along which it has a given value.
struct ScalarField {
  /// Row by row from the smallest y, each from the smallest x: (cells + 1)² values.
  let values: [Double]
  private let cells: Int
  private let xs: [Double]
  private let ys: [Double]

  /// Evaluates `f` at every corner of `cells` × `cells` cells.
  init(x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int, _ f: (Double, Double) -> Double) {
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0...cells).map { i in
        let t = Double(i) / Double(cells)
        return range.lowerBound * (1 - t) + range.upperBound * t
      }
    }
    let (xs, ys) = (places(x), places(y))
    self.cells = cells
    self.xs = xs
    self.ys = ys
    values = ys.flatMap { y in xs.map { x in f(x, y) } }
  }

  /// The lines on which the interpolated function is `level`, each from end to end or once around.
  ///
  /// A line crosses a grid edge where exactly one of its ends lies below the level. Within a cell the crossings are
  /// joined in pairs, and what is joined to one edge from both sides is one line.
  /// Source: Lorensen, Cline, *Marching Cubes* (1987), in two dimensions.
  func lines(at level: Double) -> [[Point]] {
    var links = [(Int, Int)](repeating: (-1, -1), count: 2 * values.count)
    func link(_ a: Int, _ b: Int) {
      if links[a].0 < 0 { links[a].0 = b } else { links[a].1 = b }
      if links[b].0 < 0 { links[b].0 = a } else { links[b].1 = a }
    }
    for j in 0..<cells {
      for i in 0..<cells { joinCrossings(cell: j * (cells + 1) + i, level, link) }
    }
    // Open lines first, from one of their ends; what is left runs in circles.
    let ends = links.indices.filter { links[$0].0 >= 0 && links[$0].1 < 0 }
    let rest = links.indices.filter { links[$0].1 >= 0 }
    var isDone = [Bool](repeating: false, count: links.count)
    return (ends + rest).compactMap { start in
      if isDone[start] { return nil }
      var edges = [start]
      isDone[start] = true
      while let edge = edges.last, let next = [links[edge].0, links[edge].1].first(where: { $0 >= 0 && !isDone[$0] }) {
        isDone[next] = true
        edges.append(next)
      }
      if links[start].1 >= 0 { edges.append(start) }
      let points = edges.map { crossing(of: $0, level) }
      return points.enumerated().filter { $0 == 0 || $1 != points[$0 - 1] }.map(\.element)
    }
  }

  /// Joins the crossings of one cell; its number is that of its lower left corner.
  private func joinCrossings(cell: Int, _ level: Double, _ link: (Int, Int) -> Void) {
    // Most cells lie on one side; this is asked of every cell, so without a list.
    let (first, second) = (values[cell] >= level, values[cell + 1] >= level)
    let (third, fourth) = (values[cell + cells + 2] >= level, values[cell + cells + 1] >= level)
    guard first != second || first != third || first != fourth else { return }
    let corners = [cell, cell + 1, cell + cells + 2, cell + cells + 1]
    let heights = corners.map { values[$0] - level }
    guard heights.allSatisfy(Extent.isDrawable) else { return }
    let isHigh = heights.map { $0 >= 0 }
    // Lower, right, upper and left edge: an edge has its first corner's number doubled, plus 1 if it goes up.
    let edges = [2 * cell, 2 * (cell + 1) + 1, 2 * (cell + cells + 1), 2 * cell + 1]
    let crossed = (0..<4).filter { isHigh[$0] != isHigh[($0 + 1) % 4] }
    if crossed.count == 2 { link(edges[crossed[0]], edges[crossed[1]]) }
    guard crossed.count == 4 else { return }
    // A saddle: the bilinear surface through the corners decides which pair is connected across the cell's middle.
    // Source: Nielson, Hamann, *The Asymptotic Decider* (1991).
    let scale = heights.map(abs).max() ?? 1
    let (a, b, c, d) = (heights[0] / scale, heights[1] / scale, heights[2] / scale, heights[3] / scale)
    let isMiddleHigh = (a * c - b * d) / (a + c - b - d) >= 0
    if isMiddleHigh == isHigh[0] {
      link(edges[0], edges[1])
      link(edges[2], edges[3])
    } else {
      link(edges[3], edges[0])
      link(edges[1], edges[2])
    }
  }

  /// Where the linear function along an edge has the level's value.
  private func crossing(of edge: Int, _ level: Double) -> Point {
    let corner = edge / 2
    let (i, j) = (corner % (cells + 1), corner / (cells + 1))
    let isVertical = edge % 2 == 1
    let (a, b) = (values[corner], values[corner + (isVertical ? cells + 1 : 1)])
    let t = (level - a) / (b - a)
    return isVertical
      ? Point(xs[i], ys[j] + t * (ys[j + 1] - ys[j])) : Point(xs[i] + t * (xs[i + 1] - xs[i]), ys[j])
  }
}

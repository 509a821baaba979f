import Engine
import Solutions

extension Lesson06 {
  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private static func points(_ path: Matrix) -> [[Double]] { (0..<path.rows).map { path.row($0) } }

  /// The sum of a measure of each step over the same measure of the straight line.
  private static func ratio(_ path: Matrix, _ measure: ([Double], [Double]) -> Double) -> Double {
    let points = points(path)
    return zip(points.dropFirst(), points).reduce(0) { $0 + measure($1.0, $1.1) } / measure(points[0], points.last!)
  }

  static let pathEfficiency: Bank<Matrix, Double> = Bank(
    id: "6.4",
    cases: { generator in
      let corner = Matrix([[0, 0], [3, 0], [3, 4]])
      let elsewhere = Matrix([[10, 10], [13, 10], [13, 14]])
      let straight = Matrix([[1, 2], [2, 4], [4, 8]])
      let back = Matrix([[0, 0], [5, 0], [1, 0]])
      let walks = [(2, 3), (5, 1), (12, 2), (30, 4)].map { t, n in
        // Drifting, so that the ends are apart.
        let steps = uniform(t, n, &generator, offset: 0.4)
        return Matrix(rows: t, columns: n) { i, j in (0...i).reduce(2) { $0 + steps[$1, j] } }
      }
      let pause = Matrix([[-1, 2], [-1, 2], [-4, -2], [-4, -2], [2, -2]])
      return [
        Case(corner, note: "Two steps of 3 and 4, where a line of 5 would do."),
        Case(elsewhere, note: "The same path, but it starts at (10, 10)."),
        Case(straight, note: "A straight path has a detour of 1, however its steps differ."),
        Case(back, note: "A path may come back over itself: every step counts."),
        Case(Matrix([[1, 2], [4, 6]]), note: "Two points: one step, and it is straight."),
        Case(pause, note: "Two steps have the length 0."),
        Case(Matrix([[3, 4, 0], [3, 4, 12], [0, 0, 0]]), note: "The path ends at the origin."),
      ] + walks.map { Case($0) }
    },
    input: { [.matrix("path", $0)] },
    output: { [.number("detour", $0)] },
    reference: { detour(of: $0) },
    alternatives: [
      Answer("a sum from the last point back to the first") { path in
        let points = Array(points(path).reversed())
        var length = 0.0
        for k in 1..<points.count { length += distance(points[k], points[k - 1]) }
        return length / distance(points[0], points[points.count - 1])
      },
      Answer("norms of difference matrices") { path in
        let steps = (1..<path.rows).map { path.selectingRows([$0]) - path.selectingRows([$0 - 1]) }
        let whole = steps.dropFirst().reduce(steps[0]) { $0 + $1 }
        return steps.reduce(0) { $0 + $1.norm } / whole.norm
      },
    ],
    misconceptions: commonMistakes + mistakesOfLengths)

  private static let commonMistakes: [Answer<Matrix, Double>] = [
    Answer("You divided the other way round: the detour is the path over the straight line, at least 1.") {
      1 / ratio($0, distance)
    },
    Answer("You took no roots: take that of each step before you add, and that of the straight line.") { path in
      ratio(path) { a, b in distance(a, b) * distance(a, b) }
    },
    Answer("You took one root of all the squares: each step has its own root, and the roots are added.") { path in
      let points = points(path)
      let squares = zip(points.dropFirst(), points).map { distance($0, $1) * distance($0, $1) }
      return squares.reduce(0, +).squareRoot() / distance(points[0], points.last!)
    },
    Answer("You forgot the root of the steps' lengths: only the straight line has one.") { path in
      let points = points(path)
      let squares = zip(points.dropFirst(), points).map { distance($0, $1) * distance($0, $1) }
      return squares.reduce(0, +) / distance(points[0], points.last!)
    },
    Answer("You began the path at the origin: its first step leads from its first point to its second.") { path in
      let points = points(path)
      let approach = distance(points[0], points[0].map { _ in 0 })
      return ratio(path, distance) + approach / distance(points[0], points.last!)
    },
    Answer("You left out the first step: it leads from row 0 to row 1.") { path in
      let points = points(path)
      let steps = zip(points.dropFirst(), points).dropFirst()
      return steps.reduce(0) { $0 + distance($1.0, $1.1) } / distance(points[0], points.last!)
    },
    Answer("You gave the excess over the straight line: the detour is the quotient itself, 1 for a straight path.") {
      ratio($0, distance) - 1
    },
    Answer("You compared the path with its longest step: the straight line leads from the first point to the last.") {
      path in
      let points = points(path)
      let steps = zip(points.dropFirst(), points).map { distance($0, $1) }
      return steps.reduce(0, +) / steps.max()!
    },
    Answer("You added the coordinates' differences: lengths are Euclidean, the root of the summed squares.") { path in
      ratio(path) { a, b in zip(a, b).reduce(0) { $0 + Swift.abs($1.0 - $1.1) } }
    },
    Answer("You took the straight line from the origin: it begins at the path's first point.") { path in
      let points = points(path)
      let ends = distance(points[0], points.last!)
      return ratio(path, distance) * ends / distance(points.last!, points[0].map { _ in 0 })
    },
    Answer("You left out the last step: t points have t − 1 steps.") { path in
      let points = points(path)
      let steps = zip(points.dropFirst(), points).dropLast()
      return steps.reduce(0) { $0 + distance($1.0, $1.1) } / distance(points[0], points.last!)
    },
    Answer("You took the mean step: add the lengths up.") { ratio($0, distance) / Double($0.rows - 1) },
    Answer("You gave the length of the path: divide it by the straight line.") { path in
      let points = points(path)
      return ratio(path, distance) * distance(points[0], points.last!)
    },
  ]

  /// The lengths of the steps, added up, over the distance between two points.
  private static func quotient(
    _ points: [[Double]], steps: ([Double], [Double]) -> Double = Lesson06.distance, from start: [Double],
    to end: [Double]
  ) -> Double {
    zip(points.dropFirst(), points).reduce(0) { $0 + steps($1.0, $1.1) } / distance(start, end)
  }

  private static let mistakesOfLengths: [Answer<Matrix, Double>] = [
    Answer("You measured each step from the start: a step leads from the point before.") { path in
      let points = points(path)
      return points.dropFirst().reduce(0) { $0 + distance($1, points[0]) } / distance(points[0], points.last!)
    },
    Answer("You used the first two coordinates: a point has n of them.") { path in
      let points = points(path).map { Array($0.prefix(2)) }
      return quotient(points, from: points[0], to: points.last!)
    },
    Answer("You used the first coordinate: a point has n of them.") { path in
      let points = points(path).map { Array($0.prefix(1)) }
      return quotient(points, from: points[0], to: points.last!)
    },
    Answer("You forgot the root of the straight line's length: only the steps have one.") { path in
      let points = points(path)
      return ratio(path, distance) / distance(points[0], points.last!)
    },
    Answer("You added a step's differences as they are: square them, add, and take the root.") { path in
      let points = points(path)
      return quotient(
        points, steps: { abs(zip($0, $1).reduce(0) { $0 + $1.0 - $1.1 }) }, from: points[0], to: points.last!)
    },
    Answer("You added the sizes of a step's differences: its length is the root of the summed squares.") { path in
      let points = points(path)
      return quotient(
        points, steps: { zip($0, $1).reduce(0) { $0 + abs($1.0 - $1.1) } }, from: points[0], to: points.last!)
    },
    Answer("You added the sizes of the straight line's differences: its length is the root of the summed squares.") {
      path in
      let points = points(path)
      let line = zip(points[0], points.last!).reduce(0) { $0 + abs($1.0 - $1.1) }
      return ratio(path, distance) * distance(points[0], points.last!) / line
    },
    Answer("You took the largest coordinate difference for a length: it is the root of the summed squares.") { path in
      ratio(path) { a, b in zip(a, b).map { abs($0 - $1) }.max()! }
    },
    Answer("You took the root of the mean square: a length is the root of the sum of squares, and the steps add up.") {
      path in
      let points = points(path)
      let squares = zip(points.dropFirst(), points).map { distance($0, $1) * distance($0, $1) }
      return mean(squares).squareRoot() / distance(points[0], points.last!)
    },
    Answer("You compared with the point farthest from the start: the straight line leads to the last point.") { path in
      let points = points(path)
      return quotient(points, from: points[0], to: points.max { distance($0, points[0]) < distance($1, points[0]) }!)
    },
    Answer("You closed the path: there is no step from the last point back to the first.") { path in
      ratio(path, distance) + 1
    },
    Answer("You took the columns for points: a point is a row.") { path in
      let points = columns(path)
      return quotient(points, from: points[0], to: points.last!)
    },
    Answer("You began the straight line at the second point: it leads from row 0 to the last row.") { path in
      let points = points(path)
      return quotient(points, from: points[1], to: points.last!)
    },
    Answer("You let the straight line end at the last point but one: it leads to the last row.") { path in
      let points = points(path)
      return quotient(points, from: points[0], to: points[points.count - 2])
    },
    Answer("You took every second step: there is one from each row to the next.") { path in
      let points = points(path)
      let ends = stride(from: 1, to: points.count, by: 2)
      return ends.reduce(0) { $0 + distance(points[$1], points[$1 - 1]) } / distance(points[0], points.last!)
    },
    Answer("You joined every second point, so that two steps became one: every row is a point of the path.") { path in
      let points = points(path)
      let some = stride(from: 0, to: points.count, by: 2).map { points[$0] }
      return quotient(some, from: points[0], to: points.last!)
    },
    Answer("You compared with the mean step: divide by the straight line from the first point to the last.") { path in
      Double(path.rows - 1)
    },
    Answer("You gave the share that the straight line saves: the detour is path over straight line.") { path in
      1 - 1 / ratio(path, distance)
    },
    Answer("You subtracted the straight line from the path: divide by it.") { path in
      let points = points(path)
      return (ratio(path, distance) - 1) * distance(points[0], points.last!)
    },
    Answer("You gave per cent: the detour is the quotient itself, 1 for a straight path.") {
      100 * ratio($0, distance)
    },
    Answer(
      "You compared the points' distances from the origin: a step's length is that of the difference of two points."
    ) { path in
      let points = points(path)
      let origin = points[0].map { _ in 0.0 }
      return quotient(
        points, steps: { abs(distance($0, origin) - distance($1, origin)) }, from: points[0], to: points.last!)
    },
    Answer("You added the points' distances from the origin: add the lengths of the steps between them.") { path in
      let points = points(path)
      let origin = points[0].map { _ in 0.0 }
      return points.reduce(0) { $0 + distance($1, origin) } / distance(points[0], points.last!)
    },
    Answer("You added the points' distances from the origin: add the lengths of the steps between them.") { path in
      let points = points(path)
      let origin = points[0].map { _ in 0.0 }
      return points.dropFirst().reduce(0) { $0 + distance($1, origin) } / distance(points[0], points.last!)
    },
    Answer("You measured from every point to every other: a path leads from a point to the next.") { path in
      let points = points(path)
      let pairs = points.indices.reduce(0.0) { sum, i in
        points[..<i].reduce(sum) { $0 + distance($1, points[i]) }
      }
      return pairs / distance(points[0], points.last!)
    },
    Answer("You gave the straight line: divide the path by it.") { path in
      let points = points(path)
      return distance(points[0], points.last!)
    },
    Answer("You took the longest step for the path: add the steps up.") { path in
      let points = points(path)
      return zip(points.dropFirst(), points).map { distance($0, $1) }.max()! / distance(points[0], points.last!)
    },
    Answer("You divided the number of points by the straight line: divide the length of the path.") { path in
      let points = points(path)
      return Double(points.count) / distance(points[0], points.last!)
    },
    Answer("You divided by the number of points as well: the detour is path over straight line.") { path in
      ratio(path, distance) / Double(path.rows)
    },
    Answer("You measured each step to the last point: a step leads to the point after.") { path in
      let points = points(path)
      return points.reduce(0) { $0 + distance($1, points.last!) } / distance(points[0], points.last!)
    },
    Answer("You squared the quotient: divide the lengths themselves.") { path in
      ratio(path, distance) * ratio(path, distance)
    },
  ]
}

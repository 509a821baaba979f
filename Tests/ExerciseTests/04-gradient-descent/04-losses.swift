// What the banks of 4.1 and 4.2 share: predictions with their targets, probabilities with their labels.

import Engine
import Solutions

extension Lesson04 {
  struct LossInput: Sendable {
    let y: Matrix
    let t: Matrix
    let p: Matrix
    let labels: [Int]

    init(_ y: [[Double]], _ t: [[Double]], p: [[Double]], _ labels: [Int]) {
      self.init(Matrix(y), Matrix(t), p: Matrix(p), labels)
    }

    init(_ y: Matrix, _ t: Matrix, p: Matrix, _ labels: [Int]) {
      (self.y, self.t, self.p, self.labels) = (y, t, p, labels)
    }

    var error: Matrix { y - t }
    /// m, n, k and m n as numbers.
    var m: Double { Double(y.rows) }
    var n: Double { Double(y.columns) }
    var k: Double { Double(p.columns) }
    var entries: Double { m * n }
    /// The probabilities at the labels.
    var atLabels: [Double] { labels.indices.map { p[$0, labels[$0]] } }
    /// 1 at the labels, 0 elsewhere.
    var oneHot: Matrix { Matrix(rows: p.rows, columns: p.columns) { i, j in labels[i] == j ? 1 : 0 } }
    /// The same with other probabilities.
    func with(p: Matrix) -> LossInput { LossInput(y, t, p: p, labels) }
    func with(labels: [Int]) -> LossInput { LossInput(y, t, p: p, labels) }

    var quantities: [Quantity] {
      [.matrix("y", y), .matrix("t", t), .matrix("p", p), .list("labels", labels.map(Double.init))]
    }
  }

  static func lossCases(_ generator: inout Generator) -> [Case<LossInput>] {
    let readable = [
      Case(LossInput([[3]], [[1]], p: [[0.5, 0.5]], [0])),
      Case(LossInput([[1, 5]], [[2, 1]], p: [[0.25, 0.75]], [1])),
      Case(LossInput([[1], [4], [-1]], [[3], [1], [-6]], p: [[0.2, 0.8], [0.5, 0.5], [0.25, 0.75]], [0, 1, 0])),
      Case(LossInput([[2, 0], [1, -3]], [[4, 1], [6, 5]], p: [[0.5, 0.25, 0.25], [0.1, 0.5, 0.4]], [2, 0])),
    ]
    let shapes = [
      (3, 3, 3), (2, 4, 3), (4, 2, 2), (1, 5, 4), (5, 1, 3), (6, 3, 6), (3, 2, 4), (8, 2, 5), (2, 2, 2), (4, 4, 4),
    ]
    let generated = shapes.map { Case(drawn($0, $1, $2, &generator)) }
    return readable + generated + edges(&generator) + smallProbabilities
  }

  private static func edges(_ generator: inout Generator) -> [Case<LossInput>] {
    let one = drawn(4, 3, 3, &generator)
    return [
      Case(
        LossInput([[2, 1, -3]], [[2, 4, -3]], p: [[0.5, 0.5]], [1]), note: "Two predictions are equal to their targets."
      ),
      Case(LossInput(one.y, one.y, p: one.p, one.labels), note: "All predictions are equal to their targets."),
      Case(
        LossInput(
          uniform(3, 2, &generator, offset: -3), uniform(3, 2, &generator), p: drawn(3, 2, 4, &generator).p, [0, 0, 0]),
        note: "All predictions are too small, and all labels are 0."),
      Case(
        LossInput(
          uniform(2, 3, &generator, offset: 3), uniform(2, 3, &generator), p: drawn(2, 3, 4, &generator).p, [3, 3]),
        note: "All predictions are too large, and all labels are the last class."),
      Case(LossInput([[3, -3], [5, -5]], [[1, -1], [1, -1]], p: [[0.4, 0.6], [0.6, 0.4]], [0, 0])),
      Case(LossInput([[0, 0]], [[0, 0]], p: [[1]], [0]), note: "There is one class, and it is certain."),
      Case(
        LossInput([[1, 2], [3, 4]], [[2, 2], [3, 6]], p: [[1e-200, 1], [1, 1e-200]], [0, 1]),
        note: "Both probabilities at the labels are small: their product is too small for a `Double`."),
      Case(
        LossInput([[1e-12, 3], [2, 1]], [[0, 3], [1, 1]], p: [[0.5, 0.5], [0.25, 0.75]], [0, 1]),
        note: "The first error is 10⁻¹²: small, and not 0."),
      Case(
        LossInput([[1000, -2000]], [[-1000, 1e4]], p: [[0.5, 0, 0.5]], [2]),
        note: "A probability that is not the label's is 0."),
      Case(
        LossInput([[1, 2], [3, 5]], [[0, 4], [3.5, 1]], p: [[1, 0, 0], [0, 0, 1]], [0, 2]),
        note: "The right classes are certain, and all others have the probability 0."),
      Case(
        LossInput([[0.25], [0.5]], [[0.5], [-0.25]], p: [[0, 0.25, 0.75], [0.5, 0.5, 0]], [1, 0]),
        note: "Some probabilities that are not the labels' are 0."),
    ]
  }

  /// Each is small at the label; what is added to it or cut off there shows.
  private static let smallProbabilities = [1e-4, 3e-6, 3e-8, 4e-10, 6e-12, 5e-14, 7e-16, 1e-18, 1e-200, 1e-305].map {
    (p: Double) in
    Case(
      LossInput([[1, 3]], [[2, 1]], p: [[1 - p, p]], [1]), note: "The probability at the label is small, and above 0.")
  }

  private static func drawn(_ m: Int, _ n: Int, _ k: Int, _ generator: inout Generator) -> LossInput {
    let p = softmax(uniform(m, k, &generator, scale: 2))
    let labels = (0..<m).map { _ in generator.integer(below: k) }
    return LossInput(uniform(m, n, &generator, scale: 2), uniform(m, n, &generator, scale: 2), p: p, labels)
  }
}

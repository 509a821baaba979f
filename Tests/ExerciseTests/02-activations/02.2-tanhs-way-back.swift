import Engine
import Solutions

extension Lesson02 {
  struct BackwardInput: Sendable {
    let x: Matrix
    let dy: Matrix

    var y: Matrix { tanh(x) }
    /// 1 − y².
    var slopes: Matrix { y.map { 1 - $0 * $0 } }
    var right: Matrix { dy.hadamard(slopes) }
  }

  static let tanhBackward: Bank<BackwardInput, Matrix> = Bank(
    id: "2.2",
    cases: { generator in
      let readable = [
        Case(BackwardInput(x: Matrix([[0, 1]]), dy: Matrix([[2, 3]])), note: "At y = 0 tanh is steepest: slope 1."),
        Case(BackwardInput(x: Matrix([[0.5, -0.5], [-1.5, 2]]), dy: Matrix([[1, 1], [-4, 0]]))),
      ]
      let shapes = [(1, 1), (3, 3), (4, 4), (2, 5), (5, 2), (6, 1), (1, 6), (8, 3)]
      let generated = shapes.map { m, n in
        Case(BackwardInput(x: uniform(m, n, &generator, scale: 2), dy: uniform(m, n, &generator, scale: 3)))
      }
      let special = [
        Case(
          BackwardInput(x: Matrix([[40, -40, 0.25]]), dy: Matrix([[5, -5, 5]])),
          note: "Where y is 1 or −1 the unit is flat, and nothing goes back."),
        Case(BackwardInput(x: uniform(3, 2, &generator), dy: Matrix(rows: 3, columns: 2)), note: "dy is 0 everywhere."),
        Case(
          BackwardInput(x: Matrix(rows: 2, columns: 3), dy: uniform(2, 3, &generator)), note: "y is 0 everywhere."),
        Case(BackwardInput(x: uniform(2, 2, &generator, offset: -1.5), dy: uniform(2, 2, &generator, offset: -2))),
        Case(BackwardInput(x: uniform(3, 4, &generator), dy: uniform(3, 4, &generator, scale: 1e4))),
      ]
      return readable + generated + special
    },
    input: { [.matrix("y", $0.y), .matrix("dy", $0.dy)] },
    output: { [.matrix("dx", $0)] },
    reference: { tanhGradient(y: $0.y, dy: $0.dy) },
    alternatives: [
      Answer("dy (1 − y)(1 + y)") { $0.dy.hadamard($0.y.map { (1 - $0) * (1 + $0) }) },
      Answer("dy less dy y²") { $0.dy - $0.dy.hadamard($0.y).hadamard($0.y) },
      Answer("the engine's layer") { input in
        var layer = Tanh()
        _ = layer.forward(input.x, mode: .training)
        return layer.backward(input.dy)
      },
      Answer("entry by entry") { input in
        var dx = Matrix(zerosLike: input.y)
        for i in 0..<dx.rows {
          for j in 0..<dx.columns {
            dx[i, j] = input.dy[i, j] * (1 - input.y[i, j] * input.y[i, j])
          }
        }
        return dx
      },
    ],
    misconceptions: mistakesOfSlopes + mistakesOfProducts)

  private typealias Mistake = Answer<BackwardInput, Matrix>

  /// dy times another function of y.
  private static func slope(_ diagnosis: String, _ slope: @escaping @Sendable (Double) -> Double) -> Mistake {
    Mistake(diagnosis) { $0.dy.hadamard($0.y.map(slope)) }
  }

  private static let mistakesOfSlopes: [Mistake] =
    [
      slope("You forgot the slope: dy is multiplied by 1 − y², entry by entry.") { _ in 1 },
      slope("You took tanh again: y is tanh(x) already, so the slope is 1 − y².") { 1 - tanh($0) * tanh($0) },
      slope("You took 1 − y: tanh's slope is 1 − y², with the square.") { 1 - $0 },
      slope("You took 1 − |y|: tanh's slope is 1 − y², with the square.") { 1 - abs($0) },
      slope("You took the sigmoid's slope, y(1 − y): tanh's is 1 − y².") { $0 * (1 - $0) },
      slope("You took the sigmoid's slope at y: the layer is tanh, and its slope 1 − y².") {
        sigmoid($0) * (1 - sigmoid($0))
      },
      slope("You took y²: tanh's slope is 1 − y².") { $0 * $0 },
      slope("You took 1 + y²: tanh's slope is 1 − y².") { 1 + $0 * $0 },
      slope("The sign is wrong: the slope is 1 − y², since tanh rises everywhere.") { $0 * $0 - 1 },
      slope("You multiplied by y: the factor is tanh's slope, 1 − y².") { $0 },
      slope("You multiplied by tanh(y): the factor is tanh's slope, 1 − y².") { tanh($0) },
      slope("You took ReLU's slope, 1 above 0 and 0 below: tanh's is 1 − y².") { $0 > 0 ? 1 : 0 },
      slope("You squared the slope: 1 − y² stands there once.") { (1 - $0 * $0) * (1 - $0 * $0) },
      slope("You took the root of 1 − y²: the slope is 1 − y² itself.") { max(0, 1 - $0 * $0).squareRoot() },
      slope("You took (1 − y)²: the slope is 1 − y².") { (1 - $0) * (1 - $0) },
      slope("You took (1 + y)²: the slope is 1 − y².") { (1 + $0) * (1 + $0) },
      slope("You took 1 − 2y: the slope is 1 − y², a square and not a double.") { 1 - 2 * $0 },
      slope("You took half the slope, or the sigmoid's scale: tanh's slope is 1 − y², which is 1 at 0.") {
        (1 - $0 * $0) / 2
      },
      slope("You took a quarter of the slope, as of a sigmoid: tanh's slope is 1 − y², which is 1 at 0.") {
        (1 - $0 * $0) / 4
      },
      slope("You took −2y, the slope's own derivative: the factor is 1 − y².") { -2 * $0 },
      slope("You divided by the slope: dy is multiplied by it.") { 1 / (1 - $0 * $0) },
      slope("You let everything through where y is 1 or −1: the unit is flat there, and nothing goes back.") {
        abs($0) == 1 ? 1 : 1 - $0 * $0
      },
      slope("You used the cube of y: the slope is 1 − y².") { 1 - $0 * $0 * $0 },
    ]
    + [0.01, 1e-3, 1e-4, 1e-6].map { (bound: Double) in
      slope("You kept the slope from 0 with a small bound: where y is 1 or −1 nothing goes back.") {
        max(bound, 1 - $0 * $0)
      }
    }

  private static let mistakesOfProducts: [Mistake] = [
    Mistake("You gave the slope alone: it is to be multiplied by dy, entry by entry.") { $0.slopes },
    Mistake("`dy * 1 - y * y` needs brackets: dx = dy ⊙ (1 − y ⊙ y).") { $0.dy - $0.y.hadamard($0.y) },
    Mistake("You added the slope: the chain rule multiplies dy by it.") { $0.dy + $0.slopes },
    Mistake("You made the slope from dy: it is 1 − y², made from the output.") { $0.dy.map { $0 * (1 - $0 * $0) } },
    Mistake("You exchanged y and dy: dx = dy ⊙ (1 − y ⊙ y).") { $0.y.zip($0.dy) { $0 * (1 - $1 * $1) } },
    Mistake("You took 1 − y dy: the slope is 1 − y², and it is multiplied by dy.") {
      $0.y.zip($0.dy) { 1 - $0 * $1 }
    },
    Mistake("You took the absolute value: dx has the sign of dy.") { $0.right.map { abs($0) } },
    Mistake("You dropped what is negative: dx has the sign of dy.") { $0.right.map { max(0, $0) } },
    Mistake("You multiplied matrices: each entry of dy belongs to one entry of y, so multiply entry by entry.") {
      matmul($0.dy, $0.slopes.transposed)
    },
    Mistake("You multiplied matrices: each entry of dy belongs to one entry of y, so multiply entry by entry.") {
      matmul($0.dy.transposed, $0.slopes)
    },
    Mistake("You multiplied matrices: each entry of dy belongs to one entry of y, so multiply entry by entry.") {
      $0.dy.rows == $0.dy.columns ? matmul($0.dy, $0.slopes) : $0.right
    },
    Mistake("You squared y as a matrix product: y ⊙ y is taken entry by entry.") {
      guard $0.y.rows == $0.y.columns else { return $0.right }
      return $0.dy - $0.dy.hadamard(matmul($0.y, $0.y))
    },
    Mistake("You transposed the answer: dx has the shape of y.") { $0.right.transposed },
    Mistake("You divided by the number of examples: dy holds the loss's own mean already.") {
      $0.right / Double($0.y.rows)
    },
    Mistake("You added up the examples: every entry keeps its own gradient, m × n.") { $0.right.columnSums },
    Mistake("You took one mean slope for all entries: each is multiplied by its own.") { $0.dy * $0.slopes.mean },
    Mistake("You multiplied all examples by the slopes of the first: each entry is multiplied by its own.") {
      $0.dy.multiplyingColumns(by: Matrix(row: $0.slopes.row(0)))
    },
    Mistake("You took the mean slope of each column: each entry is multiplied by its own.") {
      $0.dy.multiplyingColumns(by: $0.slopes.columnMeans)
    },
    Mistake("You cut the gradient off at ±1: it may be of any size.") { $0.right.map { max(-1, min(1, $0)) } },
  ]
}

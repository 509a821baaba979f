import Engine
import Solutions

extension Lesson01 {
  struct DecisionInput: Sendable {
    let x: Matrix
    let bias: Double
    let weights: [Double]

    init(_ x: Matrix, _ bias: Double, _ weights: [Double]) { (self.x, self.bias, self.weights) = (x, bias, weights) }

    var products: [[Double]] { (0..<x.rows).map { i in zip(weights, x.row(i)).map { $0 * $1 } } }
    var sums: [Double] { products.map { $0.reduce(bias, +) } }
    var right: [Double] { decisions(x, bias: bias, weights: weights) }
    /// Whether rows and columns can be mistaken for one another.
    var isSquare: Bool { x.rows == x.columns }
  }

  static let decided: Bank<DecisionInput, [Double]> = Bank(
    id: "1.2", uses: ["1.1"],
    cases: { generator in
      let readable = [
        Case(DecisionInput(Matrix([[3], [1], [-2]]), -2, [1])),
        Case(
          DecisionInput(Matrix([[0, 0], [0, 1], [1, 0], [1, 1]]), -1.5, [1, 1]), note: "This neuron computes AND."),
        Case(DecisionInput(Matrix([[0, 0], [0, 1], [1, 0], [1, 1]]), 0.5, [-1, 2])),
        Case(
          DecisionInput(Matrix([[1, 1], [2, 1], [0, 1]]), -2, [1, 1]),
          note: "The first example is on the line: z = 0 is not above 0."),
        Case(
          DecisionInput(Matrix([[3, 0], [0, 0], [-2, 4]]), 0, [2, 1]),
          note: "The bias is 0, and two examples are on the line."),
        Case(
          DecisionInput(Matrix([[0, 0], [5, -1]]), 1, [0, 0]), note: "The weights are 0: the bias decides alone."),
        Case(
          DecisionInput(Matrix([[0, 0], [5, -1]]), -1, [0, 0]), note: "The weights are 0: the bias decides alone."),
        Case(DecisionInput(Matrix([[4, 7], [0, 0]]), 0, [0, 0]), note: "All is 0, as before a neuron learns."),
        Case(DecisionInput(Matrix(rows: 0, columns: 2), 1, [1, 2]), note: "There is no example."),
      ]
      let shapes = [(3, 3), (4, 4), (6, 2), (2, 2), (2, 5), (1, 3), (9, 1), (12, 4), (5, 5)]
      let generated = shapes.map { m, n in Case(drawn(m, n, &generator)) }
      let tiny = 1.0 / 1_099_511_627_776  // 2⁻⁴⁰
      let special = [
        Case(
          DecisionInput(Matrix([[1, tiny], [1, 0], [1, -tiny]]), -1, [1, 1]),
          note: "The sums are 2⁻⁴⁰, 0 and −2⁻⁴⁰: only the first is above 0."),
        Case(DecisionInput(Matrix([[0.25, 0.25], [0.5, 0.25]]), -0.25, [1, 1])),
        Case(DecisionInput(Matrix([[1, 1], [-2, 3]]), 3, [1, 1]), note: "All examples make it fire."),
        Case(DecisionInput(Matrix([[1, 1], [-2, 3]]), -3, [1, 1]), note: "No example makes it fire."),
        Case(DecisionInput(Matrix([[2, -3, 1], [-2, 3, -1], [1, 1, -1]]), 0, [1, 1, 1])),
      ]
      return readable + generated + special
    },
    input: { [.matrix("x", $0.x), .number("bias", $0.bias), .list("weights", $0.weights)] },
    output: { [.list("decisions", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("a matrix product, and a loop") { input in
        let z = matmul(input.x, Matrix(column: input.weights))
        var decisions: [Double] = []
        for i in 0..<input.x.rows { decisions.append(z[i, 0] > -input.bias ? 1 : 0) }
        return decisions
      },
      Answer("0 where z ≤ 0, and 1 elsewhere") { $0.sums.map { $0 <= 0 ? 0 : 1 } },
      Answer("the sign of z, cut off at 0") { $0.sums.map { z in max(0, z == 0 ? 0 : z / abs(z)) } },
    ],
    misconceptions: mistakesOfTests + mistakesOfSums + mistakesOfOrder)

  /// Examples away from the line, so that no rounding decides, on both sides of it if there are several.
  private static func drawn(_ m: Int, _ n: Int, _ generator: inout Generator) -> DecisionInput {
    while true {
      let input = DecisionInput(
        uniform(m, n, &generator, scale: 2), generator.uniform(in: -1..<1), list(n, -2, 2, &generator))
      if input.sums.contains(where: { abs($0) < 1e-6 }) { continue }
      if m == 1 || Set(input.right).count == 2 { return input }
    }
  }

  private typealias Mistake = Answer<DecisionInput, [Double]>

  private static func test(
    _ diagnosis: String, _ decide: @escaping @Sendable (_ z: Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { $0.sums.map(decide) }
  }

  private static let mistakesOfTests: [Mistake] = [
    test("You let it fire on the line: z = 0 is not above 0, so > and not ≥.") { z in z >= 0 ? 1 : 0 },
    test("You gave −1 where it does not fire: the output of a step is 0 there.") { z in z > 0 ? 1 : -1 },
    test("You gave −1 where it does not fire, and 1 on the line: asked are 0, and 0.") { z in z >= 0 ? 1 : -1 },
    test("You gave the sign of z: where it is negative, the output is 0.") { z in z > 0 ? 1 : z < 0 ? -1 : 0 },
    test("You gave 1/2 on the line: z = 0 is not above 0, so the output is 0.") { z in z > 0 ? 1 : z < 0 ? 0 : 0.5 },
    test("You exchanged the outputs: 1 where z is above 0.") { z in z > 0 ? 0 : 1 },
    test("You exchanged the outputs: 1 where z is above 0, and 0 on the line, too.") { z in z < 0 ? 1 : 0 },
    test("You gave z itself: asked is 1 or 0.") { z in z },
    test("You gave z where it is positive: asked is 1 or 0.") { z in max(0, z) },
    test("You applied the sigmoid: a step gives 1 or 0.") { z in sigmoid(z) },
    test("You compared z with 0.5: it fires above 0.") { z in z > 0.5 ? 1 : 0 },
    test("You compared z with 1: it fires above 0.") { z in z > 1 ? 1 : 0 },
    test("You compared z with a tiny number: everything above 0 makes it fire.") { z in z > 1e-9 ? 1 : 0 },
    test("You let it fire a little below 0: only what is above 0 makes it fire.") { z in z > -1e-9 ? 1 : 0 },
    test("You ask whether z is not 0: it fires where z is above 0.") { z in z != 0 ? 1 : 0 },
    test("You rounded z before the decision.") { z in z.rounded() > 0 ? 1 : 0 },
  ]

  private static func sum(_ diagnosis: String, _ z: @escaping @Sendable (_ input: DecisionInput, _ row: Int) -> Double)
    -> Mistake
  {
    Mistake(diagnosis) { input in (0..<input.x.rows).map { z(input, $0) > 0 ? 1 : 0 } }
  }

  private static let mistakesOfSums: [Mistake] = [
    sum("You left out the bias, or compared z with it: z = w₀ + Σ wⱼ xⱼ is compared with 0.") {
      $0.products[$1].reduce(0, +)
    },
    sum("You compared the sum with the bias: the threshold is *minus* the bias.") {
      $0.products[$1].reduce(-$0.bias, +)
    },
    sum("You left out the first input: the list begins at 0.") { $0.products[$1].dropFirst().reduce($0.bias, +) },
    sum("You left out the last input: the sum goes over all.") { $0.products[$1].dropLast().reduce($0.bias, +) },
    sum("You left out the weights: each input is multiplied by its own.") { $0.x.row($1).reduce($0.bias, +) },
    sum("You left out the inputs: each weight is multiplied by its own.") { input, _ in
      input.weights.reduce(input.bias, +)
    },
    sum("You paired the first weight with the last input: w₁ belongs to x₁.") { input, i in
      zip(input.weights, input.x.row(i).reversed()).reduce(input.bias) { $0 + $1.0 * $1.1 }
    },
    sum("You took the products without their signs.") { $0.products[$1].reduce($0.bias) { $0 + abs($1) } },
    sum("You multiplied the sum of the weights by the sum of the inputs: each weight meets its own input.") {
      $0.bias + $0.weights.reduce(0, +) * $0.x.row($1).reduce(0, +)
    },
    sum("You asked whether any product is positive: the sum decides, with the bias.") {
      max($0.bias, $0.products[$1].max() ?? 0)
    },
    sum("You asked whether each product is positive: the sum decides, with the bias.") {
      $0.products[$1].min() ?? 0
    },
    sum(
      "Your bias counts n times, as if it were added to every product, or these were averaged: it is added once, to their sum."
    ) { input, i in
      input.products[i].reduce(0) { $0 + $1 + input.bias }
    },
  ]

  private static let mistakesOfOrder: [Mistake] = [
    Mistake("You went through the columns: an example is a row.") { input in
      guard input.isSquare else { return input.right }
      return DecisionInput(input.x.transposed, input.bias, input.weights).right
    },
    Mistake("You gave a decision for each input: there is one for each row, each example.") { input in
      DecisionInput(input.x, input.bias, input.weights).x.columns == 0
        ? [] : (0..<input.x.columns).map { j in (input.x.rows > 0 ? input.weights[j] * input.x[0, j] : 0) > 0 ? 1 : 0 }
    },
    Mistake("You gave the decisions in reverse: the first belongs to row 0.") { $0.right.reversed() },
    Mistake("You decided about the first example only: there is one decision for each row.") { input in
      input.right.map { _ in input.right[0] }
    },
    Mistake("You decided about the last example only: there is one decision for each row.") { input in
      input.right.map { _ in input.right[input.right.count - 1] }
    },
    Mistake("You gave a single decision: there is one for each row.") { Array($0.right.prefix(1)) },
    Mistake("You left out the last example: there is one decision for each row.") { Array($0.right.dropLast()) },
    Mistake("You left out the first example: there is one decision for each row.") { Array($0.right.dropFirst()) },
    Mistake("You kept adding from one example to the next: start each sum with the bias.") { input in
      var z = input.bias
      return input.products.map { row in
        z += row.reduce(0, +)
        return z > 0 ? 1 : 0
      }
    },
  ]
}

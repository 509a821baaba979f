import Engine
import Solutions

extension Lesson03 {
  struct DenseInput: Sendable {
    let dy: Matrix
    let x: Matrix
    let weight: Matrix
  }

  typealias DenseResult = (dx: Matrix, dweight: Matrix, dbias: [Double])

  private static func answer(_ input: DenseInput) -> DenseResult {
    denseGradients(input.dy, x: input.x, weight: input.weight)
  }

  private static func changed(_ input: DenseInput, _ change: (inout DenseResult) -> Void) -> DenseResult {
    var result = answer(input)
    change(&result)
    return result
  }

  static let denseBackward: Bank<DenseInput, DenseResult> = Bank(
    id: "3.5",
    cases: { generator in
      let readable = DenseInput(
        dy: Matrix([[1, 0], [2, -1]]), x: Matrix([[1, 2], [3, 4]]), weight: Matrix([[10, 20], [30, 40]]))
      let drawn = [(2, 3, 1), (4, 2, 3), (1, 3, 2), (3, 3, 3), (3, 1, 4), (5, 1, 1), (8, 4, 6)].map { m, n, k in
        DenseInput(dy: uniform(m, k, &generator), x: uniform(m, n, &generator), weight: uniform(n, k, &generator))
      }
      // A handful of roundings; a difference quotient is off by more.
      return ([readable] + drawn).map { Case($0, tolerance: 1e-12) }
    },
    input: { [.matrix("dy", $0.dy), .matrix("x", $0.x), .matrix("weight", $0.weight)] },
    output: { [.list("dbias", $0.dbias), .matrix("dweight", $0.dweight), .matrix("dx", $0.dx)] },
    reference: answer,
    alternatives: [
      Answer("index by index") { input in
        let (m, n, k) = (input.x.rows, input.x.columns, input.dy.columns)
        var result = (dx: Matrix(rows: m, columns: n), dweight: Matrix(rows: n, columns: k), dbias: zeros(k))
        for i in 0..<m {
          for j in 0..<k {
            for l in 0..<n {
              result.dx[i, l] += input.dy[i, j] * input.weight[l, j]
              result.dweight[l, j] += input.dy[i, j] * input.x[i, l]
            }
            result.dbias[j] += input.dy[i, j]
          }
        }
        return result
      },
      Answer("the engine's layer") { input in
        var layer = Dense(weight: input.weight, bias: Matrix(rows: 1, columns: input.weight.columns))
        _ = layer.forward(input.x, mode: .training)
        let dx = layer.backward(input.dy)
        return (dx, layer.weight.gradient, layer.bias.gradient.elements)
      },
    ],
    misconceptions: mistakesOfMeans + mistakesOfSums + mistakesOfProducts + mistakesOfSteps)

  private typealias Mistake = Answer<DenseInput, DenseResult>

  private static func mistake(
    _ diagnosis: String, _ change: @escaping @Sendable (inout DenseResult, DenseInput) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { input in changed(input) { change(&$0, input) } }
  }

  private static let mistakesOfMeans: [Mistake] = [
    mistake("You divided all three gradients by m: dy already holds the loss's mean.") {
      let m = Double($1.x.rows)
      $0 = ($0.dx / m, $0.dweight / m, $0.dbias.map { $0 / m })
    },
    mistake("You divided dweight and dbias by m: they are sums over the batch, dy already holds the loss's mean.") {
      let m = Double($1.x.rows)
      $0.dweight /= m
      $0.dbias = $0.dbias.map { $0 / m }
    },
    mistake("You divided dbias by m: it is a sum over the batch, dy already holds the loss's mean.") {
      let m = Double($1.x.rows)
      $0.dbias = $0.dbias.map { $0 / m }
    },
    mistake("You divided dweight by m: it is a sum over the batch, dy already holds the loss's mean.") {
      $0.dweight /= Double($1.x.rows)
    },
    mistake("You divided dx by m: dy already holds the loss's mean.") { $0.dx /= Double($1.x.rows) },
    mistake("You divided dx and dweight by m: dy already holds the loss's mean.") {
      let m = Double($1.x.rows)
      $0.dx /= m
      $0.dweight /= m
    },
    mistake("You divided dx and dbias by m: dy already holds the loss's mean.") {
      let m = Double($1.x.rows)
      $0.dx /= m
      $0.dbias = $0.dbias.map { $0 / m }
    },
    mistake("You divided all three gradients by the number of units: nothing is averaged here.") {
      let k = Double($1.dy.columns)
      $0 = ($0.dx / k, $0.dweight / k, $0.dbias.map { $0 / k })
    },
    mistake("You divided all three gradients by the number of entries: dy already holds the loss's mean.") {
      let count = Double($1.dy.elements.count)
      $0 = ($0.dx / count, $0.dweight / count, $0.dbias.map { $0 / count })
    },
    mistake("You doubled all three gradients: dy already holds the loss's slope, with its 2 if there is one.") {
      result, _ in
      result = (2 * result.dx, 2 * result.dweight, result.dbias.map { 2 * $0 })
    },
    mistake("You divided dweight by the number of inputs: it is xᵀ dy, a sum over the batch.") {
      $0.dweight /= Double($1.x.columns)
    },
    mistake("You multiplied all three gradients by m: dy holds the loss's mean, and it stays there.") {
      let m = Double($1.x.rows)
      $0 = ($0.dx * m, $0.dweight * m, $0.dbias.map { $0 * m })
    },
    mistake("You divided dx by the number of units: an input feeds every unit, so add what each unit sends back.") {
      $0.dx /= Double($1.dy.columns)
    },
  ]

  private static let mistakesOfSums: [Mistake] = [
    mistake(
      "You summed dy over the units: a bias belongs to one unit and is added to every example, so sum over those."
    ) { result, input in
      result.dbias = (0..<input.dy.rows).map { input.dy.row($0).reduce(0, +) }
    },
    mistake("You gave every bias the sum of all of dy: a bias gets its own unit's column only.") {
      let sum = $1.dy.sum
      $0.dbias = $0.dbias.map { _ in sum }
    },
    mistake("In dbias only the last example is left: add what each example contributes.") {
      $0.dbias = $1.dy.row($1.dy.rows - 1)
    },
    mistake("In dbias only the first example is there: add what each example contributes.") {
      $0.dbias = $1.dy.row(0)
    },
    mistake("In dbias you counted the examples: each contributes its dy, not 1.") {
      let m = Double($1.x.rows)
      $0.dbias = $0.dbias.map { _ in m }
    },
    mistake("You returned 1 for each bias: that is ∂y/∂b, to be multiplied by dy and summed over the examples.") {
      result, _ in result.dbias = result.dbias.map { _ in 1 }
    },
    mistake("In dweight only the last example is left: add what each example contributes.") {
      $0.dweight = outer($1, of: $1.x.rows - 1..<$1.x.rows)
    },
    mistake("In dweight only the first example is there: add what each example contributes.") {
      $0.dweight = outer($1, of: 0..<1)
    },
    mistake("In dweight the first example is missing: add what each example contributes.") {
      $0.dweight = outer($1, of: 1..<$1.x.rows)
    },
    mistake("In dweight the last example is missing: add what each example contributes.") {
      $0.dweight = outer($1, of: 0..<$1.x.rows - 1)
    },
    mistake("In dweight you multiplied the sum of x by the sum of dy: add the products, one per example.") {
      $0.dweight = matmul($1.x.columnSums.transposed, $1.dy.columnSums)
    },
    mistake("In dx only the last unit is left: an input feeds every unit, so add what each unit sends back.") {
      $0.dx = sentBack($1, by: $1.dy.columns - 1)
    },
    mistake("In dx only the first unit is there: an input feeds every unit, so add what each unit sends back.") {
      $0.dx = sentBack($1, by: 0)
    },
    mistake("In dx you summed dy over the units first: each unit sends dy times its own weights back.") {
      result, input in
      result.dx = Matrix(rows: input.x.rows, columns: input.x.columns) { i, l in
        input.dy.row(i).reduce(0, +) * input.weight.row(l).reduce(0, +)
      }
    },
    mistake("In dx you summed dy over the units first: each unit sends dy times its own weights back.") {
      result, input in
      result.dx = Matrix(rows: input.x.rows, columns: input.x.columns) { i, l in
        input.dy.row(i).reduce(0, +) * input.weight.row(l).reduce(0, +) / Double(input.dy.columns)
      }
    },
    mistake("In dx every example got the sum over the batch: an example's input gets its own dy only.") {
      let row = matmul($1.dy.columnSums, $1.weight.transposed)
      $0.dx = Matrix(rows: $1.x.rows, columns: $1.x.columns) { _, l in row[0, l] }
    },
  ]

  private static let mistakesOfProducts: [Mistake] = [
    mistake("dweight is transposed: xᵀ dy has the shape of the weight, n × k.") { result, _ in
      result.dweight = result.dweight.transposed
    },
    mistake("dx is transposed: dy Wᵀ has the shape of x, m × n.") { result, _ in result.dx = result.dx.transposed },
    mistake("The signs are wrong: return the gradients; stepping against them comes later.") { result, _ in
      result = (-result.dx, -result.dweight, result.dbias.map { -$0 })
    },
    mistake("You cut dx off where x is not positive: that is a ReLU's way back, and this layer has none.") {
      $0.dx = $0.dx.zip($1.x) { $1 > 0 ? $0 : 0 }
    },
    mistake("You multiplied dx by a slope, 1 − x²: the layer has no activation, dx = dy Wᵀ.") {
      $0.dx = $0.dx.zip($1.x) { $0 * (1 - $1 * $1) }
    },
    mistake("You multiplied dx by a slope, x(1 − x): the layer has no activation, dx = dy Wᵀ.") {
      $0.dx = $0.dx.zip($1.x) { $0 * $1 * (1 - $1) }
    },
    mistake("The sign of dx is wrong: dx = dy Wᵀ.") { result, _ in result.dx = -result.dx },
    mistake("The sign of dweight is wrong: it is xᵀ dy.") { result, _ in result.dweight = -result.dweight },
    mistake("The sign of dbias is wrong: it is the sum of dy over the examples.") { result, _ in
      result.dbias = result.dbias.map { -$0 }
    },
    mistake("You multiplied dbias by the number of units: each example contributes its dy once.") {
      let k = Double($1.dy.columns)
      $0.dbias = $0.dbias.map { k * $0 }
    },
    mistake("dbias is twice the sum: each example contributes its dy once.") { result, _ in
      result.dbias = result.dbias.map { 2 * $0 }
    },
    mistake("You multiplied dx by x: x belongs to dweight.") { $0.dx = $0.dx.hadamard($1.x) },
    mistake("You multiplied dweight by the weight: the weight belongs to dx.") {
      $0.dweight = $0.dweight.hadamard($1.weight)
    },
    mistake("You returned the weight itself, W for each example, as dx: multiply by dy.") { result, input in
      result.dx = Matrix(rows: input.x.rows, columns: input.x.columns) { _, l in input.weight.row(l).reduce(0, +) }
    },
    mistake("In dweight dy is missing: that is the sum of x; multiply each x by its dy.") { result, input in
      let sums = input.x.columnSums
      result.dweight = Matrix(rows: input.weight.rows, columns: input.weight.columns) { l, _ in sums[0, l] }
    },
  ]

  private static let mistakesOfSteps: [Mistake] = [1e-4, 1e-3, 0.01, 0.05, 0.1, 0.5, 1].flatMap { step in
    [
      mistake("The weight has made a step before dx was found: dx is taken at the weight of the way forward.") {
        $0.dx = matmul($1.dy, ($1.weight - step * $0.dweight).transposed)
      },
      mistake("You added a share of the weight to dweight, as weight decay does: it is xᵀ dy alone.") {
        $0.dweight += step * $1.weight
      },
      mistake("You added a share of the weight to dweight, as weight decay does: it is xᵀ dy alone.") {
        $0.dweight += 2 * step * $1.weight
      },
    ]
  }

  /// xᵀ dy over some of the examples.
  private static func outer(_ input: DenseInput, of rows: Range<Int>) -> Matrix {
    Matrix(rows: input.x.columns, columns: input.dy.columns) { l, j in
      rows.reduce(0) { $0 + input.x[$1, l] * input.dy[$1, j] }
    }
  }

  /// What unit j alone sends back.
  private static func sentBack(_ input: DenseInput, by j: Int) -> Matrix {
    Matrix(rows: input.x.rows, columns: input.x.columns) { i, l in input.dy[i, j] * input.weight[l, j] }
  }

  /// `count` zeros.
  private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
}

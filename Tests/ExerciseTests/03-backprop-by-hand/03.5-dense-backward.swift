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

  static let denseBackward = Bank<DenseInput, DenseResult>(
    id: "3.5",
    cases: { generator in
      let readable = DenseInput(
        dy: Matrix([[1, 0], [2, -1]]), x: Matrix([[1, 2], [3, 4]]), weight: Matrix([[10, 20], [30, 40]]))
      let drawn = [(2, 3, 1), (4, 2, 3), (1, 3, 2), (3, 3, 3), (5, 1, 1), (8, 4, 6)].map { m, n, k in
        DenseInput(dy: uniform(m, k, &generator), x: uniform(m, n, &generator), weight: uniform(n, k, &generator))
      }
      return ([readable] + drawn).map { Case($0) }
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
    misconceptions: [
      Answer("You divided dweight and dbias by m: they are sums over the batch, dy already holds the loss's mean.") {
        input in
        let m = Double(input.x.rows)
        return changed(input) {
          $0.dweight = $0.dweight / m
          $0.dbias = $0.dbias.map { $0 / m }
        }
      },
      Answer("You divided dbias by m: it is a sum over the batch, dy already holds the loss's mean.") { input in
        let m = Double(input.x.rows)
        return changed(input) { $0.dbias = $0.dbias.map { $0 / m } }
      },
      Answer("dweight is transposed: xᵀ dy has the shape of the weight, n × k.") { input in
        changed(input) { $0.dweight = $0.dweight.transposed }
      },
      Answer(
        "You summed dy over the units: a bias belongs to one unit and is added to every example, so sum over those."
      ) {
        input in
        changed(input) { $0.dbias = (0..<input.dy.rows).map { input.dy.row($0).reduce(0, +) } }
      },
      Answer("In dweight only the last example is left: add what each example contributes.") { input in
        let i = input.x.rows - 1
        return changed(input) {
          $0.dweight = Matrix(rows: input.x.columns, columns: input.dy.columns) { l, j in input.x[i, l] * input.dy[i, j]
          }
        }
      },
      Answer("In dx only the last unit is left: an input feeds every unit, so add what each unit sends back.") {
        input in
        let j = input.dy.columns - 1
        return changed(input) {
          $0.dx = Matrix(rows: input.x.rows, columns: input.x.columns) { i, l in input.dy[i, j] * input.weight[l, j] }
        }
      },
      Answer("The signs are wrong: return the gradients; stepping against them comes later.") { input in
        changed(input) { $0 = (-$0.dx, -$0.dweight, $0.dbias.map { -$0 }) }
      },
    ])

  /// `count` zeros.
  private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
}

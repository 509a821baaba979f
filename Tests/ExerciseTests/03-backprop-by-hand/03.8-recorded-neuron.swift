import Engine
import Solutions

extension Lesson03 {
  struct NeuronInput: Sendable {
    let x: Double
    let w: Double
    let b: Double
  }

  typealias Record = (values: [Double], operands: [[Int]], derivatives: [[Double]])

  private typealias Mistake = Answer<NeuronInput, Record>

  private static func answer(_ input: NeuronInput) -> Record { recordedNeuron(x: input.x, w: input.w, b: input.b) }

  /// What the neuron meets on its way forward.
  private struct Way {
    let x, w, b, product, sum, a: Double
  }

  /// The right answer with something changed.
  private static func mistake(
    _ diagnosis: String, _ change: @escaping @Sendable (inout Record, Way) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { input in
      var record = answer(input)
      let values = record.values
      let way = Way(
        x: input.x, w: input.w, b: input.b, product: values[3], sum: values[4], a: values[5])
      change(&record, way)
      return record
    }
  }

  /// What a record says of node i, with the operands from the first to the last: their order is the learner's.
  private static func edges(of i: Int, in record: Record) -> [Quantity] {
    let operands = record.operands.indices.contains(i) ? record.operands[i] : []
    let derivatives = record.derivatives.indices.contains(i) ? record.derivatives[i] : []
    let isPaired = operands.count == derivatives.count
    let order = isPaired ? operands.indices.sorted { (operands[$0], $0) < (operands[$1], $1) } : Array(operands.indices)
    return [
      .list("operands[\(i)]", order.map { Double(operands[$0]) }),
      .list("derivatives[\(i)]", isPaired ? order.map { derivatives[$0] } : derivatives),
    ]
  }

  private static func quantities(_ record: Record) -> [Quantity] {
    let operands: Int = record.operands.prefix(3).map(\.count).reduce(0, +)
    let derivatives: Int = record.derivatives.prefix(3).map(\.count).reduce(0, +)
    var quantities: [Quantity] = [
      .list("values", record.values), .number("count of operands", Double(record.operands.count)),
      .number("count of derivatives", Double(record.derivatives.count)),
      .number("operands of the leaves", Double(operands)), .number("derivatives of the leaves", Double(derivatives)),
    ]
    for i in 3...5 { quantities += edges(of: i, in: record) }
    return quantities
  }

  static let recordedNeurons: Bank<NeuronInput, Record> = Bank(
    id: "3.8",
    cases: { generator in
      let readable = [
        (2.0, 3.0, -6.0), (2, 0.5, -0.5), (-1, 0.25, 0.5), (3, -0.5, 1), (0, 2, 1), (2, 0, -1), (1, 1, 0),
      ].map { x, w, b in Case(NeuronInput(x: x, w: w, b: b)) }
      let drawn = (0..<4).map { _ in
        Case(
          NeuronInput(
            x: generator.uniform(in: -1.5..<1.5), w: generator.uniform(in: -1.5..<1.5),
            b: generator.uniform(in: 0.2..<1)))
      }
      let flat = Case(NeuronInput(x: -8, w: 4, b: 1), note: "Here tanh is flat: its slope is all but 0.")
      return readable + [flat] + drawn
    },
    input: { [.number("x", $0.x), .number("w", $0.w), .number("b", $0.b)] },
    output: quantities,
    reference: { answer($0) },
    alternatives: [
      Answer("operands in another order") { input in
        var record = answer(input)
        for i in 3...5 {
          record.operands[i].reverse()
          record.derivatives[i].reverse()
        }
        return record
      },
      Answer("the slope of tanh as (1 − a)(1 + a)") { input in
        var record = answer(input)
        let a = record.values[5]
        record.derivatives[5] = [(1 - a) * (1 + a)]
        return record
      },
    ],
    misconceptions: mistakesOfTanh + mistakesOfProduct + mistakesOfSum + mistakesOfRecord)

  private static let mistakesOfTanh: [Mistake] = [
    mistake("You took the slope of tanh as 1 − z² at the sum z: it is 1 − a², made from the output.") {
      $0.derivatives[5] = [1 - $1.sum * $1.sum]
    },
    mistake("You took the slope of tanh as 1 − a: it is 1 − a².") { $0.derivatives[5] = [1 - $1.a] },
    mistake("You took the sigmoid's slope, a (1 − a): that of tanh is 1 − a².") {
      $0.derivatives[5] = [$1.a * (1 - $1.a)]
    },
    mistake("The sign of tanh's slope is wrong: it is 1 − a², never negative.") {
      $0.derivatives[5] = [$1.a * $1.a - 1]
    },
    mistake("You took the slope of tanh to be 1: it is 1 − a².") { record, _ in record.derivatives[5] = [1] },
    mistake("You recorded tanh itself where its slope belongs: derivatives[5] is 1 − a².") {
      $0.derivatives[5] = [$1.a]
    },
    mistake("You took the slope of tanh as a²: it is 1 − a².") { $0.derivatives[5] = [$1.a * $1.a] },
    mistake("You applied tanh to its output again before the slope: it is 1 − a², and a is already tanh(w x + b).") {
      $0.derivatives[5] = [1 - tanh($1.a) * tanh($1.a)]
    },
    mistake("Node 5 is the sum itself: its value is tanh(w x + b), and its slope 1 − a².") {
      $0.values[5] = $1.sum
      $0.derivatives[5] = [1]
    },
  ]

  private static let mistakesOfProduct: [Mistake] = [
    mistake("You gave each factor its own value: w x grows x times as fast as w, and w times as fast as x.") {
      $0.derivatives[3] = [$1.w, $1.x]
    },
    mistake("You took the product's local derivatives to be 1, as a sum's are: each is the other factor.") {
      record, _ in
      record.derivatives[3] = [1, 1]
    },
    mistake("You gave both factors the product: each local derivative is the other factor.") {
      $0.derivatives[3] = [$1.product, $1.product]
    },
  ]

  private static let mistakesOfSum: [Mistake] = [
    mistake("You took the values for the sum's local derivatives: both are 1.") {
      $0.derivatives[4] = [$1.product, $1.b]
    },
    mistake("You treated the sum as a product: its local derivatives are both 1.") {
      $0.derivatives[4] = [$1.b, $1.product]
    },
    mistake("A bias is not a constant here: node 4 follows node 2 with the local derivative 1.") { record, _ in
      record.derivatives[4] = [1, 0]
    },
    mistake("You left the bias out of node 4's operands: it is computed from nodes 3 and 2.") { record, _ in
      record.operands[4] = [3]
      record.derivatives[4] = [1]
    },
    mistake("You left the bias out on the way forward: node 4 is w x + b.") { record, _ in
      let a = tanh(record.values[3])
      record.values[4] = record.values[3]
      record.values[5] = a
      record.derivatives[5] = [1 - a * a]
    },
  ]

  private static let mistakesOfRecord: [Mistake] = [
    mistake("You recorded the derivatives of the output: a node knows its own alone, and the way back multiplies.") {
      let slope = 1 - $1.a * $1.a
      $0.derivatives[3] = [slope * $1.x, slope * $1.w]
      $0.derivatives[4] = [slope, slope]
    },
    mistake("You made each leaf its own operand: a leaf is computed from nothing.") { record, _ in
      for i in 0...2 {
        record.operands[i] = [i]
        record.derivatives[i] = [1]
      }
    },
    mistake("You counted the nodes from 1: x is node 0.") { record, _ in
      record.operands = record.operands.map { $0.map { $0 + 1 } }
    },
    mistake("You recorded the three computed nodes alone: the leaves are nodes too, without operands.") {
      record, _ in
      record.values.removeFirst(3)
      record.operands.removeFirst(3)
      record.derivatives.removeFirst(3)
    },
    mistake("You listed the leaves as w, x, b: x is node 0, and w is node 1.") { record, _ in
      record.values.swapAt(0, 1)
      record.operands[3] = [0, 1]
    },
  ]
}

import Engine
import Solutions

extension Lesson06 {
  struct ShareInput: Sendable {
    let inputs: Matrix
    let errors: [Double]
    let batchSize: Int
  }

  /// Each batch's Σ term(δᵢ, xᵢⱼ), one array of n sums per batch.
  private static func sums(_ input: ShareInput, term: (Double, Double) -> Double = { $0 * $1 }) -> [[Double]] {
    stride(from: 0, to: input.inputs.rows, by: input.batchSize).map { start in
      let rows = start..<min(start + input.batchSize, input.inputs.rows)
      return (0..<input.inputs.columns).map { j in
        rows.reduce(0) { $0 + term(input.errors[$1], input.inputs[$1, j]) }
      }
    }
  }

  private static func isMixed(_ sums: [Double]) -> Bool { sums.contains { $0 > 0 } && sums.contains { $0 < 0 } }

  private static func share<T>(_ elements: [T], _ counts: (T) -> Bool) -> Double {
    Double(elements.filter(counts).count) / Double(elements.count)
  }

  static let sameSign = Bank<ShareInput, Double>(
    id: "6.3",
    cases: { generator in
      let readable = ShareInput(
        inputs: Matrix([[1, 3], [3, 1], [2, 1], [1, 2]]), errors: [1, -1, 1, 1], batchSize: 2)
      let single = ShareInput(inputs: Matrix([[1, 3], [3, 1], [2, -1]]), errors: [1, -1, 1], batchSize: 1)
      let smaller = ShareInput(
        inputs: Matrix([[1, 3], [3, 1], [2, 1], [1, 2], [2, -3]]), errors: [1, -1, 1, 1, 2], batchSize: 2)
      let still = ShareInput(
        inputs: Matrix([[0, 2, 1], [0, 0, 0], [1, -1, 0]]), errors: [-1, 2, 1], batchSize: 1)
      let silent = ShareInput(inputs: Matrix([[1, -2], [3, 1]]), errors: [0, 1], batchSize: 1)
      let shapes = [(40, 2, 3), (60, 3, 7), (50, 2, 50), (90, 4, 2), (64, 2, 16)]
      let generated = shapes.map { m, n, size in
        ShareInput(
          inputs: uniform(m, n, &generator, offset: 1.5), errors: list(m, -1, 1, &generator), batchSize: size)
      }
      let centred = ShareInput(inputs: uniform(48, 2, &generator), errors: list(48, -1, 1, &generator), batchSize: 4)
      return [
        Case(readable, note: "The first batch sums to −2 and 2, the second to 3 and 3."),
        Case(single, note: "With one example in a batch, only inputs of both signs can part the weights."),
        Case(smaller, note: "Five examples in batches of two: the last batch is a single example."),
        Case(still, note: "A weight whose input is 0 does not move, and takes no side."),
        Case(silent, note: "The first example has δ = 0, so nothing moves: that update counts as of one sign."),
      ] + generated.map { Case($0) } + [Case(centred)]
    },
    input: {
      [.matrix("inputs", $0.inputs), .list("errors", $0.errors), .number("batchSize", Double($0.batchSize))]
    },
    output: { [.number("share", $0)] },
    reference: { sameSignShare(inputs: $0.inputs, errors: $0.errors, batchSize: $0.batchSize) },
    alternatives: [
      Answer("the sums as the product Xᵀδ of each batch, their least and greatest on one side of 0") { input in
        let starts = stride(from: 0, to: input.inputs.rows, by: input.batchSize)
        let agreeing = starts.filter { start in
          let rows = start..<min(start + input.batchSize, input.inputs.rows)
          let sums = matmul(input.inputs.selectingRows(rows).transposed, Matrix(column: Array(input.errors[rows])))
          return sums.min >= 0 || sums.max <= 0
        }
        return Double(agreeing.count) / Double(Array(starts).count)
      },
      Answer("no two updates −η s/B with a negative product") { input in
        share(sums(input)) { sums in
          let updates = sums.map { -0.1 * $0 / Double(input.batchSize) }
          return !updates.contains { a in updates.contains { a * $0 < 0 } }
        }
      },
    ],
    misconceptions: [
      Answer("You left δ out and added up the inputs: its sign is what a batch is about.") { input in
        share(sums(input) { $1 }) { !isMixed($0) }
      },
      Answer("You looked at each example by itself: a batch makes one update, from the sum over its examples.") {
        input in
        let examples = ShareInput(inputs: input.inputs, errors: input.errors, batchSize: 1)
        return share(sums(examples)) { !isMixed($0) }
      },
      Answer("You left out the last batch where it is smaller: it makes an update too.") { input in
        let full = sums(input).prefix(input.inputs.rows / input.batchSize)
        return share(Array(full)) { !isMixed($0) }
      },
      Answer("You counted a weight that does not move as one that disagrees: it takes no side.") { input in
        share(sums(input)) { sums in sums.allSatisfy { $0 > 0 } || sums.allSatisfy { $0 < 0 } }
      },
      Answer("You left out the updates in which nothing moves: they are of one sign too.") { input in
        share(sums(input).filter { $0.contains { $0 != 0 } }) { !isMixed($0) }
      },
      Answer("You looked at the signs of δ: the question is whether the sums δ x over the batch agree.") { input in
        let starts = Array(stride(from: 0, to: input.inputs.rows, by: input.batchSize))
        return share(starts) { start in
          !isMixed(Array(input.errors[start..<min(start + input.batchSize, input.inputs.rows)]))
        }
      },
      Answer("You counted one direction only: all weights may grow together, or all shrink together.") { input in
        share(sums(input)) { $0.allSatisfy { $0 >= 0 } }
      },
      Answer("You counted the updates whose weights part: the share of those that agree is asked for.") { input in
        share(sums(input)) { isMixed($0) }
      },
    ])
}

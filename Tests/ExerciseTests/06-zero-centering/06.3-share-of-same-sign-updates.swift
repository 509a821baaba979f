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

  static let sameSign: Bank<ShareInput, Double> = Bank(
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
      let hidden = ShareInput(inputs: Matrix([[1, 0, -1], [0, 1, -1]]), errors: [1, 1], batchSize: 1)
      let pair = ShareInput(inputs: Matrix([[1, -1, -1], [2, -1, 1]]), errors: [1, -1], batchSize: 1)
      let tiny = ShareInput(inputs: Matrix([[1e-20, -2e-20], [3e-20, 1e-20]]), errors: [1, -1], batchSize: 1)
      let whole = ShareInput(inputs: Matrix([[1, 2], [-3, 1], [1, -5]]), errors: [1, 1, 1], batchSize: 5)
      let one = ShareInput(inputs: Matrix([[1], [-2], [3], [0]]), errors: [1, 1, -1, 2], batchSize: 1)
      // Numbers from −1, 0 and 1: weights and whole updates that stand still, among others, and sums of 0.
      let steps = [(40, 3, 1), (45, 4, 2), (41, 3, 4)].map { m, n, size in
        ShareInput(
          inputs: Matrix(rows: m, columns: n) { _, _ in Double(generator.integer(below: 3) - 1) },
          errors: (0..<m).map { _ in Double(generator.integer(below: 3) - 1) }, batchSize: size)
      }
      return [
        Case(readable, note: "The first batch sums to −2 and 2, the second to 3 and 3."),
        Case(single, note: "With one example in a batch, only inputs of both signs can part the weights."),
        Case(smaller, note: "Five examples in batches of two: the last batch is a single example."),
        Case(still, note: "A weight whose input is 0 does not move, and takes no side."),
        Case(silent, note: "The first example has δ = 0, so nothing moves: that update counts as of one sign."),
        Case(hidden, note: "Weights 0 and 2 part in the first update, 1 and 2 in the second; one stands still."),
        Case(pair, note: "In both updates some weights grow and some shrink, wherever they stand."),
        Case(tiny, note: "The updates are tiny, and their weights part all the same."),
        Case(whole, note: "batchSize is above m: all examples are one batch."),
        Case(one, note: "A single weight: every update is of one sign."),
      ] + generated.map { Case($0) } + [Case(centred)] + steps.map { Case($0) }
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
    misconceptions: mistakesOfSums + mistakesOfSigns + mistakesOfShares)

  /// The rows of each batch.
  private static func batches(_ input: ShareInput) -> [Range<Int>] {
    stride(from: 0, to: input.inputs.rows, by: input.batchSize).map {
      $0..<min($0 + input.batchSize, input.inputs.rows)
    }
  }

  /// The sums over the given rows, one per weight.
  private static func sum(_ input: ShareInput, over rows: some Sequence<Int>) -> [Double] {
    rows.reduce(into: [Double](repeating: 0, count: input.inputs.columns)) { sums, i in
      for j in sums.indices { sums[j] += input.errors[i] * input.inputs[i, j] }
    }
  }

  /// A mistake in what an update is.
  private static func mistake(
    _ diagnosis: String, updates: @escaping @Sendable (ShareInput) -> [[Double]]
  ) -> Answer<ShareInput, Double> {
    Answer(diagnosis) { share(updates($0)) { !isMixed($0) } }
  }

  /// A mistake in what it is to be of one sign.
  private static func mistake(
    _ diagnosis: String, isOfOneSign: @escaping @Sendable ([Double]) -> Bool
  ) -> Answer<ShareInput, Double> {
    Answer(diagnosis) { share(sums($0), isOfOneSign) }
  }

  private static let mistakesOfSums: [Answer<ShareInput, Double>] = [
    mistake(
      "You left δ out and added up the inputs: an update is made of the sum of δ x.", updates: { sums($0) { $1 } }),
    mistake(
      "You looked at each example by itself: a batch makes one update, from the sum over its examples.",
      updates: { sums(ShareInput(inputs: $0.inputs, errors: $0.errors, batchSize: 1)) }),
    mistake(
      "You left out the last batch where it is smaller: it makes an update too.",
      updates: { Array(sums($0).prefix($0.inputs.rows / $0.batchSize)) }),
    mistake(
      "You left out the updates in which nothing moves: they are of one sign too.",
      updates: { sums($0).filter { $0.contains { $0 != 0 } } }),
    mistake(
      "You looked at the signs of δ: the question is whether the sums δ x over the batch agree.",
      updates: { input in batches(input).map { Array(input.errors[$0]) } }),
    mistake(
      "You took `batchSize` for the number of batches: it is how many examples make one.",
      updates: { input in
        let (m, count) = (input.inputs.rows, min(input.batchSize, input.inputs.rows))
        return (0..<count).map { sum(input, over: $0 * m / count..<($0 + 1) * m / count) }
      }),
    mistake(
      "You multiplied the mean δ by the mean input: it is the products δ x that are added.",
      updates: { input in
        batches(input).map { rows in
          let δ = mean(Array(input.errors[rows]))
          return (0..<input.inputs.columns).map { j in δ * mean(rows.map { input.inputs[$0, j] }) }
        }
      }),
    mistake(
      "You took the size of the input without its sign: an update is made of δ x, with both signs.",
      updates: { sums($0) { $0 * abs($1) } }),
    mistake(
      "You took the size of δ without its sign: an update is made of δ x, with both signs.",
      updates: { sums($0) { abs($0) * $1 } }),
    mistake(
      "You added the signs: add the products δ x themselves, a large one outweighs small ones.",
      updates: { sums($0) { ($0 * $1 > 0 ? 1 : 0) - ($0 * $1 < 0 ? 1 : 0) } }),
    mistake(
      "You did not begin each batch at 0: its sums are its own, without those of the batches before.",
      updates: { input in batches(input).map { sum(input, over: 0..<$0.upperBound) } }),
    mistake(
      "You filled up the last batch with the first examples: it is smaller if need be.",
      updates: { input in
        batches(input).map { rows in
          sum(input, over: (rows.lowerBound..<rows.lowerBound + input.batchSize).map { $0 % input.inputs.rows })
        }
      }),
    mistake(
      "You dealt the examples out in turn: a batch is made of `batchSize` rows that follow one another.",
      updates: { input in
        let count = batches(input).count
        return (0..<count).map { sum(input, over: stride(from: $0, to: input.inputs.rows, by: count)) }
      }),
    mistake(
      "You took a batch from every row on: the batches follow one another, and no example is in two.",
      updates: { input in
        let (m, size) = (input.inputs.rows, input.batchSize)
        return (0...max(0, m - size)).map { sum(input, over: $0..<min($0 + size, m)) }
      }),
    mistake(
      "You added the last, smaller batch to the one before: it makes an update of its own.",
      updates: { input in
        let (m, count) = (input.inputs.rows, max(1, input.inputs.rows / input.batchSize))
        return (0..<count).map {
          sum(input, over: $0 * input.batchSize..<($0 == count - 1 ? m : ($0 + 1) * input.batchSize))
        }
      }),
    mistake(
      "You looked at the first example of each batch: an update is made from the sum over all of them.",
      updates: { input in batches(input).map { sum(input, over: $0.prefix(1)) } }),
  ]

  private static let mistakesOfSigns: [Answer<ShareInput, Double>] = [
    mistake(
      "You counted a weight that does not move as one that disagrees: it takes no side.",
      isOfOneSign: { sums in sums.allSatisfy { $0 > 0 } || sums.allSatisfy { $0 < 0 } }),
    mistake(
      "You asked that all signs are equal: a weight that does not move takes no side.",
      isOfOneSign: { sums in
        sums.allSatisfy { $0 > 0 } || sums.allSatisfy { $0 < 0 } || sums.allSatisfy { $0 == 0 }
      }),
    mistake(
      "You let a weight that does not move take the side of those that shrink or of those that grow: it takes none.",
      isOfOneSign: { sums in sums.allSatisfy { $0 >= 0 } || sums.allSatisfy { $0 < 0 } }),
    mistake(
      "You let a weight that does not move take the side of those that shrink or of those that grow: it takes none.",
      isOfOneSign: { sums in sums.allSatisfy { $0 > 0 } || sums.allSatisfy { $0 <= 0 } }),
    mistake(
      "You counted one direction only: all weights may grow together, or all shrink together.",
      isOfOneSign: { $0.allSatisfy { $0 >= 0 } }),
    mistake(
      "You counted one direction only: all weights may grow together, or all shrink together.",
      isOfOneSign: { $0.allSatisfy { $0 <= 0 } }),
    mistake(
      "You compared neighbours only: a weight that stands still can hide two that part, so compare every pair.",
      isOfOneSign: { sums in zip(sums, sums.dropFirst()).allSatisfy { $0 * $1 >= 0 } }),
    mistake(
      "You called an update mixed where one of several weights stands still: it takes no side.",
      isOfOneSign: { sums in zip(sums, sums.dropFirst()).allSatisfy { $0 * $1 > 0 } }),
    mistake(
      "You looked at the sum of the weights' updates: any two weights may part, however large the others are.",
      isOfOneSign: { $0.reduce(0, +) >= 0 }),
    mistake(
      "You asked whether any two agree: an update is of one sign if no two part.",
      isOfOneSign: { sums in
        sums.count < 2 || sums.indices.contains { i in sums[..<i].contains { $0 * sums[i] > 0 } }
      }),
    mistake(
      "You called an update mixed only if all its weights move: two that part are enough.",
      isOfOneSign: { sums in !isMixed(sums) || sums.contains(0) }),
    mistake(
      "You compared the others with the first weight only: where it stands still, they may part from one another.",
      isOfOneSign: { sums in sums.allSatisfy { sums[0] * $0 >= 0 } }),
    mistake(
      "You took small updates for none: a weight stands still only if its sum is 0.",
      isOfOneSign: { sums in !(sums.contains { $0 > 1e-9 } && sums.contains { $0 < -1e-9 }) }),
    mistake(
      "You compared the first two weights only: any two may part.",
      isOfOneSign: { $0.count < 2 || $0[0] * $0[1] >= 0 }),
    mistake(
      "You compared the first weight with the last only: any two may part.",
      isOfOneSign: { $0[0] * $0[$0.count - 1] >= 0 || $0.count < 2 }),
    mistake(
      "You took the sign of the product of all sums: a 0 hides all others, and two that shrink cancel. Compare them.",
      isOfOneSign: { $0.reduce(1, *) >= 0 || $0.count < 2 }),
    mistake(
      "You took the product of all sums, and wanted it above 0: with two that shrink it is positive again.",
      isOfOneSign: { $0.reduce(1, *) > 0 || $0.count < 2 }),
    mistake(
      "An update in which nothing moves is of one sign: you counted it as mixed.",
      isOfOneSign: { sums in !isMixed(sums) && sums.contains { $0 != 0 } }),
    mistake(
      "You counted the updates whose weights part: the share of those that agree is asked for.",
      isOfOneSign: { isMixed($0) }),
  ]

  private static let mistakesOfShares: [Answer<ShareInput, Double>] = [
    Answer("You divided by m/B as it is: the number of batches is that, rounded up.") { input in
      let count = sums(input).count { !isMixed($0) }
      return Double(count) * Double(input.batchSize) / Double(input.inputs.rows)
    },
    Answer("You divided by m/B rounded down: the last batch counts too, where it is smaller.") { input in
      Double(sums(input).count { !isMixed($0) }) / Double(input.inputs.rows / input.batchSize)
    },
    Answer("You gave per cent: the share is a number from 0 to 1.") { 100 * share(sums($0)) { !isMixed($0) } },
    Answer("You counted the batches without a smaller last one, but divided by the number of all.") { input in
      let count = sums(input).prefix(input.inputs.rows / input.batchSize).count { !isMixed($0) }
      return Double(count) / Double(sums(input).count)
    },
    Answer("You divided by the number of weights: the share is one of batches.") { input in
      Double(sums(input).count { !isMixed($0) }) / Double(input.inputs.columns)
    },
    Answer("You divided by the batch size: the share is one of batches.") { input in
      Double(sums(input).count { !isMixed($0) }) / Double(input.batchSize)
    },
    Answer("You compared each update with the one before: it is the weights within one update that agree or part.") {
      input in
      let updates = sums(input)
      let agreeing = zip(updates.dropFirst(), updates).count { zip($0, $1).allSatisfy { $0 * $1 >= 0 } }
      return Double(agreeing) / Double(max(1, updates.count - 1))
    },
    Answer("You divided by the number of examples: the share is one of batches.") { input in
      Double(sums(input).count { !isMixed($0) }) / Double(input.inputs.rows)
    },
    Answer("You divided whole numbers, which drops the fraction: make Doubles of them first.") { input in
      sums(input).contains(where: isMixed) ? 0 : 1
    },
    Answer("You gave the number of updates: divide it by the number of batches.") { input in
      Double(sums(input).count { !isMixed($0) })
    },
    Answer("You gave each batch the weight of its examples: every batch is one update.") { input in
      let rows = zip(batches(input), sums(input)).reduce(0) { $0 + (isMixed($1.1) ? 0 : $1.0.count) }
      return Double(rows) / Double(input.inputs.rows)
    },
    Answer("You asked that each example of a batch be of one sign: it is the batch's sum that counts.") { input in
      share(batches(input)) { rows in rows.allSatisfy { !isMixed(sum(input, over: [$0])) } }
    },
    Answer("You gave the share of weights that move with the majority: an update is of one sign, or it is not.") {
      input in
      mean(
        sums(input).map { sums in
          let (up, down) = (sums.count { $0 > 0 }, sums.count { $0 < 0 })
          return up + down == 0 ? 1 : Double(max(up, down)) / Double(up + down)
        })
    },
    Answer("You added up the whole data before you looked at its signs: each batch makes an update.") { input in
      isMixed(sum(input, over: 0..<input.inputs.rows)) ? 0 : 1
    },
  ]
}

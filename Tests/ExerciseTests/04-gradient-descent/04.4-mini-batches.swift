import Engine
import Solutions

extension Lesson04 {
  struct EpochInput: Sendable {
    let count: Int
    let size: Int
    /// Of the generator that is handed to the answer.
    let seed: UInt64
    /// How many epochs are drawn to see whether all examples meet equally often; 0 if only one is looked at.
    var epochs = 0
  }

  /// The batches of an epoch, of the one that follows it, and of the first one again; or of many epochs.
  ///
  /// Batches are judged by their properties, never by the order of the draws.
  struct EpochSample: Sendable {
    let input: EpochInput
    let first: [[Int]]
    let second: [[Int]]
    let firstAgain: [[Int]]
    let later: [[[Int]]]

    init(_ input: EpochInput, draw: (inout Generator) -> [[Int]]) {
      self.input = input
      var generator = Generator(seed: input.seed)
      first = draw(&generator)
      second = draw(&generator)
      later = (0..<input.epochs).map { _ in draw(&generator) }
      generator = Generator(seed: input.seed)
      firstAgain = draw(&generator)
    }

    var properties: [Quantity] {
      let drawn = first.joined()
      var times = [Double](repeating: 0, count: input.count)
      for example in drawn where times.indices.contains(example) { times[example] += 1 }
      // Two epochs of twenty examples are alike by chance in one of 10¹⁸ trials, or are one batch.
      let isLong = input.count >= 20
      return [
        .list("sizes of the batches", first.map { Double($0.count) }),
        // In order of size, so that a mistake looks the same whatever the order of the draws.
        .list("how often the examples were drawn, the rarest first", times.sorted()),
        .number("numbers that are no example", Double(drawn.count { !times.indices.contains($0) })),
        .number("the examples are in order, forwards or backwards (1: yes)", isLong && isInOrder ? 1 : 0),
        .number("equal generators, equal batches (1: yes)", !isLong || first == firstAgain ? 1 : 0),
        .number("the next epoch has other batches (1: yes)", !isLong || first != second ? 1 : 0),
        .matrix("share of epochs in which example i is in batch k", places),
        .matrix("share of epochs in which examples i and j share a batch", pairs),
      ]
    }

    private var isInOrder: Bool {
      let drawn = Array(first.joined())
      return drawn == drawn.sorted() || drawn.reversed() == drawn.sorted()
    }

    private var places: Matrix {
      guard input.epochs > 0 else { return .empty }
      let batches = (input.count + input.size - 1) / input.size
      var shares = Matrix(rows: input.count, columns: batches)
      for epoch in later {
        for (k, batch) in epoch.enumerated() {
          for i in batch where i >= 0 && i < input.count && k < batches { shares[i, k] += 1 / Double(input.epochs) }
        }
      }
      return Matrix(rows: input.count, columns: batches) { i, k in
        let size = min(input.size, input.count - k * input.size)
        return expected(shares[i, k], Double(size) / Double(input.count))
      }
    }

    private var pairs: Matrix {
      guard input.epochs > 0, input.size > 1 else { return .empty }
      var shares = Matrix(rows: input.count, columns: input.count)
      for batch in later.joined() {
        for i in batch where i >= 0 && i < input.count {
          for j in batch where j >= 0 && j < input.count && j != i { shares[i, j] += 1 / Double(input.epochs) }
        }
      }
      let sizes = stride(from: 0, to: input.count, by: input.size).map { min(input.size, input.count - $0) }
      let together = sizes.reduce(0) { $0 + $1 * ($1 - 1) }
      let wanted = Double(together) / Double(input.count * (input.count - 1))
      return Matrix(rows: input.count, columns: input.count) { i, j in i == j ? 0 : expected(shares[i, j], wanted) }
    }

    /// The share that is wanted, if the difference may be chance: six standard deviations. Else the share to hundredths.
    private func expected(_ share: Double, _ wanted: Double) -> Double {
      let chance = 6 * (wanted * (1 - wanted) / Double(input.epochs)).squareRoot()
      return abs(share - wanted) <= max(chance, 1e-9) ? wanted : (100 * share).rounded() / 100
    }
  }

  static let epochs: Bank<EpochInput, EpochSample> = Bank(
    id: "4.4",
    cases: { generator in
      let shapes: [(count: Int, size: Int, note: String?)] = [
        (6, 2, nil), (7, 3, "The last batch has one example."), (8, 3, "The last batch has two examples."),
        (5, 1, "Each example is a batch."), (4, 4, "All examples are one batch."),
        (3, 5, "There are fewer examples than a batch holds: one batch has them all."), (1, 1, nil),
        (1, 4, "There is one example."), (0, 3, "There is no example, and so no batch."), (9, 4, nil), (12, 4, nil),
        (10, 9, "The last batch has one example."), (10, 6, nil), (11, 2, nil), (23, 5, nil), (20, 5, nil),
        (40, 7, nil), (64, 16, nil), (101, 32, nil), (1197, 128, nil), (25, 1, nil), (24, 12, nil),
      ]
      let one = shapes.map {
        Case(EpochInput(count: $0.count, size: $0.size, seed: generator.next()), note: $0.note)
      }
      // A shuffle that is only a little unfair shows in many epochs.
      let many = [(6, 1, 12_000), (4, 2, 2000), (5, 2, 2000), (6, 4, 2000), (3, 1, 2000)].map { count, size, epochs in
        Case(
          EpochInput(count: count, size: size, seed: generator.next(), epochs: epochs),
          note: "Over thousands of epochs each example must be as often in one place as in another.")
      }
      return one + many
    },
    input: { [.number("count", Double($0.count)), .number("size", Double($0.size))] },
    output: { $0.properties },
    reference: { input in
      EpochSample(input) { miniBatches(count: input.count, size: input.size, using: &$0) }
    },
    alternatives: [
      drawn("the engine's permutation, and a loop that fills batches") { input, generator in
        var batches: [[Int]] = []
        for example in generator.permutation(of: input.count) {
          if batches.isEmpty || batches[batches.count - 1].count == input.size { batches.append([]) }
          batches[batches.count - 1].append(example)
        }
        return batches
      },
      drawn("examples taken out of a list, one at a time") { input, generator in
        var left = Array(0..<input.count)
        var batches: [[Int]] = []
        while !left.isEmpty {
          var batch: [Int] = []
          while batch.count < input.size && !left.isEmpty {
            batch.append(left.remove(at: generator.integer(below: left.count)))
          }
          batches.append(batch)
        }
        return batches
      },
      drawn("sorted by random keys, and cut with prefix and dropFirst") { input, generator in
        let keys = (0..<input.count).map { _ in generator.uniform() }
        var order = (0..<input.count).sorted { keys[$0] < keys[$1] }[...]
        var batches: [[Int]] = []
        while !order.isEmpty {
          batches.append(Array(order.prefix(input.size)))
          order = order.dropFirst(input.size)
        }
        return batches
      },
      drawn("exchanging examples by hand, batches in ascending order") { input, generator in
        var order = Array(0..<input.count)
        for i in order.indices.reversed() { order.swapAt(i, generator.integer(below: i + 1)) }
        return cut(order, input.size).map { $0.sorted() }
      },
    ],
    misconceptions: mistakesOfCutting + mistakesOfNumbering + mistakesOfShuffling)

  private typealias Mistake = Answer<EpochInput, EpochSample>

  private static func drawn(
    _ name: String, _ draw: @escaping @Sendable (EpochInput, inout Generator) -> [[Int]]
  ) -> Mistake {
    Mistake(name) { input in EpochSample(input) { draw(input, &$0) } }
  }

  /// A list cut into pieces, the last of which may be shorter.
  private static func cut(_ order: [Int], _ size: Int) -> [[Int]] {
    stride(from: 0, to: order.count, by: size).map { Array(order[$0..<min($0 + size, order.count)]) }
  }

  /// A right order that is dealt out wrongly.
  private static func dealt(
    _ diagnosis: String, _ deal: @escaping @Sendable (_ order: [Int], _ size: Int) -> [[Int]]
  ) -> Mistake {
    drawn(diagnosis) { input, generator in deal(generator.permutation(of: input.count), input.size) }
  }

  private static let mistakesOfCutting: [Mistake] = [
    dealt("You dropped the last, smaller batch: each example is in exactly one.") { order, size in
      cut(order, size).filter { $0.count == size }
    },
    dealt("You dropped the last batch even if it is full: each example is in exactly one.") { order, size in
      Array(cut(order, size).dropLast())
    },
    dealt("You filled the last batch up with examples that had had their turn: it is smaller.") { order, size in
      cut(order, size).map { $0 + order.prefix(size - $0.count) }
    },
    dealt("You filled the last batch up with one example, again and again: it is smaller.") { order, size in
      cut(order, size).map { $0 + [Int](repeating: $0.last!, count: size - $0.count) }
    },
    dealt("You filled the last batch up with −1: it is smaller.") { order, size in
      cut(order, size).map { $0 + [Int](repeating: -1, count: size - $0.count) }
    },
    dealt("You added what is left over to the last full batch: it makes a batch of its own.") { order, size in
      var batches = cut(order, size)
      if batches.count > 1, batches.last!.count < size {
        let rest = batches.removeLast()
        batches[batches.count - 1] += rest
      }
      return batches
    },
    dealt("Your smaller batch is the first: it is the last.") { order, size in
      let rest = order.count % size
      return (rest == 0 ? [] : [Array(order.prefix(rest))]) + cut(Array(order.dropFirst(rest)), size)
    },
    dealt("You made no batch where `size` is above the number of examples: one batch then has all of them.") {
      order, size in
      size > order.count ? [] : cut(order, size)
    },
    dealt("You made batches of nearly equal sizes: all but the last have `size` examples.") { order, size in
      let batches = (order.count + size - 1) / size
      return (0..<batches).map { k in stride(from: k, to: order.count, by: batches).map { order[$0] } }
    },
    dealt("You made `size` batches: it is how many examples are in a batch.") { order, size in
      cut(order, max(1, (order.count + size - 1) / size))
    },
    dealt("You made `size` batches, dealing the examples out in turn: `size` is how many are in a batch.") {
      order, size in
      (0..<size).map { k in stride(from: k, to: order.count, by: size).map { order[$0] } }
    },
    dealt("You ended with an empty batch where `size` divides the number of examples: no batch is empty.") {
      order, size in
      cut(order, size) + (order.count % size == 0 ? [[]] : [])
    },
    dealt("Of no examples you made one batch, which is empty: there is none.") { order, size in
      order.isEmpty ? [[]] : cut(order, size)
    },
    dealt("Your batches overlap by one: a batch ends before the next one begins, so ..< and not ….") { order, size in
      stride(from: 0, to: order.count, by: size).map { Array(order[$0...min($0 + size, order.count - 1)]) }
    },
    dealt("Your batches have one example too many: `size` is how many each has.") { order, size in
      cut(order, size + 1)
    },
    dealt("Your batches have one example too few: `size` is how many each has.") { order, size in
      stride(from: 0, to: order.count, by: size).map { Array(order[$0..<min($0 + max(1, size - 1), order.count)]) }
    },
    dealt("Your last batch lacks its last example: it ends where the list ends, at count and not at count − 1.") {
      order, size in
      stride(from: 0, to: order.count, by: size).map {
        Array(order[$0..<max($0, min($0 + size, order.count - 1))])
      }
    },
    dealt("You made a single batch of all examples: it is `size` that it holds.") { order, _ in
      order.isEmpty ? [] : [order]
    },
    dealt("You made a batch of each example: it is `size` that a batch holds.") { order, _ in order.map { [$0] } },
    dealt("You gave the first batch only: an epoch goes through all examples.") { order, size in
      Array(cut(order, size).prefix(1))
    },
    dealt("Your batches begin one example apart: each begins where the one before it ends.") { order, size in
      order.indices.map { Array(order[$0..<min($0 + size, order.count)]) }
    },
  ]

  private static let mistakesOfNumbering: [Mistake] = [
    dealt("You numbered the examples from 1: they are 0, 1, …, m − 1.") { order, size in
      cut(order.map { $0 + 1 }, size)
    },
    drawn("You left out an example: the numbers go from 0 to m − 1, so 0 ..< m.") { input, generator in
      cut(generator.permutation(of: max(0, input.count - 1)), input.size)
    },
    drawn("You added an example m: the last one is m − 1.") { input, generator in
      cut(generator.permutation(of: input.count + 1), input.size)
    },
    dealt("You gave places within the batch: asked are the numbers of the examples.") { order, size in
      cut(order, size).map { Array($0.indices) }
    },
    dealt("You gave the numbers of the batches: asked are those of the examples.") { order, size in
      cut(order, size).enumerated().map { k, batch in batch.map { _ in k } }
    },
  ]

  private static let mistakesOfShuffling: [Mistake] = [
    drawn("You drew each example anew: so some come twice and others never. Shuffle all of them once.") {
      input, generator in
      cut((0..<input.count).map { _ in generator.integer(below: input.count) }, input.size)
    },
    drawn("You shuffled anew for each batch: so some examples come twice and others never. Shuffle once for the epoch.")
    {
      input, generator in
      cut(Array(0..<input.count), input.size).map { batch in
        Array(generator.permutation(of: input.count).prefix(batch.count))
      }
    },
    drawn("You shuffled anew for each batch: so some examples come twice and others never. Shuffle once for the epoch.")
    {
      input, generator in
      stride(from: 0, to: input.count, by: input.size).map { start in
        Array(generator.permutation(of: input.count)[start..<min(start + input.size, input.count)])
      }
    },
    drawn("You did not shuffle: the batches have the same examples in each epoch.") { input, _ in
      cut(Array(0..<input.count), input.size)
    },
    drawn("You only reversed the order: the batches have the same examples in each epoch.") { input, _ in
      cut((0..<input.count).reversed(), input.size)
    },
    drawn("You cut first and shuffled within each batch: so the same examples are always together.") {
      input, generator in
      cut(Array(0..<input.count), input.size).map { batch in batch.shuffled(using: &generator) }
    },
    drawn(
      "You cut first and shuffled the batches: so the same examples are always together, and the small one is not last."
    ) {
      input, generator in
      cut(Array(0..<input.count), input.size).shuffled(using: &generator)
    },
    drawn("You shuffled the batches after cutting: the smaller one is to be the last.") { input, generator in
      cut(generator.permutation(of: input.count), input.size).shuffled(using: &generator)
    },
    drawn(
      "You began at a random place and went on in order: neighbours then stay together. Every order must be equally likely."
    ) {
      input, generator in
      guard input.count > 0 else { return [] }
      let start = generator.integer(below: input.count)
      return cut((0..<input.count).map { ($0 + start) % input.count }, input.size)
    },
    drawn("You made a generator of your own: draw from the one that you are given, or each epoch is the same.") {
      input, _ in
      var own = Generator(seed: 1)
      return cut(own.permutation(of: input.count), input.size)
    },
    drawn("You drew from a copy of the generator: draw from the one that you are given, or each epoch is the same.") {
      input, generator in
      var copy = generator
      return cut(copy.permutation(of: input.count), input.size)
    },
    drawn("You drew from the system's generator: draw from the one that you are given, so that a run can be repeated.")
    {
      input, _ in
      var system = SystemRandomNumberGenerator()
      return cut((0..<input.count).shuffled(using: &system), input.size)
    },
    drawn(
      "You exchanged each example with any other: so not all orders are equally likely. Exchange it with one that is not yet placed, or use shuffled."
    ) {
      input, generator in
      var order = Array(0..<input.count)
      for i in order.indices { order.swapAt(i, generator.integer(below: input.count)) }
      return cut(order, input.size)
    },
    drawn("You made a single random exchange: so most examples stay where they were.") { input, generator in
      var order = Array(0..<input.count)
      if input.count > 0 {
        order.swapAt(generator.integer(below: input.count), generator.integer(below: input.count))
      }
      return cut(order, input.size)
    },
    drawn("You shuffled only what fills whole batches: so the last examples are always in the last batch.") {
      input, generator in
      let full = input.count / input.size * input.size
      return cut(generator.permutation(of: full) + Array(full..<input.count), input.size)
    },
    drawn("You left the last example where it was: it must be as likely in one place as in another.") {
      input, generator in
      cut(generator.permutation(of: max(0, input.count - 1)) + (input.count > 0 ? [input.count - 1] : []), input.size)
    },
    drawn("You only reversed at random: there are only two orders then, and each must be equally likely.") {
      input, generator in
      let order = Array(0..<input.count)
      return cut(generator.uniform() < 0.5 ? order : order.reversed(), input.size)
    },
    drawn("You sorted by a coin's throw: so not all orders are equally likely. Use shuffled.") { input, generator in
      cut((0..<input.count).sorted { _, _ in generator.uniform() < 0.5 }, input.size)
    },
    drawn("You never left an example in its place: every order is to be equally likely, that one among them.") {
      input, generator in
      var order = Array(0..<input.count)
      for i in order.indices.dropFirst().reversed() { order.swapAt(i, generator.integer(below: i)) }
      return cut(order, input.size)
    },
    drawn("You shuffled, and dropped what came twice: so some examples never come.") { input, generator in
      var order: [Int] = []
      for _ in 0..<input.count {
        let example = generator.integer(below: input.count)
        if !order.contains(example) { order.append(example) }
      }
      return cut(order, input.size)
    },
  ]
}

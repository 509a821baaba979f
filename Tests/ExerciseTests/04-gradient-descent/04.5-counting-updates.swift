import Engine
import Solutions

extension Lesson04 {
  struct CountInput: Sendable {
    let examples: Int
    let batchSize: Int
    let epochs: Int

    init(_ examples: Int, _ batchSize: Int, _ epochs: Int) {
      (self.examples, self.batchSize, self.epochs) = (examples, batchSize, epochs)
    }

    var full: Int { examples / batchSize }
    var batches: Int { full + (examples % batchSize == 0 ? 0 : 1) }
  }

  typealias Counts = (updates: Int, examplesSeen: Int)

  static let countedUpdates: Bank<CountInput, Counts> = Bank(
    id: "4.5",
    cases: { generator in
      let readable = [
        Case(CountInput(12, 4, 1)), Case(CountInput(10, 4, 1), note: "Two batches of 4, and one of 2."),
        Case(CountInput(10, 4, 3), note: "Each of the three epochs has batches of 4, 4 and 2."),
        Case(CountInput(9, 4, 2), note: "The last batch of an epoch has one example."),
        Case(CountInput(5, 1, 2), note: "Each example is a batch."),
        Case(CountInput(6, 6, 4), note: "All examples are one batch."),
        Case(CountInput(3, 8, 5), note: "There are fewer examples than a batch holds: one update for each epoch."),
        Case(CountInput(10, 4, 0), note: "There is no epoch."), Case(CountInput(1, 1, 1)),
        Case(CountInput(1, 32, 7), note: "There is one example."),
        Case(CountInput(7, 3, 3)), Case(CountInput(8, 3, 2)), Case(CountInput(11, 10, 4)), Case(CountInput(19, 10, 4)),
      ]
      let real = [
        Case(CountInput(1197, 32, 10)), Case(CountInput(60_000, 128, 12)), Case(CountInput(1_281_167, 256, 90)),
        Case(CountInput(50_000, 50, 20)), Case(CountInput(60_001, 100, 1)),
      ]
      let generated = (0..<10).map { k in
        // Half of them with a last batch that is smaller than half of the others, half with a larger one.
        let size = 4 + generator.integer(below: 30)
        let left =
          k % 2 == 0
          ? 1 + generator.integer(below: size / 2 - 1) : size / 2 + 1 + generator.integer(below: size - size / 2 - 1)
        return Case(
          CountInput((1 + generator.integer(below: 30)) * size + left, size, 2 + generator.integer(below: 20)))
      }
      return readable + real + generated
    },
    input: {
      [
        .number("examples", Double($0.examples)), .number("batchSize", Double($0.batchSize)),
        .number("epochs", Double($0.epochs)),
      ]
    },
    output: { [.number("updates", Double($0.updates)), .number("examplesSeen", Double($0.examplesSeen))] },
    reference: { updateCounts(examples: $0.examples, batchSize: $0.batchSize, epochs: $0.epochs) },
    alternatives: [
      Answer("the quotient of Doubles, rounded up") { input in
        let batches = (Double(input.examples) / Double(input.batchSize)).rounded(.up)
        return (input.epochs * Int(batches), input.epochs * input.examples)
      },
      Answer("the quotient, and one more if something is left over") { input in
        let (full, left) = input.examples.quotientAndRemainder(dividingBy: input.batchSize)
        return (input.epochs * (left > 0 ? full + 1 : full), input.examples * input.epochs)
      },
      Answer("(m − 1)/B + 1") { input in
        (((input.examples - 1) / input.batchSize + 1) * input.epochs, input.examples * input.epochs)
      },
      Answer("counting") { input in
        var (updates, seen) = (0, 0)
        for _ in 0..<input.epochs {
          for start in stride(from: 0, to: input.examples, by: input.batchSize) {
            updates += 1
            seen += min(input.batchSize, input.examples - start)
          }
        }
        return (updates, seen)
      },
    ],
    misconceptions: mistakesOfUpdates + mistakesOfExamplesSeen)

  private typealias Mistake = Answer<CountInput, Counts>

  /// Another number of updates.
  private static func updates(_ diagnosis: String, _ updates: @escaping @Sendable (CountInput) -> Int) -> Mistake {
    Mistake(diagnosis) { (updates($0), $0.epochs * $0.examples) }
  }

  /// Another number of examples.
  private static func seen(_ diagnosis: String, _ seen: @escaping @Sendable (CountInput) -> Int) -> Mistake {
    Mistake(diagnosis) { ($0.epochs * $0.batches, seen($0)) }
  }

  private static let mistakesOfUpdates: [Mistake] = [
    updates("You dropped the smaller batch at the end of each epoch: it makes an update, too. Round up.") {
      $0.epochs * $0.full
    },
    updates("You dropped the smaller batch unless it is the only one: it always makes an update. Round up.") {
      $0.epochs * max(1, $0.full)
    },
    updates("You added the remainder: what is left over is one batch, not as many as it has examples.") {
      $0.epochs * ($0.full + $0.examples % $0.batchSize)
    },
    updates("You made no batch where B is above m: one batch then has all examples.") {
      $0.batchSize > $0.examples ? 0 : $0.epochs * $0.batches
    },
    updates("You always added one: where B divides m, no batch is left over.") { $0.epochs * ($0.full + 1) },
    updates("You counted a last batch of a single example not at all: it makes an update, too.") {
      $0.epochs * (($0.examples + $0.batchSize - 2) / $0.batchSize)
    },
    updates("You rounded to the nearest whole number: round up, since the smaller batch makes an update.") {
      $0.epochs * Int((Double($0.examples) / Double($0.batchSize)).rounded())
    },
    updates("You let batches run on from one epoch into the next: each epoch ends with its own smaller batch.") {
      ($0.epochs * $0.examples + $0.batchSize - 1) / $0.batchSize
    },
    updates(
      "You divided all the examples seen by B, rounding down: each epoch ends with its own smaller batch, an update."
    ) {
      $0.epochs * $0.examples / $0.batchSize
    },
    updates("You rounded the product to the nearest: round up the batches of one epoch first.") {
      Int((Double($0.epochs) * Double($0.examples) / Double($0.batchSize)).rounded())
    },
    updates("You added the smaller batch once for all epochs: each epoch ends with one.") {
      $0.epochs * $0.full + ($0.examples % $0.batchSize == 0 || $0.epochs == 0 ? 0 : 1)
    },
    updates("You counted an update for each example: there is one for each batch.") { $0.epochs * $0.examples },
    updates("You counted an update for each epoch: there is one for each batch.") { $0.epochs },
    updates("You counted the batches of one epoch: multiply by the epochs.") { $0.batches },
    updates("You counted the full batches of one epoch: round up, and multiply by the epochs.") { $0.full },
    updates("You multiplied by B: an epoch has m/B batches, rounded up.") { $0.epochs * $0.examples * $0.batchSize },
    updates("You gave the size of the last batch: asked is how many batches there are.") {
      $0.epochs * ($0.examples % $0.batchSize)
    },
    updates("You divided B by m: an epoch has m/B batches, rounded up.") {
      $0.epochs * (($0.batchSize + $0.examples - 1) / $0.examples)
    },
    updates("You counted one update too few in each epoch: there are as many updates as batches.") {
      $0.epochs * ($0.batches - 1)
    },
    updates("You counted an update before the first batch: there are as many updates as batches.") {
      $0.epochs * $0.batches + 1
    },
    updates("You counted one epoch too many.") { ($0.epochs + 1) * $0.batches },
    updates("You counted one epoch too few.") { max(0, $0.epochs - 1) * $0.batches },
    updates("You counted at least one epoch: with none there is no update.") { max(1, $0.epochs) * $0.batches },
    updates("You counted the examples of a batch: asked is how many batches make an update.") {
      $0.epochs * $0.batchSize
    },
    updates("You added the epochs: each of them has all the batches, so multiply.") { $0.epochs + $0.batches },
  ]

  private static let mistakesOfExamplesSeen: [Mistake] = [
    seen("You counted the last batch as a full one: an epoch looks at each of the m examples once.") {
      $0.epochs * $0.batches * $0.batchSize
    },
    seen("You left out the examples of the last batch: an epoch looks at each of the m examples once.") {
      $0.epochs * $0.full * $0.batchSize
    },
    seen("You counted different examples: one that is looked at in each epoch counts each time.") { $0.examples },
    seen("You counted different examples: one that is looked at in each epoch counts each time.") {
      $0.epochs == 0 ? 0 : $0.examples
    },
    seen("You gave the number of updates twice: an update looks at a whole batch.") { $0.epochs * $0.batches },
    seen("You multiplied by B: a batch is a part of the m examples, which an epoch looks at once each.") {
      $0.epochs * $0.examples * $0.batchSize
    },
    seen("You counted one batch in each epoch: an epoch goes through all examples.") { $0.epochs * $0.batchSize },
    seen("You counted one batch in each epoch: an epoch goes through all examples.") {
      $0.epochs * min($0.batchSize, $0.examples)
    },
    seen("You counted the batches of one epoch as examples: an epoch looks at m of them.") { $0.batches },
    Mistake("You dropped the smaller batch of each epoch: it makes an update, and its examples are looked at.") {
      input in
      (input.epochs * input.full, input.epochs * input.full * input.batchSize)
    },
    Mistake("You counted at least one epoch: with none nothing is done.") { input in
      (max(1, input.epochs) * input.batches, max(1, input.epochs) * input.examples)
    },
    Mistake("You counted one epoch too many, in both numbers.") { input in
      ((input.epochs + 1) * input.batches, (input.epochs + 1) * input.examples)
    },
    Mistake("You exchanged the two: updates are counted in batches, the other in examples.") { input in
      (input.epochs * input.examples, input.epochs * input.batches)
    },
    Mistake("You forgot the epochs: both numbers are for all of them.") { ($0.batches, $0.examples) },
    Mistake("You forgot the epochs, and the smaller batch: round up, and multiply both numbers.") {
      ($0.full, $0.examples)
    },
    Mistake("You counted as if every batch were full: divide and round up, and an epoch has m examples.") { input in
      (input.epochs * (input.full + 1), input.epochs * (input.full + 1) * input.batchSize)
    },
    Mistake("You exchanged m and B: there are m examples, in batches of B.") { input in
      let other = CountInput(input.batchSize, input.examples, input.epochs)
      return (other.epochs * other.batches, other.epochs * other.examples)
    },
  ]
}

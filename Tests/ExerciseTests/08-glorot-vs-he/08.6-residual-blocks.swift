import Engine
import Solutions

extension Lesson08 {
  struct ResidualInput: Sendable {
    let inputMeanSquare: Double
    let blocks: Int
    let scale: Double
    let isNormalized: Bool

    var gain: Double { scale * scale }

    /// The mean square of f(x), where that of x is q.
    func branch(_ q: Double) -> Double { isNormalized ? 1 : q }

    func with(_ inputMeanSquare: Double) -> ResidualInput {
      ResidualInput(inputMeanSquare: inputMeanSquare, blocks: blocks, scale: scale, isNormalized: isNormalized)
    }
  }

  /// The mean square after each block, from that before it.
  private static func stream(_ input: ResidualInput, _ next: (_ q: Double, _ block: Int) -> Double) -> [Double] {
    var q = input.inputMeanSquare
    return (1...input.blocks).map { block in
      q = next(q, block)
      return q
    }
  }

  private static func right(_ input: ResidualInput) -> [Double] {
    stream(input) { q, _ in q + input.gain * input.branch(q) }
  }

  static let residualStreams: Bank<ResidualInput, [Double]> = Bank(
    id: "8.6",
    cases: { generator in
      let named = [
        ResidualInput(inputMeanSquare: 3, blocks: 4, scale: 0.5, isNormalized: false),
        ResidualInput(inputMeanSquare: 3, blocks: 4, scale: 0.5, isNormalized: true),
        ResidualInput(inputMeanSquare: 0.25, blocks: 3, scale: 1, isNormalized: false),
        ResidualInput(inputMeanSquare: 0.25, blocks: 3, scale: -2, isNormalized: true),
        ResidualInput(inputMeanSquare: 2, blocks: 3, scale: -0.5, isNormalized: false),
        ResidualInput(inputMeanSquare: 2, blocks: 2, scale: 0, isNormalized: true),
      ]
      let drawn = [(5, true), (7, false), (1, true), (1, false)].map { blocks, isNormalized in
        ResidualInput(
          inputMeanSquare: generator.uniform(in: 1.5..<3), blocks: blocks, scale: generator.uniform(in: 0.2..<0.8),
          isNormalized: isNormalized)
      }
      return (named + drawn).map { Case($0, note: $0.scale < 0 ? "A negative α: its square is positive." : nil) }
    },
    input: {
      [
        .number("inputMeanSquare", $0.inputMeanSquare), .number("blocks", Double($0.blocks)),
        .number("scale", $0.scale), .number("isNormalized (1: true)", $0.isNormalized ? 1 : 0),
      ]
    },
    output: { [.list("meanSquares", $0)] },
    reference: {
      residualMeanSquares(
        inputMeanSquare: $0.inputMeanSquare, blocks: $0.blocks, scale: $0.scale, isNormalized: $0.isNormalized)
    },
    alternatives: [
      Answer("the closed forms, (1 + α²)ˡ q and q + l α²") { input in
        (1...input.blocks).map { block in
          if input.isNormalized { return input.inputMeanSquare + Double(block) * input.gain }
          return (0..<block).reduce(input.inputMeanSquare) { q, _ in q * (1 + input.gain) }
        }
      }
    ],
    misconceptions: [
      Answer("You normalized in the first block only: with normalization every branch has the mean square 1.") {
        input in
        stream(input) { q, block in q + input.gain * (block == 1 ? input.branch(q) : q) }
      },
      Answer("You multiplied the branch's mean square by α: squares are multiplied by α².") { input in
        stream(input) { q, _ in q + input.scale * input.branch(q) }
      },
      Answer("You took α without its sign, and not its square: squares are multiplied by α².") { input in
        stream(input) { q, _ in q + abs(input.scale) * input.branch(q) }
      },
      Answer("You added sizes: uncorrelated terms add their mean squares.") { input in
        stream(input) { q, _ in
          let size = q.squareRoot() + input.scale * input.branch(q).squareRoot()
          return size * size
        }
      },
      Answer("You scaled the whole sum: α belongs to the branch alone, y = x + α f(x).") { input in
        stream(input) { q, _ in input.gain * (q + input.branch(q)) }
      },
      Answer("You scaled x instead of the branch: y = x + α f(x).") { input in
        stream(input) { q, _ in input.gain * q + input.branch(q) }
      },
      Answer(scaledInput) { input in
        stream(input) { q, _ in (1 - input.scale) * (1 - input.scale) * q + input.gain * input.branch(q) }
      },
      Answer(scaledInput) { input in
        stream(input) { q, _ in (1 - input.gain) * q + input.gain * input.branch(q) }
      },
      Answer(scaledInput) { input in
        stream(input) { q, _ in (q + input.gain * input.branch(q)) / (1 + input.gain) }
      },
      Answer("You forgot the way around the branch: x itself is in the sum, too.") { input in
        stream(input) { q, _ in input.gain * input.branch(q) }
      },
      Answer("What enters a normalized block is not 1: its branch has the mean square 1, and x passes beside it.") {
        input in
        stream(input) { q, _ in input.isNormalized ? 1 + input.gain : q + input.gain * q }
      },
      Answer(
        "You let the bare branch add the same in every block: it keeps the mean square of what *comes in*, which grows."
      ) { input in
        stream(input) { q, _ in q + input.gain * (input.isNormalized ? 1 : input.inputMeanSquare) }
      },
      Answer("You started each block from the input: it gets what the block before it puts out.") { input in
        stream(input) { _, _ in input.inputMeanSquare + input.gain * input.branch(input.inputMeanSquare) }
      },
      Answer("You let the normalized branch grow like the bare one: its mean square is 1, whatever comes in.") {
        input in stream(input) { q, _ in q * (1 + input.gain) }
      },
      Answer(
        "You gave the bare branch the mean square 1: that is the normalized one's; it keeps that of what comes in."
      ) {
        input in stream(input) { q, _ in q + input.gain }
      },
      Answer("You mixed up the two kinds: isNormalized asks for the branch with batch normalization.") { input in
        stream(input) { q, _ in q + input.gain * (input.isNormalized ? q : 1) }
      },
      Answer("You left the scale out: the branch's output is multiplied by α.") { input in
        stream(input) { q, _ in q + input.branch(q) }
      },
      Answer("You left the scale out for the normalized branch: its output, too, is multiplied by α.") { input in
        stream(input) { q, _ in q + (input.isNormalized ? 1 : input.gain * q) }
      },
      Answer("You left the scale out for the bare branch: its output, too, is multiplied by α.") { input in
        stream(input) { q, _ in q + (input.isNormalized ? input.gain : q) }
      },
      Answer("You let a negative α count as 0: its square is positive.") { input in
        let scale = max(0, input.scale)
        return stream(input) { q, _ in q + scale * scale * input.branch(q) }
      },
      Answer("You started at 1: the mean square of what enters the first block is given.") { input in
        right(input.isNormalized ? input.with(1) : input)
      },
      Answer("You started at 1: the mean square of what enters the first block is given.") { right($0.with(1)) },
      Answer(
        "You added the same share of the input in each block: a bare branch has what comes in, a normalized one 1."
      ) {
        input in stream(input) { q, _ in q + input.gain * input.inputMeanSquare }
      },
      Answer("You divided by the number of blocks: α is given, and taken as it is.") { input in
        stream(input) { q, _ in q + input.gain * input.branch(q) / Double(input.blocks) }
      },
      Answer("You squared α twice: squares are multiplied by α².") { input in
        stream(input) { q, _ in q + input.gain * input.gain * input.branch(q) }
      },
      Answer("You halved what the branch gives: it ends in a dense layer, with no ReLU after it.") { input in
        stream(input) { q, _ in q + input.gain * input.branch(q) / 2 }
      },
      Answer("You squared the input's mean square: it is given as a square already.") { input in
        right(input.with(input.inputMeanSquare * input.inputMeanSquare))
      },
      Answer("You took the root of the input's mean square: mean squares add up.") { input in
        right(input.with(input.inputMeanSquare.squareRoot()))
      },
      Answer("Your list begins with the input: the first number is the mean square after the first block.") { input in
        [input.inputMeanSquare] + right(input).dropLast()
      },
      Answer("Your list begins with the input: the first number is the mean square after the first block.") { input in
        [input.inputMeanSquare] + right(input)
      },
      Answer("You gave sizes: the mean square is asked for, not its root.") { input in
        right(input).map { $0.squareRoot() }
      },
      Answer("A block is missing at the end: the list has one number for each.") { right($0).dropLast() },
      Answer("You gave the last block's number alone: one after each block is asked for.") { [right($0).last!] },
      Answer("You gave the last block's number for all: one after each block is asked for.") { input in
        let all = right(input)
        return all.map { _ in all.last! }
      },
    ])

  private static let scaledInput = "You scaled x as well: it passes as it is, y = x + α f(x)."
}

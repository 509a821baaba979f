import Engine
import Solutions

extension Lesson08 {
  struct ResidualInput: Sendable {
    let inputMeanSquare: Double
    let blocks: Int
    let scale: Double
    let isNormalized: Bool
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
    let gain = input.scale * input.scale
    return stream(input) { q, _ in q + gain * (input.isNormalized ? 1 : q) }
  }

  static let residualStreams = Bank<ResidualInput, [Double]>(
    id: "8.6",
    cases: { generator in
      let readable = [
        ResidualInput(inputMeanSquare: 3, blocks: 4, scale: 1, isNormalized: false),
        ResidualInput(inputMeanSquare: 3, blocks: 4, scale: 1, isNormalized: true),
        ResidualInput(inputMeanSquare: 2, blocks: 3, scale: 0.5, isNormalized: false),
      ]
      let drawn = [(5, true), (7, false), (1, true), (1, false)].map { blocks, isNormalized in
        ResidualInput(
          inputMeanSquare: generator.uniform(in: 1.5..<3), blocks: blocks, scale: generator.uniform(in: 0.2..<0.8),
          isNormalized: isNormalized)
      }
      return (readable + drawn).map { Case($0) }
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
        let gain = input.scale * input.scale
        return (1...input.blocks).map { block in
          if input.isNormalized { return input.inputMeanSquare + Double(block) * gain }
          return (0..<block).reduce(input.inputMeanSquare) { q, _ in q * (1 + gain) }
        }
      }
    ],
    misconceptions: [
      Answer("You multiplied the branch's mean square by α: squares are multiplied by α².") { input in
        stream(input) { q, _ in q + input.scale * (input.isNormalized ? 1 : q) }
      },
      Answer("You added sizes: uncorrelated terms add their mean squares.") { input in
        stream(input) { q, _ in
          let size = q.squareRoot() + input.scale * (input.isNormalized ? 1 : q.squareRoot())
          return size * size
        }
      },
      Answer("You scaled the whole sum: α belongs to the branch alone, y = x + α f(x).") { input in
        stream(input) { q, _ in input.scale * input.scale * (q + (input.isNormalized ? 1 : q)) }
      },
      Answer("You forgot the way around the branch: x itself is in the sum, too.") { input in
        stream(input) { q, _ in input.scale * input.scale * (input.isNormalized ? 1 : q) }
      },
      Answer(
        "You let the bare branch add the same in every block: it keeps the mean square of what *comes in*, which grows."
      ) { input in
        stream(input) { q, _ in
          q + input.scale * input.scale * (input.isNormalized ? 1 : input.inputMeanSquare)
        }
      },
      Answer("You let the normalized branch grow like the bare one: its mean square is 1, whatever comes in.") {
        input in
        stream(input) { q, _ in q * (1 + input.scale * input.scale) }
      },
      Answer("You mixed up the two kinds: isNormalized asks for the branch with batch normalization.") { input in
        stream(input) { q, _ in q + input.scale * input.scale * (input.isNormalized ? q : 1) }
      },
      Answer("Your list begins with the input: the first number is the mean square after the first block.") { input in
        [input.inputMeanSquare] + right(input).dropLast()
      },
      Answer("You gave sizes: the mean square is asked for, not its root.") { input in
        right(input).map { $0.squareRoot() }
      },
      Answer("You left the scale out: the branch's output is multiplied by α.") { input in
        stream(input) { q, _ in q + (input.isNormalized ? 1 : q) }
      },
    ])
}

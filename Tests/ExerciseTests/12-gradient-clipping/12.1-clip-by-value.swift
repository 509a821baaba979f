import Engine
import Solutions

extension Lesson12 {
  struct ValueClippingInput: Sendable {
    let g: Matrix
    let smallest: Double
    let largest: Double
  }

  static let clippingByValue = Bank<ValueClippingInput, Matrix>(
    id: "12.1",
    cases: { generator in
      [
        Case(ValueClippingInput(g: Matrix([[-3, 0.5, 7]]), smallest: -1, largest: 2)),
        Case(
          ValueClippingInput(g: Matrix([[0.25, -0.5], [0.75, 0]]), smallest: -1, largest: 1), note: "No entry is cut."),
        Case(ValueClippingInput(g: uniform(3, 4, &generator, scale: 3), smallest: -1, largest: 1)),
        Case(ValueClippingInput(g: uniform(5, 1, &generator, scale: 3), smallest: -0.5, largest: 2)),
        Case(
          ValueClippingInput(g: uniform(2, 6, &generator, scale: 3), smallest: 0.5, largest: 1.5),
          note: "Both limits are positive here: an entry below the smaller one moves up to it."),
        Case(ValueClippingInput(g: uniform(8, 8, &generator, scale: 1e6), smallest: -2, largest: 1)),
      ]
    },
    input: { [.matrix("g", $0.g), .number("smallest", $0.smallest), .number("largest", $0.largest)] },
    output: { [.matrix("clipped", $0)] },
    reference: { gradientClippedByValue($0.g, smallest: $0.smallest, largest: $0.largest) },
    alternatives: [
      Answer("the middle one of three numbers") { input in
        input.g.map { [$0, input.smallest, input.largest].sorted()[1] }
      }
    ],
    misconceptions: [
      Answer("You cut only from above: an entry below β becomes β.") { input in
        input.g.map { min($0, input.largest) }
      },
      Answer("You cut only from below: an entry above α becomes α.") { input in
        input.g.map { max($0, input.smallest) }
      },
      Answer("You exchanged the limits: above α an entry becomes α, below β it becomes β.") { input in
        input.g.map { $0 > input.largest ? input.smallest : $0 < input.smallest ? input.largest : $0 }
      },
      Answer("You set entries outside to 0: they move to the nearer limit.") { input in
        input.g.map { $0 > input.largest || $0 < input.smallest ? 0 : $0 }
      },
      Answer("You took −α as the lower limit: the lower limit is β, which is given.") { input in
        input.g.map { min(max($0, -input.largest), input.largest) }
      },
      Answer("You exchanged min and max, so every entry came out as β: it is min(α, max(β, g)).") { input in
        input.g.map { min(input.smallest, max(input.largest, $0)) }
      },
      Answer("You exchanged max and min, so every entry came out as α: it is max(β, min(α, g)).") { input in
        input.g.map { max(input.largest, min(input.smallest, $0)) }
      },
      Answer("You compared the entry's size with α, and lost its sign: an entry below β becomes β.") { input in
        input.g.map { Swift.abs($0) > input.largest ? input.largest : $0 }
      },
      Answer("You shortened the whole matrix by one factor: by value, each entry is cut by itself.") { input in
        let size = input.g.elements.map { Swift.abs($0) }.max()!
        return size > input.largest ? (input.largest / size) * input.g : input.g
      },
    ])
}

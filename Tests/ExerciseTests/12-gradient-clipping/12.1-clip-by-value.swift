import Engine
import Solutions

extension Lesson12 {
  struct ValueClippingInput: Sendable {
    let g: Matrix
    let smallest: Double
    let largest: Double
  }

  static let clippingByValue: Bank<ValueClippingInput, Matrix> = Bank(
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
        Case(
          ValueClippingInput(g: Matrix([[-0.5, 2], [-4, -1.5]]), smallest: -2, largest: -1),
          note: "Both limits are negative here: an entry above the larger one moves down to it."),
        Case(
          ValueClippingInput(g: Matrix([[-5, -1], [-2, -7]]), smallest: -3, largest: 4),
          note: "All entries are negative."),
        Case(
          ValueClippingInput(g: Matrix([[-1, 0.75, 3]]), smallest: 0.75, largest: 0.75),
          note: "The limits are equal, and so are all entries afterwards."),
        Case(ValueClippingInput(g: Matrix([[0]]), smallest: 0, largest: 1)),
        Case(ValueClippingInput(g: uniform(8, 8, &generator, scale: 1e6), smallest: -2, largest: 1)),
      ]
    },
    input: { [.matrix("g", $0.g), .number("smallest", $0.smallest), .number("largest", $0.largest)] },
    output: { [.matrix("clipped", $0)] },
    reference: { gradientClippedByValue($0.g, smallest: $0.smallest, largest: $0.largest) },
    alternatives: [
      Answer("the middle one of three numbers") { input in
        input.g.map { [$0, input.smallest, input.largest].sorted()[1] }
      },
      Answer("sums of what is cut") { input in
        input.g.map { $0 + max(0, input.smallest - $0) - max(0, $0 - input.largest) }
      },
    ],
    misconceptions: valueMistakes)

  /// Each entry by itself.
  private static func eachEntry(
    _ diagnosis: String, _ change: @escaping @Sendable (_ entry: Double, _ β: Double, _ α: Double) -> Double
  ) -> Answer<ValueClippingInput, Matrix> {
    Answer(diagnosis) { x in x.g.map { change($0, x.smallest, x.largest) } }
  }

  /// Cut like the reference up to the entry after which it stops.
  private static func cut(_ x: ValueClippingInput, while goesOn: (_ i: Int, _ j: Int) -> Bool) -> Matrix {
    var clipped = x.g
    for i in 0..<x.g.rows {
      for j in 0..<x.g.columns {
        guard goesOn(i, j) else { return clipped }
        clipped[i, j] = min(max(x.g[i, j], x.smallest), x.largest)
      }
    }
    return clipped
  }

  private static let valueMistakes: [Answer<ValueClippingInput, Matrix>] = [
    eachEntry("You cut only from above: an entry below β becomes β.") { min($0, $2) },
    eachEntry("You cut only from below: an entry above α becomes α.") { g, β, _ in max(g, β) },
    eachEntry("You exchanged the limits: above α an entry becomes α, below β it becomes β.") { g, β, α in
      g > α ? β : g < β ? α : g
    },
    eachEntry("You set entries outside to 0: they move to the nearer limit.") { $0 > $2 || $0 < $1 ? 0 : $0 },
    eachEntry("You set entries below β to 0: they become β.") { $0 > $2 ? $2 : $0 < $1 ? 0 : $0 },
    eachEntry("You set entries above α to 0: they become α.") { $0 > $2 ? 0 : $0 < $1 ? $1 : $0 },
    eachEntry("You took −α as the lower limit: the lower limit is β, which is given.") { min(max($0, -$2), $2) },
    eachEntry("You took −β as the lower limit: β has its sign already.") { g, β, α in min(max(g, -β), α) },
    eachEntry("You took −β as the lower limit: β has its sign already.") { g, β, α in max(min(g, α), -β) },
    eachEntry("You took β and −β as the limits: the upper limit is α, which is given.") { g, β, _ in
      min(max(g, β), -β)
    },
    eachEntry("You exchanged min and max, so every entry came out as β: it is min(α, max(β, g)).") {
      min($1, max($2, $0))
    },
    eachEntry("You exchanged max and min, so every entry came out as α: it is max(β, min(α, g)).") {
      max($2, min($1, $0))
    },
    eachEntry("You compared the entry's size with α, and lost its sign: an entry below β becomes β.") {
      abs($0) > $2 ? $2 : $0
    },
    eachEntry("You lost the signs: an entry keeps its sign, and is cut by the limits as it is.") {
      min(max(abs($0), $1), $2)
    },
    eachEntry("You judged all sizes by the larger limit: each side has a limit of its own.") { g, β, α in
      let limit = max(abs(β), abs(α))
      return min(max(g, -limit), limit)
    },
    eachEntry("You judged all sizes by the smaller limit: each side has a limit of its own.") { g, β, α in
      let limit = min(abs(β), abs(α))
      return min(max(g, -limit), limit)
    },
    eachEntry("You cut positive entries from above only, and negative ones from below: both limits hold for all.") {
      $0 > 0 ? min($0, $2) : max($0, $1)
    },
    eachEntry("You returned the gradient as it came where the limits are equal: then every entry becomes that limit.") {
      g, β, α in β < α ? min(max(g, β), α) : g
    },
    eachEntry("You subtracted the limit: an entry outside becomes the limit itself.") { g, β, α in
      g > α ? g - α : g < β ? g - β : g
    },
    eachEntry("You moved the entries inside, too: what lies between the limits stays as it is.") { $0 > 0 ? $2 : $1 },
    eachEntry("You moved the entries inside, too: what lies between the limits stays as it is.") { g, β, α in
      g > (α + β) / 2 ? α : β
    },
    eachEntry("You kept what is outside and cut what is inside: turn the comparisons round.") { g, β, α in
      g > α || g < β ? g : g - β < α - g ? β : α
    },
    Answer("You shortened the whole matrix by one factor: by value, each entry is cut by itself.") { x in
      let size = largest(x.g.elements)
      return size > x.largest ? (x.largest / size) * x.g : x.g
    },
    Answer("You shortened the whole matrix by one factor: by value, each entry is cut by itself.") { x in
      let greatest = x.g.elements.max()!
      return greatest > x.largest ? (x.largest / greatest) * x.g : x.g
    },
    Answer("You clipped by norm: by value, each entry is cut by itself.") { x in
      let norm = naiveNorm(x.g.elements)
      return norm > x.largest ? (x.largest / norm) * x.g : x.g
    },
    Answer("You took the limits as shares of the largest entry: they are values.") { x in
      let size = largest(x.g.elements)
      return x.g.map { min(max($0, x.smallest * size), x.largest * size) }
    },
    Answer("You stopped at the first entry outside: cut every one that is.") { x in
      var before = true
      return cut(x) { i, j in
        defer { if x.g[i, j] > x.largest || x.g[i, j] < x.smallest { before = false } }
        return before
      }
    },
    Answer("You cut the first row only: cut the entries of every row.") { x in cut(x) { i, _ in i == 0 } },
    Answer("You returned the gradient as it came: entries outside move to the nearer limit.") { $0.g },
  ]
}

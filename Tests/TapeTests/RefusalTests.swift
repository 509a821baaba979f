import Tape
import Testing

/// What a tape is not asked stops the program, in an optimized build too, with one sentence that names the values.
@Suite(.prompt) struct `a programmer's error on a tape` {
  @Test(arguments: Refusal.all) fileprivate func `stops the program with one sentence`(_ refusal: Refusal) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [error = refusal.error as String] in
      Refusal.all.first { $0.error == error }?.provoke()
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("Fatal error: \(refusal.message)\n"), "it said: \(said.prefix(300))")
  }

  @Test func `is listed once`() {
    #expect(Set(Refusal.all.map(\.error)).count == Refusal.all.count)
  }
}

/// What must not be done, and what is said to it.
private struct Refusal: Sendable, CustomTestStringConvertible {
  let error, message: String
  let provoke: @Sendable () -> Void
  var testDescription: String { error }

  init(_ error: String, _ message: String, _ provoke: @escaping @Sendable () -> Void) {
    self.error = error
    self.message = message
    self.provoke = provoke
  }

  static let all = lost + foreign + others

  private static func isNotOn(_ place: Int, _ count: Int) -> String {
    "node \(place) is not on this tape of \(count): it was rewound, or is another tape's"
  }

  /// A tape of two leaves, and a node that was on it between them and has been rewound.
  private static func tape(_ body: (inout Tape, _ lost: Tape.Node, _ x: Tape.Node) -> Void) {
    var tape = Tape()
    let x = tape.leaf(2)
    let lost = tape.square(x)
    tape.rewind(to: 1)
    _ = tape.leaf(3)
    body(&tape, lost, x)
  }

  /// Each way to use a node that is no longer there, although another stands in its place.
  private static let lost = [
    Refusal("its value") { tape, lost, _ in _ = tape[lost] },
    Refusal("its gradient") { tape, lost, _ in _ = tape.gradient(of: lost) },
    Refusal("its edges") { tape, lost, _ in _ = tape.edges(into: lost) },
    Refusal("another value for it") { tape, lost, _ in tape.set(lost, to: 1) },
    Refusal("the way back from it") { tape, lost, _ in tape.backward(from: lost) },
    Refusal("lost + x") { tape, lost, x in _ = tape.sum(lost, x) },
    Refusal("x + lost") { tape, lost, x in _ = tape.sum(x, lost) },
    Refusal("lost − x") { tape, lost, x in _ = tape.difference(lost, x) },
    Refusal("x − lost") { tape, lost, x in _ = tape.difference(x, lost) },
    Refusal("lost · x") { tape, lost, x in _ = tape.product(lost, x) },
    Refusal("x · lost") { tape, lost, x in _ = tape.product(x, lost) },
    Refusal("lost / x") { tape, lost, x in _ = tape.quotient(lost, x) },
    Refusal("x / lost") { tape, lost, x in _ = tape.quotient(x, lost) },
    Refusal("its square") { tape, lost, _ in _ = tape.square(lost) },
    Refusal("its ReLU") { tape, lost, _ in _ = tape.relu(lost) },
    Refusal("its logarithm") { tape, lost, _ in _ = tape.log(lost) },
    Refusal("its exponential") { tape, lost, _ in _ = tape.exp(lost) },
    Refusal("its tanh") { tape, lost, _ in _ = tape.tanh(lost) },
    Refusal("as an input") { tape, lost, x in _ = tape.weightedSum(of: [x, lost], weights: [x, x], bias: x) },
    Refusal("as a weight") { tape, lost, x in _ = tape.weightedSum(of: [x, x], weights: [x, lost], bias: x) },
    Refusal("as a bias") { tape, lost, x in _ = tape.weightedSum(of: [x], weights: [x], bias: lost) },
  ]

  private init(_ use: String, _ body: @escaping @Sendable (inout Tape, Tape.Node, Tape.Node) -> Void) {
    self.init("a node that was rewound: \(use)", Self.isNotOn(1, 2)) { Self.tape(body) }
  }

  private static let foreign = [
    Refusal("a node beyond the tape's end, which was rewound", isNotOn(2, 1)) {
      var tape = Tape()
      let (_, _, c) = (tape.leaf(1), tape.leaf(2), tape.leaf(3))
      tape.rewind(to: 1)
      _ = tape[c]
    },
    Refusal("a node of a tape that has nothing left", isNotOn(0, 0)) {
      var tape = Tape()
      let x = tape.leaf(1)
      tape.rewind(to: 0)
      _ = tape[x]
    },
    Refusal("another tape's node, with a node in its place", isNotOn(0, 3)) {
      var (one, other) = (Tape(), Tape())
      let x = one.leaf(1)
      for value in 1...3 { _ = other.leaf(Double(value)) }
      _ = other[x]
    },
    Refusal("another tape's node, with none in its place", isNotOn(0, 0)) {
      var one = Tape()
      let x = one.leaf(1)
      _ = Tape()[x]
    },
    Refusal("the sum of two tapes' nodes", isNotOn(0, 1)) {
      var (one, other) = (Tape(), Tape())
      _ = one.sum(one.leaf(1), other.leaf(1))
    },
  ]

  private static let others = [
    Refusal("rewinding beyond the beginning", "a tape of 2 nodes cannot be rewound to -1") {
      tape { tape, _, _ in tape.rewind(to: -1) }
    },
    Refusal("rewinding beyond the end", "a tape of 2 nodes cannot be rewound to 3") {
      tape { tape, _, _ in tape.rewind(to: 3) }
    },
    Refusal("more inputs than weights", "2 inputs need as many weights, not 1") {
      tape { tape, _, x in _ = tape.weightedSum(of: [x, x], weights: [x], bias: x) }
    },
    Refusal("more weights than inputs", "0 inputs need as many weights, not 1") {
      tape { tape, _, x in _ = tape.weightedSum(of: [], weights: [x], bias: x) }
    },
  ]
}

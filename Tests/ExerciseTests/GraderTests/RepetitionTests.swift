import Engine
import Synchronization
import Testing

/// Every case is asked twice in a row.
@Suite struct `An answer asked twice` {
  private static let counter = Mutex(0)

  /// The bank of 13.1, with an answer of our own.
  private func finding(_ answer: @escaping @Sendable (Double) -> Double) throws -> Finding? {
    let bank = Bank<Double, Double>(
      id: "0.0", cases: { _ in [1, 2, 3].map { Case($0) } }, input: { [.number("x", $0)] },
      output: { [.list("y", [$0])] }, reference: { 2 * $0 }, alternatives: [],
      misconceptions: [Answer("You tripled.") { 3 * $0 }])
    if case .wrong(let finding) = graded(bank, learner: answer).verdict(on: .learner) { return finding }
    return nil
  }

  @Test func `must not keep anything in between`() throws {
    let finding = try #require(
      try finding { x in
        Self.counter.withLock { $0 += 1 }
        return x == 3 && Self.counter.withLock { $0 } > 5 ? 7 : 2 * x
      })
    #expect(finding.number == 2)
    #expect(
      finding.text == """
        Asked twice in a row about the same input, your answer is not the same. Keep
        nothing between calls, and draw random numbers only from the generator that
        you are given, if you are given one.

        input     x = 3

        got       y = [ 6 ]

        again     y = [ 7 ]
        """)
  }

  @Test func `must not draw numbers of its own`() throws {
    let finding = try #require(try finding { 2 * $0 + Double.random(in: 0..<1) })
    #expect(finding.reason?.hasPrefix("Asked twice") == true)
  }

  @Test func `is told so before any mistake is named`() throws {
    let finding = try #require(try finding { $0 == 2 ? Double.random(in: 5..<6) : 3 * $0 })
    #expect(finding.reason?.hasPrefix("Asked twice") == true)
  }

  @Test func `may differ by rounding, and may be nan twice`() throws {
    #expect(try finding { 2 * $0 + Double.random(in: 0..<1e-15) } == nil)
    #expect(try finding { $0 == 1 ? .nan : 2 * $0 }?.reason == nil)
  }

  @Test(arguments: [Carelessness.counting, .drawing]) func `is found out in every exercise`(_ kind: Carelessness) {
    for bank in banks {
      guard case .wrong(let finding) = bank.verdict(on: .careless(kind)) else {
        Issue.record("\(bank.id) accepts it")
        continue
      }
      #expect(finding.reason?.hasPrefix("Asked twice") == true, "\(bank.id)")
    }
  }
}

import Engine
import Testing

/// Judges answers to a toy exercise: double a number, in eight cases.
@Suite struct `A verdict` {
  private static let bank: Bank<Double, Double> = Bank(
    id: "0.0",
    cases: { generator in
      [1, 2, 3, 4, 0, -1, -2].map { Case($0) } + [Case(generator.uniform(in: 5..<6), note: "A drawn number")]
    },
    input: { [.number("x", $0)] },
    output: { [.number("y", $0)] },
    reference: { 2 * $0 },
    alternatives: [],
    misconceptions: [
      Answer("You squared.") { $0 * $0 },
      Answer("You tripled.") { 3 * $0 },
      Answer("You divided.") { 6 * $0 * $0 / $0 },
      Answer("You took the root.") { $0.squareRoot() },
      Answer("You gave nan.") { _ in .nan },
    ])

  private func verdict(_ learner: @escaping @Sendable (Double) -> Double) -> Verdict {
    graded(Self.bank, learner: learner).verdict(on: .learner)
  }

  private func finding(_ learner: @escaping @Sendable (Double) -> Double) -> Finding? {
    if case .wrong(let finding) = verdict(learner) { finding } else { nil }
  }

  @Test func `is right if every case is`() {
    #expect(verdict { $0 + $0 } == .right)
  }

  @Test func `names the mistake that explains every case, and shows the first of them`() throws {
    let finding = try #require(finding { $0 + $0 + $0 })
    #expect(finding.number == 0)
    #expect(
      finding.text == """
        You tripled.

        y should be 2, but it is 3.

        input     x = 1

        expected  y = 2

        got       y = →3
        """)
  }

  @Test func `names a mistake whose corner is guarded`() throws {
    // The misconception divides 0 by 0; the answer does not.
    #expect(try #require(finding { $0 == 0 ? 0 : 6 * $0 }).reason == "You divided.")
    #expect(try #require(finding { $0 == 0 ? .nan : 6 * $0 }).reason == "You divided.")
  }

  @Test func `names no mistake for what is nan everywhere but the one that is so`() throws {
    #expect(try #require(finding { _ in .nan }).reason == "You gave nan.")
    #expect(try #require(finding { $0 == 1 ? .nan : 2 * $0 }).reason == nil)
  }

  @Test func `names the mistake of most wrong cases with a hedge`() throws {
    let finding = try #require(finding { $0 < -1 ? 7 : 3 * $0 })
    #expect(
      finding.reason == """
        On 6 of 7 wrong cases, the first among them, your numbers are those of this mistake:
        You tripled.
        """)
  }

  @Test func `hedges if a right case speaks against the mistake`() throws {
    #expect(try #require(finding { $0 < 0 ? 2 * $0 : 3 * $0 }).reason?.hasPrefix("On 5 of 5 wrong cases") == true)
  }

  @Test func `names no mistake that explains one case, or less than half of them`() throws {
    #expect(try #require(finding { $0 == 1 ? 1 : 2 * $0 }).reason == nil)
    #expect(try #require(finding { $0 == 1 || $0 == 3 ? 3 * $0 : 2 * $0 + ($0 > 1 ? 1 : 0) }).reason == nil)
  }

  @Test func `names no mistake that leaves the case unexplained which is shown`() throws {
    #expect(try #require(finding { $0 == 1 ? 9 : 3 * $0 }).reason == nil)
  }

  @Test func `takes of several hedged mistakes the one that explains most`() throws {
    let bank = Bank<Double, Double>(
      id: "0.0", cases: { _ in [1, 2, 3, 4, 5].map { Case($0) } }, input: Self.bank.input, output: Self.bank.output,
      reference: { 2 * $0 }, alternatives: [],
      misconceptions: [
        Answer("You did it for three.") { $0 < 4 ? 3 * $0 : 2 * $0 },
        Answer("You did it for four.") { $0 < 5 ? 3 * $0 : 2 * $0 },
        Answer("You did it for four, I said.") { $0 < 5 ? 3 * $0 : 2 * $0 },
      ])
    let verdict = graded(bank) { $0 < 5 ? 3 * $0 : 7 }.verdict(on: .learner)
    guard case .wrong(let finding) = verdict else { return #expect(Bool(false)) }
    #expect(finding.reason?.hasSuffix("\nYou did it for four.") == true)
  }

  @Test func `says that an answer is nearly right`() throws {
    let nearly = "Nearly: look for a tiny number that was added, a rounded constant, or Float."
    #expect(try #require(finding { $0 * 2.000_002 }).reason == nearly)
    #expect(try #require(finding { 2 * $0 + ($0 == 3 ? 1e-7 : 0) }).reason == nearly)
    #expect(try #require(finding { $0 * 2.000_2 }).reason == nil)
    // Not near, though small: nothing is left of 0 but the error.
    #expect(try #require(finding { 2 * $0 + 1e-6 }).reason == nil)
  }

  @Test func `shows the note of the case`() throws {
    #expect(try #require(finding { $0 > 5 ? 0 : 2 * $0 }).text.contains("\n\nA drawn number\n\n"))
  }
}

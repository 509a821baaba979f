import Curriculum
import Engine
import Foundation
import Synchronization
import Testing

/// Proves of every exercise's bank that it tells right from wrong, and the wrong answers from one another.
@Suite struct `Every bank` {
  static let ids = banks.map(\.id)
  private static let isThorough = ProcessInfo.processInfo.environment["UNSTUCK_HUNDRED_SEEDS"] == "1"

  /// The seeds that cases are drawn from; `UNSTUCK_HUNDRED_SEEDS=1 swift test --filter 'Every bank'` tries 1 to 100.
  ///
  /// Where there is but one case, a patient, it draws the seeds of twenty trainings itself.
  private static func seeds(of bank: AnyBank) -> ClosedRange<UInt64> {
    isThorough ? 1...100 : bank.cases(1).count == 1 ? 1...1 : 1...3
  }

  @Test(arguments: ids) func `accepts the reference and at least one other right answer`(_ id: String) throws {
    let asked = try #require(AnyBank.of(id))
    let bank = asked.withItsAnswers
    #expect(bank.alternatives.count >= 1)
    for seed in Self.seeds(of: bank) {
      // Asked each time: it too must say the same when it is asked again.
      #expect(asked.verdict(on: .reference, seed: seed) == .right, "seed \(seed)")
      for (k, name) in bank.alternatives.enumerated() {
        #expect(bank.verdict(on: .alternative(k), seed: seed) == .right, "\(name), seed \(seed)")
      }
    }
  }

  @Test(arguments: ids) func `names each of at least three misconceptions`(_ id: String) throws {
    let bank = try #require(AnyBank.of(id)).withItsAnswers
    #expect(bank.misconceptions.count >= 3)
    for (k, diagnosis) in bank.misconceptions.enumerated() {
      guard case .wrong(let finding) = bank.verdict(on: .misconception(k)) else {
        Issue.record("not rejected: \(diagnosis)")
        continue
      }
      #expect(finding.reason == diagnosis)
    }
  }

  @Test(arguments: ids) func `rejects answers that took no thought`(_ id: String) throws {
    let bank = try #require(AnyBank.of(id)).withItsAnswers
    for carelessness in Carelessness.allCases {
      #expect(bank.verdict(on: .careless(carelessness)) != .right, "\(carelessness)")
    }
  }

  @Test(arguments: ids) func `counts a call of todo as open`(_ id: String) async {
    #expect(await outcome(of: id, by: .stub, within: .planted).end == .open(id))
  }
}

extension AnyBank {
  /// The same, but what the reference and a misconception answer in a case is computed once: every verdict compares with them.
  fileprivate var withItsAnswers: AnyBank {
    let known = Mutex<[UInt64: [Case]]>([:])
    return AnyBank(
      id: id, uses: uses, alternatives: alternatives, misconceptions: misconceptions, fitsStatement: fitsStatement
    ) { seed in
      known.withLock { known in
        if let cases = known[seed] { return cases }
        let cases = cases(seed).map(\.withItsAnswers)
        known[seed] = cases
        return cases
      }
    }
  }
}

extension AnyBank.Case {
  fileprivate var withItsAnswers: AnyBank.Case {
    let known = Mutex<[Submission: [Quantity]]>([:])
    var copy = self
    copy.answer = { submission in
      switch submission {
      case .reference, .misconception: break
      default: return answer(submission)
      }
      if let answer = known.withLock({ $0[submission] }) { return answer }
      let new = answer(submission)
      known.withLock { $0[submission] = new }
      return new
    }
    return copy
  }
}

/// An answer is found by its exercise's number and its type.
@Suite struct `A function that is graded` {
  @Test func `has the type of the reference, or is not called`() {
    let another = graded(Lesson06.conditioning, like: { @Sendable (x: Matrix) -> Int in x.rows }) { Double($0($1)) }
    #expect(!another.fitsStatement)
  }
}

/// All banks together.
@Suite struct `The banks` {
  @Test func `are those of the curriculum, in its order`() {
    #expect(banks.map(\.id) == LessonOutline.all.flatMap { $0.exercises.map(\.id) })
  }

  @Test func `use only exercises that come before them`() throws {
    #expect(AnyBank.of("3.7")?.uses == ["3.5", "3.6"])
    for (k, bank) in banks.enumerated() {
      #expect(bank.uses.allSatisfy { id in banks[..<k].contains { $0.id == id } }, "\(bank.id)")
    }
  }

  /// Swift Testing writes test names into the xUnit report as they are.
  @Test func `have titles that an xUnit report can hold`() {
    for exercise in LessonOutline.all.flatMap(\.exercises) {
      #expect(exercise.title.allSatisfy { !"<>&\"'`\\".contains($0) }, "\(exercise.id)")
    }
  }
}

import Curriculum
import Engine
import Foundation
import Testing

/// Proves of every exercise's bank that it tells right from wrong, and the wrong answers from one another.
@Suite struct `Every bank` {
  static let ids = banks.map(\.id)
  /// The seeds that cases are drawn from; `UNSTUCK_HUNDRED_SEEDS=1 swift test --filter 'Every bank'` tries 1 to 100.
  static let seeds: ClosedRange<UInt64> =
    ProcessInfo.processInfo.environment["UNSTUCK_HUNDRED_SEEDS"] == "1" ? 1...100 : 1...3

  @Test(arguments: ids) func `accepts the reference and at least one other right answer`(_ id: String) throws {
    let bank = try #require(AnyBank.of(id))
    #expect(bank.alternatives.count >= 1)
    for seed in Self.seeds {
      #expect(bank.verdict(on: .reference, seed: seed) == .right, "seed \(seed)")
      for (k, name) in bank.alternatives.enumerated() {
        #expect(bank.verdict(on: .alternative(k), seed: seed) == .right, "\(name), seed \(seed)")
      }
    }
  }

  @Test(arguments: ids) func `names each of at least three misconceptions`(_ id: String) throws {
    let bank = try #require(AnyBank.of(id)).withMisconceptionsAnswered
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
    let bank = try #require(AnyBank.of(id))
    for carelessness in Carelessness.allCases {
      #expect(bank.verdict(on: .careless(carelessness)) != .right, "\(carelessness)")
    }
  }

  @Test(arguments: ids) func `counts a call of todo as open`(_ id: String) async {
    #expect(await outcome(of: id, by: .stub, within: .planted).end == .open(id))
  }
}

extension AnyBank {
  /// The same with the answers of all misconceptions at hand, since each of them is compared with all.
  fileprivate var withMisconceptionsAnswered: AnyBank {
    let submissions = [.reference] + misconceptions.indices.map { Submission.misconception($0) }
    let answered = cases(1).map { one in
      let answers = Dictionary(uniqueKeysWithValues: submissions.map { ($0, one.answer($0)) })
      return Case(
        input: one.input, tolerance: one.tolerance, note: one.note, answer: { answers[$0]! }, judge: one.judge)
    }
    return AnyBank(
      id: id, uses: uses, alternatives: alternatives, misconceptions: misconceptions, fitsStatement: fitsStatement,
      cases: { _ in answered })
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

import Answers
import Curriculum
import Engine
import Foundation

/// A bank joined with the learner's function, its types erased.
struct AnyBank: Sendable {
  let id: String
  /// The exercises whose answers this one may call.
  let uses: [String]
  /// The names of the alternatives and the diagnoses of the misconceptions.
  let alternatives: [String]
  let misconceptions: [String]
  /// Whether the learner's function has the parameters and the result of its statement. No other is called.
  let fitsStatement: Bool
  /// The cases, drawn from a seed.
  let cases: @Sendable (UInt64) -> [Case]

  /// One case, with every answer to it.
  struct Case: Sendable {
    let input: [Quantity]
    let tolerance: Double
    let note: String?
    var answer: @Sendable (Submission) -> [Quantity]
    /// What the bank's own judge says of an answer; nil where the reference decides.
    var judge: (@Sendable ([Quantity]) -> Finding?)? = nil
  }
}

/// Whose answer is judged: the learner's, or one that is planted to prove the grader.
enum Submission: Hashable, Codable, Sendable {
  case learner
  /// Calls `todo`, as every exercise does before it is attempted.
  case stub
  /// Calls another exercise, which is still open.
  case opened(String)
  case reference
  case alternative(Int)
  case misconception(Int)
  /// The misconception, which crashes where the input's first matrix is not square.
  case squareOnly(misconception: Int)
  case careless(Carelessness)
  case runaway(Runaway)
  /// Comes back with the reference's answer when there is such a file.
  case waits(for: String)
}

/// Joins a bank with the function it grades.
func graded<Input, Output>(
  _ bank: Bank<Input, Output>, fitsStatement: Bool = true, learner: @escaping @Sendable (Input) -> Output
) -> AnyBank {
  AnyBank(
    id: bank.id,
    uses: bank.uses,
    alternatives: bank.alternatives.map(\.name),
    misconceptions: bank.misconceptions.map(\.name),
    fitsStatement: fitsStatement,
    cases: { seed in
      var generator = Generator(seed: seed)
      return bank.cases(&generator).map { graded(bank, learner, $0) }
    })
}

/// Joins a bank with the learner's function, which must have the type of the reference. `call` gives it an input.
func graded<Input, Output, Function: Sendable>(
  _ bank: Bank<Input, Output>, like reference: Function, call: @escaping @Sendable (Function, Input) -> Output
) -> AnyBank {
  let function = answers.function(bank.id, as: Function.self)
  return graded(bank, fitsStatement: function != nil) { call(function!, $0) }
}

private let answers = Answers()

private func graded<Input, Output>(
  _ bank: Bank<Input, Output>, _ learner: @escaping @Sendable (Input) -> Output, _ one: Case<Input>
) -> AnyBank.Case {
  let input = one.input
  let judge = bank.judge.map { judge in { @Sendable (answer: [Quantity]) in judge(input, answer) } }
  let answer = { @Sendable (submission: Submission) -> [Quantity] in
    switch submission {
    case .learner: return bank.output(learner(input))
    case .stub: todo(bank.id)
    case .opened(let id): todo(id)
    case .reference: return bank.output(bank.reference(input))
    case .alternative(let k): return bank.output(bank.alternatives[k].function(input))
    case .misconception(let k): return bank.output(bank.misconceptions[k].function(input))
    case .squareOnly(let k):
      let first = bank.input(input)[0].value
      precondition(first.rows == first.columns, "no product of these shapes")
      return bank.output(bank.misconceptions[k].function(input))
    case .careless(let kind):
      return kind.answer(expected: bank.output(bank.reference(input)), input: bank.input(input))
    case .waits(let path):
      while access(path, F_OK) != 0 { usleep(20_000) }
      return bank.output(bank.reference(input))
    case .runaway(let kind):
      kind.run()
      return Carelessness.zeros.answer(expected: bank.output(bank.reference(input)), input: [])
    }
  }
  return AnyBank.Case(
    input: bank.input(input), tolerance: one.tolerance, note: one.note, answer: answer, judge: judge)
}

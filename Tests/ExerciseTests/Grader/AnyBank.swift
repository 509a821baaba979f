import Curriculum
import Engine

/// A grading joined with the learner's function, its types erased.
struct GradedExercise: Sendable {
  let id: String
  /// The names of the alternatives and the diagnoses of the misconceptions.
  let alternatives: [String]
  let misconceptions: [String]
  let cases: @Sendable () -> [GradedCase]
}

/// One case, with every answer to it.
struct GradedCase: Sendable {
  let input: [Quantity]
  let tolerance: Double
  let note: String?
  let answer: @Sendable (Answerer) -> [Quantity]
}

/// Whose answer is judged: the learner's, or one that is planted to prove the grader.
enum Answerer: Hashable, Codable, Sendable {
  case learner
  /// Calls `todo`, as every exercise does before it is attempted.
  case stub
  /// Calls another exercise, which is still open.
  case opened(String)
  case reference
  case alternative(Int)
  case misconception(Int)
  case careless(Carelessness)
  case runaway(Runaway)
}

/// Joins a grading with the function it grades.
func graded<Input, Output>(
  _ grading: Grading<Input, Output>, learner: @escaping @Sendable (Input) -> Output
) -> GradedExercise {
  GradedExercise(
    id: grading.id,
    alternatives: grading.alternatives.map(\.name),
    misconceptions: grading.misconceptions.map(\.name),
    cases: {
      var generator = Generator(seed: 1)
      return grading.cases(&generator).map { graded(grading, learner, $0) }
    })
}

private func graded<Input, Output>(
  _ grading: Grading<Input, Output>, _ learner: @escaping @Sendable (Input) -> Output, _ one: Case<Input>
) -> GradedCase {
  let input = one.input
  return GradedCase(input: grading.input(input), tolerance: one.tolerance, note: one.note) { answerer in
    switch answerer {
    case .learner: return grading.output(learner(input))
    case .stub: todo(grading.id)
    case .opened(let id): todo(id)
    case .reference: return grading.output(grading.reference(input))
    case .alternative(let k): return grading.output(grading.alternatives[k].function(input))
    case .misconception(let k): return grading.output(grading.misconceptions[k].function(input))
    case .careless(let kind):
      return kind.answer(expected: grading.output(grading.reference(input)), input: grading.input(input))
    case .runaway(let kind):
      kind.run()
      return Carelessness.zeros.answer(expected: grading.output(grading.reference(input)), input: [])
    }
  }
}

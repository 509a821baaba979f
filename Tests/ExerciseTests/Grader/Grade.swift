import Learner
import Curriculum
import Foundation
import Synchronization
import Testing

/// Grades the learner's answer to an exercise, and reports: one failure at most, or one known issue if it is open.
func grade(_ id: String) async {
  let openFails = GraderSettings.current.isStrict
  let outcome = await learnersOutcome(of: id)
  runTally.withLock { $0.count(outcome) }
  keep(outcome, of: id)
  let place = LearnersFile(with: id).place(of: id)
  let report = Comment(
    rawValue: report(on: id, outcome, mendFirst: await firstToMend(before: id, outcome, learnersOutcome)))
  switch outcome.end {
  case .judged(.right):
    if !outcome.printed.isEmpty { Issue.record(report, severity: .warning, sourceLocation: place) }
  case .open where !openFails: withKnownIssue { Issue.record(report, sourceLocation: place) }
  case .judged, .open, .stopped, .untried: Issue.record(report, sourceLocation: place)
  }
}

/// Notes the outcome down among the learner's standings, whoever runs the grader, so that `swift run course` knows it.
///
/// Verdicts on other cases than the usual ones are not the learner's.
private func keep(_ outcome: Outcome, of id: String) {
  guard GraderSettings.current.seed == GraderSettings.usualSeed, let verdict = outcome.standing,
    let fingerprint = LearnersFile(with: id).fingerprint(of: id)
  else { return }
  do throws(UsageError) {
    // What was never begun leaves no trace.
    let known = try Standings(in: learnersFolder)[id]
    if verdict == .open && known == nil { return }
    try Standings.note(verdict, of: id, fingerprint: fingerprint)
  } catch {
    keepingNotes.withLock { _ = $0.insert(error.description) }
  }
}

/// Why standings could not be kept; said once, at the end of the run.
private let keepingNotes: Mutex<Set<String>> = {
  atexit {
    for note in keepingNotes.withLock(\.self).sorted() { writeToStandardError("note: no standing is kept: \(note)\n") }
  }
  return Mutex([])
}()

/// Each exercise is tried once in a run, whoever asks.
private let trials = Mutex<[String: Task<Outcome, Never>]>([:])

/// Where the learner's module imports the reference answers.
private let borrowed = importOfSolutions(in: packageFolder.path + "/Exercises")

private func learnersOutcome(of id: String) async -> Outcome {
  let trial = trials.withLock { trials in
    if let known = trials[id] { return known }
    let new = Task {
      if let refusal = refusal(of: id) { return refusal }
      return await outcome(of: id, by: .learner, within: .learner)
    }
    trials[id] = new
    return new
  }
  return await trial.value
}

/// What is said of an answer that is not even tried; nil as a rule.
private func refusal(of id: String) -> Outcome? {
  if let absence = LearnersFile(with: id).absence { return Outcome(.untried(absence)) }
  if let place = borrowed {
    return Outcome(
      .untried("\(place) imports Solutions. Answers must be your own: while that line is there, nothing is graded."))
  }
  if AnyBank.of(id)?.fitsStatement == false {
    let reason = "The function's parameters or its result are not those of its statement: put them back."
    return Outcome(.judged(.wrong(Finding(reason: reason))))
  }
  return nil
}

/// The exercise that this one may call and that is wrong as well.
func firstToMend(before id: String, _ outcome: Outcome, _ outcomes: (String) async -> Outcome) async -> String? {
  guard outcome.isWrong else { return nil }
  for other in AnyBank.of(id)?.uses ?? [] where await outcomes(other).isWrong { return other }
  return nil
}

/// The report on an outcome in plain text: what was graded, what was found, where to go on.
func report(on id: String, _ outcome: Outcome, mendFirst other: String? = nil) -> String {
  let title = "\(id) \(ExerciseOutline.numbered(id)?.title ?? "")"
  let hint = "For a hint: swift run course hint \(id)"
  let first = other.map { "\($0) is wrong, too: if your \(id) calls it, mend \($0) first." }
  let blocks: [String?] =
    switch outcome.end {
    case .judged(.right): ["\(title): right.", outcome.printed]
    case .judged(.wrong(let finding)) where finding.reason == nil:
      ["\(title): not right yet.", first, finding.text, outcome.printed, hint]
    case .judged(.wrong(let finding)): ["\(title): not right yet.", finding.text, first, outcome.printed, hint]
    case .open(id): ["\(title): still open. \(hint)", outcome.printed]
    case .open(let other): ["\(title): needs \(other), which is still open.", outcome.printed]
    case .stopped(_, let text): ["\(title): no result.", first, text, outcome.printed, hint]
    case .untried(let text): ["\(title): not graded.", wrapped(text)]
    }
  return blocks.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
}

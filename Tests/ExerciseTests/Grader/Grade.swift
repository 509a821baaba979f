import Curriculum
import Foundation
import Testing

/// Grades the learner's answer to an exercise, and reports: one failure at most, or one known issue if it is open.
func grade(_ id: String) async {
  let openFails = isStrict
  let file = LearnersFile(with: id)
  let outcome =
    if importsSolutions(file.text) {
      Outcome.judged(.wrong("The file imports Solutions. The answers must be your own: remove that line."))
    } else if AnyBank.of(id)?.fitsStatement == false {
      Outcome.judged(.wrong("The function's parameters or its result are not those of its statement: put them back."))
    } else {
      await outcome(of: id, by: .learner, within: .learner)
    }
  runTally.withLock { $0.count(outcome) }
  let place = file.place(of: id)
  let report = Comment(rawValue: report(on: id, outcome))
  switch outcome {
  case .judged(.right), .vanished: break
  case .open where !openFails: withKnownIssue { Issue.record(report, sourceLocation: place) }
  case .judged, .open, .stopped: Issue.record(report, sourceLocation: place)
  }
}

/// The report on an outcome in plain text: what was graded, what was found, where to go on.
func report(on id: String, _ outcome: Outcome) -> String {
  let title = "\(id) \(ExerciseOutline.numbered(id)?.title ?? "")"
  let hint = "For a hint: swift run course hint \(id)"
  switch outcome {
  case .judged(.right): return "\(title): right."
  case .judged(.misconception(let text)), .judged(.wrong(let text)):
    return "\(title): not right yet.\n\n\(text)\n\n\(hint)"
  case .open(id): return "\(title): still open. \(hint)"
  case .open(let other): return "\(title): needs \(other), which is still open."
  case .stopped(_, let text): return "\(title): no result.\n\n\(text)\n\n\(hint)"
  case .vanished: return "\(title): no result."
  }
}

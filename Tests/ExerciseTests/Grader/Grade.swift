import Curriculum
import Foundation
import Testing

/// Grades the learner's answer to an exercise, and reports: one failure at most, or one known issue if it is open.
func grade(_ id: String) async {
  let strict = strictness.isStrict
  let outcome =
    importsSolutions(learnersFile(of: id).text)
    ? .wrong("The file imports Solutions. The answers must be your own: remove that line.")
    : await outcome(of: id, by: .learner, within: .learner)
  runTally.withLock { $0.count(outcome) }
  let place = learnersPlace(of: id)
  let report = Comment(rawValue: report(on: id, outcome))
  switch outcome {
  case .right, .vanished: break
  case .open where !strict: withKnownIssue { Issue.record(report, sourceLocation: place) }
  case .open, .misconception, .wrong, .stopped: Issue.record(report, sourceLocation: place)
  }
}

/// The report on an outcome in plain text: what was graded, what was found, where to go on.
func report(on id: String, _ outcome: Outcome) -> String {
  let title = "\(id) \(ExerciseOutline.numbered(id)?.title ?? "")"
  let hint = "For a hint: swift run course hint \(id)"
  switch outcome {
  case .right: return "\(title): right."
  case .open(let open):
    return open == id ? "\(title): still open. \(hint)" : "\(title): needs \(open), which is still open."
  case .misconception(let text): return "\(title): not right yet.\n\n\(text)\n\n\(hint)"
  case .wrong(let text): return "\(title): not right yet.\n\n\(text)\n\n\(hint)"
  case .stopped(_, let text): return "\(title): no result.\n\n\(text)\n\n\(hint)"
  case .vanished: return "\(title): no result."
  }
}

/// Where the learner's file states the exercise, so that an editor's list of failures leads there.
private func learnersPlace(of id: String) -> SourceLocation {
  let (name, text) = learnersFile(of: id)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = lines.firstIndex { $0.hasPrefix("/// Exercise \(id) ") } ?? 0
  return SourceLocation(fileID: name, filePath: packageFolder + "/" + name, line: line + 1, column: 1)
}

/// The learner's file with the exercise, named from the package's folder; empty if there is none.
private func learnersFile(of id: String) -> (name: String, text: String) {
  let lesson = LessonOutline.all.first { $0.exercises.contains { $0.id == id } }
  let name = "Exercises/\(lesson?.name ?? id).swift"
  return (name, (try? String(contentsOfFile: packageFolder + "/" + name, encoding: .utf8)) ?? "")
}

/// Whether a source file imports the reference answers.
///
/// The build allows it, although `Exercises` does not depend on `Solutions`: it finds all modules in one folder.
func importsSolutions(_ source: String) -> Bool {
  source.split(separator: "\n").contains { line in
    let words = line.split { !$0.isLetter && $0 != "/" && $0 != "@" && $0 != "_" }
    return words.prefix { !$0.hasPrefix("//") }.contains("import") && words.contains("Solutions")
  }
}

/// The folder of the package, found from this file's place in it.
let packageFolder: String = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

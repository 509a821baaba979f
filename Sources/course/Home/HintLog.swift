import Learner
import Curriculum
import Foundation
import LessonKit

/// Which hints were given, so that the next call gives one more.
///
/// One line per exercise, `10.1 2`, in a small file of this clone. A file that is missing or unreadable counts as empty.
struct HintLog {
  let file: URL
  private var given: [String: Int] = [:]

  /// Reads the file; lines that are spoilt are passed over.
  init(file: URL) {
    self.file = file
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let count = Int(words[1]), count > 0 { given[String(words[0])] = count }
    }
  }

  static var standardFile: URL { learnersFolder.appendingPathComponent("hints") }

  /// The number of the next hint, from 1; after the last it is one more than there are.
  func next(for exercise: ExerciseOutline) -> Int { min(given[exercise.id] ?? 0, exercise.hints.count) + 1 }

  /// Counts hint `number` of an exercise as given. The file is written whole, or stays as it was.
  mutating func give(_ number: Int, of exercise: ExerciseOutline) throws(UsageError) {
    given[exercise.id] = number
    let lines = given.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(lines.joined().utf8).write(to: file, options: .atomic)
    } catch {
      throw UsageError(
        "cannot write \(file.path): \(UsageError.reason(error)); the next call will give this hint again")
    }
  }
}

/// Shows the next hint for an exercise, or all of them, and notes down in `file` what was shown.
///
/// Only what could be shown counts. Where it cannot be noted down, the hint is what matters: one line on stderr says so.
func giveHint(for exercise: ExerciseOutline, all: Bool, notedIn file: URL, on terminal: Terminal) {
  var log = HintLog(file: file)
  let shown = all ? exercise.hints.count : log.next(for: exercise)
  writeToStandardOutput(hintText(exercise, shown: shown, all: all, for: terminal) + "\n")
  do throws(UsageError) {
    if !all { try log.give(shown, of: exercise) }
  } catch {
    writeToStandardError("note: \(error)\n")
  }
}

/// Hint number `shown`, or every hint: on demand, and when all were given before.
func hintText(_ exercise: ExerciseOutline, shown: Int, all: Bool, for terminal: Terminal) -> String {
  let count = exercise.hints.count
  let numbers = all || shown > count ? Array(1...count) : [shown]
  var blocks = [terminal.styled(terminal.wrapped("\(exercise.id) \(exercise.title)"), .bold)]
  for number in numbers {
    blocks.append("Hint \(number) of \(count)\n\n" + terminal.wrapped(exercise.hints[number - 1], indent: 4))
  }
  if shown > count { blocks.append(terminal.wrapped("These are all the hints there are.")) }
  return blocks.joined(separator: "\n\n")
}

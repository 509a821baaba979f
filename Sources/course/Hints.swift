import Curriculum
import Foundation

/// Which hints were given, so that the next call gives one more.
///
/// One line per exercise, `10.1 2`, in a small file beside the built program, inside `.build`: it belongs to this clone
/// and goes with `swift package clean`. A file that is missing or unreadable counts as empty, and one that cannot be
/// written is not: the hint is what matters.
struct HintLog {
  let file: URL?
  private var given: [String: Int] = [:]

  init(file: URL?) {
    self.file = file
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let count = Int(words[1]), count > 0 { given[String(words[0])] = count }
    }
  }

  /// The file beside this program.
  static var standardFile: URL? {
    Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("hints-given")
  }

  /// Counts one more hint as given; returns how many that makes, or one more than there are after the last.
  mutating func next(for exercise: ExerciseOutline) -> Int {
    let count = min(given[exercise.id] ?? 0, exercise.hints.count) + 1
    given[exercise.id] = count
    let lines = given.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
    if let file { try? Data(lines.joined().utf8).write(to: file, options: .atomic) }
    return count
  }
}

/// Hint number `shown`, or every hint: on demand, and when all were given before.
func hintText(_ exercise: ExerciseOutline, shown: Int, all: Bool, for screen: Screen) -> String {
  let count = exercise.hints.count
  let numbers = all || shown > count ? Array(1...count) : [shown]
  var blocks = [screen.bold("\(exercise.id) \(exercise.title)")]
  for number in numbers {
    blocks.append("Hint \(number) of \(count)\n\n" + screen.wrapped(exercise.hints[number - 1], indent: 4))
  }
  if shown > count { blocks.append("These are all the hints there are.") }
  return blocks.joined(separator: "\n\n")
}

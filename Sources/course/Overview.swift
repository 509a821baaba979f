import Curriculum
import LessonKit
import Typesetting

/// The table of lessons: what each answers, which can be run, how to run and grade them.
func overview(for terminal: Terminal) -> String {
  var blocks = [terminal.wrapped("Unstuck: why neural networks stop learning, and how to get them moving again")]
  for lesson in LessonOutline.all { blocks.append(entry(lesson, terminal)) }
  if let lesson = LessonOutline.all.first(where: { $0.isBuilt }) { blocks.append(directions(lesson, terminal)) }
  return blocks.joined(separator: "\n\n")
}

/// The title and what can be done about it at either end of a line, or one below the other; then the question.
private func entry(_ lesson: LessonOutline, _ terminal: Terminal) -> String {
  let state = lesson.isBuilt ? "swift run \(lesson.target)" : "to come"
  let room = terminal.width - 4 - displayWidth(lesson.title) - displayWidth(state)
  let gap = room >= 2 ? String(repeating: " ", count: room) : "\n    "
  var lines = [
    "\(lesson.twoDigits)  " + terminal.styled(lesson.title, .bold) + gap
      + terminal.styled(state, lesson.isBuilt ? .green : .faint),
    terminal.wrapped(lesson.question, indent: 4),
  ]
  if let first = lesson.exercises.first, let last = lesson.exercises.last {
    lines.append(terminal.wrapped("Exercises \(first.id) to \(last.id): Exercises/\(lesson.name).swift", indent: 4))
  }
  return lines.joined(separator: "\n")
}

/// What to type for a lesson, its answers and a hint.
private func directions(_ lesson: LessonOutline, _ terminal: Terminal) -> String {
  terminal.definitions([
    ("Run a lesson", "swift run \(lesson.target)"),
    ("Grade its answers", "swift test --filter \(lesson.slug)"),
    ("Grade everything", "swift test"),
    ("Get a hint", "swift run course hint \(lesson.exercises.first?.id ?? "\(lesson.number).1")"),
  ])
}

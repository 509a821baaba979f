import Curriculum

/// The table of lessons: what each answers, which can be run, how to run and grade them.
func overview(for screen: Screen) -> String {
  var blocks = [screen.wrapped("Unstuck: why neural networks stop learning, and how to get them moving again")]
  for lesson in LessonOutline.all { blocks.append(entry(lesson, screen)) }
  if let lesson = LessonOutline.all.first(where: { $0.isBuilt }) { blocks.append(directions(lesson)) }
  return blocks.joined(separator: "\n\n")
}

private func entry(_ lesson: LessonOutline, _ screen: Screen) -> String {
  let state = lesson.isBuilt ? "swift run \(lesson.target)" : "to come"
  let gap = max(2, screen.width - 4 - lesson.title.count - state.count)
  let styled = lesson.isBuilt ? screen.green(state) : screen.faint(state)
  var lines = [
    "\(lesson.twoDigits)  " + screen.bold(lesson.title) + String(repeating: " ", count: gap) + styled,
    screen.wrapped(lesson.question, indent: 4),
  ]
  if let first = lesson.exercises.first, let last = lesson.exercises.last {
    lines.append(screen.wrapped("Exercises \(first.id) to \(last.id): Exercises/\(lesson.name).swift", indent: 4))
  }
  return lines.joined(separator: "\n")
}

private func directions(_ lesson: LessonOutline) -> String {
  let exercise = lesson.exercises.first?.id ?? "\(lesson.number).1"
  return """
    Run a lesson        swift run \(lesson.target)
    Grade its answers   swift test --filter \(lesson.slug)
    Grade everything    swift test
    Get a hint          swift run course hint \(exercise)
    """
}

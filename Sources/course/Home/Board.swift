import Curriculum
import Foundation
import Learner
import LessonKit
import Typesetting

/// The board: a line for each lesson, with a mark for each exercise and how far it was read; and what to go on with.
///
///     05  Vanishing and exploding gradients   ●●●✘○   to 7 of 12
///
/// For all sixteen lessons it is a screen of 80 columns and 24 lines.
func board(_ home: Home, for terminal: Terminal) -> String {
  let right = home.exercises.count { $0.mark == .right }
  let count = "\(right) of \(home.exercises.count) right"
  let legend = "● right  ✘ wrong  ◐ changed  ○ open"
  let title = "Unstuck"
  let room = terminal.width - displayWidth(title) - displayWidth(count)
  let middle = room >= displayWidth(legend) + 6 ? "   " + legend : ""
  let gap = String(repeating: " ", count: max(1, room - displayWidth(middle)))
  var lines = [terminal.styled(title, .bold) + terminal.styled(middle, .faint) + gap + count]
  lines += home.lessons.map { row($0, in: home, terminal) }
  return lines.joined(separator: "\n") + "\n\n" + directions(home, for: terminal)
}

private func row(_ lesson: Home.LessonState, in home: Home, _ terminal: Terminal) -> String {
  let marksWidth = home.lessons.map(\.exercises.count).max() ?? 0
  let reading = readingWords(lesson.reading)
  let longest = home.lessons.map { displayWidth($0.outline.title) }.max() ?? 0
  let room = max(8, min(longest + 2, terminal.width - 4 - 2 - marksWidth - 2 - 11))
  let title = clipped(lesson.outline.title, to: room)
  let padding = String(repeating: " ", count: room - displayWidth(title) + 2)
  let marks = lesson.exercises.map { terminal.styled($0.mark.sign, $0.mark.style) }.joined()
  let end = reading.isEmpty ? "" : String(repeating: " ", count: marksWidth - lesson.exercises.count + 2) + reading
  return "\(lesson.outline.twoDigits)  \(title)\(padding)\(marks)\(end)"
}

private func clipped(_ title: String, to width: Int) -> String {
  guard displayWidth(title) > width else { return title }
  var kept = title
  while displayWidth(kept) > width - 1 { kept.removeLast() }
  return kept + "…"
}

private func readingWords(_ place: Bookmark.Place) -> String {
  switch place {
  case .unread: ""
  case .read: "read"
  case .before(1, _): "begun"
  case .before(let section, let count): count.map { "to \(section - 1) of \($0)" } ?? "to \(section - 1)"
  }
}

extension Home.Mark {
  var style: TextStyle {
    switch self {
    case .right: .green
    case .wrong, .refused, .missing: .red
    case .open, .changed: .faint
    }
  }
}

/// What to go on with, and how.
private func directions(_ home: Home, for terminal: Terminal) -> String {
  var rows: [(term: String, meaning: String)] = []
  if let lesson = home.nextReading {
    rows.append(("swift run course read", reading(lesson)))
  }
  if let exercise = home.nextExercise {
    let outline = exercise.outline
    rows.append(("swift run course next", "\(outline.id) \(outline.title), \(exercise.mark.words)"))
    rows.append(("swift run course check", "grade your answers; with \"watch\", on every save"))
  } else {
    rows.append(("swift run lesson16 --mine", "all is right: a network of nothing but your own functions"))
  }
  return terminal.definitions(rows)
}

/// `"5, section 8: The interval"`.
private func reading(_ lesson: Home.LessonState) -> String {
  let name = "lesson \(lesson.outline.number)"
  guard case .before(let section, _) = lesson.reading else { return "\(name): \(lesson.outline.title)" }
  let titles = (try? LessonSource(contentsOf: lesson.outline.source.path))?.titles ?? []
  let title = titles.indices.contains(section - 1) ? ": \(titles[section - 1])" : ""
  return "\(name), section \(section)\(title)"
}

extension LessonOutline {
  /// The lesson's program.
  var source: URL { packageFolder.appendingPathComponent("Lessons/\(name)/main.swift") }
}

/// The board for a script: tab-separated lines, `lesson 05 unread|read|<section>/<sections> <title>` and
/// `exercise 5.1 right|wrong|refused|open|changed|missing <title>`.
func plainBoard(_ home: Home) -> String {
  var lines: [String] = []
  for lesson in home.lessons {
    let reading =
      switch lesson.reading {
      case .unread: "unread"
      case .read: "read"
      case .before(let section, let count): "\(section - 1)/\(count.map(String.init) ?? "?")"
      }
    lines.append(["lesson", lesson.outline.twoDigits, reading, lesson.outline.title].joined(separator: "\t"))
    for exercise in lesson.exercises {
      let outline = exercise.outline
      lines.append(["exercise", outline.id, exercise.mark.rawValue, outline.title].joined(separator: "\t"))
    }
  }
  return lines.joined(separator: "\n")
}

/// One lesson on the board: what it asks, how far it was read, and how each exercise stands.
func lessonBoard(_ lesson: Home.LessonState, for terminal: Terminal) -> String {
  let outline = lesson.outline
  var blocks = [
    terminal.styled("\(outline.twoDigits)  \(outline.title)", .bold) + "\n"
      + terminal.wrapped(outline.question, indent: 4)
  ]
  let minutes = (try? LessonSource(contentsOf: outline.source.path))?.minutes
  let time = minutes.map { "About \($0) minutes on the main path" } ?? ""
  let needs = outline.needs.isEmpty ? "" : "; it needs " + outline.needs.map(String.init).joined(separator: ", ")
  let reading =
    switch lesson.reading {
    case .unread: "not begun"
    case .read: "read"
    case .before(1, _): "begun"
    case .before(let section, let count): "read to section \(section - 1)" + (count.map { " of \($0)" } ?? "")
    }
  blocks.append(terminal.wrapped("\(time)\(needs). You: \(reading).", indent: 4))
  blocks.append(
    lesson.exercises.map { exercise in
      let id = exercise.outline.id
      let padding = String(repeating: " ", count: max(1, 6 - id.count))
      let text = terminal.wrapped("\(exercise.outline.title), \(exercise.mark.words)", indent: 12).dropFirst(12)
      return "    \(terminal.styled(exercise.mark.sign, exercise.mark.style)) \(id)\(padding)\(text)"
    }.joined(separator: "\n"))
  blocks.append(
    terminal.definitions([
      ("swift run course read \(outline.number)", "tells the lesson"),
      ("swift run course check \(outline.number)", "grades Exercises/\(outline.name).swift"),
    ]))
  return blocks.joined(separator: "\n\n")
}

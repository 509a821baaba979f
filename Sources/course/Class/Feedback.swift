import Curriculum
import Foundation

/// The names of the students' feedback files: readable, and each another one, whether or not a disk tells capitals.
func feedbackNames(for students: [String]) -> [String] {
  var taken: Set<String> = []
  return students.map { student in
    let base = safeFileName(student)
    var (name, number) = (base, 1)
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return name + ".md"
  }
}

/// What a student should read: every verdict in full.
func feedback(on result: StudentResult, seed: UInt64) -> String {
  var blocks = ["# \(markdown(result.student))"]
  let right = result.count(.right)
  blocks.append(
    "\(right) of \(result.exercises.count) exercises are right\(seed == 1 ? "" : ", on cases of seed \(seed)").")
  if !result.notes.isEmpty {
    blocks.append("What was found:\n\n" + result.notes.map { "- \(markdown($0))" }.joined(separator: "\n"))
  }
  for lesson in LessonOutline.all {
    let exercises = result.exercises.filter { $0.lesson == lesson.number }
    if exercises.isEmpty { continue }
    let file = result.files[lesson.number].map { "From \(code($0))." } ?? "Not handed in."
    blocks.append("## \(lesson.number) \(lesson.title)\n\n" + file)
    if exercises.allSatisfy({ $0.verdict == .missing }) { continue }
    // What is said of a whole file is said once.
    if let first = exercises.first, exercises.count > 1, !first.report.isEmpty,
      exercises.allSatisfy({ $0.report == first.report && $0.verdict == first.verdict })
    {
      blocks.append("All exercises: \(first.verdict.rawValue).\n\n" + fenced(first.report))
      continue
    }
    for exercise in exercises {
      let title = ExerciseOutline.numbered(exercise.id)?.title ?? ""
      blocks.append("### \(exercise.id) \(title): \(exercise.verdict.rawValue)")
      if exercise.verdict != .right || !exercise.report.isEmpty {
        blocks.append(fenced(exercise.report.isEmpty ? exercise.reason : exercise.report))
      }
    }
  }
  return blocks.joined(separator: "\n\n") + "\n"
}

/// A text as it is, in a frame that nothing in it can close.
private func fenced(_ text: String) -> String {
  let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
  let fence = String(repeating: "`", count: max(3, longest + 1))
  return "\(fence)text\n\(text)\n\(fence)"
}

/// A line of text in which no character means anything to Markdown.
func markdown(_ text: String) -> String {
  var safe = ""
  for character in text {
    if character.isNewline {
      safe += " "
    } else {
      if "\\`*_[]<>|#&!~$".contains(character) { safe += "\\" }
      safe.append(character)
    }
  }
  return safe
}

/// A name as code.
private func code(_ text: String) -> String {
  text.contains("`") || text.contains(where: \.isNewline) ? markdown(text) : "`\(text)`"
}

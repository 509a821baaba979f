import Curriculum
import Foundation
import Learner
import LessonKit

/// The exercise to go on with.
func nextText(_ home: Home, for terminal: Terminal) -> String {
  guard let exercise = home.nextExercise else { return "All \(home.exercises.count) exercises are right." }
  return exerciseText(exercise, for: terminal)
}

/// An exercise: how it stands, where it is, what it asks, and how it is graded.
func exerciseText(_ exercise: Home.ExerciseState, for terminal: Terminal) -> String {
  let outline = exercise.outline
  let head = terminal.wrapped("\(outline.id) \(outline.title), \(exercise.mark.words)")
  let ways = terminal.definitions([
    ("swift run course check \(outline.id)", "grades it"),
    ("swift run course hint \(outline.id)", "asks a question; called again it gives the idea, and then the formula"),
  ])
  return [terminal.styled(head, .bold) + "\n" + exercise.place, statement(of: outline), ways].compactMap(\.self)
    .joined(separator: "\n\n")
}

extension Home.ExerciseState {
  /// `"Exercises/10-batch-normalization.swift:57"`.
  var place: String { outline.lesson.answers + (line.map { ":\($0)" } ?? "") }
}

extension ExerciseOutline {
  /// The lesson that it belongs to.
  var lesson: LessonOutline {
    guard let lesson = LessonOutline.all.first(where: { $0.exercises.contains { $0.id == id } }) else {
      preconditionFailure("no lesson has an exercise \(id)")
    }
    return lesson
  }
}

extension LessonOutline {
  /// Its file of answers, told from the package's folder.
  var answers: String { "Exercises/\(name).swift" }
}

/// What an exercise asks, as it stands over its function, without the marks of a comment and without its headline.
private func statement(of exercise: ExerciseOutline) -> String? {
  guard let file = AnswerFile(of: exercise.lesson), let part = file[exercise.id] else { return nil }
  let lines = file.text(of: part.range).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  let comment = lines.prefix { $0.hasPrefix("///") }.dropFirst().map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) }
  let text = comment.drop { $0.isEmpty }.joined(separator: "\n")
  return text.isEmpty ? nil : text
}

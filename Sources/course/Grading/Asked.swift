import Curriculum
import Learner

/// Which exercises a run grades.
struct Asked: Equatable {
  static func == (a: Asked, b: Asked) -> Bool { a.exercises.map(\.id) == b.exercises.map(\.id) }

  /// In the curriculum's order, each once.
  let exercises: [ExerciseOutline]

  init(_ exercises: [ExerciseOutline]) {
    let ids = Set(exercises.map(\.id))
    self.exercises = LessonOutline.all.flatMap(\.exercises).filter { ids.contains($0.id) }
  }

  static let everything = Asked(LessonOutline.all.flatMap(\.exercises))

  /// What `swift test --filter` finds just these by: they have names like `lesson10_3()`.
  var filters: [String] {
    if self == .everything { return ["/lesson[0-9]+_[0-9]+\\(\\)"] }
    return exercises.map { exercise in
      let parts = number(exercise.id)
      return "/lesson\(parts[0] < 10 ? "0" : "")\(parts[0])_\(parts[1])\\(\\)"
    }
  }
}

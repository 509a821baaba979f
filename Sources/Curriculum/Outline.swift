/// A lesson in the table of contents: its number, its name, and the question that it answers.
///
/// Everything about a lesson that can be named without its program stands here, once: the learner's command
/// prints it, `todo` and the grader quote it. The lesson itself lives in `Lessons/`.
public struct LessonOutline: Sendable {
  public let number: Int
  /// The part of `10-batch-normalization` after the number.
  public let slug: String
  public let title: String
  /// The question a learner would ask, in one sentence.
  public let question: String
  /// The lessons that it builds on directly, by their numbers.
  public let needs: [Int]
  public let exercises: [ExerciseOutline]

  public init(
    _ number: Int, _ slug: String, _ title: String, question: String, needs: [Int] = [],
    exercises: [ExerciseOutline] = []
  ) {
    self.number = number
    self.slug = slug
    self.title = title
    self.question = question
    self.needs = needs
    self.exercises = exercises
  }

  /// Whether the lesson can be run today: all that can, have exercises.
  public var isBuilt: Bool { !exercises.isEmpty }

  /// The number with two digits, `"07"`.
  public var twoDigits: String { number < 10 ? "0\(number)" : "\(number)" }

  /// The name that folder, exercise file, solution file and grading share, `"10-batch-normalization"`.
  public var name: String { "\(twoDigits)-\(slug)" }

  /// The program that tells the lesson, `"lesson10"`.
  public var target: String { "lesson\(twoDigits)" }

  /// The lesson of that number, or nil.
  public static func numbered(_ number: Int) -> LessonOutline? { all.first { $0.number == number } }
}

/// An exercise in the table of contents, with its three hints.
public struct ExerciseOutline: Sendable {
  /// Lesson and place, `"10.1"`.
  public let id: String
  public let title: String
  /// The hints in the order in which they are given: a question, the idea, the formula.
  public let hints: [String]

  public init(_ id: String, _ title: String, question: String, idea: String, formula: String) {
    self.id = id
    self.title = title
    self.hints = [question, idea, formula]
  }

  /// The exercise with that id, or nil.
  public static func numbered(_ id: String) -> ExerciseOutline? {
    for lesson in LessonOutline.all {
      for exercise in lesson.exercises where exercise.id == id { return exercise }
    }
    return nil
  }
}

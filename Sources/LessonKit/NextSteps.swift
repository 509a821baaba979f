import Curriculum

extension LessonOutline {
  /// What a reader does after the lesson: its exercises, a hint, the next lesson that is built.
  var steps: [(term: String, meaning: String)] {
    var steps = [
      ("swift run course check \(number)", "grades your answers in Exercises/\(name).swift"),
      ("swift run course hint \(number).1", "gives a hint for the first exercise"),
    ]
    if let next = Self.all.first(where: { $0.number > number && $0.isBuilt }) {
      steps.append(("swift run \(next.target)", "is the next lesson: \(next.title)"))
    }
    return steps
  }
}

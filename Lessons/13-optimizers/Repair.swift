import LessonKit

/// What a repair changed: a row of the table that closes the lesson.
struct Repair {
  let cells: [String]

  init(
    _ name: String, _ against: String, _ measure: String, _ before: Double,
    _ after: Double, _ format: NumberFormat = .whole
  ) {
    cells = [name, against, measure, before.text(format), after.text(format)]
  }
}

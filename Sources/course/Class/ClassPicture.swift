import Curriculum
import Engine
import Plots

/// How much of the class has each exercise right: a heat map, lesson by exercise.
func picture(of results: [StudentResult], lessons: [LessonOutline]) -> Figure? {
  let columns = lessons.map(\.exercises.count).max() ?? 0
  if results.isEmpty || columns == 0 { return nil }
  var right: [String: Int] = [:]
  for result in results {
    for exercise in result.exercises where exercise.verdict == .right { right[exercise.id, default: 0] += 1 }
  }
  let shares = Matrix(rows: lessons.count, columns: columns) { i, j in
    guard lessons[i].exercises.indices.contains(j) else { return .nan }
    return (100 * Double(right[lessons[i].exercises[j].id] ?? 0) / Double(results.count)).rounded()
  }
  return .heatMap(
    "Right answers, percent of the class", of: shares, columns: (1...columns).map { "\($0)" },
    rows: lessons.map { "\($0.number)" }, x: "exercise", y: "lesson", range: 0...100)
}

import Curriculum
import Foundation
import Testing

/// A file of a lesson's that is not there, or lacks something that it must hold.
private struct Gap: CustomStringConvertible {
  let file: String
  let missing: [String]

  var description: String {
    missing.isEmpty ? "\(file) is not there" : "\(file) lacks\n" + missing.map { "  " + $0 }.joined(separator: "\n")
  }
}

/// What a lesson needs: its files, and what each must hold to agree with the curriculum.
private func needs(of lesson: LessonOutline) -> [(file: String, holds: [String])] {
  let (name, number) = (lesson.name, lesson.twoDigits)
  let link = lesson.isBuilt ? "[\(lesson.title)](Lessons/\(name)/README.md)" : "\(lesson.title) *(to come)*"
  let contents = ("README.md", ["| \(number) | \(link) | \(lesson.question) |"])
  guard lesson.isBuilt else { return [contents] }

  func each(_ line: (ExerciseOutline) -> String) -> [String] { lesson.exercises.map(line) }
  let room = "Tests/ExerciseTests/\(name)"
  let banks = lesson.exercises.map { (bank(of: $0, in: room, number), ["id: \"\($0.id)\""]) }
  let hasOracle = swiftFiles(in: room).contains(room + "/\(number)-oracle.swift")
  return [
    ("Sources/Curriculum/\(name).swift", each { "\"\($0.id)\", \"\($0.title)\"" }),
    ("Package.swift", ["lesson(\(lesson.number), \"\(lesson.slug)\""]),
    (
      "Lessons/\(name)/main.swift",
      [
        "//: # \(lesson.title)\n", "let lesson = Lesson(\(lesson.number)",
        "`Exercises/\(name).swift`", "swift test --filter \(lesson.target)\n", "\nlesson.exercises()\n",
      ]
    ),
    ("Lessons/\(name)/README.md", ["# \(lesson.title)\n"]),
    ("Exercises/\(name).swift", each { "/// Exercise \($0.id) · \($0.title)." }),
    ("Solutions/\(name).swift", each { "/// Solution \($0.id) · " }),
    (
      "Sources/Answers/Answers.swift",
      ["#sourceLocation(file:\"Exercises/\(name).swift\",line:1)"]
        + each { "functions[\"\($0.id)\"] = Exercises.\(function(of: $0, in: name))" }
    ),
    (
      room + "/\(number)-suite.swift",
      [
        "// Grades Exercises/\(name).swift: swift test --filter lesson\(number)\n", "enum Lesson\(number) {}",
        "@Suite(.ofExercisesAskedFor) struct `lesson\(name)` {",
      ]
        + each {
          let test = "lesson\(number)_\($0.id.split(separator: ".")[1])"
          return "@Test(\"\($0.id) \($0.title)\") func \(test)() async { await grade(\"\($0.id)\") }"
        }
    ),
    (room + "/\(number)-solutions.swift", ["@Suite struct `The solutions of lesson \(number)` {"]),
    ("Tests/ExerciseTests/Grader/Banks.swift", ["  Lesson\(number).banks,"]),
    contents,
  ] + banks + (hasOracle ? [("Tests/Oracles/\(name).py", [])] : [])
}

/// The function that is declared under an exercise's statement, with the line's end; "…" where there is none.
private func function(of exercise: ExerciseOutline, in lesson: String) -> String {
  let file = (try? text("Exercises/\(lesson).swift")) ?? ""
  guard let statement = file.range(of: "/// Exercise \(exercise.id) · "),
    let head = file[statement.upperBound...].firstMatch(of: /\npublic func (\w+)/)
  else { return "…" }
  return head.output.1 + "\n"
}

/// The file in a lesson's room that holds an exercise's bank.
private func bank(of exercise: ExerciseOutline, in room: String, _ number: String) -> String {
  let start = "\(room)/\(number).\(exercise.id.split(separator: ".")[1])-"
  let files = swiftFiles(in: room).filter { $0.hasPrefix(start) }
  return files.first { (try? text($0).contains("id: \"\(exercise.id)\"")) == true } ?? files.first ?? start + "….swift"
}

private func gaps(of lesson: LessonOutline) -> [Gap] {
  needs(of: lesson).compactMap { file, holds in
    // A call may have its arguments on the lines below it.
    guard let text = try? text(file).replacing(/\(\n\s+/, with: "(") else { return Gap(file: file, missing: []) }
    let missing = holds.filter { !text.contains($0) }
    return missing.isEmpty ? nil : Gap(file: file, missing: missing)
  }
}

/// The lessons that have all that a lesson needs. Of others the tests say what is missing, and nothing else.
let builtLessons = LessonOutline.all.filter { $0.isBuilt && gaps(of: $0).isEmpty }

@Suite struct `The places` {
  @Test(arguments: LessonOutline.all) func `of a lesson are all there, and agree with the curriculum`(
    _ lesson: LessonOutline
  ) {
    for gap in gaps(of: lesson) { Issue.record("\(lesson.name): \(gap)") }
  }

  /// A file is named like its lesson, or like the number and what is in it.
  @Test(arguments: [
    "Exercises", "Lessons", "Solutions", "Sources/Curriculum", "Tests/ExerciseTests", "Tests/Oracles",
  ]) func `named like a lesson belong to one that has exercises`(_ folder: String) throws {
    let names = Set(LessonOutline.all.filter(\.isBuilt).map(\.name))
    for file in try FileManager.default.contentsOfDirectory(atPath: package.appendingPathComponent(folder).path) {
      guard let name = file.prefixMatch(of: /[0-9]{2}-[^.]*/) else { continue }
      #expect(
        names.contains(String(name.output)),
        "\(folder)/\(file): no lesson of that name has exercises in Sources/Curriculum/Lessons.swift")
    }
  }
}

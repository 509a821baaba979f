import Curriculum
import Foundation
import Testing

/// The learner's file with a given exercise.
struct LearnersFile {
  /// From the package's folder, `"Exercises/10-batch-normalization.swift"`.
  let name: String
  /// Empty if there is no such file.
  let text: String

  init(with id: String) {
    let lesson = LessonOutline.all.first { $0.exercises.contains { $0.id == id } }
    name = "Exercises/\(lesson?.name ?? id).swift"
    text = (try? String(contentsOfFile: packageFolder + "/" + name, encoding: .utf8)) ?? ""
  }

  /// Where it states the exercise, so that an editor's list of failures leads there.
  func place(of id: String) -> SourceLocation {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.hasPrefix("/// Exercise \(id) ") } ?? 0
    return SourceLocation(fileID: name, filePath: packageFolder + "/" + name, line: line + 1, column: 1)
  }
}

/// Whether a source file imports the reference answers.
///
/// The build allows it, although `Exercises` does not depend on `Solutions`: it finds all modules in one folder.
func importsSolutions(_ source: String) -> Bool {
  source.split(separator: "\n").contains { line in
    let words = line.split { !$0.isLetter && $0 != "/" && $0 != "@" && $0 != "_" }
    return words.prefix { !$0.hasPrefix("//") }.contains("import") && words.contains("Solutions")
  }
}

/// The folder of the package, found from this file's place in it.
let packageFolder: String = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

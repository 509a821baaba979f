import Curriculum
import Foundation

/// A mistake that keeps the exercises from being built, and so every one of them from being graded.
struct CompilerError: Hashable {
  /// From the package's folder, `"Exercises/10-batch-normalization.swift"`.
  let file: String
  let line: Int
  let column: Int
  let message: String

  /// The errors in what a build printed, each once, in the order of files and lines.
  ///
  /// - Parameter package: the folder of the package; names of files are told from there.
  static func all(in output: String, package: String) -> [CompilerError] {
    var found: [CompilerError] = []
    for line in output.split(whereSeparator: \.isNewline) {
      guard let match = line.wholeMatch(of: /(.+?):(\d+):(\d+): error: (.*)/) else { continue }
      let path = String(match.1)
      let file = path.hasPrefix(package + "/") ? String(path.dropFirst(package.count + 1)) : path
      let error = CompilerError(
        file: file, line: Int(match.2) ?? 1, column: Int(match.3) ?? 1, message: plain(String(match.4)))
      if !found.contains(error) { found.append(error) }
    }
    return found.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  /// What the compiler says of a function that the graders miss is not said in the learner's words.
  private static func plain(_ message: String) -> String {
    guard let match = message.firstMatch(of: /module 'Exercises' has no member named '(.+)'/) else { return message }
    return "the function \(match.1), which an exercise of this file asks for, is gone or has another name"
  }

  /// The lesson in whose file it is; nil if that is no lesson's.
  var lesson: LessonOutline? { LessonOutline.all.first { file == "Exercises/\($0.name).swift" } }
}

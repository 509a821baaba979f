import Learner
import Curriculum
import Foundation
import Testing

/// The learner's file with a given exercise.
struct LearnersFile {
  /// From the package's folder, `"Exercises/10-batch-normalization.swift"`.
  let name: String
  private let package: String
  private let text: String

  init(with id: String, in package: String = packageFolder.path) {
    self.package = package
    let lesson = LessonOutline.all.first { $0.exercises.contains { $0.id == id } }
    name = "Exercises/\(lesson?.name ?? id).swift"
    text = source(package + "/" + name)
  }

  /// What is said if it is not there, as when a build is tested after its folder was moved; nil as a rule.
  var absence: String? {
    if FileManager.default.isReadableFile(atPath: package + "/" + name) { return nil }
    return """
      \(name) cannot be read in \(package), where this was built. Put it back (git restore \(name)), or build again \
      where it is now.
      """
  }

  /// Tells the answer to an exercise from others; nil if the file does not state the exercise.
  func fingerprint(of id: String) -> String? { AnswerFile(text)[id]?.fingerprint }

  /// Where it states the exercise, so that an editor's list of failures leads there.
  func place(of id: String) -> SourceLocation {
    SourceLocation(fileID: name, filePath: package + "/" + name, line: AnswerFile(text)[id]?.line ?? 1, column: 1)
  }
}

/// The first import of the reference answers in the files of a folder, as `"Exercises/Helpers.swift:3"`.
///
/// The build allows it, although `Exercises` does not depend on `Solutions`: it finds all modules in one folder. And what one
/// file imports, another may call by way of it.
func importOfSolutions(in folder: String) -> String? {
  let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  for file in files.sorted() where file.hasSuffix(".swift") {
    if let line = lineOfImport(of: "Solutions", in: source(folder + "/" + file)) {
      return "\((folder as NSString).lastPathComponent)/\(file):\(line)"
    }
  }
  return nil
}

/// The line of the first import of a module in a Swift source.
func lineOfImport(of module: String, in source: String) -> Int? {
  guard source.contains(module) else { return nil }
  let tokens = SwiftTokens(source).tokens
  let kinds = ["typealias", "struct", "class", "actor", "enum", "protocol", "let", "var", "func"]
  for (k, token) in tokens.enumerated() where token.text == "import" && (k == 0 || tokens[k - 1].text != ".") {
    let name = tokens[(k + 1)...].first { !kinds.contains($0.text) }?.text
    if name == module || name == "`\(module)`" { return token.line }
  }
  return nil
}

/// The text of a file, whatever its encoding is; empty if it cannot be read.
private func source(_ path: String) -> String {
  String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
}

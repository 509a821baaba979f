import Foundation
import Learner

@testable import course

/// The exercises' files as the course hands them out.
let recognition: LessonRecognition = {
  do throws(UsageError) { return try LessonRecognition(course: packageFolder) } catch {
    preconditionFailure("\(error)")
  }
}()

/// The text of a lesson's file as it is handed out.
func stubText(_ lesson: Int) -> String { recognition.stub(of: lesson)!.text }

/// A fresh folder, which is removed at the end.
func withTemporaryFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// Writes files into a folder, by their paths there.
func write(_ files: [String: String], into folder: URL) throws {
  for (path, text) in files {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

import Curriculum
import Foundation
import Learner
import Testing

@testable import course

/// A student's grades on lesson 10, made from the name.
private func result(_ name: String) -> StudentResult {
  var result = StudentResult(student: name, digest: "d")
  let number = name.utf8.reduce(0) { $0 + Int($1) }
  result.files = [10: "a.swift"]
  result.exercises = LessonOutline.numbered(10)!.exercises.enumerated().map { k, exercise in
    (number + k) % 3 == 0
      ? GradedExercise(
        exercise.id, .wrong, reason: "You divided by m − 1, \"biased\".", report: "long\nreport", seconds: 0.25)
      : GradedExercise(exercise.id, (number + k) % 3 == 1 ? .right : .open)
  }
  return result
}

private func record(_ names: [String], _ shard: Shard = .whole, seed: UInt64 = 7) -> GradesFolder.Record {
  GradesFolder.Record(
    course: "c", seed: seed, lessons: [10], shard: shard, others: [], isConfined: true, students: names)
}

/// What people read in a folder of grades, by path.
private func published(in folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for name in FileManager.default.enumerator(atPath: folder.path)!.compactMap({ $0 as? String })
  where !name.hasPrefix(".class") && !name.hasSuffix("feedback") {
    files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
  }
  return files
}

@Suite struct `A folder of grades` {
  private let names = ["Ann", "Bob", "Cem", "Dör te", "=x"].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  private func make(_ path: String, _ names: [String], _ record: GradesFolder.Record) throws {
    let folder = try GradesFolder(path)
    for name in names { try folder.keep(result(name)) }
    try folder.keep(record)
    try folder.publish(record, names.map(result), references: [:])
  }

  @Test func `has a row for each student and exercise, and a page for each`() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/grades"
      try make(path, names, record(names))
      let files = try published(in: URL(fileURLWithPath: path))
      #expect(
        files.keys.sorted()
          == [
            "class.md", "class.svg", "feedback/Ann.md", "feedback/Bob.md", "feedback/Cem.md", "feedback/Dör-te.md",
            "feedback/=x.md",
            "grades.csv", "times.csv",
          ].map { $0.replacing("=x", with: "x") }.sorted())
      let rows = String(decoding: files["grades.csv"] ?? Data(), as: UTF8.self).split(separator: "\n")
      #expect(rows.count == 1 + 5 * 6)
      #expect(rows[0] == "student,lesson,exercise,verdict,reason,seed")
      #expect(
        rows.contains {
          $0.hasPrefix("Ann,10,10.") && $0.hasSuffix(",wrong,\"You divided by m − 1, \"\"biased\"\".\",7")
        })
      #expect(rows.contains { $0.hasPrefix("'=x,10,10.1,") })
    }
  }

  @Test func `is the same when it was put together from parts`() throws {
    try withTemporaryFolder { folder in
      try make(folder.path + "/whole", names, record(names))
      for number in 1...3 {
        let shard = Shard(number: number, count: 3)
        try make(folder.path + "/part\(number)", shard.of(names), record(shard.of(names), shard))
      }
      let parts = [2, 3, 1].map { folder.path + "/part\($0)" }
      try mergeClass(parts, into: folder.path + "/merged")
      let whole = try published(in: folder.appendingPathComponent("whole"))
      #expect(try published(in: folder.appendingPathComponent("merged")) == whole)
      // And parts of other cases, too few or twice the same are no class.
      for wrong in [[parts[0]], [parts[0], parts[0]], parts + [folder.path + "/whole"], [folder.path]] {
        #expect(throws: UsageError.self) { try mergeClass(wrong, into: folder.path + "/no") }
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/no"))
    }
  }

  @Test func `is for one program at a time, and for grades only`() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/grades"
      let first = try GradesFolder(path)
      #expect(throws: UsageError.self) { try GradesFolder(path) }
      withExtendedLifetime(first) {}
      #expect(throws: UsageError.self) { try GradesFolder(folder.path) }
      try write(["file": ""], into: folder)
      #expect(throws: UsageError.self) { try GradesFolder(folder.path + "/file") }
    }
  }

  /// As a program has one that is just being started.
  @Test func `is free for the next program even if a copy of its lock is still open`() throws {
    try withTemporaryFolder { folder in
      func copy() throws -> Int32 { withExtendedLifetime(try GradesFolder(folder.path + "/grades")) { dup($0.lock) } }
      let copy = try copy()
      defer { close(copy) }
      #expect(copy >= 0)
      #expect(throws: Never.self) { try GradesFolder(folder.path + "/grades") }
    }
  }

  @Test func `forgets the pages of students who are gone`() throws {
    try withTemporaryFolder { folder in
      try make(folder.path + "/g", names, record(names))
      try make(folder.path + "/g", ["Bob"], record(["Bob"]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/g/feedback") == ["Bob.md"])
    }
  }
}

import Foundation
import Learner
import Testing

@testable import course

@Suite struct `A made-up class` {
  @Test func `is put in order as each student meant it`() throws {
    // Each habit, and some students without one.
    let made = MadeUpClass(recognition, count: 40)
    try withTemporaryFolder { folder in
      try made.write(to: folder)
      let roster = try Roster(folder.path)
      let known = Dictionary(
        uniqueKeysWithValues: made.students.map { ($0.name.precomposedStringWithCanonicalMapping, $0) })
      #expect(roster.students.map(\.name) == known.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      for student in roster.students {
        let due = Set(try #require(known[student.name]).expected.keys.compactMap { Int($0.prefix { $0 != "." }) })
        #expect(Set(student.submission(recognition).works.map(\.lesson)) == due, "\(student.name)")
      }
    }
  }

  /// `UNSTUCK_MADE_UP_CLASS=FOLDER` writes its submissions there, and beside them, in `FOLDER.expected`, what each must get.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["UNSTUCK_MADE_UP_CLASS"] != nil))
  func `is written for a trial`() throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["UNSTUCK_MADE_UP_CLASS"] ?? "")
    let made = MadeUpClass(recognition)
    try made.write(to: folder)
    try Data(made.expectedLines.map { $0 + "\n" }.joined().utf8).write(
      to: URL(fileURLWithPath: folder.path + ".expected"))
    #expect(try Roster(folder.path).students.count == made.students.count)
  }

  /// `UNSTUCK_MADE_UP_GRADES=GRADES` compares what came of it.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["UNSTUCK_MADE_UP_GRADES"] != nil))
  func `is graded as each deserves`() throws {
    let (_, results) = try GradesFolder.known(in: ProcessInfo.processInfo.environment["UNSTUCK_MADE_UP_GRADES"] ?? "")
    let lines = results.flatMap { result in
      result.exercises.map { "\(result.student)|\($0.id)|\($0.verdict.rawValue)" }
    }
    let expected = MadeUpClass(recognition).expectedLines
    #expect(lines.count == expected.count)
    for (got, due) in zip(lines, expected) { #expect(got == due) }
  }
}

@Suite struct `A hostile class` {
  /// `UNSTUCK_HOSTILE_CLASS=FOLDER` writes its submissions there.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["UNSTUCK_HOSTILE_CLASS"] != nil))
  func `is written for a trial`() throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["UNSTUCK_HOSTILE_CLASS"] ?? "")
    try HostileClass.write(to: folder)
    #expect(try Roster(folder.path).students.count == HostileClass.attacks(in: folder.path).count + 2)
  }

  /// `UNSTUCK_HOSTILE_GRADES=GRADES` looks at what came of it.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["UNSTUCK_HOSTILE_GRADES"] != nil))
  func `harms no one but itself`() throws {
    let (_, results) = try GradesFolder.known(in: ProcessInfo.processInfo.environment["UNSTUCK_HOSTILE_GRADES"] ?? "")
    for attack in HostileClass.attacks(in: "") {
      let result = try #require(results.first { $0.student == attack.name })
      let own = try #require(result.exercises.first { $0.id == "10.3" })
      #expect(own.verdict == attack.expected, "\(attack.name): \(own.report)")
      #expect(!own.report.contains(attack.telltale), "\(attack.name): \(own.report)")
      let isWhole = attack.expected == .refused || attack.expected == .uncompiled
      for id in ["10.1", "10.5"] {
        #expect(
          result.exercises.first { $0.id == id }?.verdict == (isWhole ? attack.expected : .right),
          "\(attack.name) \(id)")
      }
      #expect(
        attack.name == "eats memory" || attack.name == "keeps the compiler busy" || !result.remarks.isEmpty,
        "\(attack.name)")
    }
    for name in ["an honest one", "honest"] {
      let result = try #require(results.first { $0.student == name })
      #expect(result.count(.right) == 3 && result.remarks.isEmpty)
    }
  }
}

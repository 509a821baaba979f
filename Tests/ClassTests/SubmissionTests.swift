import Foundation
import Learner
import Testing

@testable import course

private func collected(_ files: (String, String)...) -> Submission {
  Submission(student: "A", entries: files.map { SubmittedEntry($0, text: $1) }, recognition)
}

@Suite struct `What a student hands in` {
  @Test func `is recognized by its functions, whatever its name is`() {
    let submission = collected(("a b/mine.swift", stubText(10)), ("12-gradient-clipping.swift", stubText(3)))
    #expect(submission.works.map(\.lesson) == [3, 10])
    #expect(submission.works.map(\.path) == ["12-gradient-clipping.swift", "a b/mine.swift"])
    #expect(submission.works.allSatisfy { $0.lacks.isEmpty && !$0.isEmpty })
  }

  @Test func `may have any line ends, and a mark at its beginning`() {
    let texts = [
      "\u{FEFF}" + stubText(10), stubText(10).replacing("\n", with: "\r\n"), stubText(10).replacing("\n", with: "\r"),
    ]
    for text in texts {
      let submission = collected(("x.swift", text))
      #expect(submission.works.map(\.lesson) == [10])
      #expect(submission.works.first?.lacks == [])
      #expect(submission.works.first?.text.unicodeScalars.first != "\u{FEFF}")
    }
  }

  @Test func `may be UTF-16`() {
    let bytes: [UInt8] =
      [0xFF, 0xFE]
      + stubText(5).utf16.flatMap { unit -> [UInt8] in
        [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
    let submission = Submission(student: "A", entries: [SubmittedEntry("5.swift", .bytes(bytes))], recognition)
    #expect(submission.works.map(\.lesson) == [5])
    #expect(submission.works.first?.text == stubText(5))
  }

  @Test func `is graded by its name where nothing else tells`() {
    let submission = collected(("10-batch-normalization (1).swift", "// nothing yet\nimport Engine\n"))
    #expect(submission.works.map(\.lesson) == [10])
    #expect(submission.works.first?.isEmpty == true)
  }

  @Test func `may hold a lesson twice, and then the file with the right name is taken`() {
    let begun = stubText(10).replacing("todo(\"10.1\")", with: "x")
    let submission = collected(("old/10.swift", begun), ("new/10-batch-normalization.swift", stubText(10)))
    #expect(submission.works.map(\.path) == ["new/10-batch-normalization.swift"])
    #expect(submission.notes.count == 1)
    #expect(submission.notes.first?.contains("old/10.swift") == true)
  }

  @Test func `and without such a name the one in which more is begun, and then the first by path`() {
    let begun = stubText(10).replacing("todo(\"10.1\")", with: "x")
    #expect(collected(("a.swift", stubText(10)), ("b.swift", begun)).works.map(\.path) == ["b.swift"])
    #expect(collected(("b.swift", begun), ("a.swift", begun)).works.map(\.path) == ["a.swift"])
  }

  @Test func `lacks functions that were renamed, and gets them back`() throws {
    let text = stubText(10).replacing("func batchNormalized(", with: "func normalizedBatch(")
    let work = try #require(collected(("10.swift", text)).works.first)
    #expect(work.lacks == ["10.1"])
    let completed = work.completed(recognition.stub(of: 10)!)
    #expect(completed.hasPrefix(text))
    #expect(completed.contains("func batchNormalized("))
  }

  @Test func `has helpers beside the lessons' files in Exercises, and nowhere else`() {
    let submission = collected(
      ("u/Exercises/10-batch-normalization.swift", stubText(10)), ("u/Exercises/helpers.swift", "func a() {}"),
      ("u/other.swift", "func b() {}"))
    #expect(submission.helpers.map(\.path) == ["u/Exercises/helpers.swift"])
    #expect(submission.notes == ["u/other.swift is no lesson's file, and was left aside."])
  }

  @Test func `is told of the course's own file, unless that is as it was`() throws {
    let own = try String(
      contentsOf: packageFolder.appendingPathComponent("Exercises/Elementary.swift"), encoding: .utf8)
    #expect(collected(("Exercises/Elementary.swift", own.replacing("\n", with: "\r\n"))).notes == [])
    #expect(collected(("Exercises/Elementary.swift", own + "let a = 1")).notes.count == 1)
  }

  @Test func `is not read by way of links, and not where it is too large`() {
    let entries = [SubmittedEntry("10.swift", .link), SubmittedEntry("5.swift", .unusable("is larger than 1 MB"))]
    let submission = Submission(student: "A", entries: entries, recognition)
    #expect(submission.works.isEmpty)
    #expect(submission.notes.count == 2)
  }
}

@Suite struct `A student's folder` {
  @Test func `is searched but for what holds no answers`() throws {
    try withTemporaryFolder { folder in
      try write(
        [
          "unstuck/Exercises/a.swift": "a", "unstuck/Solutions/a.swift": "b", "unstuck/.build/x/a.swift": "c",
          "__MACOSX/._a.swift": "d", "deep/er/ö ß.swift.txt": "e", "readme.md": "f", "._b.swift": "g",
        ], into: folder)
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent("link.swift"), withDestinationURL: folder.appendingPathComponent("readme.md"))
      mkfifo(folder.path + "/pipe.swift", 0o644)
      let entries = SubmittedEntry.all(in: Array(folder.path.utf8))
      #expect(entries.map(\.path) == ["deep/er/ö ß.swift.txt", "link.swift", "unstuck/Exercises/a.swift"])
      if case .link = entries[1].content {} else { Issue.record("a link was read") }
    }
  }

  @Test func `may have names that are no text`() throws {
    try withTemporaryFolder { folder in
      // "Übung.swift" in Latin-1. Some file systems take no such name.
      let path = Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xDC] + Array("bung.swift".utf8)
      let file = open(path.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o644)
      guard file >= 0 else { return }
      close(file)
      let entries = SubmittedEntry.all(in: Array(folder.path.utf8))
      #expect(entries.map(\.path) == ["\u{FFFD}bung.swift"])
      if case .bytes(let bytes)? = entries.first?.content {
        #expect(bytes.isEmpty)
      } else {
        Issue.record("was not read")
      }
    }
  }
}

@Suite struct `A roster` {
  @Test func `has everyone, sorted, also who handed in an archive, a file or nothing`() throws {
    try withTemporaryFolder { folder in
      try write(
        ["b/10.swift": stubText(10), "a.swift": stubText(3), "c.tar.gz": "", "roster.csv": "", "__MACOSX/x.swift": ""],
        into: folder)
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("d e"), withIntermediateDirectories: true)
      let roster = try Roster(folder.path)
      #expect(roster.students.map(\.name) == ["a", "b", "c", "d e"])
      #expect(roster.others == ["roster.csv"])
      #expect(roster.students.map { $0.submission(recognition).works.map(\.lesson) } == [[3], [10], [], []])
      #expect(
        roster.students[2].submission(recognition).notes == [
          "c.tar.gz is an archive, and was not opened: unpack it into a folder."
        ])
    }
  }

  @Test func `tells names apart that read the same`() throws {
    try withTemporaryFolder { folder in
      for name in ["Zoe\u{308}", "Zo\u{EB}"] { try write([name + "/a.swift": ""], into: folder) }
      let names = try Roster(folder.path).students.map(\.name)
      // A file system that composes names has one folder.
      #expect(names == ["Zoë", "Zoë (2)"] || names == ["Zoë"])
    }
  }

  @Test(arguments: ["Package.swift", "10-batch-normalization.swift", "Exercises/a.swift"])
  func `is not one student's own folder`(_ file: String) throws {
    try withTemporaryFolder { folder in
      try write([file: ""], into: folder)
      let error = #expect(throws: UsageError.self) { try Roster(folder.path) }
      #expect(error?.description.contains("name the folder above it") == true)
    }
  }

  @Test func `needs a folder with someone in it`() throws {
    try withTemporaryFolder { folder in
      #expect(throws: UsageError("there is no submission in \(folder.path); it must hold a folder for each student")) {
        try Roster(folder.path)
      }
      #expect(throws: UsageError.self) { try Roster(folder.path + "/none") }
    }
  }

  @Test func `is cut into parts that make it up`() {
    let all = Array(0..<11)
    let parts = (1...4).map { Shard(number: $0, count: 4).of(all) }
    #expect(parts.flatMap(\.self).sorted() == all)
    #expect(parts.map(\.count) == [3, 3, 3, 2])
    #expect(Shard("3/10") == Shard(number: 3, count: 10))
    for text in ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/3", "1/0"] { #expect(Shard(text) == nil) }
  }
}

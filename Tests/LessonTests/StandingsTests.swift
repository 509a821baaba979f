import Foundation
import Learner
import Synchronization
import Testing

@Suite struct `A list of standings` {
  private let folder = TemporaryFolder()

  private var file: URL { folder.url.appendingPathComponent("standings") }
  private func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }
  private func note(_ verdict: Standing.Verdict, _ id: String, _ print: String, second: Double = 0) throws {
    try Standings.note(
      verdict, of: id, fingerprint: print, at: Date(timeIntervalSince1970: 1_795_776_000 + second), in: folder.url)
  }

  @Test func `are lines that a person can read, in the exercises' order`() throws {
    defer { folder.remove() }
    try note(.wrong, "10.2", "aa")
    try note(.right, "3.1", "bb", second: 61)
    #expect(
      try text() == """
        # Your exercises, version 1: number, verdict, when it was given, fingerprint of the answer
        3.1 right 2026-11-27T10:41:01Z bb
        10.2 wrong 2026-11-27T10:40:00Z aa

        """)
    #expect(try Standings(in: folder.url).idsByTime == ["10.2", "3.1"])
  }

  @Test func `of a right answer that is refused unchanged say so`() throws {
    defer { folder.remove() }
    try note(.right, "1.1", "aa")
    try note(.wrong, "1.1", "aa")
    #expect(try Standings(in: folder.url)["1.1"]?.verdict == .refused)
    try note(.wrong, "1.1", "aa")
    #expect(
      try Standings(in: folder.url)["1.1"]?.verdict == .refused, "asked again, it is still not the learner's fault")
    try note(.wrong, "1.1", "bb")
    #expect(try Standings(in: folder.url)["1.1"]?.verdict == .wrong, "another answer is wrong by itself")
  }

  @Test func `keep what they do not understand, and say where it is`() throws {
    defer { folder.remove() }
    try Data("# mine\n1.1 right 2026-01-01T00:00:00Z aa\nhello\n99.1 wrong then cc\n".utf8).write(to: file)
    try note(.open, "1.1", "bb")
    #expect(
      try text() == """
        # Your exercises, version 1: number, verdict, when it was given, fingerprint of the answer
        # mine
        1.1 open 2026-11-27T10:40:00Z bb
        hello
        99.1 wrong then cc

        """)
    let standings = try Standings(in: folder.url)
    #expect(standings["99.1"]?.verdict == .wrong)
    #expect(
      standings.complaints(in: folder.url) == ["\(file.path):4 is no standing, and is left as it is: \"hello\""])
  }

  @Test(arguments: [
    ("hello\nworld\n", "is spoilt: none of its lines is a standing; move it away, and grading makes a new one: mv "),
    ("\u{FF}\u{FE}", "is spoilt: it is no text; move it away, and grading makes a new one: mv "),
    (
      "# Your exercises, version 2: who knows\n1.1 superb\n",
      "was written by a newer course (its version is 2, this course reads 1); git pull brings the newer course"
    ),
  ]) func `that cannot be read are refused in one line, and stay as they are`(_ content: String, _ words: String) throws
  {
    defer { folder.remove() }
    let bytes = Data(content.unicodeScalars.flatMap { $0.value < 256 ? [UInt8($0.value)] : [] })
    try bytes.write(to: file)
    let error = #expect(throws: UsageError.self) { try note(.right, "1.1", "aa") }
    #expect(error?.description.hasPrefix("\(file.path) \(words)") == true, "\(error?.description ?? "")")
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `where no folder can be made are refused in one line`() throws {
    defer { folder.remove() }
    folder.file("obstacle")
    let error = #expect(throws: UsageError.self) {
      try Standings.note(.right, of: "1.1", fingerprint: "aa", in: folder.url.appendingPathComponent("obstacle/in"))
    }
    #expect(error?.description.hasPrefix("cannot make the folder \(folder.path)/obstacle/in: ") == true)
  }

  @Test func `lose nothing that is noted down at the same time`() throws {
    defer { folder.remove() }
    let errors = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 60) { i in
      do { try note(.right, "\(i % 16 + 1).\(i / 16 + 1)", "\(i)") } catch { errors.withLock { $0 += 1 } }
    }
    #expect(errors.withLock(\.self) == 0)
    let standings = try Standings(in: folder.url)
    for i in 0..<60 { #expect(standings["\(i % 16 + 1).\(i / 16 + 1)"]?.fingerprint == "\(i)") }
  }
}

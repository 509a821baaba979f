import Curriculum
import Foundation
import Learner
import Testing

@testable import course

private let stubs = """
  // Exercises of lesson 10.

  import Engine

  /// Exercise 10.1 · One.
  ///
  /// Doubles.
  public func one(_ x: Double) -> Double {
    todo("10.1")
  }

  /// Exercise 10.2 · Two.
  public func two(_ x: Double) -> Double {
    todo("10.2")
  }

  """

private let answered = stubs.replacing(
  "  todo(\"10.1\")\n}\n", with: "  double(x)\n}\n\nprivate func double(_ x: Double) -> Double { 2 * x }\n"
)
.replacing("import Engine\n", with: "import Engine\nimport Foundation\n")

@Suite struct `Answers that meet a newer course` {
  @Test func `are as they were where that has changed nothing`() {
    let merge = AnswerMerge(mine: answered, base: stubs, newer: stubs)
    #expect(merge.text == answered && merge.left.isEmpty)
  }

  @Test func `stand below the newer statement, with imports and helpers`() {
    let newer = stubs.replacing("Doubles.", with: "Gives x twice.").replacing(
      "Exercise 10.2 · Two", with: "Exercise 10.2 · Zwei")
    let merge = AnswerMerge(mine: answered, base: stubs, newer: newer)
    #expect(merge.left.isEmpty)
    #expect(
      merge.text
        == answered.replacing("Doubles.", with: "Gives x twice.").replacing(
          "Exercise 10.2 · Two", with: "Exercise 10.2 · Zwei"))
  }

  @Test func `come once, however often they are brought`() {
    let newer = stubs.replacing("Doubles.", with: "Gives x twice.")
    let once = AnswerMerge(mine: answered, base: stubs, newer: newer).text
    #expect(AnswerMerge(mine: answered, base: stubs, newer: once).text == once)
  }

  @Test func `that do not fit a new declaration are left out, and told of`() {
    let newer = stubs.replacing("one(_ x: Double)", with: "one(_ x: Float)").replacing("Doubles.", with: "!")
    let merge = AnswerMerge(mine: answered, base: stubs, newer: newer)
    #expect(merge.left == ["10.1, whose function is declared otherwise now; yours begins at line 6"])
    #expect(merge.text.contains("one(_ x: Float) -> Double {\n  todo(\"10.1\")\n}"))
  }

  @Test func `to an exercise that is gone are told of`() {
    let newer =
      String(stubs[stubs.startIndex..<stubs.range(of: "/// Exercise 10.1")!.lowerBound])
      + String(stubs[stubs.range(of: "/// Exercise 10.2")!.lowerBound...])
    let merge = AnswerMerge(mine: answered, base: stubs, newer: newer)
    #expect(merge.left == ["10.1, which this course has no more; yours begins at line 6"])
  }

  @Test func `keep helpers that stand above the exercises`() {
    let mine = stubs.replacing("import Engine\n", with: "import Engine\n\nprivate let half = 0.5\n")
    let newer = stubs.replacing("lesson 10.", with: "lesson 10, batch normalization.")
    let merge = AnswerMerge(mine: mine, base: stubs, newer: newer)
    #expect(merge.text.contains("lesson 10, batch normalization.") && merge.text.contains("private let half = 0.5\n"))
    #expect(AnswerMerge(mine: mine, base: stubs, newer: merge.text).text == merge.text)
  }
}

/// A clone of a made-up course, whose Exercises have one file.
private struct Clone {
  let folder = TemporaryFolder()
  let file: URL
  var aside: AnswersAside { AnswersAside(package: folder.url, folder: folder.url.appendingPathComponent(".unstuck")) }

  init() throws {
    file = folder.url.appendingPathComponent("Exercises/10-batch-normalization.swift")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try write(stubs)
    try git("init", "-q")
    try commit()
  }

  func write(_ text: String) throws { try Data(text.utf8).write(to: file) }
  func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }

  func commit() throws {
    try git("add", "Exercises")
    try git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "x")
  }

  @discardableResult
  func git(_ words: String...) throws -> String {
    let run = try Children().run(URL(fileURLWithPath: "/usr/bin/env"), ["git", "-C", folder.path] + words)
    try #require(run.status == 0, "git \(words)")
    return run.output
  }
}

@Suite struct `Answers aside` {
  @Test func `leave the files as they came, and come back into newer ones`() throws {
    let clone = try Clone()
    defer { clone.folder.remove() }
    try clone.write(answered)
    #expect(try clone.aside.make(.aside).hasPrefix("Put aside: the answers of one file are in "))
    #expect(try clone.text() == stubs)
    #expect(try clone.git("status", "--short", "Exercises") == "")
    try clone.write(stubs.replacing("Doubles.", with: "Gives x twice."))
    try clone.commit()
    #expect(try clone.aside.make(.back) == "Brought back: one file has your answers again.")
    #expect(try clone.text() == answered.replacing("Doubles.", with: "Gives x twice."))
    #expect(throws: UsageError("no answers are aside")) { try clone.aside.make(.back) }
  }

  @Test func `are not put aside over others`() throws {
    let clone = try Clone()
    defer { clone.folder.remove() }
    try clone.write(answered)
    _ = try clone.aside.make(.aside)
    let other = stubs.replacing("todo(\"10.2\")", with: "x")
    try clone.write(other)
    let error = #expect(throws: UsageError.self) { try clone.aside.make(.aside) }
    #expect(error?.description.contains("first bring those back that are aside") == true)
    #expect(try clone.text() == other)
    // Back they come, among what was written since.
    _ = try clone.aside.make(.back)
    #expect(try clone.text() == answered.replacing("todo(\"10.2\")", with: "x"))
  }

  @Test func `put aside in part are put aside whole by the same command`() throws {
    let clone = try Clone()
    defer { clone.folder.remove() }
    try clone.write(answered)
    _ = try clone.aside.make(.aside)
    try clone.write(answered)  // as if the machine had gone down before this file was replaced
    _ = try clone.aside.make(.aside)
    #expect(try clone.text() == stubs)
  }

  @Test func `need a clone, and something to put aside`() throws {
    let clone = try Clone()
    defer { clone.folder.remove() }
    #expect(
      try clone.aside.make(.aside) == "No file of Exercises differs from how it came; there is nothing to put aside.")
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let error = #expect(throws: UsageError.self) {
      try AnswersAside(package: folder.url, folder: folder.url).make(.aside)
    }
    #expect(error?.description.contains("is no git clone") == true)
  }
}

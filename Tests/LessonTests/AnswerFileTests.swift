import Curriculum
import Foundation
import Learner
import Testing

@testable import course

private func text(_ folder: String, _ lesson: LessonOutline) throws -> String {
  try String(contentsOf: package.appendingPathComponent("\(folder)/\(lesson.name).swift"), encoding: .utf8)
}

/// The stubs as they came with the last commit: the files of this clone may have answers.
private func committed(_ lesson: LessonOutline) throws -> String {
  try Children().run(
    URL(fileURLWithPath: "/usr/bin/env"), ["git", "-C", package.path, "show", "HEAD:Exercises/\(lesson.name).swift"]
  ).output
}

@Suite struct `A file of answers` {
  @Test(arguments: LessonOutline.all) func `states every exercise of its lesson, and is open as it came`(
    _ lesson: LessonOutline
  ) throws {
    let stubs = try committed(lesson)
    try #require(!stubs.isEmpty, "this is no git clone")
    let file = AnswerFile(stubs)
    #expect(file.parts.map(\.id) == lesson.exercises.map(\.id))
    let lines = stubs.split(separator: "\n", omittingEmptySubsequences: false)
    for part in file.parts {
      #expect(part.isOpen && part.function != nil)
      #expect(lines[part.line - 1].hasPrefix("/// Exercise \(part.id) "))
    }
  }

  /// The oracle is the file as it came: an answer put into it and taken out again must leave every byte as it was.
  @Test(arguments: LessonOutline.all) func `gets each exercise back as it came`(_ lesson: LessonOutline) throws {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let stubs = try committed(lesson)
    for (end, name) in [("\n", "LF"), ("\r\n", "CRLF")] {
      let home = folder.url.appendingPathComponent(name)
      for sub in ["Exercises", "Solutions"] {
        try FileManager.default.createDirectory(at: home.appendingPathComponent(sub), withIntermediateDirectories: true)
      }
      try Data(text("Solutions", lesson).utf8).write(to: home.appendingPathComponent("Solutions/\(lesson.name).swift"))
      let place = AnswerFile.place(of: lesson, in: home)
      let came = stubs.replacing("\n", with: end)
      let answered = came.replacing(/(?m)^  todo\("[\d.]+"\)/, with: "  if x { y } // }\(end)  fatalError(\"}\")")
      try Data(answered.utf8).write(to: place)
      for exercise in lesson.exercises {
        _ = try reset(exercise, in: home, keepingIn: home.appendingPathComponent("kept"))
      }
      #expect(try Data(contentsOf: place) == Data(came.utf8), "\(lesson.name), \(name)")
      for exercise in lesson.exercises {
        _ = try bringBack(exercise, in: home, keepingIn: home.appendingPathComponent("kept"))
      }
      #expect(try Data(contentsOf: place) == Data(answered.utf8), "\(lesson.name), \(name)")
    }
  }

  @Test func `keeps what a learner put below a function when that is reset`() throws {
    let home = TemporaryFolder()
    defer { home.remove() }
    let exercise = try #require(ExerciseOutline.numbered("10.1"))
    for sub in ["Exercises", "Solutions"] {
      try FileManager.default.createDirectory(
        at: home.url.appendingPathComponent(sub), withIntermediateDirectories: true)
    }
    let solutions = home.url.appendingPathComponent("Solutions/\(exercise.lesson.name).swift")
    try Data(text("Solutions", exercise.lesson).utf8).write(to: solutions)
    let place = AnswerFile.place(of: exercise.lesson, in: home.url)
    let helper = "\nprivate func half(_ x: Double) -> Double { x / 2 }\n"
    let answered = try committed(exercise.lesson).replacing("  todo(\"10.1\")\n}\n", with: "  x\n}\n" + helper)
    try Data(answered.utf8).write(to: place)
    _ = try reset(exercise, in: home.url, keepingIn: home.url)
    let stub = try String(contentsOf: place, encoding: .utf8)
    #expect(stub == answered.replacing("  x\n}\n" + helper, with: "  todo(\"10.1\")\n}\n" + helper))
  }

  @Test func `with a function that never ends loses all of it, and nothing of its neighbour`() throws {
    let home = TemporaryFolder()
    defer { home.remove() }
    let exercise = try #require(ExerciseOutline.numbered("10.1"))
    for sub in ["Exercises", "Solutions"] {
      try FileManager.default.createDirectory(
        at: home.url.appendingPathComponent(sub), withIntermediateDirectories: true)
    }
    try Data(text("Solutions", exercise.lesson).utf8).write(
      to: home.url.appendingPathComponent("Solutions/\(exercise.lesson.name).swift"))
    let place = AnswerFile.place(of: exercise.lesson, in: home.url)
    let came = try committed(exercise.lesson)
    try Data(came.replacing("  todo(\"10.1\")\n}\n", with: "  if x {\n").utf8).write(to: place)
    _ = try reset(exercise, in: home.url, keepingIn: home.url)
    #expect(try String(contentsOf: place, encoding: .utf8) == came)
    let aside = try #require(asideFiles(of: exercise, in: home.url).first)
    #expect(try String(contentsOf: aside, encoding: .utf8).hasSuffix("  if x {"))
  }

  @Test func `tells answers apart by their code, and not by comments or layout`() {
    func print(_ body: String) -> String? {
      AnswerFile("/// Exercise 1.1 · One.\nfunc f() -> Int {\n\(body)\n}\n")["1.1"]?.fingerprint
    }
    #expect(print("  1 + 2") == print("  // a sum\n  1 +\n    2 /* here */"))
    #expect(print("  1 + 2") != print("  2 + 1"))
    #expect(print("  ab") != print("  a b"))
  }

  @Test func `without an exercise has no part of it`() {
    let file = AnswerFile(
      "/// Exercise 1.1 · One.\nfunc f() {}\n\n/// Worked example · Two.\nfunc g() { todo(\"1.2\") }\n")
    #expect(file.parts.map(\.id) == ["1.1"])
    #expect(file["1.1"]?.isOpen == false)
    #expect(file["1.2"] == nil)
  }
}

@Suite struct `One solution` {
  @Test(arguments: LessonOutline.all) func `is shown whole, with the helpers that it calls`(_ lesson: LessonOutline)
    throws
  {
    let source = try text("Solutions", lesson)
    for exercise in lesson.exercises {
      let shown = solution(of: exercise.id, in: source)
      let last = try #require(shown.last, "\(exercise.id)")
      #expect(last.hasSuffix("}") && shown.allSatisfy(source.contains))
      #expect(last.contains("/// Solution \(exercise.id) "))
      #expect(shown.dropLast().allSatisfy { !$0.contains("/// Solution ") }, "\(exercise.id) spoils another")
    }
  }

  @Test func `of batch normalization comes with the statistics`() throws {
    let lesson = try #require(LessonOutline.numbered(10))
    let shown = try solution(of: "10.2", in: text("Solutions", lesson))
    #expect(shown.count == 2)
    #expect(shown[0].contains("func batchStatistics(of x: Matrix)"))
  }
}

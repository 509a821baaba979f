import Learner
import Curriculum
import Foundation
import Testing
import Typesetting

@testable import LessonKit
@testable import course

private let plain = Terminal(width: 80)

/// Nothing that the course says is wider than these.
let widths = [40, 60, 80, 100]

func expectFit(_ text: String, _ width: Int) {
  for line in text.split(separator: "\n") { #expect(displayWidth(line) <= width, "at \(width) columns: \(line)") }
}

@Suite struct `The table of lessons` {
  @Test func `has sixteen, numbered in order`() {
    #expect(LessonOutline.all.map(\.number) == Array(1...16))
  }

  @Test func `says what each needs, which comes before it`() {
    for lesson in LessonOutline.all {
      #expect(lesson.needs.allSatisfy { (1..<lesson.number).contains($0) } && lesson.needs == lesson.needs.sorted())
      #expect(lesson.number == 1 || !lesson.needs.isEmpty, "\(lesson.name)")
    }
  }

  @Test func `numbers exercises by lesson, and gives each three hints`() {
    for lesson in LessonOutline.all {
      let expected = lesson.exercises.indices.map { "\(lesson.number).\($0 + 1)" }
      #expect(lesson.exercises.map(\.id) == expected)
      for exercise in lesson.exercises {
        #expect(exercise.hints.count == 3)
        #expect(exercise.hints.first?.hasSuffix("?") == true, "\(exercise.id): the first hint is a question")
        #expect(exercise.hints.last?.contains("=") == true || exercise.hints.last?.contains("←") == true)
      }
    }
  }
}

/// A file of the temporary folder that is not there yet.
private func freshFile() -> URL {
  FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
}

private let exercise = ExerciseOutline("10.1", "Title", question: "Q?", idea: "I", formula: "a = b    c = d")

@Suite struct `Hints` {
  @Test func `come one by one, and then all together`() throws {
    let file = freshFile().appendingPathComponent("hints")
    defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
    var numbers: [Int] = []
    for _ in 0..<5 {
      var log = HintLog(file: file)
      numbers.append(log.next(for: exercise))
      try log.give(numbers.last!, of: exercise)
    }
    #expect(numbers == [1, 2, 3, 4, 4])
    #expect(hintText(exercise, shown: 2, all: false, for: plain) == "10.1 Title\n\nHint 2 of 3\n\n    I")
    #expect(hintText(exercise, shown: 4, all: false, for: plain).hasSuffix("These are all the hints there are."))
  }

  @Test func `of one exercise leave those of the others as they are`() throws {
    let file = freshFile()
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("05.1 2\n".utf8).write(to: file)
    var log = HintLog(file: file)
    try log.give(1, of: exercise)
    #expect(try String(contentsOf: file, encoding: .utf8) == "05.1 2\n10.1 1\n")
  }

  /// A file written in place would change under the other name too.
  @Test func `are noted down in a file that is whole at every moment`() throws {
    let (file, other) = (freshFile(), freshFile())
    defer { for url in [file, other] { try? FileManager.default.removeItem(at: url) } }
    try Data("10.1 1\n".utf8).write(to: file)
    try FileManager.default.linkItem(at: file, to: other)
    var log = HintLog(file: file)
    try log.give(2, of: exercise)
    #expect(try String(contentsOf: other, encoding: .utf8) == "10.1 1\n")
  }

  @Test func `start anew when their record is lost or spoilt`() throws {
    let file = freshFile()
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(HintLog(file: file).next(for: exercise) == 1)
    try Data("10.1 -7\n10.1 x\nnonsense\n\u{0}".utf8).write(to: file)
    #expect(HintLog(file: file).next(for: exercise) == 1)
  }

  @Test func `are kept in the package's folder, where git does not look`() throws {
    #expect(HintLog.standardFile.path == package.path + "/.unstuck/hints")
    let ignored = try String(contentsOf: package.appendingPathComponent(".gitignore"), encoding: .utf8)
    #expect(ignored.split(separator: "\n").contains(".unstuck/"))
  }

  @Test(.prompt) func `come even if they cannot be noted down, which one line says`() async throws {
    let obstacle = freshFile()
    try Data().write(to: obstacle)
    defer { try? FileManager.default.removeItem(at: obstacle) }
    let result = await #expect(
      processExitsWith: .exitCode(0), observing: [\.standardOutputContent, \.standardErrorContent]
    ) { [file = obstacle.appendingPathComponent("hints") as URL] in
      giveHint(for: exercise, all: false, notedIn: file, on: plain)
      exit(0)
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(output.contains("10.1 Title\n\nHint 1 of 3\n\n    Q?\n"))
    let notes = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self).split(separator: "\n")
      .filter { $0.hasPrefix("note: ") }
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("note: cannot write \(obstacle.path)/hints: ") == true)
    #expect(notes.first?.hasSuffix("; the next call will give this hint again") == true)
  }

  @Test(.prompt) func `do not count when they could not be shown`() async {
    let file = freshFile()
    await #expect(processExitsWith: .exitCode(2)) { [file = file as URL] in
      close(STDOUT_FILENO)
      giveHint(for: exercise, all: false, notedIn: file, on: plain)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test(.prompt) func `that are all asked for at once do not count`() async {
    let file = freshFile()
    await #expect(processExitsWith: .exitCode(0)) { [file = file as URL] in
      giveHint(for: exercise, all: true, notedIn: file, on: plain)
      exit(0)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `keep the columns of a formula apart`() {
    #expect(hintText(exercise, shown: 3, all: false, for: plain).hasSuffix("    a = b    c = d"))
  }

  @Test(arguments: widths) func `fit the width`(_ width: Int) {
    for exercise in LessonOutline.all.flatMap(\.exercises) {
      expectFit(hintText(exercise, shown: 3, all: true, for: Terminal(width: width)), width)
    }
  }
}

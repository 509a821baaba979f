import Curriculum
import Foundation
import Learner
import Testing
import Typesetting

@testable import LessonKit
@testable import course

/// A learner's home: a package with files of answers, and a folder of standings.
private struct MadeUpHome {
  let folder = TemporaryFolder()
  var exercises: URL { folder.url.appendingPathComponent("Exercises") }

  /// - Parameter answers: for each exercise that is begun, its function's body; the others are open.
  init(_ answers: [String: String]) throws {
    try FileManager.default.createDirectory(at: exercises, withIntermediateDirectories: true)
    for lesson in LessonOutline.all {
      let parts = lesson.exercises.enumerated().map { index, exercise in
        "/// Exercise \(exercise.id) · \(exercise.title).\nfunc f\(index)() {\n  "
          + (answers[exercise.id] ?? "todo(\"\(exercise.id)\")") + "\n}\n"
      }
      try Data(parts.joined(separator: "\n").utf8).write(to: AnswerFile.place(of: lesson, in: folder.url))
    }
  }

  /// Grades an exercise as it is now.
  func judge(_ id: String, _ verdict: Standing.Verdict, second: Double = 0) throws {
    let lesson = try #require(LessonOutline.all.first { $0.exercises.contains { $0.id == id } })
    let file = try #require(AnswerFile(of: lesson, in: folder.url))
    let part = try #require(file[id])
    try Standings.note(
      verdict, of: id, fingerprint: part.fingerprint, at: Date(timeIntervalSince1970: 1e9 + second), in: folder.url)
  }

  func home() throws -> Home { try Home(in: folder.url, package: folder.url) }
}

@Suite struct `The board` {
  @Test func `has a mark for each exercise, as its file and its standing have it`() throws {
    let made = try MadeUpHome(["1.1": "a", "1.2": "b", "1.3": "c", "1.4": "d"])
    defer { made.folder.remove() }
    try made.judge("1.1", .right)
    try made.judge("1.2", .wrong)
    try made.judge("1.3", .right)
    try made.judge("1.3", .wrong)  // the same answer: the course refuses it now
    #expect(try made.home().lessons[0].exercises.map(\.mark) == [.right, .wrong, .refused, .changed, .open, .open])
    // Another answer has no verdict yet, and one that is taken back is open.
    let file = AnswerFile.place(of: LessonOutline.all[0], in: made.folder.url)
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("  a\n", with: "  aa\n").replacing("  b\n", with: "  todo(\"1.2\")\n").utf8).write(to: file)
    #expect(try made.home().lessons[0].exercises.map(\.mark).prefix(2) == [.changed, .open])
    try FileManager.default.removeItem(at: file)
    #expect(try made.home().lessons[0].exercises.allSatisfy { $0.mark == .missing })
  }

  @Test func `is one screen of 80 columns and 24 lines`() throws {
    let made = try MadeUpHome(["5.1": "a", "5.2": "b"])
    defer { made.folder.remove() }
    try made.judge("5.1", .right)
    try made.judge("5.2", .wrong, second: 1)
    Bookmark(of: "lesson05", in: made.folder.url).keep(.before(section: 8, of: 12))
    Bookmark(of: "lesson04", in: made.folder.url).keep(.read)
    let text = try board(made.home(), for: Terminal(width: 80))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count < 24)
    expectFit(text, 80)
    #expect(
      lines[0].hasPrefix("Unstuck") && lines[0].hasSuffix("1 of \(LessonOutline.all.flatMap(\.exercises).count) right"))
    #expect(
      lines.contains {
        $0.hasPrefix("05  Vanishing and exploding gradients ") && $0.hasSuffix(" ●✘○○○        to 7 of 12")
      })
    #expect(lines.contains { $0.hasPrefix("04  ") && $0.hasSuffix("  read") })
    #expect(lines.contains { $0.hasPrefix("swift run course read    lesson 5, section 8: ") })
    #expect(lines.contains("swift run course next    5.2 The gradient of a chain, not right yet"))
    #expect(!text.contains("\u{1B}"))
    #expect(try board(made.home(), for: Terminal(width: 80, isStyled: true)).contains("\u{1B}[32m●"))
  }

  @Test(arguments: widths) func `fits the width`(_ width: Int) throws {
    let made = try MadeUpHome(["5.1": "a"])
    defer { made.folder.remove() }
    try made.judge("5.1", .right)
    for lesson in LessonOutline.all {
      Bookmark(of: lesson.target, in: made.folder.url).keep(.before(section: 11, of: 18))
    }
    let home = try made.home()
    expectFit(board(home, for: Terminal(width: width)), width)
    for lesson in home.lessons { expectFit(lessonBoard(lesson, for: Terminal(width: width)), width) }
  }

  @Test func `for a script has a line for each lesson and exercise`() throws {
    let made = try MadeUpHome(["1.1": "a"])
    defer { made.folder.remove() }
    try made.judge("1.1", .right)
    Bookmark(of: "lesson01", in: made.folder.url).keep(.before(section: 3, of: 9))
    let lines = try plainBoard(made.home()).split(separator: "\n")
    #expect(lines.count == LessonOutline.all.map { $0.exercises.count + 1 }.reduce(0, +))
    #expect(lines[0] == "lesson\t01\t2/9\tOne neuron draws a line")
    #expect(lines[1] == "exercise\t1.1\tright\tThe weighted sum")
    #expect(lines[2] == "exercise\t1.2\topen\tWhat a neuron decides")
  }
}

@Suite struct `What comes next` {
  private func next(_ answers: [String], _ verdicts: [(String, Standing.Verdict)]) throws -> String? {
    let made = try MadeUpHome(Dictionary(uniqueKeysWithValues: answers.map { ($0, "x") }))
    defer { made.folder.remove() }
    for (second, (id, verdict)) in verdicts.enumerated() { try made.judge(id, verdict, second: Double(second)) }
    return try made.home().nextExercise?.outline.id
  }

  @Test func `is the first exercise for who has begun none`() throws {
    #expect(try next([], []) == "1.1")
  }

  @Test func `is the exercise that was wrong last, though another was left out before it`() throws {
    #expect(try next(["5.3"], [("5.3", .wrong)]) == "5.3")
  }

  @Test func `is the one after the exercise that was right last`() throws {
    #expect(try next(["5.3"], [("5.3", .right)]) == "5.4")
  }

  @Test func `is what was left out in the lesson, before the next lesson`() throws {
    #expect(try next(["5.5"], [("5.5", .right)]) == "5.1")
    let whole = ["5.1", "5.2", "5.3", "5.4", "5.5"]
    #expect(try next(whole, whole.map { ($0, .right) }) == "6.1")
  }

  @Test func `is nothing when all are right`() throws {
    let all = LessonOutline.all.flatMap(\.exercises).map(\.id)
    #expect(try next(all, all.map { ($0, .right) }) == nil)
  }

  @Test func `to read is the lesson begun last, else the first that is unread`() throws {
    let made = try MadeUpHome([:])
    defer { made.folder.remove() }
    #expect(try made.home().nextReading?.outline.number == 1)
    Bookmark(of: "lesson01", in: made.folder.url).keep(.read)
    #expect(try made.home().nextReading?.outline.number == 2)
    let mark = Bookmark(of: "lesson07", in: made.folder.url)
    mark.keep(.before(section: 3, of: 9))
    #expect(try made.home().nextReading?.outline.number == 7)
    #expect(mark.place == .before(section: 3, of: 9))
  }
}

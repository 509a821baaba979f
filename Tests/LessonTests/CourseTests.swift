import Curriculum
import Foundation
import LessonKit
import Testing

@testable import course

private let plain = Screen(width: 80, isStyled: false)

@Suite struct `The overview` {
  @Test func `names every lesson, its question, and whether it can be run`() {
    let lines = overview(for: Screen(width: 100, isStyled: false)).split(separator: "\n").map(String.init)
    for lesson in LessonOutline.all {
      #expect(lines.contains { $0.hasPrefix("\(lesson.twoDigits)  \(lesson.title)") })
      #expect(lines.contains("    " + lesson.question))
    }
    #expect(lines.filter { $0.hasSuffix("to come") }.count == LessonOutline.all.filter { !$0.isBuilt }.count)
    #expect(lines.contains { $0.hasPrefix("10  Batch normalization") && $0.hasSuffix("swift run lesson10") })
    let first = LessonOutline.all.first { $0.isBuilt }!
    #expect(lines.contains("Grade its answers   swift test --filter \(first.slug)"))
  }

  @Test(arguments: [60, 80, 100]) func `fits the width`(_ width: Int) {
    let lines = overview(for: Screen(width: width, isStyled: false)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
  }

  @Test func `has colour only where it is wanted`() {
    #expect(!overview(for: plain).contains("\u{1B}"))
    #expect(overview(for: Screen(width: 80, isStyled: true)).contains("\u{1B}[1mBatch normalization\u{1B}[0m"))
  }
}

@Suite struct `The table of lessons` {
  @Test func `has sixteen, numbered in order`() {
    #expect(LessonOutline.all.map(\.number) == Array(1...16))
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

@Suite struct `Hints` {
  private let exercise = ExerciseOutline("10.1", "Title", question: "Q?", idea: "I", formula: "a = b    c = d")

  @Test func `come one by one, and then all together`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    var counts: [Int] = []
    for _ in 0..<5 {
      var log = HintLog(file: file)
      counts.append(log.next(for: exercise))
    }
    #expect(counts == [1, 2, 3, 4, 4])
    #expect(hintText(exercise, shown: 2, all: false, for: plain) == "10.1 Title\n\nHint 2 of 3\n\n    I")
    #expect(hintText(exercise, shown: 4, all: false, for: plain).hasSuffix("These are all the hints there are."))
  }

  @Test func `start anew when their record is lost or spoilt`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("10.1 -7\n10.1 x\nnonsense\n\u{0}".utf8).write(to: file)
    var log = HintLog(file: file)
    #expect(log.next(for: exercise) == 1)
  }

  @Test func `come even if their record cannot be written`() {
    var log = HintLog(file: URL(fileURLWithPath: "/nowhere/at/all"))
    #expect(log.next(for: exercise) == 1)
    #expect(log.next(for: exercise) == 2)
  }

  @Test func `keep the columns of a formula apart`() {
    #expect(hintText(exercise, shown: 3, all: false, for: plain).hasSuffix("    a = b    c = d"))
  }
}

@Suite struct `A command` {
  @Test func `has help that fits 80 columns and names every form`() {
    #expect(usage.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for form in ["swift run course ", "hint 10.1 ", "hint 10.1 --all ", "--help "] { #expect(usage.contains(form)) }
  }

  @Test(arguments: [
    (["weeve"], "there is no command \"weeve\"; try: swift run course --help"),
    (["hint"], "\"hint\" needs an exercise, as in: swift run course hint 10.1"),
    (["hint", "10.9"], "there is no exercise \"10.9\"; lesson 10 has 10.1 to 10.6"),
    (["hint", "99.1"], "there is no exercise \"99.1\"; exercises are numbered like 10.1"),
    (["hint", "10.1", "10.2"], "\"hint\" takes one exercise, not also \"10.2\""),
    (["hint", "10.1", "--al"], "\"hint\" has no option \"--al\"; it has --all"),
  ]) func `that is not understood is answered in one line`(_ arguments: [String], _ message: String) {
    let error = #expect(throws: UsageError.self) { try Command(arguments: arguments) }
    #expect(error?.description == message)
  }
}

import Curriculum
import Foundation
import Learner
import Testing

@testable import LessonKit
@testable import course

/// A line of an event stream as Swift Testing 6.3 writes it, with the keys that it has.
private func event(_ kind: String, _ function: String, at time: Double, _ details: String? = nil) -> String {
  let file = "10-suite.swift:12:4"
  let messages = details.map {
    #"{"symbol":"fail","text":"Issue recorded"},{"symbol":"details","text":\#(json($0))}"#
  }
  return #"{"kind":"event","payload":{"instant":{"absolute":\#(time),"since1970":1795776467.2},"kind":"\#(kind)","#
    + #""messages":[\#(messages ?? "")],"testID":"ExerciseTests.`lesson10-batch-normalization`\/\#(function)()\/\#(file)"},"#
    + #""version":"6.3.0"}"# + "\n"
}

private func json(_ text: String) -> String {
  String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
}

private let wrong = """
  10.2 Running statistics: not right yet.

  You swapped the weights: ρ is the share of the old value
  (PyTorch's momentum is the new one's share).

  mean[0] should be 1, but it is 2.

  printed   hello

  For a hint: swift run course hint 10.2
  """

@Suite struct `An event stream` {
  @Test func `gives the verdicts that it completes, whatever the pieces in which it comes`() {
    let text = [
      #"{"kind":"test","payload":{"kind":"suite","name":"x","id":"y"},"version":"6.3.0"}"# + "\n",
      event("testStarted", "lesson10_1", at: 1), event("testStarted", "lesson10_2", at: 1),
      event("issueRecorded", "lesson10_2", at: 1.5, wrong), event("testEnded", "lesson10_1", at: 1.25),
      event("testEnded", "lesson10_2", at: 2), event("testStarted", "GraderTests", at: 2), "no JSON at all\n",
    ].joined()
    for size in [1, 7, 1000, 100_000] {
      var stream = EventStream()
      var verdicts: [ExerciseVerdict] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        verdicts += stream.read(Data(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(verdicts.map(\.id) == ["10.1", "10.2"])
      #expect(verdicts.map(\.kind) == [.right, .wrong])
      #expect(verdicts.map(\.seconds) == [0.25, 1])
      #expect(stream.begun == 2)
    }
  }

  @Test func `keeps a report that is not the grader's as not graded`() {
    var stream = EventStream()
    let text = event("issueRecorded", "lesson10_1", at: 1, "Caught error: 7") + event("testEnded", "lesson10_1", at: 1)
    #expect(stream.read(Data(text.utf8)).map(\.kind) == [.ungraded])
  }
}

@Suite struct `A verdict` {
  @Test func `says in a line what the report says in many`() throws {
    let verdict = try #require(ExerciseVerdict(id: "10.2", report: wrong, seconds: 1))
    #expect(
      verdict.sentence
        == "You swapped the weights: ρ is the share of the old value (PyTorch's momentum is the new one's share).")
    #expect(verdict.printed == "printed   hello")
    #expect(
      verdictText(verdict, for: Terminal(width: 80)) == """
        ✘ 10.2  Running statistics
                You swapped the weights: ρ is the share of the old value (PyTorch's
                momentum is the new one's share).
        """)
    #expect(verdictText(verdict, isFull: true, for: Terminal(width: 80)).contains("mean[0] should be 1, but it is 2."))
  }

  @Test(arguments: [
    ("10.1 Forward in training: right.\n\nprinted   1", ExerciseVerdict.Kind.right, String?.none),
    ("10.1 Forward in training: no result.\n\nYour answer crashed.", .wrong, "Your answer crashed."),
    ("10.1 Forward in training: still open. For a hint: swift run course hint 10.1", .open, nil),
    ("3.7 The whole: needs 3.5, which is still open.", .open, "needs 3.5, which is still open."),
    ("10.1 Forward in training: not graded.\n\nNo folder can be made.", .ungraded, "No folder can be made."),
  ]) func `is read from the first line of a report`(_ report: String, _ kind: ExerciseVerdict.Kind, _ sentence: String?)
  {
    let verdict = ExerciseVerdict(id: "10.1", report: report, seconds: 0)
    #expect(verdict?.kind == kind)
    #expect(verdict?.sentence == sentence)
  }

  @Test func `of open exercises that follow each other is one line`() {
    let open = (1...3).map { ExerciseVerdict(id: "10.\($0)", kind: .open, report: "", seconds: 0) }
    let right = ExerciseVerdict(id: "10.4", kind: .right, report: "", seconds: 0)
    #expect(
      report([right] + open, isFull: false, for: Terminal(width: 80))
        == """
        ○ 10.1 to 10.3 are open
        ✔ 10.4  Fold into a dense layer

        1 right, 3 open of 4.
        """.replacing("Fold into a dense layer", with: ExerciseOutline.numbered("10.4")!.title))
  }
}

@Suite struct `A mistake of the compiler's` {
  private let output = """
    [5/9] Compiling Exercises 13-optimizers.swift
    /home/me/unstuck/Exercises/13-optimizers.swift:56:11: error: cannot find 'zap' in scope
     56 |   return zap
    /home/me/unstuck/Exercises/13-optimizers.swift:56:11: error: cannot find 'zap' in scope
    /home/me/unstuck/Exercises/06-zero-centering.swift:9:1: warning: unused
    Exercises/10-batch-normalization.swift:1:36: error: module 'Exercises' has no member named 'batchNormalized'
    error: fatalError
    """

  @Test func `is told once, in the learner's file`() {
    let errors = CompilerError.all(in: output, package: "/home/me/unstuck")
    #expect(
      errors == [
        CompilerError(
          file: "Exercises/10-batch-normalization.swift", line: 1, column: 36,
          message: "the function batchNormalized, which an exercise of this file asks for, is gone or has another name"),
        CompilerError(
          file: "Exercises/13-optimizers.swift", line: 56, column: 11, message: "cannot find 'zap' in scope"),
      ])
    #expect(errors.map(\.lesson?.number) == [10, 13])
  }

  @Test func `says what it keeps from being graded`() throws {
    let errors = [
      CompilerError(file: "Exercises/13-optimizers.swift", line: 56, column: 11, message: "cannot find 'zap' in scope")
    ]
    let other = Asked([try #require(ExerciseOutline.numbered("6.1")), try #require(ExerciseOutline.numbered("6.2"))])
    #expect(
      text(of: errors, keeping: other, for: Terminal(width: 100)) == """
        ✘ Exercises/13-optimizers.swift:56:11: cannot find 'zap' in scope

        All lessons are built together: until this compiles, 6.1 to 6.2 cannot be graded either.
        """)
    let own = Asked([try #require(ExerciseOutline.numbered("13.2"))])
    #expect(
      text(of: errors, keeping: own, for: Terminal(width: 100)).hasSuffix("Until this compiles, nothing can be graded.")
    )
  }
}

@Suite struct `What is asked for` {
  @Test func `is found by filters that find nothing else`() throws {
    let asked = Asked(["10.3", "3.1"].compactMap(ExerciseOutline.numbered))
    #expect(asked.exercises.map(\.id) == ["3.1", "10.3"])
    let names = LessonOutline.all.flatMap { lesson in
      lesson.exercises.indices.map {
        "ExerciseTests.`\(lesson.name)`/lesson\(lesson.twoDigits)_\($0 + 1)()/x.swift:1:4"
      }
    }
    let found = try asked.filters.map { filter in
      let pattern = try Regex(filter)
      return names.filter { $0.contains(pattern) }
    }
    #expect(found.map(\.count) == [1, 1])
    #expect(found[0][0].contains("lesson03_1()") && found[1][0].contains("lesson10_3()"))
    let all = try Regex(try #require(Asked.everything.filters.first))
    #expect(names.allSatisfy { $0.contains(all) })
  }
}

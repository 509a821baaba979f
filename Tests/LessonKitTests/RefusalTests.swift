import Curriculum
import Plots
import Testing
import Typesetting

@testable import LessonKit

private func figure(_ name: String) -> Output { .figure(name: name, .plot(Plot(marks: [])), caption: "c") }

/// What an author may get wrong, and what stops the lesson then.
private let refusals: [(message: String, attempt: @Sendable () throws -> Void)] =
  [
    ("there is no lesson 0 in Sources/Curriculum/Lessons.swift", { _ = Lesson(0, file: "/none", arguments: []) }),
    ("there is no lesson 17 in Sources/Curriculum/Lessons.swift", { _ = Lesson(17, file: "/none", arguments: []) }),
    (
      "{{b}} stands in the prose of lines 9 to 9, but is not recorded before it",
      {
        var lesson = try narration()
        _ = lesson.finish()
      }
    ),
    (
      "{{b}} stands in the question of line 5, but is not recorded before it",
      { _ = "by {{b}}".filled(with: ["a": "1"], in: "the question of line 5") }
    ),
    ("'Which?' needs different choices", { _ = Question("Which?", ["a", "a"], answer: 0, "so.") }),
    ("'Which?' needs different choices", { _ = Question("Which?", ["a"], answer: 0, "so.") }),
    ("'Which?' has no choice 2: they are counted from 0", { _ = Question("Which?", ["a", "b"], answer: 2, "so.") }),
    (
      "a claim has one place for its number, {}; 'it is small' has 0",
      { _ = Claim(statement: "it is small", measured: 0, bound: .below(1), format: .whole) }
    ),
    (
      "a claim has one place for its number, {}; '{} is {}' has 2",
      { _ = Claim(statement: "{} is {}", measured: 0, bound: .below(1), format: .whole) }
    ),
    ("a knob is an option of lower-case letters, digits and hyphens, not 'η'", { _ = Knob("η", 0, in: 0...1, "rate") }),
    ("the knob 'rate' is at 2.0, which is not in 0.0...1.0", { _ = Knob("rate", 2, in: 0...1, "rate") }),
    (
      "'b' is recorded twice",
      {
        var lesson = try narration()
        for _ in 1...2 { lesson.record("b", "1") }
      }
    ),
    (
      "two figures are called 'f'",
      {
        var lesson = try narration()
        for _ in 1...2 { _ = lesson.add(figure("f"), line: 5) }
      }
    ),
    (
      "what line 99 shows has no place on the page: main.swift has no code there (is it shown by another file?)",
      {
        var lesson = try narration()
        lesson.record("b", "1")
        _ = lesson.add(.text("from another file"), line: 99)
        _ = Page(of: LessonOutline.all[9], source: narratedSource, lesson)
      }
    ),
    ("a row of 1 cells in a table of 2 columns", { _ = Table(columns: ["a", "b"], rows: [["1"]]) }),
    (
      "a row of 3 cells in a table of 2 columns",
      { _ = Table(columns: ["a", "b"], rows: [["1", "2"], ["1", "2", "3"]]) }
    ),
    ("a number needs at least 1 significant digit, not 0", { _ = 1.0.text(.significant(0)) }),
    ("a number cannot have -1 decimals", { _ = 1.0.text(.fixed(-1)) }),
    ("a number cannot have -2 decimals", { _ = 1.0.text(.percent(-2)) }),
    (
      "main.swift: line 7: unknown command \\foo at character 1 in the formula \\foo",
      { _ = Terminal(width: 80).text(Markdown("a\n\nbad $\\foo$", firstLine: 5)) }
    ),
  ]

private let badNames = ["", "a/b", "..", "a b", "ä"]

@Suite(.prompt) struct `A mistake in a lesson` {
  @Test(arguments: refusals.indices) func `stops it with one sentence that says where and why`(_ index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in try refusals[index].attempt()
    }
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(error.contains(": " + refusals[index].message + "\n"), "\(error)")
  }

  @Test(arguments: badNames) func `in a figure's name stops it before a file gets that name`(_ name: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [name = name as String] in
      var lesson = try narration()
      _ = lesson.add(figure(name), line: 5)
    }
    let message = "a figure's name is a file's name, of letters, digits and hyphens, not '\(name)'"
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(error.contains(": \(message)\n"), "\(error)")
  }
}

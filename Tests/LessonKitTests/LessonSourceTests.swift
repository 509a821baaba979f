import Learner
import Foundation
import Testing

@testable import LessonKit

private let source = LessonSource(
  """
  //: # Title
  //: First words.

  import Engine

  //: ## What a thing is
  //: Prose.
  //:
  //: More.
  let x = 1

  let y = 2
  //: ## What it costs
  let z = 3
  //: ## Exercises
  //: ```
  //: ## not a section
  //: ```
  """)

@Suite struct `A lesson's source` {
  @Test func `is cut into prose and code, with the lines of each`() {
    #expect(
      source.passages == [
        .init(kind: .prose, lines: 1...2, text: "# Title\nFirst words."),
        .init(kind: .code, lines: 4...4, text: "import Engine"),
        .init(kind: .prose, lines: 6...9, text: "## What a thing is\nProse.\n\nMore."),
        .init(kind: .code, lines: 10...12, text: "let x = 1\n\nlet y = 2"),
        .init(kind: .prose, lines: 13...13, text: "## What it costs"),
        .init(kind: .code, lines: 14...14, text: "let z = 3"),
        .init(kind: .prose, lines: 15...18, text: "## Exercises\n```\n## not a section\n```"),
      ])
    #expect(source.title == "Title")
  }

  @Test func `begins a passage at each second-level heading`() {
    let two = LessonSource("//: a\n//: ## B\n//: b\n//: ### C\n//: ## D")
    #expect(two.passages.map(\.text) == ["a", "## B\nb\n### C", "## D"])
  }

  @Test func `may have Windows line ends`() {
    #expect(
      LessonSource("//: # T\r\n//: a\r\n\r\nlet x = 1\r\n").passages
        == LessonSource("//: # T\n//: a\n\nlet x = 1\n").passages)
  }

  @Test func `may be empty, or have no title`() {
    #expect(LessonSource("").passages.isEmpty)
    #expect(LessonSource("\n//:\n\n").passages.isEmpty)
    #expect(LessonSource("let x = 1").title == "")
  }

  @Test func `keeps indentation, and leaves indented marks to the code`() {
    let text = LessonSource("//:   - item\nfunc f() {\n  //: not prose\n}").passages.map(\.text)
    #expect(text == ["  - item", "func f() {\n  //: not prose\n}"])
  }

  @Test func `that cannot be found is one clear line`() {
    let error = #expect(throws: UsageError.self) { try LessonSource(contentsOf: "/nowhere/main.swift") }
    #expect(error?.description.contains("/nowhere/main.swift") == true)
    #expect(error?.description.contains("\n") == false)
  }
}

@Suite struct `A section` {
  @Test(arguments: [
    ("1", 6...12), ("2", 13...14), ("3", 15...Int.max), ("What it", 13...14), ("what a thing is", 6...12),
    ("EX", 15...Int.max),
  ]) func `is found by its number and by the start of its title`(_ wanted: String, _ lines: ClosedRange<Int>) throws {
    #expect(try source.section(wanted) == lines)
  }

  @Test(arguments: ["0", "4", "-1", "Nothing", "thing"]) func `that is not there is answered with those that are`(
    _ wanted: String
  ) {
    let error = #expect(throws: UsageError.self) { try source.section(wanted) }
    #expect(
      error?.description
        == "there is no section '\(wanted)'; there are: 1 What a thing is · 2 What it costs · 3 Exercises")
  }

  @Test func `that could be two is answered with both`() {
    let error = #expect(throws: UsageError.self) { try source.section("what") }
    #expect(error?.description == "there are several sections 'what…': 1 What a thing is · 2 What it costs")
  }

  @Test func `whose whole title is given is meant, even if another begins with it`() throws {
    let two = LessonSource("//: ## The cost\nlet x = 1\n//: ## The cost of it\n//: ## The")
    #expect(try two.section("the cost") == 1...2)
    #expect(try two.section("The") == 4...Int.max)
  }

  @Test func `is not to be had from a lesson without any`() {
    let error = #expect(throws: UsageError.self) { try LessonSource("//: # T").section("1") }
    #expect(error?.description == "there is no section '1'; the lesson has none")
  }
}

@Suite struct `A deeper section` {
  private let source = LessonSource("//: ## First\n//: ## How deep? (deeper)\n//: a\n//: ## It goes (deeper) on")

  @Test func `has a mark at the end of its heading, which is not in its title`() throws {
    #expect(
      source.sections == [
        .init(title: "First", isDeeper: false, line: 1), .init(title: "How deep?", isDeeper: true, line: 2),
        .init(title: "It goes (deeper) on", isDeeper: false, line: 4),
      ])
    #expect(try source.section("how deep?") == 2...3)
  }
}

@Suite struct `Reading` {
  private static let words = Array(repeating: "word", count: 1100).joined(separator: " ")

  @Test(arguments: [
    ("", 1), (words, 5), ("$a + b$ — \(words)", 5), ("## A\n//: \(words)\n//: ## B (deeper)\n//: \(words)", 5),
    ("## A (deeper)\n//: \(words)\n//: ## B\n//: \(words)", 5), ("```\n//: \(words)\n//: ```", 1),
    ("$$ a = b $$\n//: \(words)", 6), ("$$ a = \\sum_{i} b $$\n//:\n//: $$\n//: c\n//: $$\n//: \(words)", 6),
    (
      "$$\n//: \\begin{aligned}\n//: a &= b \\\\\n//: &= \\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} \\\\\n//: &= c \\\\\n"
        + "//: &= d\n//: \\end{aligned}\n//: $$\n//: \(words)", 7
    ),
    ("$$ \\begin{cases} 1 \\\\ 2 \\\\ 3 \\end{cases} $$\n//: $$ x $$\n//: \(words)", 6),
  ]) func `takes a minute for 220 words of the main path, and half a minute for each line of a formula`(
    _ prose: String, _ minutes: Int
  ) {
    #expect(LessonSource("//: \(prose)\nlet code = \(Self.words)").minutes == minutes)
  }
}

@Suite struct `Code` {
  private func pieces(_ text: String) -> [LessonSource.Passage.Piece] {
    LessonSource("import X\n//: .\n" + text).passages[2].pieces
  }

  @Test func `is the idea, or shows what came of it`() {
    #expect(
      pieces("let a = f {\n\n  lesson.x\n}\n\nlesson.table(\n  a)\nlet b = 1\n\n\nlet c = 2") == [
        .init(kind: .idea, lines: 3...6, text: "let a = f {\n\n  lesson.x\n}"),
        .init(kind: .showing, lines: 8...10, text: "lesson.table(\n  a)\nlet b = 1"),
        .init(kind: .idea, lines: 13...13, text: "let c = 2"),
      ])
  }

  @Test func `that shows is one piece, over blank lines too`() {
    #expect(
      pieces("lesson.a(\n\n  [\n  ])\n\nlesson.b()\n// c\n\nfor x in y {\n  lesson.d(x)\n}") == [
        .init(
          kind: .showing, lines: 3...13,
          text: "lesson.a(\n\n  [\n  ])\n\nlesson.b()\n// c\n\nfor x in y {\n  lesson.d(x)\n}")
      ])
  }

  @Test(arguments: ["for x in y {\n  f(x)\n}", "if let x {\n  let y = x\n  lesson.a(y)\n}", "let lesson = Lesson(1)"])
  func `is the idea if it does more than show`(_ code: String) {
    #expect(pieces(code).map(\.kind) == [.idea])
  }

  @Test func `that closes the lesson is in no piece`() {
    #expect(pieces("lesson.exercises()\n\nlesson.end()") == [])
    #expect(pieces("let a = 1\n\nlesson.exercises()\n\nlesson.end()").map(\.text) == ["let a = 1"])
  }
}

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

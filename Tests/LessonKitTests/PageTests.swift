import Curriculum
import Plots
import Testing

@testable import LessonKit

/// A lesson that no exercise, no need and no lesson after it adds to.
private let outline = LessonOutline(99, "last", "Last", question: "?")
private let notice = "<!-- Woven from main.swift by `swift run course weave`. Edit main.swift, not this page. -->"
private let last = LessonOutline.all.last(where: \.isBuilt)!
private let way =
  "[Unstuck](../../README.md) · ← [\(last.name.prefix(2)) \(last.title)](../\(last.name)/README.md) · **99 Last**"

/// What stands on the page between head and foot, without the facts.
private func page(_ source: String, values: [String: String] = [:], _ outputs: [(Int, Output)] = []) throws -> String {
  let source = LessonSource(source)
  var lesson = try Narration(of: source, Options())
  for (name, text) in values { lesson.record(name, text) }
  for (line, output) in outputs { _ = lesson.add(output, line: line) }
  let markdown = Page(of: outline, source: source, lesson).markdown
  let (head, foot) = ("\(notice)\n\n\(way)\n\n", "\n\n---\n\n\(way)\n")
  try #require(markdown.hasPrefix(head) && markdown.hasSuffix(foot), "\(markdown)")
  return String(markdown.dropFirst(head.count).dropLast(foot.count)).replacing("1 minute\n\n", with: "") + "\n"
}

private func folded(_ code: String) -> String {
  "<details><summary>how this is shown</summary>\n\n```swift\n\(code)\n```\n\n</details>"
}

private func claim(_ statement: String, _ x: Double) -> Output {
  .claim(Claim(statement: statement + ": {}", measured: x, bound: .below(1), format: .fixed(0)))
}

@Suite struct `A page` {
  @Test func `has prose with its numbers, code, and under the code what it showed`() throws {
    let text = try page(
      "//: # T\n//: It is {{x y}}, in $a_1$.\nlet a = 1\n\nlet b = 2\n//: End.", values: ["x y": "7 %"],
      [(5, .text("two")), (3, claim("small", 0)), (5, claim("large", 2))])
    #expect(
      text == """
        # T

        It is 7 %, in $`a_1`$.

        ```swift
        let a = 1

        let b = 2
        ```

        ```text
        two
        ```

        - ✓ **small: 0** (must be below 1).
        - ✗ **large: 2** (must be below 1).

        End.

        """)
  }

  @Test func `has what a function shows for a line further down under the function`() throws {
    let text = try page(
      "func f() {}\n//: Prose.\nlet a = 1", [(3, .text("here")), (1, .text("there"))])
    #expect(
      text == "```swift\nfunc f() {}\n```\n\n```text\nthere\n```\n\nProse.\n\n"
        + "```swift\nlet a = 1\n```\n\n```text\nhere\n```\n")
  }

  @Test func `has every claim of a row, in one list`() throws {
    let text = try page(
      "let a = 1", (1...5).map { (1, claim("claim \($0)", 0)) } + [(1, .text("t")), (1, claim("last", 0))])
    let list = (1...5).map { "- ✓ **claim \($0): 0** (must be below 1).\n" }.joined()
    #expect(
      text == "```swift\nlet a = 1\n```\n\n" + list
        + "\n```text\nt\n```\n\n- ✓ **last: 0** (must be below 1).\n")
  }

  @Test func `has formulas of tables, captions and claims in GitHub's form`() throws {
    let text = try page(
      "let a = 1",
      [
        (1, .table(Table(columns: ["$x_1$", "b"], rows: [["|w|", "2"]]))),
        (1, .figure(name: "f", .plot(Plot(marks: [])), caption: "Of $\\eta_1$ [1].")), (1, claim("$x_1$", 0)),
      ])
    #expect(
      text == """
        ```swift
        let a = 1
        ```

        | $`x_1`$ | b |
        | :-- | --: |
        | \\|w\\| | 2 |

        ![\(Figure.plot(Plot(marks: [])).summary)](figures/f.svg)

        *Of $`\\eta_1`$ [1].*

        - ✓ **$`x_1`$: 0** (must be below 1).

        """)
  }
}

@Suite struct `Code on a page` {
  @Test func `is folded from a call of the lesson's to the next blank line, and what it shows stands under it`() throws
  {
    let text = try page(
      "let a = 1\nlesson.table(\n  a\n\n)\nlet b = 2\nlesson.claim(b)\n\nlet c = 3",
      [(2, .text("table")), (7, .text("claim")), (9, .text("idea"))])
    #expect(
      text == "```swift\nlet a = 1\n```\n\n"
        + folded("lesson.table(\n  a\n\n)\nlet b = 2\nlesson.claim(b)")
        + "\n\n```text\ntable\n```\n\n```text\nclaim\n```\n\n```swift\nlet c = 3\n```\n\n```text\nidea\n```\n")
  }

  @Test func `does not have the two lines that close every lesson, but what they show`() throws {
    let text = try page(
      "lesson.exercises()\n\nlesson.end()\n//: a\nlet a = 1\n\nlesson.exercises()\nlesson.end()",
      [(1, .text("one")), (7, .text("two"))])
    #expect(text == "```text\none\n```\n\na\n\n```swift\nlet a = 1\n```\n\n```text\ntwo\n```\n")
  }
}

@Suite struct `The frame of a page` {
  private let eighth = LessonOutline.numbered(8)!
  private let source = LessonSource("//: # T\n//: ## How? (deeper)\n//: a\n//: ## Why `x`")

  @Test func `leads to the course, and to the built lessons before and after it`() {
    let between = LessonOutline(9, "nine", "Nine", question: "?")
    #expect(
      PageFrame(lesson: between, source: source).way
        == "[Unstuck](../../README.md) · ← [08 Glorot vs He](../08-glorot-vs-he/README.md) · **09 Nine** · "
        + "[10 Batch normalization](../10-batch-normalization/README.md) →")
    let first = LessonOutline(0, "zero", "Zero", question: "?")
    let next = LessonOutline.all.first { $0.isBuilt }!
    #expect(
      PageFrame(lesson: first, source: source).way
        == "[Unstuck](../../README.md) · **00 Zero** · [\(next.twoDigits) \(next.title)](../\(next.name)/README.md) →")
  }

  @Test func `says how long it takes, what is to be done, and which built lessons it needs`() {
    let exercise = ExerciseOutline("9.1", "E", question: "?", idea: "", formula: "")
    let lesson = LessonOutline(9, "nine", "Nine", question: "?", needs: [8, 17], exercises: [exercise])
    #expect(
      PageFrame(lesson: lesson, source: source).facts
        == "1 minute · [1 exercise](../../Exercises/09-nine.swift), with [solutions](../../Solutions/09-nine.swift) · "
        + "needs [08 Glorot vs He](../08-glorot-vs-he/README.md)")
    let one = LessonOutline(9, "nine", "Nine", question: "?")
    #expect(PageFrame(lesson: one, source: source).facts == "1 minute")
  }

  @Test func `lists the sections under the title, with links to them`() throws {
    #expect(
      try page("//: # T\n//:\n//: First.\n//: ## How? (deeper)\n//: a\n//: ## Why\n//: ## Why?") == """
        # T

        <details><summary>Contents</summary>

        1. [How?](#how--deeper) · *deeper*
        2. [Why](#why)
        3. [Why?](#why-1)

        </details>

        First.

        ## How? · *deeper*
        a

        ## Why

        ## Why?

        """)
  }
}

@Suite struct `In the terminal` {
  @Test func `a table keeps bars within its cells`() {
    let table = Output.table(Table(columns: ["$|w|$", "b"], rows: [["a|b", "1"]]))
    #expect(table.text(for: .plain(40)) == "|w|  b\n───  ─\na|b  1")
  }

  @Test func `a figure has its caption under one blank line`() {
    let figure = Figure.plot(Plot(marks: [.line([1, 2])]))
    let text = Output.figure(name: "f", figure, caption: "The $\\eta$.").text(for: .plain(60))
    #expect(text == figure.text(width: 60) + "\nThe η.")
    #expect(figure.text(width: 60).last == "\n")
  }

  @Test func `a claim is wrapped beside its mark, and may hold formulas`() {
    #expect(
      claim("the measure $\\sigma^2$ of all these features is small", 0).text(for: .plain(40)) == """
        ✓ the measure σ² of all these features
          is small: 0 (must be below 1).
        """)
  }

  @Test func `lines shown as they are stay as they are`() {
    #expect(Output.text("a  $b$ *c*\n  d").text(for: .plain(40)) == "a  $b$ *c*\n  d")
  }
}

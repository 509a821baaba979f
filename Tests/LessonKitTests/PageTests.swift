import Plots
import Testing

@testable import LessonKit

private let heading = "<!-- Woven from main.swift by `swift run course weave`. Edit main.swift, not this page. -->\n\n"

private func page(_ source: String, values: [String: String] = [:], _ outputs: [(Int, Output)]) throws -> String {
  let source = LessonSource(source)
  var lesson = try Narration(of: source, Options())
  for (name, text) in values { lesson.record(name, text) }
  for (line, output) in outputs { _ = lesson.add(output, line: line) }
  let markdown = Page(source: source, lesson).markdown
  #expect(markdown.hasPrefix(heading))
  return String(markdown.dropFirst(heading.count))
}

private func claim(_ statement: String, _ x: Double) -> Output {
  .claim(Claim(statement: statement, measured: x, bound: .below(1), format: .fixed(0)))
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

        - ✓ **small**: measured 0, claimed below 1.
        - ✗ **large**: measured 2, claimed below 1.

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
    let list = (1...5).map { "- ✓ **claim \($0)**: measured 0, claimed below 1.\n" }.joined()
    #expect(
      text == "```swift\nlet a = 1\n```\n\n" + list
        + "\n```text\nt\n```\n\n- ✓ **last**: measured 0, claimed below 1.\n")
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

        ![Of η₁ \\[1\\].](figures/f.svg)

        *Of $`\\eta_1`$ [1].*

        - ✓ **$`x_1`$**: measured 0, claimed below 1.

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
          is small: measured 0, claimed below 1.
        """)
  }

  @Test func `lines shown as they are stay as they are`() {
    #expect(Output.text("a  $b$ *c*\n  d").text(for: .plain(40)) == "a  $b$ *c*\n  d")
  }
}

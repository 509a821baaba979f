import Testing

@testable import Typesetting

@Suite struct `Prose in the terminal` {
  private func text(_ source: String, width: Int = 40) throws -> String {
    try Markdown(source).text(width: width)
  }

  @Test func `titles are underlined`() throws {
    #expect(
      try text("# Batch $\\mu_B$\n## Why\n### Deep") == """
        Batch μ_B
        ═════════

        Why
        ───

        Deep
        """)
  }

  @Test func `paragraphs are wrapped and one blank line apart`() throws {
    #expect(
      try text("One two three four five six seven\neight nine ten.\n\n\nNext.") == """
        One two three four five six seven eight
        nine ten.

        Next.
        """)
  }

  @Test func `emphasis leaves its marks, code keeps them`() throws {
    #expect(try text("**Bold**, *italic*, ***both*** and `let x`.") == "Bold, italic, both and `let x`.")
  }

  @Test func `marks that emphasize nothing stay`() throws {
    #expect(try text("2 * 3 * 4, a_b_c, \\*x\\*, 5 ** 2") == "2 * 3 * 4, a_b_c, *x*, 5 ** 2")
  }

  @Test func `formulas in a line stay on one line`() throws {
    #expect(
      try text("The rate is so small that $w - \\eta \\nabla L$ is $w$.", width: 32) == """
        The rate is so small that
        w − η∇L is w.
        """)
  }

  @Test func `a dollar sign is escaped, a formula may hold one`() throws {
    #expect(try text("It costs \\$5, not $x = \\$6$.") == "It costs $5, not x = $6.")
  }

  @Test func `GitHub's form of a formula is a formula too`() throws {
    #expect(try text("So $`a_1`$.\n\n```math\n\\frac{a}{b}\n```") == "So a₁.\n\n     a\n    ───\n     b")
  }

  @Test func `code is not searched for formulas or emphasis`() throws {
    #expect(try text("Use `$x$` and `a * b * c`.") == "Use `$x$` and `a * b * c`.")
  }

  @Test func `a display formula is indented, on one line or several`() throws {
    let expected = """
      So

           1
          ───
           n

      holds.
      """
    #expect(try text("So\n\n$$ \\frac{1}{n} $$\n\nholds.") == expected)
    #expect(try text("So\n$$\n\\frac{1}\n{n}\n$$\nholds.") == expected)
  }

  @Test func `links show an outside address once, a page of the course by its name`() throws {
    #expect(
      try text("[A](https://a.org), [again](https://a.org), [08](../08/README.md), <https://b.org>.", width: 60)
        == "A (https://a.org), again, 08, https://b.org.")
    #expect(
      try text("([A](https://a.org/(98)1), [again](https://a.org/(98)1))", width: 60)
        == "(A (https://a.org/(98)1), again)")
  }

  @Test func `lists hang beside their marks and nest`() throws {
    #expect(
      try text("- a long item that has to be wrapped\n  - nested $x_i$\n- **b**\n\n9. nine\n10. ten", width: 24) == """
          • a long item that has
            to be wrapped
            ◦ nested xᵢ
          • b

           9. nine
          10. ten
        """)
  }

  @Test func `a loose list stays loose and holds formulas and code`() throws {
    #expect(
      try text("- one\n\n  two\n\n- three\n\n  $$ x $$\n\n  ```\n  a\n    b\n  ```") == """
          • one

            two

          • three

                x

                a
                  b
        """)
  }

  @Test func `quotes have a line at their left`() throws {
    #expect(
      try text("> Does it *hold*?\n>\n> It does.") == """
        │ Does it hold?
        │
        │ It does.
        """)
  }

  @Test func `tables are aligned, formulas included`() throws {
    let source = """
      | symbol | shape | is |
      |---|:---:|---:|
      | $\\gamma$ | $1 \\times n$ | scale |
      | $\\hat{m}$ | 1 | a \\| b |
      """
    #expect(
      try text(source) == """
        symbol  shape     is
        ──────  ─────  ─────
        γ       1 × n  scale
        m̂         1    a | b
        """)
  }

  @Test func `a table that is too wide wraps its widest column`() throws {
    #expect(
      try text("| a | b |\n|---|---|\n| x | one two three four five six |", width: 20) == """
        a  b
        ─  ─────────────────
        x  one two three
           four five six
        """)
  }

  @Test func `code blocks are kept as they are`() throws {
    let code = "let veryLongName = somethingElse(that: doesNotFit)  // $x$ **y**"
    #expect(try text("```swift\n\(code)\n\n# no title\n```", width: 30) == "    \(code)\n\n    # no title")
  }

  @Test func `a rule spans the width`() throws {
    #expect(try text("a\n\n---\n\nb", width: 20) == "a\n\n────────────────────\n\nb")
  }

  @Test func `styles become escape sequences that end on each line`() throws {
    let styled = try Markdown("A **bold word** and `x`.").text(width: 20, styled: true)
    #expect(styled == "A \u{1B}[1mbold word\u{1B}[0m and \u{1B}[36mx\u{1B}[0m.")
    let broken = try Markdown("0123456789 **01234567 0123456789**").text(width: 20, styled: true)
    #expect(broken == "0123456789 \u{1B}[1m01234567\u{1B}[0m\n\u{1B}[1m0123456789\u{1B}[0m")
  }

  @Test(arguments: [
    ("**a**", "1"), ("*a*", "3"), ("`a`", "36"), ("[a](../b.md)", "4"), ("***a***", "1;3"), ("# a", "1"),
    ("### a", "1"),
  ]) func `each style has its code`(_ source: String, _ code: String) throws {
    let text = try Markdown(source).text(width: 20, styled: true)
    #expect(text.hasPrefix("\u{1B}[\(code)ma\u{1B}[0m"), "\(text)")
  }

  @Test(
    arguments: [
      ("a\n\nbad $\\foo$", 12, .formula("\\foo", FormulaError(.unknownCommand, "\\foo", at: 1))),
      ("$$\n\\frac{a}\n$$", 10, .formula("\\frac{a}", FormulaError(.missingArgument, "\\frac", at: 1))),
      ("costs $5", 10, .strayDollar),
      ("$ x $", 10, .strayDollar),
      ("see $$ x $$ here", 10, .misplacedDisplay),
      ("$$ x $$ here", 10, .misplacedDisplay),
      ("a\n\n$$\nx", 12, .unclosedDisplay),
      ("- a\n- b\n\n```\nx", 13, .unclosedCodeBlock),
      ("| a |\n|---|\n| $x |", 10, .strayDollar),
    ] as [(String, Int, MarkdownError.Problem)])
  func `mistakes are reported with their line`(source: String, line: Int, problem: MarkdownError.Problem) {
    #expect(throws: MarkdownError(problem: problem, line: line)) { try Markdown(source, firstLine: 10).text() }
  }

  private static let page = """
    # Why $\\hat{y}$ drifts

    Glorot and He give each layer a *good start*: $\\operatorname{Var}(W) = \\frac{2}{n_{\\text{in}} + n_{\\text{out}}}$.
    After the **first update** nothing keeps it; see [Ioffe and Szegedy](https://arxiv.org/abs/1502.03167), section 3.

    $$ \\frac{\\partial L}{\\partial y_i} = \\frac{\\gamma}{m \\sqrt{\\sigma_B^2 + \\epsilon}} \\left( m \\frac{\\partial L}{\\partial z_i} - \\sum_{j=1}^{m} \\frac{\\partial L}{\\partial z_j} \\right) $$

    1. A list with `BatchNorm(features: 3)` and $\\mathbb{E}[z] = 0$, long enough to be wrapped at any width.
       - Nested, and also long enough to be wrapped when the terminal is narrow.

    > Quoted prose that is long enough to be wrapped in a narrow terminal.

    | symbol | meaning |
    |---|---|
    | $\\gamma$ | scale, learned, one for each feature of the layer that it follows |
    """

  @Test(arguments: 40...100)
  func `lines fit the width and end in no blank`(width: Int) throws {
    for styled in [false, true] {
      let text = try Markdown(Self.page).text(width: width, styled: styled)
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(displayWidth(line) <= width)
        #expect(line.last != " ")
      }
      #expect(!text.contains("\n\n\n"))
      #expect(try Markdown(Self.page).text(width: width, styled: styled) == text)
    }
  }
}

import Testing

@testable import Typesetting

@Suite struct `Formulas that are wrong` {
  @Test(arguments: [
    ("", FormulaError(.empty, "", at: 1)),
    ("  ", FormulaError(.empty, "", at: 1)),
    (#"a + \foo b"#, FormulaError(.unknownCommand, #"\foo"#, at: 5)),
    (#"\frac{a}{\foo}"#, FormulaError(.unknownCommand, #"\foo"#, at: 10)),
    (#"x^\foo"#, FormulaError(.unknownCommand, #"\foo"#, at: 3)),
    (#"\begin{align} a \end{align}"#, FormulaError(.unknownEnvironment, #"\begin{align}"#, at: 1)),
    (#"\frac{a}"#, FormulaError(.missingArgument, #"\frac"#, at: 1)),
    (#"\frac{a} + b \frac"#, FormulaError(.missingArgument, #"\frac"#, at: 14)),
    (#"x^"#, FormulaError(.missingArgument, "^", at: 2)),
    (#"{x_}"#, FormulaError(.missingArgument, "_", at: 3)),
    (#"\hat"#, FormulaError(.missingArgument, #"\hat"#, at: 1)),
    (#"x^\frac{1}{2}"#, FormulaError(.missingArgument, "^", at: 2)),
    (#"\text x"#, FormulaError(.missingArgument, #"\text"#, at: 1)),
    (#"\left x \right)"#, FormulaError(.missingArgument, #"\left"#, at: 1)),
    (#"a + {b"#, FormulaError(.unclosed, "{", at: 5)),
    (#"\frac{a}{b"#, FormulaError(.unclosed, "{", at: 9)),
    (#"\text{abc"#, FormulaError(.unclosed, "{", at: 6)),
    (#"\left( a"#, FormulaError(.unclosed, #"\left"#, at: 1)),
    (#"\begin{aligned} a"#, FormulaError(.unclosed, #"\begin{aligned}"#, at: 1)),
    (#"\sqrt[3 x"#, FormulaError(.unclosed, "[", at: 6)),
    (#"a } b"#, FormulaError(.unexpected, "}", at: 3)),
    (#"a & b"#, FormulaError(.unexpected, "&", at: 3)),
    (#"a \\ b"#, FormulaError(.unexpected, #"\\"#, at: 3)),
    (#"\left( a & b \right)"#, FormulaError(.unexpected, "&", at: 10)),
    (#"a \right)"#, FormulaError(.unexpected, #"\right"#, at: 3)),
    (#"a \end{cases}"#, FormulaError(.unexpected, #"\end"#, at: 3)),
    (#"\begin{cases} a \end{aligned}"#, FormulaError(.unexpected, #"\end{aligned}"#, at: 17)),
    (#"100 %"#, FormulaError(.unexpected, "%", at: 5)),
    (#"a $ b"#, FormulaError(.unexpected, "$", at: 3)),
    (#"a ≤ b"#, FormulaError(.unexpected, "≤", at: 3)),
    (#"^2"#, FormulaError(.unexpected, "^", at: 1)),
    (#"\text{a $b$}"#, FormulaError(.unexpected, "$", at: 9)),
    (#"x^2^3"#, FormulaError(.doubleScript, "^", at: 4)),
    (#"x_i_j"#, FormulaError(.doubleScript, "_", at: 4)),
    (#"x^2'"#, FormulaError(.doubleScript, "'", at: 4)),
    (#"\hat{xy}"#, FormulaError(.wideAccent, #"\hat"#, at: 1)),
    (#"a\"#, FormulaError(.unknownCommand, #"\"#, at: 2)),
  ])
  func `are refused with the command and its place`(tex: String, expected: FormulaError) {
    #expect(throws: expected) { try Formula(tex) }
  }

  @Test func `are described in one line`() {
    let error = #expect(throws: FormulaError.self) { try Formula(#"a + \foo"#) }
    #expect(error?.description == #"unknown command \foo at character 5"#)
  }
}

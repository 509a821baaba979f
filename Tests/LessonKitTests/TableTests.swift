import Testing

@testable import LessonKit

@Suite struct `A column` {
  private func rule(_ cells: [String]) -> Substring {
    Table(columns: ["9"], rows: cells.map { [$0] }).markdown.split(separator: "\n")[1]
  }

  @Test(arguments: [
    ["1", "12\u{202F}345", "−0.5"], ["97.5\u{A0}%", "3.3·10⁻¹⁶"], ["222 (184–265)", "(0.6, 0.8)", "37.0°"], ["∞", "5"],
    ["0.1", "0.2", "diverged"], ["", "", "7"], ["5", "–", "6"],
  ]) func `of numbers is on the right`(_ cells: [String]) { #expect(rule(cells) == "| --: |") }

  @Test(arguments: [
    ["ReLU", "tanh"], ["4 neurons", "20 neurons"], ["$1$", "$2$"], ["", ""], ["not a number", "0.5"],
    ["[8.1](x.swift#L1)", "[8.2](x.swift#L2)"], ["0.01 to 10", "1 to 3"], [],
  ]) func `of text is on the left`(_ cells: [String]) { #expect(rule(cells) == "| :-- |") }

  @Test func `is on the same side in the terminal`() {
    let table = Table(columns: ["rate", "rule", "loss"], rows: [["0.1", "plain", "12.5"], ["0.03", "Adam", "3.1"]])
    #expect(
      Output.table(table).text(for: .plain(40)) == """
        rate  rule   loss
        ────  ─────  ────
         0.1  plain  12.5
        0.03  Adam    3.1
        """)
  }
}

import Testing
import Typesetting

@testable import LessonKit

@Suite struct `A section's heading` {
  @Test func `has its number, and is as wide as the terminal`() {
    #expect(Terminal(width: 40).heading(6, of: 15, "The $\\eta$") == "── 6 of 15 · The η ─────────────────────")
    #expect(Terminal(width: 40, isStyled: true).heading(1, of: 2, "One").hasPrefix("\u{1B}[1m── 1 of 2 · One ──"))
  }

  @Test func `has more lines where it is longer than one`() {
    #expect(
      Terminal(width: 40).heading(11, of: 13, "One to five, and one thousand to 99 999") == """
        ── 11 of 13 · One to five, and one
           thousand to 99 999 ──────────────────
        """)
  }

  @Test(arguments: 40...200) func `fits any width`(_ width: Int) {
    for count in 1...60 {
      let title = String(repeating: "a bc ", count: count / 5) + String(repeating: "d", count: count % 5)
      let lines = Terminal(width: width).heading(10, of: 15, title).split(separator: "\n")
      #expect(lines.allSatisfy { displayWidth($0) <= width } && displayWidth(lines.last!) == width)
      #expect(lines.last!.contains(/\ ─+$/))
    }
  }
}

@Test func `Sections are listed one in a line, and the one that the reader is at is marked`() {
  let titles = (1...10).map { "S\($0)" }
  let lines = Terminal(width: 40).sections(titles, marked: 10).split(separator: "\n")
  #expect(lines.first == "   1  S1" && lines.last == "▸ 10  S10" && lines.count == 10)
  #expect(
    Terminal(width: 40).sections(["A section whose title is longer than forty"])
      == "   1  A section whose title is longer\n      than forty")
}

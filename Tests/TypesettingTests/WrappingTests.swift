import Testing

@testable import Typesetting

@Suite struct `Wrapping` {
  @Test func `fills lines greedily`() {
    #expect(wrapped("aaa bb cc dddd", width: 6) == ["aaa bb", "cc", "dddd"])
  }

  @Test func `breaks at line ends, and keeps empty lines`() {
    #expect(wrapped("aa\nb c\n\nd", width: 3) == ["aa", "b c", "", "d"])
    #expect(wrapped("", width: 10) == [""])
  }

  @Test func `keeps the gaps between columns, and breaks no column that fits on a line`() {
    #expect(wrapped("a = b    c = d", width: 14) == ["a = b    c = d"])
    #expect(wrapped("a = b    c = d", width: 13) == ["a = b", "c = d"])
    #expect(wrapped("x    a = b + c   d", width: 7) == ["x    a", "= b + c", "d"])
  }

  @Test func `leaves no spaces at the ends of lines`() {
    #expect(wrapped("  a   b ", width: 10) == ["a   b"])
    #expect(wrapped("  ", width: 10) == [""])
  }

  @Test func `cuts a word that is longer than a line`() {
    #expect(wrapped("ab abcdefgh", width: 4) == ["ab", "abcd", "efgh"])
  }

  @Test func `counts accents and wide characters as the terminal does`() {
    #expect(wrapped("ŷ m̂ x̄ 日本 a", width: 5) == ["ŷ m̂ x̄", "日本", "a"])
  }

  @Test func `keeps a whole span on one line`() {
    let spans = [StyledText(text: "one "), StyledText(text: "a + b", isWhole: true), StyledText(text: ", two")]
    #expect(wrapped(spans, width: 8).map { $0.line(styled: false) } == ["one", "a + b,", "two"])
  }

  @Test func `breaks a whole span only if it is wider than a line`() {
    let spans = [StyledText(text: "x "), StyledText(text: "a + b + c", isWhole: true)]
    #expect(wrapped(spans, width: 6).map { $0.line(styled: false) } == ["x a +", "b + c"])
  }

  @Test func `takes runs of spaces in spans as one`() {
    let spans = [StyledText(text: "  a "), StyledText(text: "  b ")]
    #expect(wrapped(spans, width: 10).map { $0.line(styled: false) } == ["a b"])
    #expect(wrapped([StyledText](), width: 10).isEmpty)
  }

  @Test func `fills lines of any unit, each piece after its gap`() {
    let lines = filled([3.5, 1, 2, 9, 1], width: 6, gap: { $0 / 2 }, measure: { $0 })
    #expect(lines == [[3.5, 1], [2], [9], [1]])
    #expect(filled([Int](), width: 5, gap: { _ in 1 }, measure: { $0 }).isEmpty)
    #expect(filled([2, 2], width: 5, gap: { _ in 1 }, measure: { $0 }) == [[2, 2]])
  }
}

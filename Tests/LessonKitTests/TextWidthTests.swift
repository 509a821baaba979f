import Testing

@testable import LessonKit

@Suite struct `Display width` {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("naïve", 5), ("ŷᵢ = x̄", 6), ("m̂", 1), ("v⃗", 1), ("x̅²̅", 2), ("𝐰ᵀ𝐱", 3),
    ("⎛─╲╱√∑", 6), ("⣿⠁", 2), ("日本", 4), ("한", 2), ("Ａ", 2), ("ｱ", 1), ("😀", 2), ("👩‍🔬", 2), ("🇩🇪", 2), ("✓", 1),
    ("❤️", 2), ("e\u{301}", 1), ("\u{200B}", 0), ("a\u{1B}[1;31mb\u{1B}[0mc", 3), ("█▇▁", 3), ("…−·", 3),
  ])
  func `counts columns`(text: String, columns: Int) {
    #expect(displayWidth(text) == columns)
  }
}

@Suite struct `Wrapping` {
  @Test func `fills lines greedily`() {
    #expect(wrapped("aaa bb cc dddd", width: 6) == ["aaa bb", "cc", "dddd"])
  }

  @Test func `takes runs of spaces as one`() {
    #expect(wrapped("  a   b ", width: 10) == ["a b"])
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

  @Test func `of nothing is nothing`() {
    #expect(wrapped("", width: 10).isEmpty)
  }
}

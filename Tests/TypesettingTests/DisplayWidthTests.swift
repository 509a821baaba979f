import Testing

@testable import Typesetting

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

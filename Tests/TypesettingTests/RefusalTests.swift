import Testing

@testable import Typesetting

/// Widths in which nothing can be set.
private let refusals: [(message: String, attempt: @Sendable () throws -> Void)] = [
  ("prose needs a width of at least 20 columns, not 19", { _ = try Markdown("a").text(width: 19) }),
  ("a formula needs a width of at least 8 columns, not 7", { _ = try Formula("a").lines(width: 7) }),
  ("lines need a width above 0, not 0", { _ = wrapped("a", width: 0) }),
  ("lines need a width above 0, not -4", { _ = wrapped([StyledText(text: "a")], width: -4) }),
]

@Suite(.prompt) struct `Too narrow a width` {
  @Test(arguments: refusals.indices) func `stops the program with one sentence that says why`(_ index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in try refusals[index].attempt()
    }
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(error.contains(": " + refusals[index].message + "\n"), "\(error)")
  }

  @Test func `is one less than the least that will do`() throws {
    #expect(try Markdown("a").text(width: 20) == "a")
    #expect(try Formula("a").lines(width: 8) == ["a"])
    #expect(wrapped("ab", width: 1) == ["a", "b"])
  }
}

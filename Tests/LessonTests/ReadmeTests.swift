import Testing

/// The front door agrees with the house.
@Suite struct `The README` {
  private let lines: [Substring]

  init() throws {
    lines = try text("README.md").split(separator: "\n")
  }

  @Test func `shows on its first screen the two commands`() {
    let firstScreen = lines.prefix(12)
    #expect(firstScreen.contains { $0.hasPrefix("swift run lesson") })
    #expect(firstScreen.contains { $0.hasPrefix("swift test ") })
  }
}

import Testing

@Suite struct `A filter` {
  @Test(arguments: ["3.1", "03.1"]) func `that is the number of an exercise asks for that one alone`(
    _ filter: String
  ) {
    for arguments in [["--filter", filter], ["--filter=\(filter)"], ["-q", "--filter", filter, "--parallel"]] {
      #expect(asks(for: "lesson03_1()", arguments))
      #expect(!asks(for: "lesson13_1()", arguments))
      #expect(!asks(for: "lesson03_4()", arguments))
    }
  }

  @Test func `may be one of several`() {
    let arguments = ["--filter", "3.1", "--filter", "10.2"]
    #expect(asks(for: "lesson03_1()", arguments))
    #expect(asks(for: "lesson10_2()", arguments))
    #expect(!asks(for: "lesson13_1()", arguments))
    #expect(asks(for: "lesson13_1()", arguments + ["--filter", "lesson13"]))
  }

  @Test(arguments: [[], ["--filter", "lesson03"], ["--filter", ".1"], ["--filter", "3.1$"], ["--filter"], ["3.1"]])
  func `of another form asks for all that it finds`(_ arguments: [String]) {
    #expect(asks(for: "lesson13_1()", arguments))
  }
}

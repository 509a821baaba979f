import Engine
import Testing

/// The words and tables that a learner reads.
@Suite struct `A report` {
  private let input: [Quantity] = [
    .matrix("x", Matrix([[1, 10], [2.5, 20]])), .list("gamma", [1, 2]), .number("ε", 1e-5),
  ]

  private func difference(_ expected: Quantity, _ got: Quantity, note: String? = nil) -> String? {
    Difference(expected: [expected], got: [got], tolerance: 1e-9)?.report(input: input, note: note)
  }

  @Test func `points at the first value that differs`() {
    let expected = Quantity.matrix("y", Matrix([[1, -2], [3, 4]]))
    let got = Quantity.matrix("y", Matrix([[1, -2], [3.5, 4]]))
    #expect(
      difference(expected, got) == """
        y[1, 0] should be 3, but it is 3.5.

        input     x     = [   1  10 ]
                          [ 2.5  20 ]
                  gamma = [ 1  2 ]
                  ε     = 1e-05

        expected  y = [ 1  -2 ]
                      [ 3   4 ]

        got       y = [    1  -2 ]
                      [ →3.5   4 ]
        """)
  }

  @Test func `speaks of the size first`() {
    let text = difference(.list("rates", [1, 2]), .list("rates", [.nan]))
    #expect(text?.hasPrefix("rates has the wrong size: 1 value instead of 2 values.") == true)
  }

  @Test func `speaks of a number that is not finite before one that is wrong`() {
    let text = difference(.list("rates", [1, 2]), .list("rates", [9, .nan]))
    #expect(text?.hasPrefix("rates[1] is nan: not a finite number.") == true)
  }

  @Test func `gives what is not a number no sign, whatever the machine does`() {
    let text = difference(.number("rate", 1), .number("rate", -.nan))
    #expect(text?.hasPrefix("rate is nan: not a finite number.") == true)
    #expect(text?.contains("-nan") == false)
  }

  @Test func `shows as many digits as the difference needs`() {
    let text = difference(.number("η", 1), .number("η", 1.00000002))
    #expect(text?.hasPrefix("η should be 1, but it is 1.00000002.") == true)
  }

  @Test func `shows the part of a large matrix around the difference`() {
    let expected = Matrix(rows: 30, columns: 10)
    let got = Matrix(rows: 30, columns: 10) { i, j in i == 20 && j == 9 ? 1 : 0 }
    let text = difference(.matrix("y", expected), .matrix("y", got))
    #expect(text?.contains("→1 ]") == true)
    #expect(text?.hasSuffix("(30 × 10: rows 16 to 23, columns 4 to 9 are shown)") == true)
  }

  @Test func `has nothing to say within the tolerance`() {
    #expect(difference(.number("η", 1e6), .number("η", 1e6 + 1e-4)) == nil)
    #expect(difference(.number("η", 1e6), .number("η", 1e6 + 1e-2)) != nil)
  }

  @Test func `shows entries near a million so that they can be told apart`() {
    let input: [Quantity] = [.list("x", [1e6 + 0.125, 1e6 - 2])]
    let report = Difference(expected: [.number("y", 1)], got: [.number("y", -0.0)], tolerance: 1e-9)?
      .report(input: input, note: nil)
    #expect(
      report == """
        y should be 1, but it is 0.

        input     x = [ 1000000.125  999998 ]

        expected  y = 1

        got       y = →0
        """)
  }

  @Test func `breaks its lines before column 80`() {
    let words = "ten times five is fifty and no more"
    let text = difference(
      .number("y", 1), .number("y", 2), note: [words, words, words].joined(separator: " "))
    #expect(
      text?.contains(
        """
        \n\nten times five is fifty and no more ten times five is fifty and no more ten
        times five is fifty and no more\n\n
        """) == true)
  }

  private let wrong = Outcome(.judged(.wrong(Finding(reason: "You doubled.", difference: "y should be 1."))))
  private let unexplained = Outcome(.judged(.wrong(Finding(difference: "y should be 1."))))

  @Test func `ends with the way to a hint`() {
    #expect(
      report(on: "10.1", wrong) == """
        10.1 Forward in training: not right yet.

        You doubled.

        y should be 1.

        For a hint: swift run course hint 10.1
        """)
  }

  @Test func `says that another exercise is to be mended`() async {
    let stopped = Outcome(.stopped(.time, "Your answer was stopped."))
    for (wrongs, first) in [(["3.5", "3.6"], "3.5"), (["3.6"], "3.6"), ([], nil)] {
      let other = await firstToMend(before: "3.7", stopped) { wrongs.contains($0) ? wrong : Outcome(.judged(.right)) }
      #expect(other == first)
    }
    #expect(await firstToMend(before: "3.7", Outcome(.judged(.right))) { _ in wrong } == nil)
    #expect(await firstToMend(before: "3.7", wrong) { Outcome(.open($0)) } == nil)
    #expect(
      report(on: "3.7", stopped, mendFirst: "3.6").hasPrefix(
        """
        3.7 The whole two-layer network: no result.

        3.6 is wrong, too: if your 3.7 calls it, mend 3.6 first.

        Your answer was stopped.
        """))
    #expect(
      report(on: "3.7", unexplained, mendFirst: "3.6").contains(
        """
        not right yet.

        3.6 is wrong, too: if your 3.7 calls it, mend 3.6 first.

        y should be 1.
        """))
    #expect(
      report(on: "3.7", wrong, mendFirst: "3.6").contains(
        """
        You doubled.

        y should be 1.

        3.6 is wrong, too: if your 3.7 calls it, mend 3.6 first.
        """))
  }

  @Test(arguments: [Outcome.End.judged(.right), .open("10.1"), .open("9.1"), .stopped(.exit, "It called exit.")])
  func `shows what was printed, whatever the outcome`(_ end: Outcome.End) {
    #expect(report(on: "10.1", Outcome(end, printed: layout(printed: "sum 3\n"))).contains("\n\nprinted   sum 3"))
  }

  @Test func `shows the last lines that were printed`() {
    let lines = (1...20).map { "line \($0)" }.joined(separator: "\n") + "\n"
    #expect(layout(printed: lines).hasPrefix("printed   …\n          line 9\n"))
    #expect(layout(printed: lines).hasSuffix("\n          line 20"))
    #expect(layout(printed: "") == "")
  }
}

@Suite struct `The closing line` {
  @Test func `counts what is right, wrong and open`() {
    #expect(Tally(right: 1, wrong: 2, open: 3).line == "Exercises: 1 right, 2 wrong, 3 open of 6")
  }

  @Test func `counts each outcome once`() {
    var tally = Tally()
    for end in [
      Outcome.End.judged(.right), .judged(.wrong(Finding())), .stopped(.time, ""), .open("10.1"), .untried(""),
    ] {
      tally.count(Outcome(end))
    }
    #expect(tally == Tally(right: 1, wrong: 2, open: 1, untried: 1))
    #expect(tally.line == "Exercises: 1 right, 2 wrong, 1 open, 1 not graded of 5")
  }
}

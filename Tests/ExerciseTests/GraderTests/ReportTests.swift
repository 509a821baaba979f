import Engine
import Testing

/// The words and tables that a learner reads.
@Suite struct `A report` {
  private let input: [Quantity] = [
    .matrix("x", Matrix([[1, 10], [2.5, 20]])), .list("gamma", [1, 2]), .number("ε", 1e-5),
  ]

  private func difference(_ expected: Quantity, _ got: Quantity) -> String? {
    Difference(expected: [expected], got: [got], tolerance: 1e-9)?.report(input: input, note: nil)
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

  @Test func `ends with the way to a hint`() {
    #expect(
      report(on: "10.1", .judged(.wrong("No."))) == """
        10.1 Forward in training: not right yet.

        No.

        For a hint: swift run course hint 10.1
        """)
  }
}

@Suite struct `The closing line` {
  @Test func `counts what is right, wrong and open`() {
    #expect(Tally(right: 1, wrong: 2, open: 3).line == "Exercises: 1 right, 2 wrong, 3 open of 6")
  }

  @Test func `counts each outcome once`() {
    var tally = Tally()
    for outcome in [
      Outcome.judged(.right), .judged(.wrong("")), .stopped(.time, ""), .judged(.misconception("")), .open("10.1"),
    ] {
      tally.count(outcome)
    }
    #expect(tally == Tally(right: 1, wrong: 3, open: 1))
  }
}

@Suite struct `UNSTUCK_STRICT` {
  @Test(arguments: [nil, "", "0"]) func `leaves open exercises known`(_ value: String?) {
    #expect(strictness(value) == false)
  }

  @Test func `makes them failures`() {
    #expect(strictness("1") == true)
  }

  @Test func `names what it cannot read`() {
    #expect(strictness("yes") == nil)
    #expect(
      strictnessHelp("yes")
        == "UNSTUCK_STRICT is \"yes\"; it must be 1 (open exercises fail), or 0, empty or unset (they do not)")
  }
}

import Testing
import Typesetting

@testable import LessonKit

private func terminal(
  _ arguments: [String] = [], _ environment: [String: String] = [:], window: Int? = nil, isTerminal: Bool = true
) throws -> Terminal {
  Terminal(
    try Options(arguments), environment: environment, windowWidth: window,
    isTerminal: (isTerminal, isTerminal))
}

@Suite struct `The terminal's width` {
  @Test func `is --width, else COLUMNS, else the window's, else 80`() throws {
    #expect(try terminal(["--width", "120"], ["COLUMNS": "70"], window: 90).width == 120)
    #expect(try terminal([], ["COLUMNS": "70"], window: 90).width == 70)
    #expect(try terminal([], [:], window: 90).width == 90)
    #expect(try terminal().width == 80)
  }

  @Test(arguments: ["", "0", "-5", "wide", "99999999999999999999"])
  func `is the window's where COLUMNS is no number of columns`(_ columns: String) throws {
    #expect(try terminal([], ["COLUMNS": columns], window: 90).width == 90)
  }

  @Test func `is from 40 to 100 unless another is asked for, for the reader's sake`() throws {
    #expect(try terminal([], [:], window: 10).width == 40)
    #expect(try terminal([], [:], window: 250).width == 100)
    #expect(try terminal([], ["COLUMNS": "250"]).width == 100)
    #expect(try terminal(["--width", "200"], [:], window: 10).width == 200)
  }
}

@Suite struct `The terminal's layout` {
  private let terminal = Terminal(width: 40)

  @Test func `indents every line but the empty ones`() {
    #expect(terminal.wrapped("one\n\ntwo", indent: 3) == "   one\n\n   two")
    #expect(Terminal(width: 9).wrapped("aaa bbb cc", indent: 2) == "  aaa bbb\n  cc")
  }

  @Test func `puts meanings beside their terms, in one column`() {
    let rows = [("--a", "short"), ("--long N", "one two three four five six")]
    #expect(
      terminal.definitions(rows, indent: 2) == """
          --a        short
          --long N   one two three four five six
        """)
    #expect(
      Terminal(width: 38).definitions(rows, indent: 2) == """
          --a        short
          --long N   one two three four five
                     six
        """)
  }

  @Test func `puts them below where that leaves fewer than 24 columns`() {
    let rows = [("a term of 14", "one two three four five six seven eight")]
    #expect(
      Terminal(width: 39).definitions(rows).split(separator: "\n").first == "a term of 14   one two three four five")
    #expect(
      Terminal(width: 38).definitions(rows) == "a term of 14\n    one two three four five six seven\n    eight")
  }

  @Test func `has styles only where it has colour`() {
    #expect(terminal.styled("a", .bold) == "a")
    #expect(Terminal(width: 40, isStyled: true).styled("a", [.bold, .green]) == "\u{1B}[1;32ma\u{1B}[0m")
    #expect(Terminal(width: 40, isStyled: true).styled("a", []) == "a")
  }
}

@Suite struct `Colour` {
  @Test func `is for a terminal`() throws {
    #expect(try terminal().isStyled)
    #expect(try !terminal(isTerminal: false).isStyled)
  }

  @Test func `is not for those who do not want it`() throws {
    #expect(try !terminal(["--no-color"]).isStyled)
    #expect(try !terminal([], ["NO_COLOR": "1"]).isStyled)
    #expect(try !terminal([], ["NO_COLOR": "0"]).isStyled)
    #expect(try terminal([], ["NO_COLOR": ""]).isStyled)
    #expect(try !terminal([], ["TERM": "dumb"]).isStyled)
    #expect(try terminal([], ["TERM": "xterm-256color"]).isStyled)
  }

  @Test func `is there for whoever asks for it`() throws {
    #expect(try terminal(["--color"], ["NO_COLOR": "1", "TERM": "dumb"], isTerminal: false).isStyled)
    #expect(try !terminal(["--color", "--no-color"]).isStyled)
  }

  @Test func `marks claims and dims code`() throws {
    let holds = Claim(statement: "s: {}", measured: 0, bound: .below(1), format: .fixed(0))
    let fails = Claim(statement: "s: {}", measured: 2, bound: .below(1), format: .fixed(0))
    #expect(try terminal().claim(holds) == "\u{1B}[32m✓\u{1B}[0m s: 0 (must be below 1).")
    #expect(try terminal().claim(fails) == "\u{1B}[31m✗\u{1B}[0m s: 2 (must be below 1).")
    #expect(try terminal().code("a\n\n  b") == "    \u{1B}[2ma\u{1B}[0m\n\n    \u{1B}[2m  b\u{1B}[0m")
    #expect(try terminal(isTerminal: false).code("a\n\n  b") == "    a\n\n      b")
  }
}

@Suite struct `Progress on stderr` {
  @Test func `is for a terminal that can rewrite a line`() throws {
    #expect(try terminal().showsProgress)
    #expect(try terminal(["--no-color"], ["NO_COLOR": "1"]).showsProgress)
    #expect(try !terminal(isTerminal: false).showsProgress)
    #expect(try !terminal([], ["TERM": "dumb"]).showsProgress)
  }

  @Test(arguments: [
    (0, 20, 1.0, "six:   0%|                    | 0/20 [00:01<?, ?it/s]"),
    (9, 20, 2.0, "six:  45%|█████████           | 9/20 [00:02<00:02, 4.50it/s]"),
    (1, 3, 7.5, "six:  33%|██████▋             | 1/3 [00:07<00:15, 7.50s/it]"),
    (19, 20, 3599.0, "six:  95%|███████████████████ | 19/20 [59:59<03:09, 189.42s/it]"),
    (1, 2, 3661.0, "six:  50%|██████████          | 1/2 [1:01:01<1:01:01, 3661.00s/it]"),
    (20, 20, 0.5, "six: 100%|████████████████████| 20/20 [00:00<00:00, 40.00it/s]"),
  ]) func `has tqdm's form`(_ done: Int, _ count: Int, _ seconds: Double, _ text: String) {
    let report = ProgressReport(label: "six", done: done, count: count, elapsed: .seconds(seconds))
    #expect(report.text(width: 79) == text)
  }

  @Test(arguments: 0...90) func `fits any width`(_ width: Int) {
    let report = ProgressReport(label: "six networks", done: 7, count: 20, elapsed: .seconds(3))
    #expect(displayWidth(report.text(width: width)) <= width)
  }

  @Test func `passes on every element, once and in order`() {
    let line = ProgressLine(isEnabled: false, width: 80)
    #expect(Array(Progress(label: "p", elements: [3, 1, 2], line: line)) == [3, 1, 2])
    #expect(Progress(label: "p", elements: [Int](), line: line).map { $0 }.isEmpty)
    #expect(Progress(label: "p", elements: 0..<4, line: line).map { $0 * $0 } == [0, 1, 4, 9])
  }
}

import Learner
import Curriculum
import Testing
import Typesetting

@testable import LessonKit

extension Options {
  /// The options of lesson 10.
  init(_ arguments: [String], takesMNIST: Bool = false) throws(UsageError) {
    try self.init(arguments, for: Offer(outline: LessonOutline.all[9], takesMNIST: takesMNIST))
  }
}

private func options(_ line: String, takesMNIST: Bool = true) throws -> Options {
  try Options(line.split(separator: " ").map(String.init), takesMNIST: takesMNIST)
}

@Suite struct `The options of a lesson` {
  @Test func `change nothing if there are none`() throws {
    let none = try options("")
    #expect(none == Options())
    #expect(
      none.seed == nil && none.section == nil && none.width == nil && none.color == nil && !none.all && !none.checkOnly)
  }

  @Test func `are read in both spellings and in any order`() throws {
    var expected = Options()
    expected.seed = 5
    expected.width = 100
    expected.section = "3"
    expected.figures = "a=b"
    expected.color = false
    expected.code = true
    expected.checkOnly = true
    #expect(try options("--seed 5 --width=100 --section 3 --figures=a=b --no-color --code --check") == expected)
    #expect(try options("--check --code --no-color --figures a=b --section=3 --width 100 --seed=5") == expected)
    #expect(try options("--color --no-color").color == false && options("--no-color --color").color == true)
    #expect(try options("--main").main && !options("").main)
    #expect(try options("--all").all && options("--sections").listSections)
    #expect(try options("--seed 18446744073709551615").seed == .max)
    #expect(try options("-h").help && options("--help").help)
  }

  @Test(arguments: [
    ("--sed 5", "there is no option '--sed'; --help lists them all"),
    ("5", "there is no option '5'; --help lists them all"),
    ("--seed", "--seed needs a value: a whole number from 0, as in --seed 5"),
    ("--seed=", "--seed needs a value: a whole number from 0, as in --seed 5"),
    ("--seed --check", "--seed needs a value: a whole number from 0, as in --seed 5"),
    ("--seed x", "--seed takes a whole number from 0 to 18446744073709551615, not 'x'"),
    ("--seed -1", "--seed takes a whole number from 0 to 18446744073709551615, not '-1'"),
    ("--seed 1.5", "--seed takes a whole number from 0 to 18446744073709551615, not '1.5'"),
    (
      "--seed 18446744073709551616",
      "--seed takes a whole number from 0 to 18446744073709551615, not '18446744073709551616'"
    ),
    ("--width 39", "--width takes 40 to 200 columns, not '39'"),
    ("--width 201", "--width takes 40 to 200 columns, not '201'"),
    ("--width wide", "--width takes 40 to 200 columns, not 'wide'"),
    ("--width", "--width needs a value: a number of columns, as in --width 100"),
    ("--section", "--section needs a value: its number or the start of its title"),
    ("--sections=1", "--sections takes no value, but got '1'"), ("--all=1", "--all takes no value, but got '1'"),
    ("--color=1", "--color takes no value, but got '1'"),
    ("--figures", "--figures needs a value: a folder, as in --figures /tmp/figures"),
    ("--page", "--page needs a value: a folder, as in --page /tmp/page"),
    ("--mnist", "--mnist needs a value: the folder of the four IDX files, as in --mnist ~/mnist"),
    ("--check=yes", "--check takes no value, but got 'yes'"),
    ("--code=1", "--code takes no value, but got '1'"),
    ("--no-color=1", "--no-color takes no value, but got '1'"),
    ("--help=me", "--help takes no value, but got 'me'"),
    (
      "--page p --seed 5",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section, --main and --mnist"
    ),
    (
      "--section 1 --page p",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section, --main and --mnist"
    ),
    (
      "--main --page p",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section, --main and --mnist"
    ),
    (
      "--mnist m --page p",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section, --main and --mnist"
    ),
  ]) func `that cannot be used are answered in one line`(_ line: String, _ message: String) {
    let error = #expect(throws: UsageError.self) { try options(line) }
    #expect(error?.description == message)
  }

  @Test func `have --trials only where there is long work, and not for a page`() throws {
    let offer = Offer(outline: LessonOutline.all[14], keepsTrials: true)
    #expect(try Options(["--trials", "t"], for: offer).trials == "t")
    #expect(throws: UsageError("--page weaves the lesson with the trials that lie beside it: leave out --trials")) {
      try Options(["--trials", "t", "--page", "p"], for: offer)
    }
    #expect(throws: UsageError("there is no option '--trials'; --help lists them all")) { try options("--trials t") }
  }

  @Test func `have --mnist only where it means something`() throws {
    #expect(try options("--mnist m").mnist == "m")
    #expect(throws: UsageError("there is no option '--mnist'; --help lists them all")) {
      try options("--mnist m", takesMNIST: false)
    }
  }

  @Test func `are all in the help, as they were declared, and the sections after them`() {
    for outline in LessonOutline.all {
      for takesMNIST in [false, true] {
        let lesson = Offer(outline: outline, takesMNIST: takesMNIST, sections: ["One", "Of $\\eta$"])
        let help = Options.helpText(for: lesson, on: .plain(110))
        for option in Options.table(for: lesson).options {
          let term = option.value.map { "\(option.name) \($0.name)" } ?? option.name
          let lines = help.split(separator: "\n").filter {
            $0.hasPrefix("  \(term)  ") && $0.hasSuffix("  \(option.help)")
          }
          #expect(lines.count == 1, "\(term)")
        }
        #expect(help.contains("mnist") == takesMNIST)
        #expect(
          help.hasPrefix(
            outline.title + "\n" + outline.question + "\n\nusage: swift run \(outline.target) [options]\n"))
        #expect(help.hasSuffix("\nsections:\n   1  One\n   2  Of η\n"))
      }
    }
  }

  @Test func `tell which sections there are where --section does not`() {
    let lesson = Offer(outline: LessonOutline.all[9], sections: ["One", "Two"])
    for arguments in [["--section"], ["--section", "--check"], ["--section="]] {
      let error = #expect(throws: UsageError.self) { try Options(arguments, for: lesson) }
      #expect(
        error?.description == "--section needs a value: its number or the start of its title, as in --section 3; "
          + "there are: 1 One · 2 Two")
    }
  }

  @Test func `let the lesson wait only where it is told whole, to someone at a terminal`() throws {
    for line in ["", "--seed 5", "--code", "--width 60", "--color"] {
      #expect(try options(line).waits(isTerminal: true) && !options(line).waits(isTerminal: false), "\(line)")
    }
    for line in ["--all", "--check", "--section 1", "--figures f", "--page p"] {
      #expect(try !options(line).waits(isTerminal: true), "\(line)")
    }
  }

  @Test(arguments: [40, 60, 80]) func `have help that fits the width`(_ width: Int) {
    for outline in LessonOutline.all {
      let lesson = Offer(
        outline: outline, takesMNIST: true, sections: ["A section whose title is longer than forty columns", "Two"])
      let help = Options.helpText(for: lesson, on: .plain(width))
      for line in help.split(separator: "\n") { #expect(displayWidth(line) <= width, "\(line)") }
    }
  }

  @Test func `given twice count as they were given last`() throws {
    #expect(try options("--seed 1 --seed=2").seed == 2)
  }
}

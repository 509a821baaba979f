import Curriculum
import Testing
import Typesetting

@testable import LessonKit

private func options(_ line: String, takesMNIST: Bool = true) throws -> Options {
  try Options(line.split(separator: " ").map(String.init), takesMNIST: takesMNIST)
}

@Suite struct `The options of a lesson` {
  @Test func `change nothing if there are none`() throws {
    let none = try options("")
    #expect(none == Options())
    #expect(none.seed == nil && none.section == nil && none.width == nil && none.color && !none.checkOnly)
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
    ("--section", "--section needs a value: its number or the start of its title, as in --section 3"),
    ("--figures", "--figures needs a value: a folder, as in --figures /tmp/figures"),
    ("--page", "--page needs a value: a folder, as in --page /tmp/page"),
    ("--mnist", "--mnist needs a value: the folder of the four IDX files, as in --mnist ~/mnist"),
    ("--check=yes", "--check takes no value, but got 'yes'"),
    ("--code=1", "--code takes no value, but got '1'"),
    ("--no-color=1", "--no-color takes no value, but got '1'"),
    ("--help=me", "--help takes no value, but got 'me'"),
    (
      "--page p --seed 5",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section and --mnist"
    ),
    (
      "--section 1 --page p",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section and --mnist"
    ),
    (
      "--mnist m --page p",
      "--page weaves the whole lesson with its own seed and data: leave out --seed, --section and --mnist"
    ),
  ]) func `that cannot be used are answered in one line`(_ line: String, _ message: String) {
    let error = #expect(throws: UsageError.self) { try options(line) }
    #expect(error?.description == message)
  }

  @Test func `have --mnist only where it means something`() throws {
    #expect(try options("--mnist m").mnist == "m")
    #expect(throws: UsageError("there is no option '--mnist'; --help lists them all")) {
      try options("--mnist m", takesMNIST: false)
    }
  }

  @Test func `are all in the help, which fits 80 columns`() {
    let all = ["seed", "section", "code", "check", "width", "no-color", "figures", "page", "help"].map { "  --\($0) " }
    for lesson in LessonOutline.all {
      let help = Options.helpText(for: lesson, takesMNIST: true)
      for option in all + ["  --mnist "] { #expect(help.contains(option)) }
      #expect(!Options.helpText(for: lesson, takesMNIST: false).contains("mnist"))
      #expect(help.hasPrefix(lesson.title + "\n" + lesson.question + "\n"))
      for line in help.split(separator: "\n").dropFirst(2) { #expect(displayWidth(line) <= 80, "\(line)") }
    }
  }
}

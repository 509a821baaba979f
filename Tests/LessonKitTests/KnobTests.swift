import Learner
import Curriculum
import Testing

@testable import LessonKit

private let knobs = [
  Knob("rate", 0.0195, in: 0...0.03, "the learning rate"), .whole("layers", 20, in: 1...100, "the depth"),
]

private let lesson = Offer(outline: LessonOutline.all[9], knobs: knobs)

private func options(_ line: String) throws -> Options {
  try Options(
    line.split(separator: " ").map(String.init), for: lesson)
}

@Suite struct `A knob` {
  @Test func `is an option of the lesson that declares it`() throws {
    #expect(try options("--rate 0.0202").knobs == ["rate": 0.0202])
    #expect(try options("--rate=2e-2 --layers 3").knobs == ["rate": 0.02, "layers": 3])
    #expect(try options("--rate 0 --layers 100").knobs == ["rate": 0, "layers": 100])
    #expect(throws: UsageError("there is no option '--rate'; --help lists them all")) { try Options(["--rate", "1"]) }
  }

  @Test func `is not turned where it is set to what it has`() throws {
    #expect(try options("--rate 0.0195").knobs == [:])
    #expect(try options("--rate 0.01 --rate 0.0195").knobs == [:])
  }

  @Test(arguments: [
    ("--rate 0.04", "--rate takes a number from 0 to 0.03, not '0.04'"),
    ("--rate -1", "--rate takes a number from 0 to 0.03, not '-1'"),
    ("--rate nan", "--rate takes a number from 0 to 0.03, not 'nan'"),
    ("--rate 0,02", "--rate takes a number from 0 to 0.03, not '0,02'"),
    ("--rate", "--rate needs a value: a number from 0 to 0.03, as in --rate 0.0195"),
    ("--layers 2.5", "--layers takes a whole number from 1 to 100, not '2.5'"),
    ("--layers 0", "--layers takes a whole number from 1 to 100, not '0'"),
    ("--rate 0.02 --page p", "--page weaves the lesson with its own numbers: leave out --rate"),
  ]) func `that cannot be used is answered in one line`(_ line: String, _ message: String) {
    let error = #expect(throws: UsageError.self) { try options(line) }
    #expect(error?.description == message)
  }

  @Test func `is in the help, with its bounds and the lesson's own value`() {
    let help = Options.helpText(for: lesson, on: .plain(100))
    #expect(help.contains("  --rate X        the learning rate, 0 to 0.03 (default: 0.0195)\n"))
    #expect(help.contains("  --layers X      the depth, 1 to 100 (default: 20)\n"))
  }

  @Test func `says what is different from the lesson`() {
    #expect(knobs.turned([:]) == nil)
    #expect(knobs.turned(["rate": 0.0202]) == "rate = 0.0202 (the lesson has 0.0195)")
    #expect(
      knobs.turned(["layers": 3, "rate": 0.03])
        == "rate = 0.03 (the lesson has 0.0195), layers = 3 (the lesson has 20)")
  }
}

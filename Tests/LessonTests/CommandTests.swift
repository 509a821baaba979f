import Curriculum
import Foundation
import Learner
import Testing

@testable import LessonKit
@testable import course

/// What a command is read as, in one line.
private func reading(_ line: String) throws -> String {
  func text(_ exercise: ExerciseOutline?) -> String { exercise?.id ?? "–" }
  switch try Command(arguments: line.split(separator: " ").map(String.init)) {
  case .board(let plain): return plain ? "board plain" : "board"
  case .lesson(let lesson): return "lesson \(lesson.number)"
  case .exercise(let exercise): return "exercise \(exercise.id)"
  case .help: return "help"
  case .read(let lesson, let options):
    return (["read", lesson.map { "\($0.number)" } ?? "–"] + options).joined(separator: " ")
  case .next: return "next"
  case .check(let asked, let isFull):
    let what = asked == .everything ? "all" : asked.exercises.map(\.id).joined(separator: ",")
    return "check \(what)" + (isFull ? " full" : "")
  case .watch: return "watch"
  case .hint(let exercise, let all): return "hint \(text(exercise))" + (all ? " all" : "")
  case .solution(let exercise, let anyway): return "solution \(text(exercise))" + (anyway ? " anyway" : "")
  case .reset(let exercise): return "reset \(exercise.id)"
  case .bringBack(let exercise): return "back \(exercise.id)"
  case .answers(let move): return "answers \(move)"
  case .tryOut: return "try"
  case .weave(let checkOnly): return checkOnly ? "weave check" : "weave"
  case .class(let command): return "\(command)"
  case .claims(let lessons, let seeds): return "claims \(lessons.map(\.number)) \(seeds)"
  }
}

@Suite struct `A command` {
  @Test(arguments: [
    ("", "board"), ("--plain", "board plain"), ("5", "lesson 5"), ("05", "lesson 5"), ("lesson05", "lesson 5"),
    ("lesson5", "lesson 5"), ("05-vanishing-gradients", "lesson 5"), ("03.1", "exercise 3.1"),
    ("10.6", "exercise 10.6"),
    ("help", "help"), ("--help", "help"), ("check --help", "help"), ("read", "read –"), ("read 10", "read 10"),
    ("read lesson10 --seed 7", "read 10 --seed 7"), ("next", "next"), ("check", "check all"),
    ("check 12", "check 12.1,12.2,12.3,12.4,12.5"), ("check 10.3 03.1", "check 3.1,10.3"),
    ("check --full 10.3", "check 10.3 full"), ("watch", "watch"), ("hint", "hint –"), ("hint 03.1", "hint 3.1"),
    ("hint 10.1 --all", "hint 10.1 all"), ("solution", "solution –"),
    ("solution 10.3 --anyway", "solution 10.3 anyway"),
    ("reset 10.3", "reset 10.3"), ("reset 10.3 --back", "back 10.3"), ("answers aside", "answers aside"),
    ("answers back", "answers back"), ("try", "try"), ("weave --check", "weave check"),
    ("claims 8 8", "claims [8] 1...300"), ("claims 8 --seeds 1...20 5", "claims [8, 5] 1...20"),
    ("claims --seeds 7 5", "claims [5] 7...7"),
  ]) func `is understood`(_ line: String, _ meaning: String) throws {
    #expect(try reading(line) == meaning)
  }

  @Test(arguments: [
    ("weeve", "there is no command \"weeve\"; did you mean: swift run course weave"),
    ("chekc", "there is no command \"chekc\"; did you mean: swift run course check"),
    ("sol 10.1", "there is no command \"sol\"; did you mean: swift run course solution"),
    ("florbel", "there is no command \"florbel\"; see: swift run course help"),
    ("17", "there is no lesson \"17\"; lessons are numbered from 1 to 16"),
    ("10.9", "there is no exercise \"10.9\"; lesson 10 has 10.1 to 10.6"),
    ("check 0.1", "there is no exercise \"0.1\"; exercises are numbered like 10.1"),
    ("hint 10.9", "there is no exercise \"10.9\"; lesson 10 has 10.1 to 10.6"),
    ("hint 10.1 10.2", "\"hint\" does not know what to do with \"10.2\"; see: swift run course help"),
    ("hint 10.1 --al", "\"hint\" does not know what to do with \"--al\"; see: swift run course help"),
    ("5 hint", "\"5 hint\" lacks what to do; try: swift run course check 5 hint"),
    ("reset", "\"reset\" needs an exercise, as in: swift run course reset 10.1"),
    ("answers", "\"answers\" needs \"aside\" (before a git pull) or \"back\" (after it)"),
    ("claims 20", "there is no lesson \"20\"; lessons are numbered from 1 to 16"),
    ("claims --seeds 9...1", "--seeds needs the first and the last, as in --seeds 1...300"),
  ]) func `that is not understood is answered in one line`(_ line: String, _ message: String) {
    let error = #expect(throws: UsageError.self) { try reading(line) }
    #expect(error?.description == message)
  }

  @Test(arguments: widths) func `has help that fits the width and names every form`(_ width: Int) {
    let help = Command.help(for: Terminal(width: width))
    expectFit(help, width)
    for name in Command.names { #expect(name == "help" || help.contains("swift run course \(name)"), "\(name)") }
  }

  @Test(arguments: ["", "--help", "hint 10.2 --all"]) func `says so where its answer cannot be written`(
    _ arguments: String
  ) {
    let run = Run(shell: "exec \"$PROGRAMS\"/course \(arguments) >&-")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("error: cannot write to the standard output: "), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
  }

  @Test func `ends with its reader, quietly`() {
    // The reader is gone before anything is written.
    let run = Run(shell: "trap '' PIPE; (sleep 1; exec \"$PROGRAMS\"/course) | true")
    #expect(run.status == 0)
    #expect(run.error == "")
  }

  @Test func `as wide as COLUMNS asks for`() {
    let run = Run(shell: "COLUMNS=40 \"$PROGRAMS\"/course help")
    #expect(run.status == 0)
    expectFit(run.output, 40)
  }

  @Test func `that needs a terminal says so where there is none`() {
    let run = Run("course", ["watch"])
    #expect(run.status == 2)
    #expect(run.error == "error: \"watch\" needs a terminal; in a script use: swift run course check\n")
  }
}

// The learner's command: `swift run course`. What it understands stands in Command.swift.

import Curriculum
import Foundation
import Learner
import LessonKit

runIfConfined(Array(CommandLine.arguments.dropFirst()))
endWithReader()
do throws(UsageError) {
  var arguments = Array(CommandLine.arguments.dropFirst())
  let color = arguments.contains("--color") ? true : arguments.contains("--no-color") ? false : nil
  arguments.removeAll { ["--color", "--no-color"].contains($0) }
  let terminal = Terminal.standard(color: color)
  func show(_ text: String) { writeToStandardOutput(text + "\n") }
  func home() throws(UsageError) -> Home {
    let home = try Home()
    for complaint in home.complaints { writeToStandardError("note: \(complaint)\n") }
    return home
  }
  switch try Command(arguments: arguments) {
  case .board(let plain):
    let isPlain = plain || isatty(STDOUT_FILENO) == 0 && color != true
    show(isPlain ? plainBoard(try home()) : board(try home(), for: terminal))
  case .lesson(let lesson):
    if let state = try home().lessons.first(where: { $0.outline.number == lesson.number }) {
      show(lessonBoard(state, for: terminal))
    }
  case .exercise(let exercise):
    if let state = try home()[exercise.id] { show(exerciseText(state, for: terminal)) }
  case .help: show(Command.help(for: terminal))
  case .read(let asked, let options):
    let next = try home().nextReading?.outline
    try read(asked ?? next, options)
  case .next: show(nextText(try home(), for: terminal))
  case .check(let asked, let isFull): exit(try check(asked, isFull: isFull, on: terminal))
  case .watch: try watch(color: color)
  case .hint(let asked, let all):
    var exercise = asked
    if exercise == nil { exercise = try home().nextExercise?.outline }
    if let exercise {
      giveHint(for: exercise, all: all, notedIn: HintLog.standardFile, on: terminal)
    } else {
      show("All exercises are right; a hint needs a number, as in: swift run course hint 10.1")
    }
  case .solution(let asked, let anyway): show(try solutionText(of: asked, anyway: anyway, at: home(), for: terminal))
  case .reset(let exercise): show(try reset(exercise))
  case .bringBack(let exercise): show(try bringBack(exercise))
  case .answers(let move): show(try AnswersAside.standard.make(move))
  case .tryOut: try tryOut()
  case .weave(checkOnly: false): try Weaver.standard.weave()
  case .weave(checkOnly: true): exit(try Weaver.standard.check())
  case .class(let command): exit(try command.run())
  case .claims(let lessons, let seeds): exit(try surveyClaims(of: lessons, seeds))
  }
} catch {
  error.exit()
}

// The learner's command: `swift run course`. What it understands stands in Command.swift.

import Learner
import Foundation
import LessonKit

runIfConfined(Array(CommandLine.arguments.dropFirst()))
endWithReader()
do throws(UsageError) {
  switch try Command(arguments: Array(CommandLine.arguments.dropFirst())) {
  case .overview: writeToStandardOutput(overview(for: .standard) + "\n")
  case .help: writeToStandardOutput(Command.help(for: .standard) + "\n")
  case .hint(let exercise, let all):
    giveHint(for: exercise, all: all, notedIn: HintLog.standardFile, on: .standard)
  case .weave(checkOnly: false): try Weaver.standard.weave()
  case .weave(checkOnly: true): exit(try Weaver.standard.check())
  case .class(let command): exit(try command.run())
  case .claims(let lessons, let seeds): exit(try surveyClaims(of: lessons, seeds))
  }
} catch {
  error.exit()
}

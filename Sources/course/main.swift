// The learner's command: `swift run course`. What it understands stands in Command.swift.

import Foundation
import LessonKit

endWithReader()
do throws(UsageError) {
  switch try Command(arguments: Array(CommandLine.arguments.dropFirst())) {
  case .overview: writeToStandardOutput(overview(for: .standard) + "\n")
  case .help: writeToStandardOutput(Command.help(for: .standard) + "\n")
  case .hint(let exercise, let all):
    giveHint(for: exercise, all: all, notedIn: HintLog.standardFile, on: .standard)
  case .weave(checkOnly: false): try Weaver.standard.weave()
  case .weave(checkOnly: true):
    let stale = try Weaver.standard.staleFiles()
    for file in stale { writeToStandardOutput("stale: \(file)\n") }
    if stale.isEmpty { writeToStandardOutput("every page is what weaving makes of it\n") }
    exit(stale.isEmpty ? 0 : 1)
  }
} catch {
  error.exit()
}

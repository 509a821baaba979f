// The learner's command: `swift run course`. What it understands stands in Command.swift.

import Foundation
import LessonKit

do throws(UsageError) {
  switch try Command(arguments: Array(CommandLine.arguments.dropFirst())) {
  case .overview: print(overview(for: Screen.standardOutput))
  case .help: print(usage)
  case .hint(let exercise, let all):
    var log = HintLog(file: HintLog.standardFile)
    let shown = all ? exercise.hints.count : log.next(for: exercise)
    print(hintText(exercise, shown: shown, all: all, for: Screen.standardOutput))
  case .weave(checkOnly: false): try Weaver.standard.weave()
  case .weave(checkOnly: true):
    let stale = try Weaver.standard.staleFiles()
    for file in stale { print("stale: \(file)") }
    if stale.isEmpty { print("every page is what weaving makes of it") }
    exit(stale.isEmpty ? 0 : 1)
  }
} catch {
  error.exit()
}

// The learner's command: `swift run course`. What it understands stands in Command.swift.

import Foundation

do throws(CommandError) {
  switch try Command(arguments: Array(CommandLine.arguments.dropFirst())) {
  case .overview: print(overview(for: Screen.standardOutput))
  case .help: print(usage)
  case .hint(let exercise, let all):
    var log = HintLog(file: HintLog.standardFile)
    let shown = all ? exercise.hints.count : log.next(for: exercise)
    print(hintText(exercise, shown: shown, all: all, for: Screen.standardOutput))
  // `course weave`, which remakes the lessons' pages, joins here: a case in Command, and its work in a file of its own.
  }
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(2)
}

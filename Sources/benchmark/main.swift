// Measures the engine as learners get it. `swift run benchmark --help` says what can be asked.

import Engine
import Foundation
import Learner
import LessonKit

/// Measures the rows that the options name, in three rounds, in which all take their turn.
func measured(_ options: Options) -> Report {
  let limits = Limits.measured(threads: options.threads)
  let results = Threads.$limit.withValue(options.threads) {
    let rows = Workload.all.filter(options.includes).map(Stopwatch.init)
    var progress = ProgressMeter("rows", count: 3 * rows.count, on: .standard)
    for turn in 0..<3 * rows.count {
      let runs = (options.runs + turn / rows.count) / 3
      if runs > 0 { rows[turn % rows.count].measure(runs: runs, by: options.clock) }
      progress.show(done: turn + 1)
    }
    progress.clear()
    return rows.map { $0.result(limits) }
  }
  return Report(conditions: options.conditions, limits: limits, results: results)
}

do throws(UsageError) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  if options.help {
    print(Options.helpText(for: .standard))
    exit(0)
  }
  // What cannot be read or compared is refused before anything is measured.
  var (before, report): (Report?, Report?)
  if let path = options.against { before = try Report(path: path) }
  if let path = options.reading { report = try Report(path: path) }
  try before?.check(against: report?.conditions ?? options.conditions)

  let now = report ?? measured(options)
  print(options.json ? now.json : Table.text(now, on: .standard))
  if let before {
    let comparison = Comparison(before: before, now: now)
    print(Table.changes(comparison))
    exit(comparison.slower.isEmpty ? 0 : 1)
  }
} catch { error.exit() }

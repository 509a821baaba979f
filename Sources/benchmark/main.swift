// Measures the engine as learners get it. `swift run benchmark --help` says what can be asked.

import Learner
import Dispatch
import Engine
import Foundation
import LessonKit
import Yardsticks

let options: Options
do throws(UsageError) { options = try Options(Array(CommandLine.arguments.dropFirst())) } catch { error.exit() }
if options.help {
  print(Options.helpText(for: .standard))
  exit(0)
}

/// Everything that was measured, as `--json` prints it.
struct Report: Encodable {
  /// Additions and multiplications per second, on all threads together.
  let limit: Double
  let build: String
  let clock: Clock
  let results: [Measurement]
}

#if DEBUG
  let build = "debug, as in a learner's swift run; only the engine is optimized"
#else
  let build = "release; learners get a debug build"
#endif

/// Additions and multiplications per second on all threads, of the best of several short runs.
func measuredLimit(threads: Int) -> Double {
  let steps = 1_000_000
  let operations = Double(threads) * multiplyAdd(steps: 1, 0.5, 1).operations * Double(steps)
  return (0..<40).map { _ in
    operations
      / Clock.elapsed.seconds {
        DispatchQueue.concurrentPerform(iterations: threads) { _ in _ = multiplyAdd(steps: steps, 0.5, 1) }
      }
  }.max()!
}

let limit = measuredLimit(threads: options.threads)
if !options.json { print(Table.head(limit: limit, build: build, options)) }
var results: [Measurement] = []
Threads.$limit.withValue(options.threads) {
  for workload in Workload.all where options.includes(workload) {
    let result = workload.measured(options, limit: limit)
    results.append(result)
    if !options.json { print(Table.row(workload.title, result)) }
  }
}
if options.json {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
  let report = Report(limit: limit, build: build, clock: options.clock, results: results)
  print(String(decoding: try encoder.encode(report), as: UTF8.self))
} else {
  print(Table.foot(results))
}

import Learner
import LessonKit

/// What may be asked of the benchmark on its command line.
struct Options {
  /// How often each workload is measured, after a fifth of a second to warm up.
  var runs = 9
  /// The workloads to measure, by the beginning of their names; all if empty.
  var only: [String] = []
  /// How many threads the engine may use.
  var threads = 1
  var clock = Clock.elapsed
  var json = false
  /// The file of an earlier run to compare with.
  var against: String?
  /// The file of a run to take the results from, in place of measuring.
  var reading: String?
  var help = false
  /// The options that were given and say how to measure.
  private var measuring: [String] = []

  init(_ arguments: [String]) throws(UsageError) {
    try Self.table.read(arguments, into: &self)
    if clock == .processor && threads > 1 {
      throw UsageError("--processor-time adds up all threads' time: it goes with --threads 1 only")
    }
    if reading != nil, let option = measuring.first {
      throw UsageError("--read measures nothing, so \(option) has no place beside it")
    }
    if json && against != nil {
      throw UsageError("--against prints a table: leave out --json, or keep the results first and --read them")
    }
  }

  var conditions: Conditions { Conditions(clock: clock, threads: threads) }

  func includes(_ workload: Workload) -> Bool {
    only.isEmpty || only.contains { workload.isPart(of: $0) }
  }

  private static let table = OptionTable<Options>([
    .value(
      "--runs", "N", wanted: "a whole number from 1 to 1000, as in --runs 25",
      "how often to measure each workload, 1 to 1000 (default 9)"
    ) { options, text throws(UsageError) in
      guard let runs = Int(text), 1...1000 ~= runs else {
        throw UsageError("--runs takes a whole number from 1 to 1000, not '\(text)'")
      }
      options.runs = runs
      options.measuring.append("--runs")
    },
    .value(
      "--only", "NAME", wanted: "i to viii, or one of a list, as in --only iii.256",
      "only this workload: i, ii, iii, iii.256, …; may be repeated"
    ) { options, name throws(UsageError) in
      guard Workload.all.contains(where: { $0.isPart(of: name) }) else {
        throw UsageError("--only takes i to viii, or one of a list such as iii.256, not '\(name)'")
      }
      options.only.append(name)
      options.measuring.append("--only")
    },
    .value(
      "--threads", "N", wanted: "1 or 2, as in --threads 2", "1 or 2 (default 1; learners have 2)"
    ) { options, text throws(UsageError) in
      guard let threads = Int(text), 1...2 ~= threads else {
        throw UsageError("--threads takes 1 or 2, not '\(text)'")
      }
      options.threads = threads
      options.measuring.append("--threads")
    },
    .switch("--json", "the results as JSON, times in seconds") { $0.json = true },
    .value(
      "--against", "FILE", wanted: "a file that --json wrote, as in --against before.json",
      "say what became slower than in FILE, a run's JSON, by more than both runs' noise; then the exit code is 1"
    ) { $0.against = $1 },
    .value(
      "--read", "FILE", wanted: "a file that --json wrote, as in --read now.json",
      "take the results from FILE, a run's JSON, and measure nothing"
    ) { $0.reading = $1 },
    .switch(
      "--processor-time",
      "count only the time spent on this program, on a machine that is busy with others; for one thread"
    ) { options in
      options.clock = .processor
      options.measuring.append("--processor-time")
    },
    .switch("--help", "this text") { $0.help = true },
  ])

  static func helpText(for terminal: Terminal) -> String {
    """
    How fast the engine is, beside what this machine can do.

    usage: swift run benchmark [options]

    \(table.help(for: terminal))

    \(terminal.wrapped("Sources/benchmark/README.md says how the limits are measured. Tests/Oracles/peers.py compares the engine with NumPy, PyTorch and JAX."))
    """
  }
}

extension Workload {
  /// Whether this is the workload called `name` or one of its sizes: `iii` stands for `iii.64`, `iii.128` and so on.
  fileprivate func isPart(of name: String) -> Bool { self.name == name || self.name.hasPrefix(name + ".") }
}

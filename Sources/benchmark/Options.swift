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
  var help = false

  init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--runs":
        let text = rest.popFirst() ?? ""
        guard let runs = Int(text), 1...1000 ~= runs else {
          throw UsageError("--runs takes a whole number from 1 to 1000, not '\(text)'")
        }
        self.runs = runs
      case "--only":
        let name = rest.popFirst() ?? ""
        guard Workload.all.contains(where: { Self.isPart(name, of: $0) }) else {
          throw UsageError("--only takes i to vi, or one of a list such as iii.256, not '\(name)'")
        }
        only.append(name)
      case "--threads":
        let text = rest.popFirst() ?? ""
        guard let threads = Int(text), 1...2 ~= threads else {
          throw UsageError("--threads takes 1 or 2, not '\(text)'")
        }
        self.threads = threads
      case "--processor-time": clock = .processor
      case "--json": json = true
      case "--help", "-h": help = true
      default: throw UsageError("there is no option '\(argument)'; --help lists them all")
      }
    }
    if clock == .processor && threads > 1 {
      throw UsageError("--processor-time adds up all threads' time: it goes with --threads 1 only")
    }
  }

  func includes(_ workload: Workload) -> Bool {
    only.isEmpty || only.contains { Self.isPart($0, of: workload) }
  }

  /// Whether `workload` is `name` or one of its sizes: `iii` stands for `iii.64`, `iii.128` and so on.
  private static func isPart(_ name: String, of workload: Workload) -> Bool {
    workload.name == name || workload.name.hasPrefix(name + ".")
  }

  static let helpText = """
    How fast the engine is, beside what this machine can do.

    usage: swift run benchmark [options]

      --runs N     how often to measure each workload, 1 to 1000 (default 9)
      --only NAME  only this workload: i, ii, iii, iii.256, iv, vi, …; may be repeated
      --threads N  1 or 2 (default 1; learners have 2)
      --json       the results as JSON, times in seconds
      --processor-time  count only the time spent on this program, on a machine
                   that is busy with others; for one thread
      --help       this text

    Tests/Oracles/peers.py compares the engine with NumPy, PyTorch and JAX.
    """
}

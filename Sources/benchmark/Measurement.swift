import Foundation

/// How long several runs of one piece of work took.
struct Measurement: Encodable {
  let workload: String
  let threads: Int
  /// In seconds.
  let median: Double
  let minimum: Double
  /// Additions and multiplications in the matrix products of one run; 0 where there are none.
  let operations: Double
  /// The part of the machine's limit that `median` reaches; nil where there are no matrix products.
  let share: Double?
  /// A number that the work results in, such as its last loss: proof that two programs did the same.
  let check: Double
}

/// What a run's time is counted by.
enum Clock: String, Encodable {
  /// The clock on the wall.
  case elapsed
  /// The time that processors spent on this program: for a machine that is busy with others, too.
  case processor

  /// The time `work` takes, in seconds.
  func seconds(_ work: () -> Void) -> Double {
    switch self {
    case .elapsed: return ContinuousClock().measure(work) / .seconds(1)
    case .processor:
      let start = clock()
      work()
      return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
  }
}

extension [Double] {
  /// The middle value, or the mean of the two in the middle.
  var median: Double {
    let sorted = self.sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}

extension Workload {
  /// Runs the work for a fifth of a second to warm up, and then as often as the options say.
  func measured(_ options: Options, limit: Double) -> Measurement {
    let work = prepare()
    var check = 0.0
    let start = ContinuousClock.now
    repeat { check = work() } while ContinuousClock.now - start < .milliseconds(200)
    let times = (0..<options.runs).map { _ in options.clock.seconds { check = work() } }
    return Measurement(
      workload: name, threads: options.threads, median: times.median, minimum: times.min()!, operations: operations,
      share: operations > 0 ? operations / times.median / limit : nil, check: check)
  }
}

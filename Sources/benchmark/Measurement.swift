import Foundation

/// How long several runs of one piece of work took.
struct Measurement: Codable {
  let workload: String
  /// In seconds.
  let median: Double
  let minimum: Double
  /// The least time that this machine could take, composed of its limits; in seconds.
  let limit: Double
  /// Additions and multiplications in the matrix products of one run; 0 where there are none.
  let operations: Double
  /// A number that the work results in, such as its last loss: proof that two programs did the same.
  let check: Double

  /// The part of the limit that the median reaches.
  var share: Double { limit / median }
  /// How far the typical run is from the best: the noise.
  var spread: Double { median - minimum }
  /// Whether the times can be those of a run.
  var isPossible: Bool { 0 < minimum && minimum <= median && median < .infinity && limit >= 0 && check.isFinite }
}

/// What a run's time is counted by.
enum Clock: String, Codable {
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

/// A piece of work that is measured now and then, since a machine's speed changes from minute to minute.
final class Stopwatch {
  let workload: Workload
  private let work: () -> Double
  private var times: [Double] = []
  private var check = 0.0

  init(_ workload: Workload) {
    self.workload = workload
    work = workload.prepare()
  }

  /// Runs the work for a tenth of a second to warm up, and then as often as is asked.
  func measure(runs: Int, by clock: Clock) {
    let start = ContinuousClock.now
    repeat { check = work() } while ContinuousClock.now - start < .milliseconds(100)
    times += (0..<runs).map { _ in clock.seconds { check = work() } }
  }

  func result(_ limits: Limits) -> Measurement {
    Measurement(
      workload: workload.name, median: times.median, minimum: times.min()!, limit: limits.seconds(for: workload.stages),
      operations: workload.stages.reduce(0) { $0 + $1.operations }, check: check)
  }
}

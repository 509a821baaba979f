import Dispatch
import Engine
import Synchronization
import Yardsticks

/// What this machine can do at best, per second and on all threads together: what a row's limit is composed of.
struct Limits: Codable {
  /// Additions and multiplications, fused, of numbers that stay in registers.
  let operations: Double
  /// Bytes read and written in a pass from 8 MB to other 8 MB.
  let bytes: Double
  /// eˣ and tanh of numbers in a near cache.
  let exps: Double
  let tanhs: Double

  /// Whether they can be those of a machine.
  var arePossible: Bool { [operations, bytes, exps, tanhs].allSatisfy { 0 < $0 && $0 < .infinity } }

  /// The least time, in seconds, for stages one after another. Within one, memory moves while the core computes.
  func seconds(for stages: [Stage]) -> Double {
    stages.reduce(0) { sum, stage in
      let computing = stage.operations / operations + stage.exps / exps + stage.tanhs / tanhs
      return sum + max(computing, stage.bytes / bytes)
    }
  }
}

/// A part of a row's work, by what it cannot do without.
struct Stage {
  /// Additions and multiplications in products of matrices.
  var operations = 0.0
  var exps = 0.0
  var tanhs = 0.0
  /// Bytes read and written that do not fit the caches near a core.
  var bytes = 0.0
}

extension Limits {
  /// Each limit is the best of many short runs: what else the machine does can only make it too low.
  static func measured(threads: Int) -> Limits {
    let x = Matrix(rows: 1, columns: 10_000) { _, j in Double(j) / 1000 - 5 }
    return Limits(
      operations: best(threads) { rate(1_000_000) { multiplyAdd(steps: $0, 0.5, 1).operations } },
      bytes: best(threads) { memoryRate(count: 1_000_000 / threads, passes: 3) },
      exps: best(threads) { rate(20) { applied(exp, to: x, times: $0) } },
      tanhs: best(threads) { rate(20) { applied(tanh, to: x, times: $0) } })
  }

  /// Applies `f` to all of `x`, so many times; says to how many numbers that was.
  private nonisolated static func applied(_ f: (Matrix) -> Matrix, to x: Matrix, times: Int) -> Double {
    for _ in 0..<times { _ = f(x) }
    return Double(x.elements.count * times)
  }

  /// What `work` says that it did in so many steps, per second.
  private nonisolated static func rate(_ steps: Int, _ work: (Int) -> Double) -> Double {
    var done = 0.0
    let time = ContinuousClock().measure { done = work(steps) }
    return done / (time / .seconds(1))
  }

  /// The greatest rate of 40 runs, each on all threads at once.
  private static func best(_ threads: Int, _ rate: @escaping @Sendable () -> Double) -> Double {
    (0..<40).map { _ in
      let sum = Mutex(0.0)
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        let rate = Threads.$limit.withValue(1, operation: rate)
        sum.withLock { $0 += rate }
      }
      return sum.withLock { $0 }
    }.max()!
  }
}

import Dispatch
import Synchronization

/// How many threads one operation of the engine may use.
///
///     Threads.$limit.withValue(1) { … }     // all that is computed inside stays on one thread
///
/// Results do not depend on it: threads share out the entries of a matrix, and never the terms of one entry. Only
/// work that is long beside the 10 µs or so that waking a thread takes is shared out: large matrix products.
///
/// Dispatch, since the standard library has no other way to wait for a second thread in a function that is not
/// `async`. It is the library on which Swift's own concurrency runs, and needs no Foundation.
public enum Threads {
  @TaskLocal public static var limit = 2
}

/// The ranges into which 0 ..< count falls for several threads: one range if the work is short.
///
/// - Parameters:
///   - unit: every range but the last has a multiple of it.
///   - minimum: the fewest that one of several ranges may have.
func parts(of count: Int, inMultiplesOf unit: Int, atLeast minimum: Int) -> [Range<Int>] {
  let parts = count < 2 * minimum ? 1 : min(Threads.limit, count / minimum)
  if parts < 2 { return [0..<count] }
  let size = (count + parts * unit - 1) / (parts * unit) * unit
  return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
}

/// The results of `work` for each range, in their order, computed at the same time.
///
/// Threads exchange values only: each makes its own, so that none can write where another reads.
func concurrently<Value: Sendable>(_ ranges: [Range<Int>], _ work: @Sendable (Range<Int>) -> Value) -> [Value] {
  let values = Mutex([Value?](repeating: nil, count: ranges.count))
  DispatchQueue.concurrentPerform(iterations: ranges.count) { i in
    let value = work(ranges[i])
    values.withLock { $0[i] = value }
  }
  return values.withLock { $0.map { $0! } }
}

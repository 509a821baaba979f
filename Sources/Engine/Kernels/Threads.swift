import Dispatch
import Synchronization

/// How many threads one operation of the engine may use: 1 or 2.
///
///     Threads.$limit.withValue(1) { … }     // all that is computed inside stays on one thread
///
/// Results do not depend on it: threads share out the entries of a matrix, and never the terms of one entry.
public enum Threads {
  @TaskLocal public static var limit = 2
}

/// Does `work` on all of 0 ..< count, in two ranges at the same time if that pays.
///
/// What limits this is how fast the second thread hears of its range: about 1 µs while it is awake, which it stays for
/// 100 µs after its last range; 50 µs to wake it. So nobody waits for it to begin: a thread that is done with one
/// range takes the next that has not been taken.
///
/// - Parameters:
///   - unit: where the ranges meet is a multiple of it.
///   - cost: the time that all of it takes on one thread, in nanoseconds, about.
///   - work: what it writes for one range must neither be written nor read for the other.
func inParallel(_ count: Int, inMultiplesOf unit: Int, cost: Int, _ work: @escaping (Range<Int>) -> Void) {
  let middle = (count + unit) / (2 * unit) * unit
  if cost < 3_000 || middle == 0 || middle >= count || Threads.limit < 2 { return work(0..<count) }
  // Both threads write to one matrix. That they write to different parts of it is what callers promise; the compiler
  // cannot know, so this line says it. It is the only one of its kind in the engine.
  nonisolated(unsafe) let work = work
  let job = Job { work($0 == 0 ? 0..<middle : middle..<count) }
  let isShared = Helper.shared.take(job)
  job.run()
  if isShared {
    job.waitUntilDone()
    Helper.shared.release()
  }
}

/// Two ranges of work, each taken by the thread that comes first.
private final class Job: Sendable {
  private let work: @Sendable (Int) -> Void
  private let taken = Atomic(0)
  private let done = Atomic(0)
  private let allDone = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable (Int) -> Void) { self.work = work }

  func run() {
    while true {
      let range = taken.add(1, ordering: .relaxed).oldValue
      if range >= 2 { return }
      work(range)
      if done.add(1, ordering: .acquiringAndReleasing).newValue == 2 { allDone.signal() }
    }
  }

  func waitUntilDone() {
    // On a machine so busy that the other thread was stopped in its range, it may need this core to end it.
    for _ in 0..<100_000 where done.load(ordering: .acquiring) == 2 { return }
    allDone.wait()
  }
}

/// The second thread: started when it is first needed, and then asleep whenever there is no work.
private final class Helper: Sendable {
  static let shared = Helper()

  private let job = Mutex<Job?>(nil)
  private let count = Atomic(0)  // of the jobs so far
  private let isAsleep = Atomic(false)
  private let alarm = DispatchSemaphore(value: 0)

  private init() {
    DispatchQueue(label: "engine", qos: .userInitiated).async { self.workForever() }
  }

  /// Whether the helper was free, and will now come to `job` when it can.
  func take(_ job: Job) -> Bool {
    let isFree = self.job.withLock { current in
      if current != nil { return false }
      current = job
      return true
    }
    guard isFree else { return false }
    count.add(1, ordering: .sequentiallyConsistent)
    if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
    return true
  }

  /// The job is done; the next may come.
  func release() { job.withLock { $0 = nil } }

  private func workForever() {
    var seen = 0
    while true {
      var lastWork = ContinuousClock.now
      while count.load(ordering: .acquiring) == seen {
        if ContinuousClock.now - lastWork < .microseconds(100) { continue }
        isAsleep.store(true, ordering: .sequentiallyConsistent)
        // A job that came meanwhile may have seen us awake. If not, its alarm is on its way.
        if count.load(ordering: .sequentiallyConsistent) == seen
          || !isAsleep.exchange(false, ordering: .sequentiallyConsistent)
        {
          alarm.wait()
        }
        lastWork = .now
      }
      seen = count.load(ordering: .acquiring)
      job.withLock { $0 }?.run()
    }
  }
}

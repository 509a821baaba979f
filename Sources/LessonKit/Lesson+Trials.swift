import Learner
import Engine
import Foundation
import Synchronization

/// A lesson's long work in numbered trials: those that were finished before are read, others are done now.
///
///     let trials = lesson.trials(plan: "rates 0.001 to 10, digits 2f6e90b1")
///     let losses = trials.results("search", count: 400) { number in [loss(of: number)] }
public final class Trials {
  private let lesson: Lesson
  private var file: TrialFile
  /// The seed of the trials: the lesson's own, unless the reader makes trials of their own.
  public var seed: UInt64 { file.head.seed }

  init(_ lesson: Lesson, _ file: TrialFile) {
    self.lesson = lesson
    self.file = file
  }

  /// The results of trials 0 ..< count of a kind, in their order.
  ///
  /// With `--trials`, what is missing is computed on all cores, one trial on each, with progress on stderr; each is kept
  /// when it is done.
  ///
  /// - Parameters:
  ///   - kind: one word.
  ///   - trial: what trial number so-and-so gives; the same numbers whenever and on whichever thread it is done.
  public func results(
    _ kind: String, count: Int, line: Int = #line, _ trial: @escaping @Sendable (Int) -> [Double]
  ) -> [[Double]] {
    lesson.advance(to: line)
    do throws(UsageError) {
      let missing = (0..<count).filter { file.results[.init(kind: kind, number: $0)] == nil }
      if !missing.isEmpty && !file.isOpen {
        throw UsageError(
          "\(file.path) lacks \(missing.count) of \(count) trials called '\(kind)': "
            + "fetch the file again, or do the trials with --trials FILE")
      }
      var meter = ProgressMeter("trials: \(kind)", count: missing.count, on: lesson.progressLine)
      var done = 0
      try computeInParallel(missing, trial) { (number, result) throws(UsageError) in
        try file.add(result, as: .init(kind: kind, number: number))
        done += 1
        meter.show(done: done)
      }
      meter.clear()
    } catch {
      lesson.progressLine.clear()
      error.exit()
    }
    return (0..<count).map { file.results[.init(kind: kind, number: $0)]! }
  }
}

/// Computes the `numbers` on all cores, and hands each result over as soon as it is there, on the caller's thread.
private func computeInParallel(
  _ numbers: [Int], _ compute: @escaping @Sendable (Int) -> [Double],
  _ handOver: (Int, [Double]) throws(UsageError) -> Void
) throws(UsageError) {
  let queue = TrialQueue()
  for _ in 0..<min(numbers.count, ProcessInfo.processInfo.activeProcessorCount) {
    DispatchQueue.global(qos: .userInitiated).async {
      while true {
        let place = queue.taken.add(1, ordering: .relaxed).oldValue
        if place >= numbers.count { return }
        let result = Threads.$limit.withValue(1) { compute(numbers[place]) }
        queue.finished.withLock { $0.append((numbers[place], result)) }
        queue.news.signal()
      }
    }
  }
  for _ in numbers {
    queue.news.wait()
    let (number, result) = queue.finished.withLock { $0.removeFirst() }
    try handOver(number, result)
  }
}

/// What the threads share: how many trials are taken, and the results that nobody has fetched yet.
private final class TrialQueue: Sendable {
  let taken = Atomic(0)
  let finished = Mutex<[(Int, [Double])]>([])
  let news = DispatchSemaphore(value: 0)
}

extension Lesson {
  /// The lesson's trials: kept in the file that `--trials` names, or read from `trials.txt` beside the lesson's program.
  ///
  /// Ends the program with one clear line where the file is damaged, or of another seed, plan or version.
  ///
  /// - Parameter plan: what the trials are, and of which data, in one line.
  public func trials(plan: String, line: Int = #line) -> Trials {
    advance(to: line)
    let plan = "of lesson \(offer.outline.number), \(plan)"
    do throws(UsageError) {
      guard let path = options.trials else {
        let head = TrialFile.Head(seed: UInt64(offer.outline.number), plan: plan)
        return Trials(self, try TrialFile(folder + "/trials.txt", head: head, isOpen: false))
      }
      return Trials(self, try TrialFile(path, head: .init(seed: seed, plan: plan), isOpen: true))
    } catch {
      error.exit()
    }
  }
}

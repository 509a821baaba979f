import Foundation
import Synchronization

/// Ends this process when it passes a limit, or when the one that started it is gone. Unlike a signal, it cannot be ignored.
///
/// A loop is told from a wait by the processor time that it uses, not by the clock: on a busy machine an answer may get
/// one second of work in a minute, and on a laptop that is closed none in a night.
final class Watch: Sendable {
  private let isResting = Atomic(false)

  init(limits: Limits, folder: String) {
    let parent = getppid()
    let bound = peakMemory() + limits.megabytes << 20
    Thread.detachNewThread { [self] in
      let clock = SuspendingClock()
      let start = clock.now
      let begun = workOfOthers()
      var idleness = Idleness(seconds: limits.idleSeconds)
      for tick in 1... {
        // Memory that is touched grows by about 10 MB in this time.
        usleep(5000)
        if getppid() != parent { leave(folder) }
        if isResting.load(ordering: .relaxed) { continue }
        if peakMemory() > bound { _exit(Trial.Exit.outOfMemory) }
        let work = workOfOthers() - begun
        if work > limits.processorSeconds { _exit(Trial.Exit.worked) }
        let time = (clock.now - start) / .seconds(1)
        if time > limits.totalSeconds { _exit(Trial.Exit.late) }
        if tick % 20 == 0 && idleness.lasts(at: time, work: work + delayOfOthers()) { _exit(Trial.Exit.waited) }
      }
    }
  }

  /// What follows is the grader's own work, which no limit ends.
  func rest() { isResting.store(true, ordering: .relaxed) }
}

/// Ends this process and all that it started, and leaves no file.
private func leave(_ folder: String) -> Never {
  try? FileManager.default.removeItem(atPath: folder)
  kill(-getpid(), SIGKILL)
  _exit(Trial.Exit.late)
}

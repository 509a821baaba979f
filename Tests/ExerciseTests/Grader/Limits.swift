import Foundation

/// How much an answer may use before it is stopped.
struct Limits: Codable, Sendable {
  /// Processor time: what an endless loop uses up. Counted so, a slow machine takes nothing from an honest answer.
  let processorSeconds: Int
  /// Time on the clock: for an answer that waits for ever.
  let wallSeconds: Int
  /// Memory beyond what the test process has at its start.
  let megabytes: Int

  /// Answers take milliseconds; this is some thousand times as much.
  static let learner = Limits(processorSeconds: 10, wallSeconds: 60, megabytes: 1024)
}

extension Limits {
  /// Sets them for this process: past them it is ended, by a signal or with a code of ``Trial/Exit``.
  func confine() {
    atexit { _exit(Trial.Exit.exited) }
    traceTraps()
    closeFilesInChildren()
    limit(RLIMIT_CPU, to: processorSeconds)
    // What an answer prints goes to files; printing without end fills one megabyte and then nothing more.
    signal(SIGXFSZ, SIG_IGN)
    limit(RLIMIT_FSIZE, to: 1 << 20)
    // Linux refuses to reserve more than this; macOS does not enforce it, and there the watch below is alone.
    limit(RLIMIT_AS, to: 16 << 30)
    watch(memory: peakMemory() + megabytes << 20, deadline: .now + .seconds(wallSeconds))
  }
}

/// A process that the answer starts gets none of the grader's pipes: one left open would be waited for.
private func closeFilesInChildren() {
  for descriptor in 3..<Int32(1024) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
}

/// Ends the process when its memory has passed the bound, or the deadline has come. Unlike a signal, it cannot be ignored.
///
/// Looks every five milliseconds: memory that is touched grows by about 10 MB in that time.
private func watch(memory bound: Int, deadline: ContinuousClock.Instant) {
  Thread.detachNewThread {
    while true {
      if ContinuousClock.now > deadline { _exit(Trial.Exit.outOfTime) }
      if peakMemory() > bound { _exit(Trial.Exit.outOfMemory) }
      usleep(5000)
    }
  }
}

/// The largest amount of memory that this process has had in use, in bytes.
private func peakMemory() -> Int {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024  // Linux counts in KB
  #endif
}

#if canImport(Darwin)
  private typealias Resource = Int32
#else
  private typealias Resource = __rlimit_resource
#endif

/// The hard limit lies above the soft one: at the soft limit comes a signal that says which limit it was.
private func limit(_ resource: Resource, to value: Int) {
  var limits = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value + 1))
  #if canImport(Darwin)
    setrlimit(resource, &limits)
  #else
    setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
  #endif
}

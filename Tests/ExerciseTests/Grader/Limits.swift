import Foundation

/// How much an answer may use before it is stopped.
struct Limits: Codable, Sendable {
  /// Processor time: what an endless loop uses up. Counted so, a slow machine takes nothing from an honest answer.
  let processorSeconds: Double
  /// How long it may do nothing: for an answer that waits forever.
  let idleSeconds: Double
  /// Memory beyond what the test process has at its start.
  let megabytes: Int
  /// For what is neither work nor idleness, such as a wait that looks about all the time.
  var totalSeconds = 300.0

  /// Answers take milliseconds; this is some thousand times as much.
  static let learner = Limits(processorSeconds: 10, idleSeconds: 15, megabytes: 1024)
}

extension Limits {
  /// Sets them for this process: past them it is ended, with a code of ``Trial/Exit``.
  func confine(cleaning folder: String) -> Watch {
    atexit { _exit(Trial.Exit.exited) }
    traceTraps()
    // What an answer prints goes to a file for each case; printing without end fills one megabyte and then nothing more.
    signal(SIGXFSZ, SIG_IGN)
    limit(RLIMIT_FSIZE, to: 1 << 20)
    // Linux refuses to reserve more than this; macOS does not enforce it, and there the watch is alone.
    limit(RLIMIT_AS, to: 16 << 30)
    return Watch(limits: self, folder: folder)
  }
}

#if canImport(Darwin)
  private typealias Resource = Int32
#else
  private typealias Resource = __rlimit_resource
#endif

private func limit(_ resource: Resource, to value: Int) {
  var limits = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
  #if canImport(Darwin)
    setrlimit(resource, &limits)
  #else
    setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
  #endif
}

import Foundation

/// How long a process has done next to nothing.
struct Idleness {
  let seconds: Double
  private var mark = (time: 0.0, work: 0.0)

  init(seconds: Double) { self.seconds = seconds }

  /// Whether it has done less than 2 % of what it might have for so many seconds.
  ///
  /// - Parameter work: the seconds it has worked so far, or has been kept from working by others.
  mutating func lasts(at time: Double, work: Double) -> Bool {
    if abs(work - mark.work) > 0.02 * seconds { mark = (time, work) }
    return time - mark.time > seconds
  }
}

/// The processor time that this process has used, in seconds, but for the calling thread's.
func workOfOthers() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) - seconds(CLOCK_THREAD_CPUTIME_ID) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// How long the threads of this process but for the calling one were ready to work and had to wait for a processor.
///
/// Linux counts it for each thread, in nanoseconds, as the second number in a file. Where it is unknown it is 0.
func delayOfOthers() -> Double {
  func delay(_ path: String) -> Double {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return 0 }
    return text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
  }
  let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
  let all = threads.reduce(0) { $0 + delay("/proc/self/task/\($1)/schedstat") }
  return (all - delay("/proc/thread-self/schedstat")) * 1e-9
}

/// The largest amount of memory that this process has had in use, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024  // Linux counts in KB
  #endif
}

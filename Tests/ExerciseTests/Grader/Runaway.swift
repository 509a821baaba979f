import Foundation
import Synchronization

/// Answers that do not come back, or pretend to.
enum Runaway: String, CaseIterable, Codable, Sendable {
  case indexOutOfRange, overflow, endlessLoop, endlessWait, hugeArray, growingArray, endlessRecursion
  case exit, abort, prints, printsAndCrashes, printsControls, forgesVerdict, silencesAlarm, leavesProcess, writesFile

  func run() {
    switch self {
    case .indexOutOfRange: sink([1.0][Int(getpid())])
    case .overflow: sink(Double(Int.max - 1 + Int(getpid())))
    case .endlessLoop: while getpid() > 0 {}
    case .endlessWait: while getpid() > 0 { sleep(60) }
    case .hugeArray: sink([Double](repeating: 0, count: 1 << 40)[1])
    case .growingArray:
      var numbers: [Double] = []
      while getpid() > 0 { numbers.append(1) }
    case .endlessRecursion: sink(depth(1))
    case .exit: Foundation.exit(0)
    case .abort: Foundation.abort()
    case .prints:
      for line in 0..<200_000 { print("line \(line): a learner looks at values by printing them") }
    case .printsAndCrashes:
      let call = Self.calls.withLock {
        $0 += 1
        return $0
      }
      for step in 0..<40 { print("step \(step) of call \(call)") }
      if call == 3 {
        print("last words")
        sink([1.0][Int(getpid())])
      }
    case .printsControls: print("red \u{1B}[31m dangerous\u{1B}[0m\u{202E}\u{0}\ttab\u{2066} end\u{2028}")
    case .forgesVerdict:
      print("right")
      print(#"{"right":{}}"#)
    case .silencesAlarm:
      alarm(0)
      signal(SIGALRM, SIG_IGN)
      while getpid() > 0 { sleep(60) }
    case .leavesProcess:
      var child: pid_t = 0
      var arguments = [strdup("/bin/sleep"), strdup("30"), nil]
      posix_spawn(&child, "/bin/sleep", nil, nil, &arguments, nil)
      print("left at \(ProcessInfo.processInfo.systemUptime)")
    case .writesFile:
      _ = FileManager.default.createFile(atPath: Self.strayFile, contents: Data("stray".utf8))
    }
  }

  /// What ``writesFile`` writes, in the folder that is the current one.
  static let strayFile = "unstuck-stray-file"

  private static let calls = Mutex(0)

  private func depth(_ n: Double) -> Double { getpid() > 0 ? 1 + depth(n + 1) : n }

  /// Uses a value, so that what made it is not optimized away.
  private func sink(_ value: Double) { if value.isNaN { print(value) } }
}

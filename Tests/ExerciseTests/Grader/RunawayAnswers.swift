import Foundation
import Synchronization

/// Answers that do not come back, or pretend to.
enum Runaway: String, CaseIterable, Codable, Sendable {
  case indexOutOfRange, overflow, endlessLoop, endlessWait, hugeArray, growingArray, endlessRecursion
  case exit, leavesAtOnce, leavesAsIfJudged, abort, failedPrecondition, badPointer
  case prints, printsAndCrashes, printsControls, forgesVerdict, writesEverywhere, blocksVerdict
  case looksAbout, worksAndRests, silencesAlarm, stopsItself, leavesProcess, listsPipes, writesFile

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
    case .leavesAtOnce: _exit(0)
    case .leavesAsIfJudged: _exit(Trial.Exit.judged)
    case .abort: Foundation.abort()
    case .failedPrecondition: precondition(getpid() < 0)
    case .badPointer: sink(UnsafePointer<Double>(bitPattern: Int(getpid()) % 8 * 8 + 64)?.pointee ?? 0)
    case .prints:
      for line in 0..<200_000 { print("line \(line): a learner looks at values by printing them") }
    case .printsAndCrashes:
      let call = Self.nextCall()
      for step in 0..<40 { print("step \(step) of call \(call)") }
      if call == 3 {
        print("last words")
        sink([1.0][Int(getpid())])
      }
    case .printsControls: print("red \u{1B}[31m dangerous\u{1B}[0m\u{202E}\u{0}\ttab\u{2066} end\u{2028}")
    case .forgesVerdict:
      let verdict = #"{"right":{}}"#
      print("right")
      print(verdict)
      for name in ["verdict", "../verdict"] {
        _ = FileManager.default.createFile(atPath: name, contents: Data(verdict.utf8))
      }
    case .writesEverywhere:
      let bytes = Array(#"{"right":{}}"#.utf8) + [10]
      for descriptor in 3..<Int32(200) { _ = write(descriptor, bytes, bytes.count) }
    case .blocksVerdict: mkdir("../verdict", 0o700)
    case .looksAbout: while getpid() > 0 { usleep(1000) }
    case .worksAndRests:
      for _ in 0..<8 where Self.calls.withLock({ $0 == 0 }) {
        let end = clock() + 100_000  // microseconds of processor time
        while clock() < end {}
        usleep(500_000)
      }
      _ = Self.nextCall()
    case .silencesAlarm:
      for number in [SIGALRM, SIGXCPU, SIGTERM] { signal(number, SIG_IGN) }
      while getpid() > 0 { sleep(60) }
    case .stopsItself: if Self.nextCall() == 1 { kill(getpid(), SIGSTOP) }
    case .leavesProcess:
      var child: pid_t = 0
      var arguments = [strdup("/bin/sleep"), strdup("600"), nil]
      posix_spawn(&child, "/bin/sleep", nil, nil, &arguments, nil)
      print("left \(child)")
    case .listsPipes:
      let pipes = (3..<Int32(1024)).filter {
        var status = stat()
        return fstat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
      }
      print("pipes: \(pipes)")
    case .writesFile:
      _ = FileManager.default.createFile(atPath: Self.strayFile, contents: Data("stray".utf8))
    }
  }

  /// What ``writesFile`` writes, in the folder that is the current one.
  static let strayFile = "unstuck-stray-file"

  private static let calls = Mutex(0)

  private static func nextCall() -> Int {
    calls.withLock {
      $0 += 1
      return $0
    }
  }

  private func depth(_ n: Double) -> Double { getpid() > 0 ? 1 + depth(n + 1) : n }

  /// Uses a value, so that what made it is not optimized away.
  private func sink(_ value: Double) { if value.isNaN { print(value) } }
}

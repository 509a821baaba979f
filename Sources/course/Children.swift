import Learner
import Foundation
import LessonKit
import Synchronization

/// Programs that run side by side, and none of which outlives this one.
final class Children: Sendable {
  private let running = Mutex<(processes: [Int32], isOver: Bool)>(([], false))

  /// What a program wrote to stdout, and how it ended: its exit code, or minus the signal that ended it.
  struct Outcome: Equatable {
    let status: Int32
    let output: String
  }

  /// Runs a program to its end, unless all is over.
  func run(_ program: URL, _ arguments: [String]) throws(UsageError) -> Outcome {
    let (process, output) = (Process(), Pipe())
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let reason = running.withLock { running -> String? in
      if running.isOver { return "it is too late" }
      do {
        try process.run()
        running.processes.append(process.processIdentifier)
        return nil
      } catch {
        return UsageError.reason(error)
      }
    }
    if let reason { throw UsageError("cannot start \(program.path): \(reason)") }
    let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    running.withLock { running in running.processes.removeAll { $0 == process.processIdentifier } }
    let status = process.terminationStatus
    return Outcome(
      status: process.terminationReason == .exit ? status : -status,
      output: String(decoding: data ?? Data(), as: UTF8.self))
  }

  /// Ctrl-C, or a request to end, ends the children first, and then this program as it would have ended it: for as long as
  /// what this returns is kept.
  func endTogether() -> Interruption {
    Interruption {
      self.running.withLock { running in
        running.isOver = true
        for process in running.processes { kill(process, SIGKILL) }
      }
    }
  }
}

import Curriculum
import Engine
import Foundation
import Testing

/// How the trial of one answer ended, and what the answer printed.
struct Outcome: Equatable {
  let end: End
  /// The last lines that it printed in the case that is shown, laid out for the report.
  let printed: String

  init(_ end: End, printed: String = "") {
    self.end = end
    self.printed = printed
  }

  enum End: Equatable {
    case judged(Verdict)
    /// An exercise that is not written yet was called: this one, or one that its answer uses.
    case open(String)
    /// The answer did not come back.
    case stopped(Stop, String)
    /// The process ended as no trial ends; Swift Testing has reported it.
    case vanished
  }

  /// Why an answer did not come back.
  enum Stop { case crash, time, memory, recursion, exit }

  var isWrong: Bool {
    switch end {
    case .judged(.wrong), .stopped: true
    case .judged(.right), .open, .vanished: false
    }
  }
}

/// Judges an answer in a process of its own.
func outcome(of id: String, by submission: Submission, within limits: Limits) async -> Outcome {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let trial = Trial(
    id: id, submission: submission, seed: Settings.current.seed, limits: limits, password: UUID().uuidString,
    folder: folder.path)
  // Every trial ends in failure, even with a right answer: what counts is the line that it says.
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardOutputContent],
    "\(id): the answer ended the program without coming back."
  ) { [trial = trial as Trial] in
    trial.execute()
  }
  guard let result else { return Outcome(.vanished) }
  return trial.outcome(of: result)
}

extension Trial {
  fileprivate func outcome(of result: ExitTest.Result) -> Outcome {
    let lines = lines(in: result.standardOutputContent)
    if result.exitStatus == .exitCode(Exit.judged), case .verdict(let verdict)? = lines.last {
      if case .wrong(let finding) = verdict { return Outcome(.judged(verdict), printed: printed(finding.number)) }
      return Outcome(.judged(verdict), printed: printed(0))
    }
    let number: Int? =
      switch lines.last {
      case .asked(.first(let number)), .asked(.again(let number)): number
      default: nil
      }
    let printed = number.map { self.printed($0) } ?? ""
    let errors = harmlessText(of: errors)
    if result.exitStatus == .exitCode(openExerciseExitCode) {
      return Outcome(.open(openExercise(in: errors) ?? id), printed: printed)
    }
    let (stop, sentence) = explanation(of: result.exitStatus, errors: errors)
    var report = wrapped(sentence)
    if let number, let cases = AnyBank.of(id)?.cases(seed), number < cases.count {
      report += "\n\n" + layout(title: "input", cases[number].input)
    }
    return Outcome(.stopped(stop, report), printed: printed)
  }

  private func explanation(of status: ExitStatus, errors: String) -> (Outcome.Stop, String) {
    switch status {
    case .exitCode(Exit.exited): return (.exit, "Your answer called exit. It must return its result.")
    case .exitCode(Exit.outOfMemory):
      return (.memory, "Your answer was stopped: it used more than \(limits.megabytes) MB of memory.")
    case .signal(SIGXCPU):
      return (
        .time, "Your answer was stopped after \(limits.processorSeconds) s of work. Is there a loop that never ends?"
      )
    case .exitCode(Exit.outOfTime):
      return (.time, "Your answer was stopped after \(limits.wallSeconds) s. Does it wait for something?")
    case .signal(SIGSEGV), .signal(SIGBUS):
      return (.recursion, "Your answer ran out of stack. Does a function call itself without end?")
    default: break
    }
    if let line = errors.split(separator: "\n").first(where: { $0.contains("failed to allocate") }) {
      let bytes = line.split(separator: " ").compactMap { Double($0) }.first ?? .infinity
      return (
        .memory, "Your answer asked for \(decimal((bytes / 1e9).rounded())) GB of memory at once: more than there is."
      )
    }
    switch status {
    case .signal(SIGILL), .signal(SIGTRAP), .signal(SIGFPE): return (.crash, CrashNotice(errors: errors).sentence)
    case .signal(SIGABRT): return (.crash, "Your answer called abort.")
    default: return (.crash, "Your answer ended the program (\(status)).")
    }
  }

  /// What the answer printed in the case that is shown; if that is nothing, in the first case where it printed at all.
  private func printed(_ number: Int) -> String {
    let text = harmlessText(of: output(number))
    if !text.isEmpty { return layout(printed: text) }
    let others = (AnyBank.of(id)?.cases(seed) ?? []).indices.lazy.map { harmlessText(of: output($0)) }
    return layout(printed: others.first { !$0.isEmpty }.map { "(on another case)\n" + $0 } ?? "")
  }
}

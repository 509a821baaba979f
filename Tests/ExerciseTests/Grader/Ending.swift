import Curriculum
import Engine
import Foundation
import Testing

extension Trial {
  /// What the end of the process means, and the files that it left.
  ///
  /// - Parameter status: nil if it left with code 0, or could not be started.
  func outcome(_ status: ExitStatus?) -> Outcome {
    if status == .exitCode(Exit.judged), let verdict = writtenVerdict {
      let number = if case .wrong(let finding) = verdict { finding.number } else { 0 }
      return Outcome(.judged(verdict), printed: printed(number))
    }
    let errors = harmlessText(of: errors)
    if status == .exitCode(openExerciseExitCode) {
      return Outcome(.open(openExercise(in: errors) ?? id), printed: printed(lastQuestion?.number ?? 0))
    }
    guard let number = lastQuestion?.number, status != .exitCode(Exit.unwritable) else {
      return Outcome(.untried(fault(status, errors: errors)))
    }
    let (stop, sentence) = explanation(of: status, errors: errors)
    let input = AnyBank.of(id)?.cases(seed)[number].input ?? []
    return Outcome(
      .stopped(stop, wrapped(sentence) + "\n\n" + layout(title: "input", input)), printed: printed(number))
  }

  /// Why nothing is known of an answer that was not asked, or that had come back from every case.
  private func fault(_ status: ExitStatus?, errors: String) -> String {
    if status == .exitCode(Exit.unwritable) {
      return "A file in \(folder) cannot be written. Is the disk full? Make room there and try again."
    }
    if lastQuestion == nil {
      let end = status.map { "ended before it began: \($0)" } ?? "could not be started"
      return "The process for your answer \(end). Try again."
    }
    let notice = errors.split(separator: "\n").first { $0.contains("Fatal error") }.map { " It said: \($0)" } ?? ""
    return """
      The grader failed after your answer had come back. If nothing that it left running did that, the fault is the \
      course's and not yours: please report it.\(notice)
      """
  }

  private func explanation(of status: ExitStatus?, errors: String) -> (Outcome.Stop, String) {
    let work = decimal(limits.processorSeconds)
    let idle = decimal(limits.idleSeconds)
    switch status {
    case .exitCode(Exit.exited): return (.exit, "Your answer called exit. It must return its result.")
    case nil, .exitCode(0), .exitCode(Exit.judged):
      return (.exit, "Your answer ended the program by itself. It must return its result.")
    case .exitCode(Exit.outOfMemory):
      return (.memory, "Your answer was stopped: it used more than \(limits.megabytes) MB of memory.")
    case .exitCode(Exit.worked):
      return (.time, "Your answer was stopped after \(work) s of work. Is there a loop that never ends?")
    case .exitCode(Exit.waited):
      return (.time, "Your answer was stopped: for \(idle) s it did nothing. Does it wait for something?")
    case .exitCode(Exit.late):
      let total = decimal(limits.totalSeconds)
      return (.time, "Your answer was stopped after \(total) s, of which it worked for less than \(work).")
    case .signal(SIGSEGV), .signal(SIGBUS):
      return (
        .recursion,
        """
        Your answer ran out of stack, or read memory that is not its own. Does a function call itself without end, or \
        too often?
        """
      )
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
    case .signal(SIGKILL): return (.crash, "Your answer was killed from outside. Has the machine run out of memory?")
    default: return (.crash, "Your answer ended the program (\(status.map { "\($0)" } ?? "")).")
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

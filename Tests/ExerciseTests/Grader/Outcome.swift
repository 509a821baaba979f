import Curriculum
import Engine
import Foundation
import Testing

/// How the trial of one answer ended.
enum Outcome: Equatable {
  case judged(Verdict)
  /// An exercise that is not written yet was called: this one, or one that its answer uses.
  case open(String)
  /// The answer did not come back.
  case stopped(Stop, String)
  /// The process ended as no trial ends; Swift Testing has reported it.
  case vanished

  /// Why an answer did not come back.
  enum Stop { case crash, time, memory, recursion, exit }
}

/// Judges an answer in a process of its own.
func outcome(of id: String, by submission: Submission, within limits: Limits) async -> Outcome {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let trial = Trial(
    id: id, submission: submission, limits: limits, password: UUID().uuidString, folder: folder.path)
  // Every trial ends in failure, even with a right answer: what counts is the line that it says.
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardOutputContent],
    "\(id): the answer ended the program without coming back."
  ) { [trial = trial as Trial] in
    trial.execute()
  }
  guard let result else { return .vanished }
  return trial.outcome(of: result)
}

extension Trial {
  fileprivate func outcome(of result: ExitTest.Result) -> Outcome {
    let lines = lines(in: result.standardOutputContent)
    if result.exitStatus == .exitCode(Exit.judged), case .verdict(let verdict)? = lines.last {
      if case .wrong(let report) = verdict { return .judged(.wrong(report + printed)) }
      return .judged(verdict)
    }
    let errors = contents(of: errors)
    if result.exitStatus == .exitCode(openExerciseExitCode) { return .open(openExercise(in: errors) ?? id) }
    let (stop, sentence) = explanation(of: result.exitStatus, errors: errors)
    var report = sentence
    if case .reached(let number)? = lines.last, let cases = AnyBank.of(id)?.cases(), number < cases.count {
      report += "\n\n" + layout(title: "input", cases[number].input)
    }
    return .stopped(stop, report + printed)
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
        .memory, "Your answer asked for \(text((bytes / 1e9).rounded())) GB of memory at once: more than there is."
      )
    }
    switch status {
    case .signal(SIGILL), .signal(SIGTRAP), .signal(SIGFPE): return (.crash, CrashNotice(errors: errors).sentence)
    case .signal(SIGABRT): return (.crash, "Your answer called abort.")
    default: return (.crash, "Your answer ended the program (\(status)).")
    }
  }

  /// What the answer printed, for the end of a report; empty if it printed nothing.
  private var printed: String {
    let text = contents(of: output)
    let lines = text.split(separator: "\n").prefix(12).map { String($0.prefix(100)) }
    if lines.isEmpty { return "" }
    let more = text.split(separator: "\n", maxSplits: 12).count > 12 ? "\n          …" : ""
    return "\n\nprinted   " + lines.joined(separator: "\n          ") + more
  }

  /// A file's text, without characters that a terminal or an XML file could not hold.
  private func contents(of path: String) -> String {
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let kept = text.unicodeScalars.filter {
      $0 == "\n" || ($0.properties.generalCategory != .control && $0.properties.generalCategory != .unassigned)
    }
    return String(String.UnicodeScalarView(kept))
  }
}

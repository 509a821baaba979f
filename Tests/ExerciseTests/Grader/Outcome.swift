import Foundation
import Learner
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
    /// Nothing is known of the answer: the machine or the grader failed.
    case untried(String)
  }

  /// Why an answer did not come back.
  enum Stop { case crash, time, memory, recursion, exit }

  /// What the learner's standing is after it; nil if nothing is known.
  var standing: Standing.Verdict? {
    switch end {
    case .judged(.right): .right
    case .judged(.wrong), .stopped: .wrong
    case .open: .open
    case .untried: nil
    }
  }

  var isWrong: Bool {
    switch end {
    case .judged(.wrong), .stopped: true
    case .judged(.right), .open, .untried: false
    }
  }
}

/// Judges an answer in a process of its own.
///
/// A shape that does not fit stops an answer and says little of the mistake that led there: if one of ours explains what was
/// answered before, that is the verdict.
func outcome(
  of id: String, by submission: Submission, within limits: Limits,
  in temporary: URL = FileManager.default.temporaryDirectory
) async -> Outcome {
  let (outcome, last) = await tried(id, by: submission, among: nil, within: limits, in: temporary)
  guard case .stopped(.crash, let crash) = outcome.end, let last, last > 0 else { return outcome }
  let (before, _) = await tried(id, by: submission, among: last, within: limits, in: temporary)
  guard case .judged(.wrong(var finding)) = before.end, finding.reason != nil else { return outcome }
  finding.difference = [finding.difference, "On a later case it came to this:", crash].compactMap(\.self)
    .joined(separator: "\n\n")
  return Outcome(.judged(.wrong(finding)), printed: before.printed)
}

/// Judges it on so many cases, and tells of which it was asked last.
private func tried(
  _ id: String, by submission: Submission, among caseCount: Int?, within limits: Limits, in temporary: URL
) async -> (Outcome, last: Int?) {
  let folder = temporary.appendingPathComponent("unstuck-\(UUID().uuidString)").path
  guard mkdir(folder, 0o700) == 0 else {
    let reason = String(cString: strerror(errno))
    let refusal = Outcome(
      .untried(
        """
        No folder can be made in \(temporary.path): \(reason). The grader needs one. Make room there, or name another \
        place in the environment's TMPDIR.
        """))
    return (refusal, nil)
  }
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let trial = Trial(
    id: id, submission: submission, seed: GraderSettings.current.seed, caseCount: caseCount, limits: limits,
    password: UUID().uuidString, folder: folder)
  let waker = Task {
    // An answer that stops its own process is woken, so that its watch goes on.
    while (try? await Task.sleep(for: .seconds(1))) != nil { trial.signalAll(SIGCONT) }
  }
  // Every trial ends in failure, even with a right answer. One that does not is reported by us, at the learner's file.
  let status = await Task(priority: .high) {  // as with a `PromptTrait`
    var status: ExitStatus?
    await withKnownIssue(isIntermittent: true) {
      status = await #expect(processExitsWith: .failure) { [trial = trial as Trial] in trial.execute() }?.exitStatus
    }
    return status
  }.value
  waker.cancel()
  trial.signalAll(SIGKILL)
  return (trial.outcome(status), trial.lastQuestion?.number)
}

import Foundation
import Testing

/// What is said when the fault is not the learner's, and what is left when all is over.
@Suite struct `The end of a trial` {
  private let trial = Trial(
    id: "10.1", submission: .reference, seed: 1, limits: .planted, password: "secret",
    folder: FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-end-\(UUID().uuidString)").path)

  /// What is said of a process that ended so, and left these files.
  private func end(_ status: ExitStatus?, _ files: [String: String]) throws -> Outcome.End {
    try FileManager.default.createDirectory(atPath: trial.folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: trial.folder) }
    for (name, text) in files { try text.write(toFile: trial.folder + "/" + name, atomically: false, encoding: .utf8) }
    return trial.outcome(status).end
  }

  private let verdict = #"{"right":{}}"#
  private let asked = #"{"again":{"_0":0}}"#
  private let answered = #"{"none":{}}"#

  @Test func `is a verdict only with the password and the code`() throws {
    #expect(try end(.exitCode(1), ["question": answered, "verdict": "secret" + verdict]) == .judged(.right))
    for (status, text) in [(ExitStatus.exitCode(0), "secret"), (.signal(SIGILL), "secret"), (.exitCode(1), "")] {
      #expect(try end(status, ["question": asked, "verdict": text + verdict]) != .judged(.right))
    }
  }

  @Test func `blames the grader for a trap after the answer has come back`() throws {
    let errors = "Swift/x.swift:1: Fatal error: Index out of range\n"
    guard case .untried(let text) = try end(.signal(SIGILL), ["question": answered, "errors": errors]) else {
      Issue.record("the learner is blamed")
      return
    }
    #expect(text.hasPrefix("The grader failed after your answer had come back."))
    #expect(text.hasSuffix("Index out of range"))
    guard case .stopped(.crash, _) = try end(.signal(SIGILL), ["question": asked, "errors": errors]) else {
      Issue.record("the learner is not told of a crash")
      return
    }
  }

  @Test func `blames the grader for a trap before the answer was asked`() throws {
    let errors = "ExerciseTests/x.swift:1: Fatal error: Index out of range\n"
    guard case .untried(let text) = try end(.signal(SIGILL), ["process": "1", "errors": errors]) else {
      Issue.record("the learner is blamed")
      return
    }
    #expect(text.hasPrefix("The grader failed before it asked your answer"))
    #expect(text.hasSuffix("The fault is the course's and not yours: please report it. It said: \(errors.dropLast())"))
  }

  @Test func `blames the machine for a process that never began`() throws {
    #expect(try end(nil, [:]) == .untried("The process for your answer could not be started. Try again."))
    let killed = "The process for your answer was killed before it began. Has the machine run out of memory?"
    #expect(try end(.signal(SIGKILL), [:]) == .untried(killed))
  }

  @Test(arguments: ["", #"{"again":{"_0":0}}"#])
  func `blames the machine for a disk that is full, whenever it is`(_ question: String) throws {
    guard case .untried(let text) = try end(.exitCode(Trial.Exit.unwritable), ["question": question]) else {
      Issue.record("the learner is blamed")
      return
    }
    #expect(text == "A file in \(trial.folder) cannot be written. Is the disk full? Make room there and try again.")
  }

  @Test func `blames the machine for a temporary folder that cannot be written`() async {
    let nowhere = URL(fileURLWithPath: "/no such folder")
    let outcome = await outcome(of: "10.1", by: .reference, within: .planted, in: nowhere)
    #expect(
      outcome.end
        == .untried(
          """
          No folder can be made in /no such folder: No such file or directory. The grader needs one. Make room there, or \
          name another place in the environment's TMPDIR.
          """))
  }

  @Test func `blames the machine for a verdict that cannot be written`() async {
    guard case .untried(let text) = await outcome(of: "10.1", by: .runaway(.blocksVerdict), within: .planted).end else {
      Issue.record("the learner is blamed")
      return
    }
    #expect(text.contains(" cannot be written."))
  }

  @Test func `leaves no process of the answer`() async throws {
    let outcome = await outcome(of: "10.1", by: .runaway(.leavesProcess), within: .planted)
    let left = try #require(outcome.printed.split(separator: " ").last.flatMap { pid_t($0) }, "\(outcome)")
    // It would run for ten minutes. How soon it is seen to end is up to the machine.
    for _ in 0..<1200 where isRunning(left) { try await Task.sleep(for: .milliseconds(50)) }
    #expect(!isRunning(left))
  }

  /// A process that has ended stays in the table until its parent looks.
  private func isRunning(_ process: pid_t) -> Bool {
    if kill(process, 0) != 0 { return false }
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state?.contains(") Z ") != true
  }

  @Test func `wakes an answer that stops its own process`() async {
    let end = await outcome(of: "10.1", by: .runaway(.stopsItself), within: .planted).end
    guard case .judged(.wrong) = end else {
      Issue.record("\(end)")
      return
    }
  }

  @Test func `leaves no pipe open that Swift Testing would read`() async {
    #expect(await outcome(of: "10.1", by: .runaway(.listsPipes), within: .planted).printed == "printed   pipes: []")
  }

  /// More answers wait than Swift Testing has threads; they end when the right one has been judged.
  @Test func `delays no other verdict`() async {
    let sign = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-sign-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: sign) }
    let patient = Limits(processorSeconds: 30, idleSeconds: 600, megabytes: 128, totalSeconds: 600)
    await withTaskGroup(of: Outcome.self) { group in
      let count = ProcessInfo.processInfo.activeProcessorCount + 2
      for _ in 0..<count {
        group.addTask { await outcome(of: "10.1", by: .waits(for: sign), within: patient) }
      }
      #expect(await outcome(of: "10.1", by: .reference, within: .planted).end == .judged(.right))
      _ = FileManager.default.createFile(atPath: sign, contents: nil)
      for await waiting in group { #expect(waiting.end == .judged(.right)) }
    }
  }
}

@Suite struct `Doing nothing` {
  /// One look each tenth of a second.
  private func end(within seconds: Int, work: (Double) -> Double) -> Double? {
    var idleness = Idleness(seconds: 15)
    return (0..<seconds * 10).map { Double($0) / 10 }.first { idleness.lasts(at: $0, work: work($0)) }
  }

  @Test func `is found after 15 seconds without work`() throws {
    let end = try #require(end(within: 60) { min($0, 5) })
    #expect(abs(end - 20) < 0.5)
  }

  @Test func `is not found where a busy machine leaves a twentieth of the time`() {
    #expect(end(within: 600) { $0 / 20 } == nil)
  }

  @Test func `is found where an answer looks about all the time`() {
    #expect(end(within: 60) { $0 / 100 } != nil)
  }

  /// A thread that ends takes its delay with it.
  @Test func `is not found where the count goes back`() {
    #expect(end(within: 60) { 100 - $0 } == nil)
  }
}

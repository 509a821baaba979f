import Foundation
import Testing

extension Limits {
  /// For planted answers, which need no patience.
  static let planted = Limits(processorSeconds: 1, idleSeconds: 20, megabytes: 128)
}

extension Outcome {
  fileprivate var isJudgedWrong: Bool { if case .judged(.wrong) = end { true } else { false } }
}

/// Plants answers that do not come back, or pretend to, and looks at what the learner would be told.
@Suite struct `A trial` {
  private func stop(_ runaway: Runaway, within limits: Limits = .planted) async -> (Outcome.Stop, String)? {
    guard case .stopped(let stop, let text) = await outcome(of: "10.1", by: .runaway(runaway), within: limits).end
    else {
      return nil
    }
    return (stop, text)
  }

  @Test func `passes on the message of a crash, and the input`() async throws {
    let (stop, text) = try #require(await stop(.indexOutOfRange))
    #expect(stop == .crash)
    #expect(text.hasPrefix("Your answer crashed: Index out of range"))
    #expect(text.contains("\n\ninput     x       = [ "))
  }

  @Test func `says what a trap without a message is, or may be`() async throws {
    let (stop, text) = try #require(await stop(.overflow))
    #expect(stop == .crash)
    #if os(Linux)
      #expect(text.hasPrefix("Your answer crashed: arithmetic overflow."))
    #else
      #expect(
        text.hasPrefix("Your answer crashed: an index or a shape does not fit, an Int overflows, or a precondition"))
    #endif
  }

  @Test func `names an abort`() async throws {
    let (stop, text) = try #require(await stop(.abort))
    #expect(stop == .crash)
    #expect(text.hasPrefix("Your answer called abort."))
  }

  @Test func `stops an endless loop`() async throws {
    let (stop, text) = try #require(await stop(.endlessLoop))
    #expect(stop == .time)
    #expect(text.hasPrefix("Your answer was stopped after 1 s of work. Is there a loop that never ends?"))
  }

  @Test(arguments: [Runaway.endlessWait, .silencesAlarm]) func `stops an endless wait`(_ wait: Runaway) async throws {
    let brief = Limits(processorSeconds: 5, idleSeconds: 1, megabytes: 128)
    let (stop, text) = try #require(await stop(wait, within: brief))
    #expect(stop == .time)
    #expect(text.hasPrefix("Your answer was stopped: for 1 s it did nothing. Does it wait for something?"))
  }

  @Test func `stops what is neither work nor idleness`() async throws {
    let brief = Limits(processorSeconds: 5, idleSeconds: 60, megabytes: 128, totalSeconds: 1)
    let (stop, text) = try #require(await stop(.looksAbout, within: brief))
    #expect(stop == .time)
    #expect(text.hasPrefix("Your answer was stopped after 1 s, of which it worked for less than 5."))
  }

  /// It works a tenth of a second, eight times, and rests for half a second after each.
  @Test func `stops no answer that works now and then`() async {
    let brief = Limits(processorSeconds: 30, idleSeconds: 2, megabytes: 128)
    #expect(await outcome(of: "10.1", by: .runaway(.worksAndRests), within: brief).isJudgedWrong)
  }

  @Test func `keeps the files of an answer out of the learner's folder`() async {
    #expect(await outcome(of: "10.1", by: .runaway(.writesFile), within: .planted).isJudgedWrong)
    #expect(!FileManager.default.fileExists(atPath: Runaway.strayFile))
  }

  @Test func `refuses an array larger than memory`() async throws {
    let (stop, text) = try #require(await stop(.hugeArray))
    #expect(stop == .memory)
    #if os(Linux)
      #expect(text.hasPrefix("Your answer asked for 8796 GB of memory at once: more than there is."))
    #endif
  }

  @Test func `stops an array that grows without end`() async throws {
    let patient = Limits(processorSeconds: 30, idleSeconds: 60, megabytes: 64)
    let (stop, text) = try #require(await stop(.growingArray, within: patient))
    #expect(stop == .memory)
    #expect(text.hasPrefix("Your answer was stopped: it used more than 64 MB of memory."))
  }

  @Test func `survives endless recursion`() async throws {
    let (stop, text) = try #require(await stop(.endlessRecursion))
    #expect(stop == .recursion)
    #expect(text.hasPrefix("Your answer ran out of stack, or read memory that is not its own."))
  }

  @Test func `tells of a bad pointer what it tells of too little stack`() async throws {
    let (stop, text) = try #require(await stop(.badPointer))
    #expect(stop == .recursion)
    #expect(text.hasPrefix("Your answer ran out of stack, or read memory that is not its own."))
  }

  @Test func `says that a precondition fails, or may fail`() async throws {
    let (stop, text) = try #require(await stop(.failedPrecondition))
    #expect(stop == .crash)
    #expect(text.lowercased().contains("precondition"))
  }

  @Test func `does not take exit for an answer`() async throws {
    let (stop, text) = try #require(await stop(.exit))
    #expect(stop == .exit)
    #expect(text.hasPrefix("Your answer called exit."))
  }

  @Test(arguments: [Runaway.leavesAtOnce, .leavesAsIfJudged])
  func `does not take an end of the process for an answer`(_ runaway: Runaway) async throws {
    let (stop, text) = try #require(await stop(runaway))
    #expect(stop == .exit)
    #expect(text.hasPrefix("Your answer ended the program by itself. It must return its result."))
  }

  @Test(arguments: [Runaway.forgesVerdict, .writesEverywhere])
  func `takes no verdict from what an answer writes`(_ runaway: Runaway) async {
    #expect(await outcome(of: "10.1", by: .runaway(runaway), within: .planted).isJudgedWrong)
  }

  @Test func `shows the last lines that an answer prints, and none of another case`() async throws {
    let outcome = await outcome(of: "10.1", by: .runaway(.printsAndCrashes), within: .planted)
    guard case .stopped(.crash, _) = outcome.end else {
      Issue.record("a crash was not reported: \(outcome)")
      return
    }
    #expect(outcome.printed.hasPrefix("printed   …\n          step 29 of call 3\n"))
    #expect(outcome.printed.hasSuffix("step 39 of call 3\n          last words"))
  }

  @Test func `withstands an answer that prints without end`() async throws {
    let patient = Limits(processorSeconds: 20, idleSeconds: 60, megabytes: 128)
    let outcome = await outcome(of: "10.1", by: .runaway(.prints), within: patient)
    #expect(outcome.isJudgedWrong)
    #expect(outcome.printed.contains(": a learner looks at values by printing them\n"))
    #expect(outcome.printed.split(separator: "\n").count == 13)
  }

  @Test func `shows no character that a terminal would obey`() async throws {
    let printed = await outcome(of: "10.1", by: .runaway(.printsControls), within: .planted).printed
    #expect(printed == "printed   red [31m dangerous[0m tab end")
  }

  @Test func `says which exercise an answer waits for`() async {
    let outcome = await outcome(of: "10.3", by: .opened("10.1"), within: .planted)
    #expect(outcome.end == .open("10.1"))
    #expect(report(on: "10.3", outcome) == "10.3 Inference: needs 10.1, which is still open.")
  }

  @Test(arguments: [Submission.reference, .alternative(0)]) func `passes a right answer`(_ submission: Submission) async
  {
    #expect(await outcome(of: "10.1", by: submission, within: .planted).end == .judged(.right))
  }

  @Test func `diagnoses a misconception`() async throws {
    let outcome = await outcome(of: "10.1", by: .misconception(0), within: .planted)
    let diagnosis = try #require(AnyBank.of("10.1")).misconceptions[0]
    #expect(report(on: "10.1", outcome).contains("\n\n\(wrapped(diagnosis))\n\ny[0, 0] should be "))
  }

  @Test func `names the mistake that led to shapes that do not fit, by the cases before`() async throws {
    let transposed = "You transposed the weight: column j of W has the weights of neuron j."
    let number = try #require(AnyBank.of("1.6")?.misconceptions.firstIndex(of: transposed))
    let outcome = await outcome(of: "1.6", by: .squareOnly(misconception: number), within: .planted)
    let text = report(on: "1.6", outcome)
    #expect(text.contains("not right yet.\n\n\(transposed)\n\nz[0, 0] should be "))
    #expect(text.contains("\n\nOn a later case it came to this:\n\nYour answer crashed"))
  }
}

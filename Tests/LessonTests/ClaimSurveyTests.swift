import Learner
import Curriculum
import Foundation
import Testing

@testable import LessonKit
@testable import course

private let lessons = LessonOutline.all.filter(\.isBuilt)
private let plain = Terminal(width: 100)

private func survey(_ scripts: Scripts, _ lessons: [LessonOutline] = [lessons[0]], _ seeds: ClosedRange<UInt64> = 1...9)
  -> ClaimSurvey
{
  ClaimSurvey(lessons: lessons, seeds: seeds, programs: scripts.programs.url)
}

/// A script's line that prints a claim; in the numbers `$3` is the seed.
private func prints(_ line: Int, _ holds: String, _ measured: String, _ lower: String, _ upper: String) -> String {
  "[ \"$1 $2\" = '--tsv --seed' ] || exit 2\n"
    + "printf '%s\\t%s\\t%s\\t%s\\t%s\\tclaim \(line)\\n' \(line) \(holds) \(measured) \(lower) \(upper)"
}

/// A process that has ended stays in the table until its parent looks.
private func isRunning(_ process: Int32) -> Bool {
  if kill(process, 0) != 0 { return false }
  let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
  return state?.contains(") Z ") != true
}

@Suite struct `A survey of claims` {
  @Test func `finds the least room of each claim, its seed, and the fails`() throws {
    // 0.1 to 0.9 below 1; 1 to 9, of which 1 to 3 fail, above 3.5.
    let scripts = try Scripts(
      """
      \(prints(7, "true", "0.$3", "-inf", "1"))
      holds=true; status=0; if [ $3 -lt 4 ]; then holds=false; status=1; fi
      \(prints(5, "$holds", "$3", "3.5", "inf"))
      \(prints(5, "true", "2", "2", "2"))
      exit $status
      """)
    defer { scripts.remove() }
    let survey = survey(scripts, [lessons[0], lessons[1]])
    let tallies = try survey.run(on: plain)
    #expect(tallies.count == 2)
    for tally in tallies {
      #expect(tally.runs == 9 && tally.brokenSeeds == [] && tally.fails == 3)
      #expect(tally.rows.map(\.fails) == [3, 0, 0])
      #expect(tally.rows.map(\.seed) == [1, 9, 1])
      #expect(tally.rows.map(\.worst.measured) == [1, 0.9, 2])
      #expect(tally.rows.map(\.worst.line) == [5, 7, 5])
      #expect(tally.rows.map(\.runs) == [9, 9, 9])
    }
    let report = survey.report(tallies[0], of: lessons[0], for: plain)
    #expect(
      report.hasPrefix(
        "\(lessons[0].twoDigits) \(lessons[0].title)\nseeds 1 to 9: 3 claims, 3 fails in 9 runs\n\n"))
    let lines = report.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(lines.contains { $0 == ["3", "−0.71", "1", "1.000", "above", "3.5", "5:", "claim", "5"] })
    #expect(lines.contains { $0 == ["0", "0.10", "9", "0.9000", "below", "1", "7:", "claim", "7"] })
    #expect(lines.contains { $0 == ["0", "–", "1", "2.000", "exactly", "2", "5:", "claim", "5"] })
  }

  @Test func `has the number of the worst run in the sentence`() throws {
    let scripts = try Scripts(prints(7, "true", "0.$3", "-inf", "1").replacing("claim 7", with: "{} of {} is small"))
    defer { scripts.remove() }
    let survey = survey(scripts)
    let report = survey.report(try survey.run(on: plain)[0], of: lessons[0], for: plain)
    #expect(report.contains("7: 0.9000 of {} is small"))
  }

  @Test(arguments: [
    "kill -9 $$", "exit 2", "echo not a claim", "exit 0", prints(7, "false", "2", "-inf", "1") + "\nexit 0",
  ]) func `names the seeds whose run did not come to its end`(_ end: String) throws {
    let scripts = try Scripts("if [ $3 = 5 ]; then \(end)\nexit\nfi\n" + prints(7, "true", "0.$3", "-inf", "1"))
    defer { scripts.remove() }
    let survey = survey(scripts)
    let tally = try survey.run(on: plain)[0]
    #expect(tally.runs == 8 && tally.brokenSeeds == [5])
    let report = survey.report(tally, of: lessons[0], for: plain)
    #expect(report.contains("\ndid not come to its end: swift run \(lessons[0].target) --check --seed 5\n"))
  }

  @Test func `says which claims are not in every run`() throws {
    let scripts = try Scripts(
      prints(7, "true", "0.$3", "-inf", "1") + "\n[ $3 = 3 ] || exit 0\n" + prints(9, "true", "5", "4", "inf"))
    defer { scripts.remove() }
    let survey = survey(scripts)
    let report = survey.report(try survey.run(on: plain)[0], of: lessons[0], for: plain)
    #expect(report.contains("9: claim 9 (in 1 runs)") && !report.contains("claim 7 ("))
  }

  @Test func `is of real lessons too`() throws {
    let lesson = try #require(ToldLesson.all.first)
    let survey = ClaimSurvey(lessons: [lesson.outline], seeds: 17...17, programs: Run.products)
    let tally = try survey.run(on: plain)[0]
    #expect(tally.runs == 1 && tally.fails == 0)
    #expect(tally.rows.count == lesson.other.output.split(separator: "\n").count { $0.hasPrefix("✓ ") })
  }

  /// The children write their process ids, and sleep.
  @Test(.prompt, arguments: [SIGINT, SIGTERM])
  func `takes its children with it when it is ended`(_ number: Int32) async throws {
    let scripts = try Scripts("echo $$ > $0.$3\nexec sleep 60")
    defer { scripts.remove() }
    await #expect(processExitsWith: .signal(number)) {
      [programs = scripts.programs.url as URL, number = number as Int32] in
      let children = Children()
      let interruption = children.endTogether()
      defer { interruption.cancel() }
      Thread.detachNewThread {
        while ((try? FileManager.default.contentsOfDirectory(atPath: programs.path)) ?? []).count < lessons.count + 1 {
          usleep(20_000)
        }
        usleep(200_000)
        kill(getpid(), number)
      }
      _ = try ClaimSurvey(lessons: [lessons[0]], seeds: 1...4, programs: programs).run(children, on: plain)
    }
    let written = scripts.programs.names.filter { $0.contains(".") }
    #expect(!written.isEmpty)
    for name in written {
      let text = try String(contentsOf: scripts.programs.url.appendingPathComponent(name), encoding: .utf8)
      let process = try #require(Int32(text.filter { !$0.isNewline }))
      for _ in 0..<250 where isRunning(process) { usleep(20_000) }
      #expect(!isRunning(process), "process \(process) goes on")
    }
  }
}

@Suite struct `course claims` {
  @Test(arguments: [
    (["08"], [8], 1...300), (["8", "03", "08"], [8, 3], 1...300), (["10", "--seeds", "7"], [10], 7...7),
    (["--seeds", "2...20", "lesson13"], [13], 2...20), ([], lessons.map(\.number), 1...300),
  ]) func `takes lessons and seeds`(_ arguments: [String], _ numbers: [Int], _ seeds: ClosedRange<UInt64>) throws {
    guard case .claims(let lessons, seeds) = try Command(arguments: ["claims"] + arguments) else {
      Issue.record("another command")
      return
    }
    #expect(lessons.map(\.number) == numbers)
  }

  @Test(arguments: [
    (["99"], "there is no lesson \"99\"; lessons are numbered from 1 to 16"),
    (["00"], "there is no lesson \"00\"; lessons are numbered from 1 to 16"),
    (["--seed", "1"], "\"claims\" does not know what to do with \"--seed\"; see: swift run course help"),
    (["--seeds"], "--seeds needs the first and the last, as in --seeds 1...300"),
    (["--seeds", "9...1"], "--seeds needs"), (["--seeds", "1..9"], "--seeds needs"),
    (["--seeds", "a...b"], "--seeds needs"),
    (["--seeds", "1...2...3"], "--seeds needs"), (["--seeds", "-1...3"], "--seeds needs"),
    (["--seeds", "0...18446744073709551615"], "--seeds needs"),
  ]) func `answers what it does not understand in one line`(_ arguments: [String], _ message: String) {
    let error = #expect(throws: UsageError.self) { try Command(arguments: ["claims"] + arguments) }
    #expect(error?.description.hasPrefix(message) == true && error?.description.contains("\n") == false)
  }

  @Test func `needs programs that are built`() {
    let survey = ClaimSurvey(lessons: [lessons[0]], seeds: 1...1, programs: URL(fileURLWithPath: "/nowhere"))
    #expect(throws: UsageError("\(lessons[0].target) is not built; run: swift build")) { try survey.run(on: plain) }
  }
}

import Learner
import Curriculum
import Foundation
import LessonKit
import Synchronization
import Typesetting

/// Runs the claims of lessons with many seeds, on all cores: this is how bounds are set, and found to hold.
struct ClaimSurvey {
  let lessons: [LessonOutline]
  let seeds: ClosedRange<UInt64>
  /// The folder of the built programs.
  let programs: URL

  /// The tally of each lesson, with progress on stderr.
  func run(_ children: Children = Children(), on terminal: Terminal) throws(UsageError) -> [ClaimTally] {
    var jobs: [(lesson: Int, program: URL, seed: UInt64)] = []
    for (i, lesson) in lessons.enumerated() {
      let program = try lesson.program(in: programs)
      jobs += seeds.map { (i, program, $0) }
    }
    let tallies = Mutex([ClaimTally](repeating: ClaimTally(), count: lessons.count))
    let meter = Mutex((meter: ProgressMeter("claims", count: jobs.count, on: terminal), done: 0))
    DispatchQueue.concurrentPerform(iterations: jobs.count) { [jobs] i in
      let (lesson, program, seed) = jobs[i]
      let claims = Self.claims(of: program, seed, children)
      tallies.withLock { tallies in
        if let claims { tallies[lesson].add(claims, seed: seed) } else { tallies[lesson].addBroken(seed: seed) }
      }
      meter.withLock {
        $0.done += 1
        $0.meter.show(done: $0.done)
      }
    }
    meter.withLock { $0.meter.clear() }
    return tallies.withLock(\.self)
  }

  /// The claims of one run; nil if it did not come to its end.
  private static func claims(of program: URL, _ seed: UInt64, _ children: Children) -> [ClaimRecord]? {
    guard let outcome = try? children.run(program, ["--tsv", "--seed", "\(seed)"]) else { return nil }
    let lines = outcome.output.split(separator: "\n")
    let claims = lines.compactMap(ClaimRecord.init(tsv:))
    let isWhole =
      claims.count == lines.count && !claims.isEmpty && outcome.status == (claims.allSatisfy(\.holds) ? 0 : 1)
    return isWhole ? claims : nil
  }

  /// What came out of a lesson, claim by claim, the one with the least room first.
  func report(_ tally: ClaimTally, of lesson: LessonOutline, for terminal: Terminal) -> String {
    let seeds = seeds.count == 1 ? "seed \(seeds.lowerBound)" : "seeds \(seeds.lowerBound) to \(seeds.upperBound)"
    var blocks = [
      terminal.styled("\(lesson.twoDigits) \(lesson.title)", .bold) + "\n"
        + terminal.wrapped("\(seeds): \(tally.rows.count) claims, \(tally.fails) fails in \(tally.runs) runs")
    ]
    for seed in tally.brokenSeeds.prefix(3) {
      blocks.append(terminal.wrapped("did not come to its end: swift run \(lesson.target) --check --seed \(seed)"))
    }
    if tally.brokenSeeds.count > 3 { blocks.append("and \(tally.brokenSeeds.count - 3) others") }
    if !tally.rows.isEmpty { blocks.append(table(tally, for: terminal)) }
    return blocks.joined(separator: "\n\n")
  }

  private func table(_ tally: ClaimTally, for terminal: Terminal) -> String {
    var lines = ["| fails | margin | seed | measured | bound | claim |", "| --: | --: | --: | --: | :-- | :-- |"]
    for row in tally.rows {
      let claim = row.worst
      let margin = claim.margin.map { $0.text(.significant(2)) } ?? "–"
      let runs = row.runs == tally.runs ? "" : " (in \(row.runs) runs)"
      let measured = claim.measured.text(.significant(4))
      let cells = ["\(row.fails)", margin, "\(row.seed)", measured, claim.boundText]
      let said = claim.statement.replacing("{}", with: measured, maxReplacements: 1)
      let statement = "\(claim.line): \(said)\(runs)".replacing("|", with: "\\|")
      lines.append("| " + (cells + [statement]).joined(separator: " | ") + " |")
    }
    let markdown = Markdown(lines.joined(separator: "\n"))
    return (try? markdown.text(width: terminal.width, styled: false)) ?? markdown.source
  }
}

/// Builds lessons, runs their claims, and shows what came out; returns the exit code, 1 if a claim failed.
func surveyClaims(of lessons: [LessonOutline], _ seeds: ClosedRange<UInt64>) throws(UsageError) -> Int32 {
  let children = Children()
  try build(lessons, in: packageFolder)
  let interruption = children.endTogether()
  defer { interruption.cancel() }
  let survey = ClaimSurvey(lessons: lessons, seeds: seeds, programs: builtPrograms)
  let tallies = try survey.run(children, on: .standard)
  for (lesson, tally) in zip(lessons, tallies) {
    writeToStandardOutput(survey.report(tally, of: lesson, for: .standard) + "\n\n")
  }
  return tallies.allSatisfy { $0.fails == 0 && $0.brokenSeeds.isEmpty } ? 0 : 1
}

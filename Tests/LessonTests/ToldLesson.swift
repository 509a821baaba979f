import Curriculum
import Foundation
import Synchronization
import Testing

@testable import course

/// A built lesson and its runs, which take seconds: each is made once and serves every test.
struct ToldLesson: Sendable, CustomTestStringConvertible {
  let outline: LessonOutline
  /// With the lesson's own seed, 80 columns wide; the page is woven on the way.
  let own: Run
  /// What the page woven on the way differs in from the one that is there.
  let staleFiles: [String]
  /// With seed 5, 60 columns wide, twice.
  let twins: [Run]
  /// With seed 6, 100 columns wide.
  let wide: Run
  /// With seed 7, only the claims.
  let check: Run

  var runs: [Run] { [own] + twins + [wide, check] }

  var testDescription: String { outline.name }

  /// All lessons that are built, told on as many cores as there are.
  static let all: [ToldLesson] = {
    let lessons = LessonOutline.all.filter(\.isBuilt)
    let folders = lessons.map { _ in TemporaryFolder() }
    defer { for folder in folders { folder.remove() } }
    let jobs = zip(lessons, folders).flatMap { lesson, folder in
      [
        ["--width", "80", "--page", folder.path], ["--seed", "5", "--width", "60"], ["--seed", "5", "--width", "60"],
        ["--seed", "6", "--width", "100"], ["--seed", "7", "--check"],
      ].map { (lesson.target, $0) }
    }
    let runs = Mutex([Int: Run]())
    DispatchQueue.concurrentPerform(iterations: jobs.count) { i in
      let run = Run(jobs[i].0, jobs[i].1)
      runs.withLock { $0[i] = run }
    }
    let done = runs.withLock { runs in jobs.indices.map { runs[$0]! } }
    let weaver = Weaver(package: package, programs: package)
    return lessons.indices.map { i in
      let own = Array(done[5 * i..<5 * i + 5])
      let stale = weaver.staleFiles(of: lessons[i], comparedWith: folders[i].url)
      return ToldLesson(
        outline: lessons[i], own: own[0], staleFiles: stale, twins: [own[1], own[2]], wide: own[3], check: own[4])
    }
  }()
}

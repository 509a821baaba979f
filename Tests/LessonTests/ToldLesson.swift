import Curriculum
import Foundation
import Synchronization
import Testing

@testable import course

/// A built lesson and its two runs, which take seconds: each is made once and serves every test.
struct ToldLesson: Sendable, CustomTestStringConvertible {
  let outline: LessonOutline
  /// With the lesson's own seed, 100 columns wide; the page is woven on the way.
  let own: Run
  /// The page woven on the way.
  let page: String
  /// What the page woven on the way differs in from the one that is there.
  let staleFiles: [String]
  /// With a seed that is no lesson's own, 60 columns wide.
  let other: Run

  static let otherSeed = 17

  var runs: [Run] { [own, other] }

  var testDescription: String { outline.name }

  private init(_ outline: LessonOutline) {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    self.outline = outline
    own = Run(outline.target, ["--width", "100", "--page", folder.path])
    page = (try? String(contentsOf: folder.url.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""
    staleFiles = Weaver(package: package, programs: Run.products).staleFiles(of: outline, comparedWith: folder.url)
    other = Run(outline.target, ["--width", "60", "--seed", "\(Self.otherSeed)"])
  }

  /// All lessons that are built, told on as many cores as there are.
  static let all: [ToldLesson] = {
    let lessons = builtLessons
    let told = Mutex([ToldLesson]())
    DispatchQueue.concurrentPerform(iterations: lessons.count) { i in
      let lesson = ToldLesson(lessons[i])
      told.withLock { $0.append(lesson) }
    }
    return told.withLock(\.self).sorted { $0.outline.number < $1.outline.number }
  }()
}

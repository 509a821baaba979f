import Learner
import Curriculum
import Foundation
import LessonKit

/// Makes the pages of the built lessons anew from their programs, or finds out which are out of date.
///
/// A lesson is woven into a folder for the purpose first. Only when it has come to its end there, with every claim
/// holding, does its page take the place of the old one.
struct Weaver {
  /// The folder of the package, in which the pages stand.
  let package: URL
  /// The folder of the built programs.
  let programs: URL

  static var standard: Weaver { Weaver(package: packageFolder, programs: builtPrograms) }

  /// Builds and weaves every built lesson.
  func weave() throws(UsageError) {
    let lessons = LessonOutline.all.filter(\.isBuilt)
    try build(lessons, in: package)
    for lesson in lessons {
      try weave(lesson)
      writeToStandardOutput("wove Lessons/\(lesson.name)/README.md\n")
    }
  }

  /// Says which files of the pages are out of date; returns the exit code, 1 if there are any.
  func check() throws(UsageError) -> Int32 {
    let stale = try staleFiles()
    for file in stale { writeToStandardOutput("stale: \(file)\n") }
    if stale.isEmpty { writeToStandardOutput("every page is what weaving makes of it\n") }
    return stale.isEmpty ? 0 : 1
  }

  /// Weaves one lesson, which must be built.
  func weave(_ lesson: LessonOutline) throws(UsageError) {
    try inTemporaryFolder { folder throws(UsageError) in
      try tell(lesson, into: folder)
      try replace(self.folder(of: lesson), by: folder)
    }
  }

  /// The files that weaving would change, over all built lessons; these are taken as they are built now.
  func staleFiles() throws(UsageError) -> [String] {
    var stale: [String] = []
    for lesson in LessonOutline.all where lesson.isBuilt { stale += try staleFiles(of: lesson) }
    return stale
  }

  /// The files of one lesson that weaving would change.
  func staleFiles(of lesson: LessonOutline) throws(UsageError) -> [String] {
    try inTemporaryFolder { folder throws(UsageError) in
      try tell(lesson, into: folder)
      return staleFiles(of: lesson, comparedWith: folder)
    }
  }

  /// The files of one lesson that differ from those in `folder`, into which it was woven just now.
  func staleFiles(of lesson: LessonOutline, comparedWith folder: URL) -> [String] {
    let (new, old) = (contents(of: folder), contents(of: self.folder(of: lesson)))
    let names = Set(new.keys).union(old.keys).sorted()
    let stale = names.filter { new[$0] != old[$0] && Self.withoutLines(new[$0]) != Self.withoutLines(old[$0]) }
    return stale.map { "Lessons/\(lesson.name)/\($0)" }
  }

  /// A page without the lines that its links name: a learner's answers move the exercises below them.
  private static func withoutLines(_ page: Data?) -> String? {
    page.map { String(decoding: $0, as: UTF8.self).replacing(/\.swift#L\d+/, with: ".swift") }
  }

  /// Replaces the page and the figures in `home` by those in `folder`. Every file is whole at every moment.
  private func replace(_ home: URL, by folder: URL) throws(UsageError) {
    let (old, new) = (contents(of: home), contents(of: folder))
    do {
      let figures = home.appendingPathComponent("figures")
      try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
      for (name, data) in new where data != old[name] {
        try data.write(to: home.appendingPathComponent(name), options: .atomic)
      }
      for name in old.keys where new[name] == nil {
        try FileManager.default.removeItem(at: home.appendingPathComponent(name))
      }
    } catch {
      throw UsageError("cannot write into \(home.path): \(UsageError.reason(error))")
    }
  }

  private func folder(of lesson: LessonOutline) -> URL { package.appendingPathComponent("Lessons/\(lesson.name)") }

  /// Runs a lesson, which weaves its page into `folder`.
  private func tell(_ lesson: LessonOutline, into folder: URL) throws(UsageError) {
    let program = try lesson.program(in: programs)
    try run(program, ["--page", folder.path], in: package, as: lesson.target)
  }

  /// Gives `body` a folder of its own, which is removed afterwards.
  private func inTemporaryFolder<Value>(_ body: (URL) throws(UsageError) -> Value) throws(UsageError) -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// The page and its figures, by their names.
  private func contents(of folder: URL) -> [String: Data] {
    let figures =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("figures").path)) ?? []
    var contents: [String: Data] = [:]
    for name in ["README.md"] + figures.map({ "figures/\($0)" }) {
      contents[name] = try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    return contents
  }
}

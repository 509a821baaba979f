import Learner
import Curriculum
import Foundation
import LessonKit
import Testing

@testable import course

@Suite struct `Weaving` {
  @Test func `finds what is stale, a page or a figure, and makes it anew`() throws {
    let scratch = TemporaryFolder()
    defer { scratch.remove() }
    let lesson = try #require(LessonOutline.all.first { $0.isBuilt })
    let weaver = Weaver(package: scratch.url, programs: Run.products)
    try weaver.weave(lesson)

    let home = scratch.url.appendingPathComponent("Lessons/\(lesson.name)")
    let figures = home.appendingPathComponent("figures")
    let names = try FileManager.default.contentsOfDirectory(atPath: figures.path).sorted()
    try #require(names.count > 1)
    try Data("another page".utf8).write(to: home.appendingPathComponent("README.md"))
    try Data("another picture".utf8).write(to: figures.appendingPathComponent(names[0]))
    try FileManager.default.removeItem(at: figures.appendingPathComponent(names[1]))
    try Data("no longer drawn".utf8).write(to: figures.appendingPathComponent("~.svg"))
    let stale = ["README.md", "figures/\(names[0])", "figures/\(names[1])", "figures/~.svg"]
    #expect(try weaver.staleFiles(of: lesson) == stale.map { "Lessons/\(lesson.name)/\($0)" })

    try weaver.weave(lesson)
    #expect(try weaver.staleFiles(of: lesson) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: figures.path).sorted() == names)
  }
}

private let writesPage = "mkdir -p $2/figures && echo page > $2/README.md && echo picture > $2/figures/f.svg"

@Suite struct `A page` {
  private let lesson = LessonOutline.all.first { $0.isBuilt }!

  @Test func `is replaced when its lesson has come to its end`() throws {
    let scripts = try Scripts(writesPage)
    defer { scripts.remove() }
    try scripts.weaver.weave(lesson)
    #expect(scripts.page(of: lesson) == "page\n")
    #expect(try scripts.weaver.staleFiles(of: lesson) == [])
  }

  @Test func `is not out of date because an answer moved the exercises that it leads to`() throws {
    let scripts = try Scripts(writesPage.replacing("echo page", with: "echo '[1](a.swift#L7)'"))
    defer { scripts.remove() }
    try scripts.weaver.weave(lesson)
    let moved = try Scripts(writesPage.replacing("echo page", with: "echo '[1](a.swift#L12)'"))
    defer { moved.remove() }
    let weaver = Weaver(package: scripts.package.url, programs: moved.programs.url)
    #expect(try weaver.staleFiles(of: lesson) == [])
    try weaver.weave(lesson)
    #expect(scripts.page(of: lesson) == "[1](a.swift#L12)\n")
  }

  /// A file written in place would change under the other name too.
  @Test func `is whole at every moment`() throws {
    let scripts = try Scripts(writesPage)
    defer { scripts.remove() }
    let home = scripts.package.url.appendingPathComponent("Lessons/\(lesson.name)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try Data("old".utf8).write(to: home.appendingPathComponent("README.md"))
    let other = scripts.package.url.appendingPathComponent("other")
    try FileManager.default.linkItem(at: home.appendingPathComponent("README.md"), to: other)
    try scripts.weaver.weave(lesson)
    #expect(scripts.page(of: lesson) == "page\n")
    #expect(try String(contentsOf: other, encoding: .utf8) == "old")
  }

  @Test(arguments: ["exit 1", "exit 2", "kill -9 $$"]) func `stays as it was when its lesson failed`(
    _ end: String
  ) throws {
    let good = try Scripts(writesPage)
    defer { good.remove() }
    try good.weaver.weave(lesson)
    let bad = try Scripts(writesPage.replacing("page >", with: "another >") + "\n" + end)
    defer { bad.remove() }
    let weaver = Weaver(package: good.package.url, programs: bad.programs.url)
    let failure = UsageError("\(lesson.target) failed; to see why, run it by itself")
    #expect(throws: failure) { try weaver.weave(lesson) }
    #expect(throws: failure) { try weaver.staleFiles(of: lesson) }
    #expect(good.page(of: lesson) == "page\n")
  }

  @Test func `cannot be woven before its lesson is built`() throws {
    let scripts = try Scripts(writesPage)
    defer { scripts.remove() }
    let weaver = Weaver(package: scripts.package.url, programs: scripts.package.url)
    #expect(throws: UsageError("\(lesson.target) is not built; run: swift build")) { try weaver.weave(lesson) }
  }

  @Test func `leaves no folder of its own`() throws {
    let scripts = try Scripts("echo $2 > $0.folder; " + writesPage)
    defer { scripts.remove() }
    _ = try scripts.weaver.staleFiles(of: lesson)
    let record = scripts.programs.url.appendingPathComponent("\(lesson.target).folder")
    let folder = try String(contentsOf: record, encoding: .utf8).split(separator: "\n")[0]
    #expect(folder.contains("unstuck-") && !FileManager.default.fileExists(atPath: String(folder)))
  }
}

@Suite(.prompt) struct `course weave --check` {
  @Test func `lists what is out of date, with exit code 1, and changes nothing`() async throws {
    let scripts = try Scripts(writesPage)
    defer { scripts.remove() }
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardOutputContent]) {
      [package = scripts.package.url as URL, programs = scripts.programs.url as URL] in
      exit(try Weaver(package: package, programs: programs).check())
    }
    let lines = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self).split(separator: "\n")
    let expected = LessonOutline.all.filter(\.isBuilt).flatMap { lesson in
      ["README.md", "figures/f.svg"].map { "stale: Lessons/\(lesson.name)/\($0)" }
    }
    #expect(lines.filter { $0.hasPrefix("stale: ") } == expected[...].map { $0[...] })
    #expect(scripts.package.names.isEmpty)
  }

  @Test func `says that nothing is, with exit code 0`() async throws {
    let scripts = try Scripts(writesPage)
    defer { scripts.remove() }
    for lesson in LessonOutline.all where lesson.isBuilt { try scripts.weaver.weave(lesson) }
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      [package = scripts.package.url as URL, programs = scripts.programs.url as URL] in
      exit(try Weaver(package: package, programs: programs).check())
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(output.contains("every page is what weaving makes of it\n") && !output.contains("stale"))
  }
}

import Curriculum
import Foundation
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

import Curriculum
import Foundation
import Testing

/// The front door agrees with the house.
@Suite struct `The README` {
  private let lines: [Substring]

  init() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let readme = tests.deletingLastPathComponent().appendingPathComponent("README.md")
    lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n")
  }

  @Test(arguments: LessonOutline.all.map(\.number))
  func `names each lesson and its question, and links it once it is built`(_ number: Int) throws {
    let lesson = try #require(LessonOutline.all.first { $0.number == number })
    let name = lesson.isBuilt ? "[\(lesson.title)](Lessons/\(lesson.name)/README.md)" : "\(lesson.title) *(to come)*"
    #expect(lines.contains("| \(lesson.twoDigits) | \(name) | \(lesson.question) |"))
  }

  @Test func `shows on its first screen the two commands`() {
    let firstScreen = lines.prefix(12)
    #expect(firstScreen.contains { $0.hasPrefix("swift run lesson") })
    #expect(firstScreen.contains { $0.hasPrefix("swift test ") })
  }
}

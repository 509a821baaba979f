import Curriculum
import Testing

/// The front door agrees with the house.
@Suite struct `The README` {
  private let lines: [Substring]

  init() throws {
    lines = try text("README.md").split(separator: "\n")
  }

  @Test func `shows on its first screen the two commands`() {
    let firstScreen = lines.prefix(12)
    #expect(firstScreen.contains { $0.hasPrefix("swift run lesson") })
    #expect(firstScreen.contains { $0.hasPrefix("swift test ") })
  }

  @Test func `says there with which lesson to start: the first that is built`() throws {
    let first = try #require(builtLessons.first)
    #expect(lines.prefix(12).contains { $0.contains("(Lessons/\(first.name)/README.md)") && $0.contains("Start with") })
  }

  @Test func `lists the lessons that can be read before those to come, each in their order`() {
    let listed = lines.filter { $0.contains(/^\| \d\d \| .*\? \|$/) }.map { Int($0.dropFirst(2).prefix(2)) }
    let (built, toCome) = (LessonOutline.all.filter(\.isBuilt), LessonOutline.all.filter { !$0.isBuilt })
    #expect(listed == (built + toCome).map(\.number))
  }

  @Test func `has no line of code wider than GitHub's column`() {
    var isCode = false
    for line in lines {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode { #expect(line.count <= 88, "\(line)") }
    }
  }
}
